"""The parameters of one command, its own and the common ones: found by name, by position and by what they take."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from ...declare.sentinel import MISSING
from ...errors import terminating
from . import binding_errors as errors

# -- the parameters that PowerShell gives every advanced command -------------------------------------------------------

_ACTIONS = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break")
_EVERYWHERE = {ALL_SETS: InSet()}


def _make(name: str, type_name: str, alias: str, help: str, enum: tuple[str, ...] = ()) -> ParamSpec:
    return ParamSpec(name, type_name, _EVERYWHERE, (alias,) if alias else (), help=help, enum=enum)


COMMON: tuple[ParamSpec, ...] = (
    _make("Verbose", "switch", "vb", "Show what the command does."),
    _make("Debug", "switch", "db", "Show what helps to find a fault."),
    _make("ErrorAction", "string", "ea", "What follows an error that does not end the command.", _ACTIONS),
    _make("WarningAction", "string", "wa", "What follows a warning.", _ACTIONS),
    _make("InformationAction", "string", "infa", "What follows an informational message.", _ACTIONS),
    _make("ProgressAction", "string", "proga", "What follows a report of progress.", _ACTIONS),
    _make("ErrorVariable", "string", "ev", "The variable that takes the errors."),
    _make("WarningVariable", "string", "wv", "The variable that takes the warnings."),
    _make("InformationVariable", "string", "iv", "The variable that takes the informational messages."),
    _make("OutVariable", "string", "ov", "The variable that takes the output."),
    _make("OutBuffer", "int", "ob", "How many objects to gather before the next command gets them."),
    _make("PipelineVariable", "string", "pv", "The variable that has the current object of the pipeline."),
)
SHOULD_PROCESS: tuple[ParamSpec, ...] = (
    _make("WhatIf", "switch", "wi", "Say what would be done, and do nothing."),
    _make("Confirm", "switch", "cf", "Ask before anything is changed."),
)
PAGING: tuple[ParamSpec, ...] = (
    _make("IncludeTotalCount", "switch", "", "Tell how many objects there are in all, before the first."),
    _make("Skip", "ulong", "", "How many objects to leave out."),
    _make("First", "ulong", "", "How many objects to get."),
)


_COMMON = {p.name.lower(): p for p in COMMON}
_COMMON_OF_CHANGING = _COMMON | {p.name.lower(): p for p in SHOULD_PROCESS}


def common_of(spec: CmdletSpec) -> dict[str, ParamSpec]:
    """The common parameters that a command takes, by lower-case name."""
    if not spec.common:
        return {}
    found = _COMMON_OF_CHANGING if spec.should_process else _COMMON
    return found | {p.name.lower(): p for p in PAGING} if spec.paging else found


def optional_common_of(spec: CmdletSpec) -> tuple[ParamSpec, ...]:
    """Those of the common parameters that a command asks for; its syntax shows them."""
    return (*(SHOULD_PROCESS if spec.should_process else ()), *(PAGING if spec.paging else ()))


# -- all of a command's parameters -------------------------------------------------------------------------------------


class Parameters:
    """The parameters of one command, as the binder looks them up."""

    def __init__(self, spec: CmdletSpec, of_door: tuple[ParamSpec, ...] = ()) -> None:
        self.spec = spec
        self.common = common_of(spec) | {p.name.lower(): p for p in of_door}
        self.own = {p.name: p for p in spec.params.values()}
        self.set_names = spec.set_names
        if spec.factory is None and (clashing := next((n for n in common_of(spec) if n in spec.params), None)):
            raise terminating(
                "ParameterNameAlreadyExistsForCommand",
                f"{spec.name}: -{spec.params[clashing].name} is declared, but every advanced function has it already.",
                "MetadataError",
                spec.name,
                "System.Management.Automation.MetadataException",
            )
        if spec.factory is None:
            self._refuse_aliases(spec)
        self._exact: dict[str, ParamSpec] = {}
        for param in (*self.common.values(), *self.own.values()):  # the command's own win over the common ones
            for name in (param.name, *param.aliases):
                self._exact[name.lower()] = param
        self._switches = {p.name for p in (*self.common.values(), *self.own.values()) if is_switch_type(p)}
        #: what the attributes of a `Cmdlet` hold where its parameters are not bound
        self.unset = {p.attribute: self._unset(p) for p in self.own.values()} if spec.factory is not None else {}
        self.mandatory: list[ParamSpec] = []  # those that are, in some set; likewise:
        self.piped: list[ParamSpec] = []
        self.remaining: list[ParamSpec] = []
        places: dict[int, list[ParamSpec]] = {}
        for param in self.own.values():
            mandatory = piped = remaining = False
            for flags in param.sets.values():
                mandatory = mandatory or flags.mandatory
                piped = piped or flags.by_value or flags.by_property
                remaining = remaining or flags.remaining
                if flags.position is not None and param not in places.setdefault(flags.position, []):
                    places[flags.position].append(param)
            for fits, group in ((mandatory, self.mandatory), (piped, self.piped), (remaining, self.remaining)):
                if fits:
                    group.append(param)
        self.by_position = sorted(places.items())

    @staticmethod
    def _refuse_aliases(spec: CmdletSpec) -> None:
        """A function's parameter cannot have the alias that is another one's name."""
        for param in spec.params.values():
            for alias in param.aliases:
                other = spec.params.get(alias.lower())
                if other is not None and other is not param:
                    raise terminating(
                        "ParameterNameConflictsWithAlias",
                        f"{spec.name}: -{param.name} has the alias {alias}, which is the name of a parameter.",
                        "MetadataError",
                        spec.name,
                        "System.Management.Automation.MetadataException",
                    )

    def _unset(self, param: ParamSpec) -> Any:
        if self.is_switch(param):
            return bool(param.default)
        return None if param.default is MISSING else param.default

    @property
    def shown(self) -> list[str]:
        """The names to offer where one was misspelt."""
        return [p.name for p in self.own.values() if not p.hidden] + [p.name for p in self.common.values()]

    def is_switch(self, param: ParamSpec) -> bool:
        return param.name in self._switches

    def find(self, written: str) -> ParamSpec | None:
        """The parameter that was written: its name, an alias or a unique beginning of one, in any case.

        ``-batch-id`` and ``-batch_id`` mean ``-BatchId`` too, unless an alias says so already. None when nothing
        begins so; several beginnings that fit are an error. Parameters that are `own` need their full name.
        """
        name = written.lower()
        if name in self._exact:
            return self._exact[name]
        joined = name.replace("-", "").replace("_", "")
        if joined != name and joined in self._exact:
            return self._exact[joined]
        if not name:
            return None
        starts = {p.name: p for n, p in self._exact.items() if n.startswith(name) and not p.own}
        if len(starts) > 1:
            own = {n: p for n, p in starts.items() if n.lower() not in self.common}
            starts = own if len(own) == 1 else starts
        if len(starts) > 1:
            raise errors.ambiguous(self.spec, written, list(starts))
        return next(iter(starts.values()), None)


def is_switch_type(param: ParamSpec) -> bool:
    """Whether a parameter is a switch."""
    declared = param.type
    if isinstance(declared, str):
        return declared.lower() in ("switch", "switchparameter", "system.management.automation.switchparameter")
    return bool(declared.full_name == "System.Management.Automation.SwitchParameter")


def parameters_of(spec: CmdletSpec, of_door: tuple[ParamSpec, ...] = ()) -> Parameters:
    """The parameters of a command, made once; ``of_door`` are common parameters that only the calling door has.

    They are kept on the declaration itself, so that those of a script's functions go when the functions do.
    """
    found: Parameters | None = spec.for_binder.get(of_door)
    if found is None:
        found = spec.for_binder[of_door] = Parameters(spec, of_door)
    return found
