"""Which parameter set a command line means, by what has been bound so far."""

from __future__ import annotations

from collections.abc import Mapping

from ...declare.cmdlet import ALL_SETS, InSet, ParamSpec
from .binding_errors import BindingError, binding_error
from .parameters import Parameters


class SetChoice:
    """The parameter sets that are still possible. Narrows as parameters are bound.

    ``unbound`` is the binder's table of the parameters without a value, by name; the binder keeps it up to date.
    """

    def __init__(self, parameters: Parameters, unbound: Mapping[str, ParamSpec]) -> None:
        self.parameters = parameters
        self.unbound = unbound
        self.valid: list[str] = parameters.set_names  # replaced, never changed in place
        default = parameters.spec.default_set
        self.default = default if default in self.valid else None
        self.narrowed = False  # a bound parameter has ruled a set in

    # -- what the sets that are left say of a parameter ---------------------------------------------------------------

    def allows(self, param: ParamSpec) -> bool:
        return ALL_SETS in param.sets or any(s in param.sets for s in self.valid)

    def flags(self, param: ParamSpec) -> list[InSet]:
        """How the parameter behaves in the sets that are still possible."""
        found = [param.sets[s] for s in self.valid if s in param.sets]
        if ALL_SETS in param.sets:
            found.append(param.sets[ALL_SETS])
        return found

    def is_mandatory(self, param: ParamSpec) -> bool:
        return any(f.mandatory for f in self.flags(param))

    def takes_input(self, param: ParamSpec) -> bool:
        """Whether pipeline objects can bind it."""
        return any(f.by_value or f.by_property for f in self.flags(param))

    def awaits_input(self) -> bool:
        """Whether a parameter is left that pipeline objects can bind."""
        return any(p.name in self.unbound and self.takes_input(p) for p in self.parameters.piped)

    # -- narrowing ----------------------------------------------------------------------------------------------------

    def narrow(self, param: ParamSpec) -> None:
        """Keep the sets that the bound parameter is in."""
        if ALL_SETS in param.sets:
            return
        self.valid = [s for s in self.valid if s in param.sets]
        self.narrowed = True
        if not self.valid:
            raise self.ambiguous()

    def settle(self, pipeline_expected: bool) -> None:
        """Choose where several sets are left: the default, or the one whose mandatory parameters are all there.

        With ``pipeline_expected`` the pipeline's objects may still decide, and nothing is chosen yet.
        """
        if len(self.valid) <= 1 or (pipeline_expected and self.awaits_input()):
            return
        if self.default is not None and self.default in self.valid:
            self.valid = [self.default]
            return
        complete = [s for s in self.valid if not self._missing(s)]
        if len(complete) != 1:
            raise self.ambiguous()
        self.valid = complete

    def keep_those_with_input(self) -> None:
        """Drop the sets that a pipeline object cannot complete, where it can complete another."""
        if len(self.valid) == 1:
            return
        waiting = [p for p in self.parameters.piped if p.name in self.unbound]
        takes = [
            s
            for s in self.valid
            if any((f := p.in_set(s)) is not None and (f.by_value or f.by_property) for p in waiting)
        ]
        if takes:
            self.valid = takes

    # -- the outcome --------------------------------------------------------------------------------------------------

    def missing_mandatory(self, pipeline_expected: bool) -> list[ParamSpec]:
        """The mandatory parameters that are not bound; those that the pipeline may bring do not count yet."""
        if len(self.valid) == 1:
            return self._missing(self.valid[0], pipeline_expected)
        rows = {s: self._missing(s, pipeline_expected) for s in self.valid}
        possible = [s for s, missing in rows.items() if not missing]
        if possible:
            if len(possible) < len(self.valid) and pipeline_expected:
                self.valid = possible
            return []
        chosen = self.default if self.default in rows else min(rows, key=lambda s: len(rows[s]))
        assert chosen is not None
        return rows[chosen]

    def _missing(self, set_name: str, pipeline_expected: bool = False) -> list[ParamSpec]:
        found = []
        for param in self.parameters.mandatory:
            flags = param.in_set(set_name) if param.name in self.unbound else None
            if flags is None or not flags.mandatory:
                continue
            if not (pipeline_expected and (flags.by_value or flags.by_property)):
                found.append(param)
        return found

    @property
    def current(self) -> str:
        """The name of the set in force."""
        if len(self.valid) == 1:
            return self.valid[0]
        return self.default or ALL_SETS

    def ambiguous(self) -> BindingError:
        message = "these parameters do not go together, or something is missing. "
        names = self.valid if self.valid and self.narrowed else self.parameters.set_names
        ways = dict.fromkeys(" with ".join(self._mandatory(s)) or "none of its other parameters" for s in names)
        if not self.narrowed:
            message = "it is not clear what is meant. "
        return binding_error(self.parameters.spec, "AmbiguousParameterSet", f"{message}Give {' or '.join(ways)}.")

    def _mandatory(self, set_name: str) -> list[str]:
        found = ((p, p.in_set(set_name)) for p in self.parameters.mandatory)
        return [f"-{p.name}" for p, flags in found if flags is not None and flags.mandatory]
