"""Which parameter set a command line means, by what has been bound so far."""

from __future__ import annotations

from collections.abc import Collection

from ...declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from .binding_errors import BindingError, binding_error


class SetChoice:
    """The parameter sets that are still possible. Narrows as parameters are bound."""

    def __init__(self, spec: CmdletSpec) -> None:
        self.spec = spec
        self.names = spec.set_names
        self.valid: list[str] = list(self.names)
        self.default = spec.default_set if spec.default_set in self.names else None
        self.narrowed = False  # a bound parameter has ruled a set in

    def allows(self, param: ParamSpec) -> bool:
        return ALL_SETS in param.sets or any(s in param.sets for s in self.valid)

    def narrow(self, param: ParamSpec) -> None:
        """Keep the sets that the bound parameter is in."""
        if ALL_SETS in param.sets:
            return
        self.valid = [s for s in self.valid if s in param.sets]
        self.narrowed = True
        if not self.valid:
            raise self.ambiguous()

    def ambiguous(self) -> BindingError:
        message = "these parameters do not go together, or do not tell which way of calling is meant. "
        if not self.narrowed:
            message = "nothing tells which way of calling is meant. "
        ways = "; ".join(f"{s}: {', '.join(self._mandatory(s)) or 'nothing needed'}" for s in self.names)
        return binding_error(
            self.spec, "AmbiguousParameterSet", f"{message}Ways of calling and what each needs: {ways}."
        )

    def _mandatory(self, set_name: str) -> list[str]:
        found = ((p, p.in_set(set_name)) for p in self.spec.params.values())
        return [f"-{p.name}" for p, flags in found if flags is not None and flags.mandatory]

    def flags(self, param: ParamSpec) -> list[InSet]:
        """How the parameter behaves in the sets that are still possible."""
        found = [param.sets[s] for s in self.valid if s in param.sets]
        if ALL_SETS in param.sets:
            found.append(param.sets[ALL_SETS])
        return found

    def is_mandatory(self, param: ParamSpec) -> bool:
        return any(f.mandatory for f in self.flags(param))

    def settle(self, unbound: Collection[ParamSpec], pipeline_expected: bool) -> None:
        """Choose where several sets are left: the default, or the one whose mandatory parameters are all there.

        With ``pipeline_expected`` the pipeline's objects may still decide, and nothing is chosen yet.
        """
        if len(self.valid) <= 1:
            return
        takes_input = any(f.by_value or f.by_property for p in unbound for f in self.flags(p))
        if pipeline_expected and takes_input:
            return
        if self.default in self.valid:
            assert self.default is not None
            self.valid = [self.default]
            return
        complete = [s for s in self.valid if not self._missing(s, unbound)]
        if len(complete) != 1:
            raise self.ambiguous()
        self.valid = complete

    def _missing(self, set_name: str, unbound: Collection[ParamSpec]) -> list[ParamSpec]:
        return [p for p in unbound if (flags := p.in_set(set_name)) is not None and flags.mandatory]

    def missing_mandatory(self, unbound: Collection[ParamSpec], pipeline_expected: bool) -> list[ParamSpec]:
        """The mandatory parameters that are not bound; those that the pipeline may bring do not count yet."""

        def lacks(set_name: str) -> list[ParamSpec]:
            return [
                p
                for p in self._missing(set_name, unbound)
                if not (pipeline_expected and (p.sets.get(set_name) or p.sets[ALL_SETS]).by_value)
                and not (pipeline_expected and (p.sets.get(set_name) or p.sets[ALL_SETS]).by_property)
            ]

        rows = {s: lacks(s) for s in self.valid}
        possible = [s for s, missing in rows.items() if not missing]
        if possible:
            if len(possible) < len(self.valid) and pipeline_expected:
                self.valid = possible
            return []
        chosen = self.default if self.default in rows else min(rows, key=lambda s: len(rows[s]))
        assert chosen is not None
        return rows[chosen]

    def keep_those_with_input(self, unbound: Collection[ParamSpec]) -> None:
        """Drop the sets that no pipeline object could complete, where another could."""
        takes = [
            s
            for s in self.valid
            if any((f := p.in_set(s)) is not None and (f.by_value or f.by_property) for p in unbound)
        ]
        if takes:
            self.valid = takes

    @property
    def current(self) -> str:
        """The name of the set in force."""
        if len(self.valid) == 1:
            return self.valid[0]
        return self.default or ALL_SETS
