"""Find a parameter by what was written: its name, an alias or a unique beginning, in any case.

``-batch-id`` and ``-batch_id`` mean ``-BatchId`` too, unless an alias says so already.
"""

from __future__ import annotations

from functools import cache

from ...declare.cmdlet import CmdletSpec, ParamSpec
from . import binding_errors as errors
from .common import common_of


class ParameterNames:
    """The names of one command's parameters."""

    def __init__(self, spec: CmdletSpec, of_door: tuple[ParamSpec, ...] = ()) -> None:
        self.spec = spec
        self.common = common_of(spec) | {p.name.lower(): p for p in of_door}
        self._exact: dict[str, ParamSpec] = {}
        for param in (*self.common.values(), *spec.params.values()):  # the command's own win over the common ones
            for name in (param.name, *param.aliases):
                self._exact[name.lower()] = param
        self._switches = {p.name for p in (*self.common.values(), *spec.params.values()) if is_switch_type(p)}

    @property
    def shown(self) -> list[str]:
        """The names to offer where one was misspelt."""
        return [p.name for p in self.spec.params.values() if not p.hidden] + [p.name for p in self.common.values()]

    def is_switch(self, param: ParamSpec) -> bool:
        return param.name in self._switches

    def find(self, written: str) -> ParamSpec | None:
        """The parameter, or None when nothing begins so. Several beginnings that fit are an error."""
        name = written.lower()
        if name in self._exact:
            return self._exact[name]
        joined = name.replace("-", "").replace("_", "")
        if joined != name and joined in self._exact:
            return self._exact[joined]
        if not name:
            return None
        starts = {n: p for n, p in self._exact.items() if n.startswith(name)}
        if len(starts) > 1:
            own = {n: p for n, p in starts.items() if p.name.lower() not in self.common}
            starts = own if len(own) == 1 else starts
        if len(starts) > 1:
            shown = list(dict.fromkeys(p.name for p in starts.values()))
            raise errors.ambiguous(self.spec, written, shown)
        return next(iter(starts.values()), None)


def is_switch_type(param: ParamSpec) -> bool:
    """Whether a parameter is a switch."""
    declared = param.type
    if isinstance(declared, str):
        return declared.lower() in ("switch", "switchparameter", "system.management.automation.switchparameter")
    return bool(declared.full_name == "System.Management.Automation.SwitchParameter")


@cache
def names_of(spec: CmdletSpec, of_door: tuple[ParamSpec, ...] = ()) -> ParameterNames:
    """The names of a command, made once; ``of_door`` are common parameters that only the calling door has."""
    return ParameterNames(spec, of_door)
