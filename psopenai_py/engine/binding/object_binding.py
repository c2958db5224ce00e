"""Binding the objects of a pipeline: ByValue and ByPropertyName, without and with conversion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from . import binding_errors as errors
from .arguments import Argument
from .binding import Binding
from .coercion import coerce, param_type

if TYPE_CHECKING:
    from ..session.session import Session


class ObjectBinding(Binding):
    """What happens once per pipeline object, after the command line is bound."""

    def __init__(
        self,
        session: Session,
        spec: CmdletSpec,
        arguments: Sequence[Argument],
        of_door: tuple[ParamSpec, ...] = (),
    ) -> None:
        super().__init__(session, spec, arguments, of_door)
        self._from_pipeline: list[ParamSpec] = []  # bound by the last pipeline object
        self._pipeline_params: list[ParamSpec] | None = None
        self._may_be_fast: ParamSpec | None = None
        self._fast_takes_null = False
        self._fast: ParamSpec | None = None  # the one parameter that takes any object as it is

    def bind_object(self, value: Value) -> Sequence[ParamSpec]:
        """Bind one pipeline object; the parameters whose values changed (also back to their defaults)."""
        if self._fast is not None and (value is not None or self._fast_takes_null):
            self.bound.values[self._fast.name] = value
            return (self._fast,)
        if self._pipeline_params is None:
            self._start_pipeline()
        changed = list(self._from_pipeline)
        for param in self._from_pipeline:
            self.bound.values.pop(param.name, None)
        self._from_pipeline = []
        self.sets.valid = list(self._valid_before)
        delayed = self._run_delayed(value)
        self._bind_states(value)
        if not self._from_pipeline and not delayed:
            raise errors.binding_error(
                self.spec, "InputObjectNotBound", self._unfit(value), target=value
            )  # fmt: skip
        self.sets.settle(self._unbound(), pipeline_expected=False)
        missing = self.sets.missing_mandatory(self._unbound(), pipeline_expected=False)
        if missing:
            shown = ", ".join(f"-{p.name}" for p in missing)
            message = f"the piped object does not bring {shown}, which must be given"
            raise errors.binding_error(self.spec, "InputObjectMissingMandatory", message, missing[0].name, target=value)
        self.bound.set_name = self.sets.current
        self._from_pipeline += delayed
        changed += self._from_pipeline
        self._fast = self._may_be_fast  # the first object went through; the others can only go the same way
        return changed

    def _start_pipeline(self) -> None:
        """Remember the state after the command line, to which each object goes back."""
        self._piping = True
        self._valid_before = list(self.sets.valid)
        takes = [p for p in self._unbound() if any(f.by_value or f.by_property for f in self.sets.flags(p))]
        self._pipeline_params = takes
        if len(takes) == 1 and not self._delayed:
            only = takes[0]
            flags = [only.in_set(name) for name in self.sets.valid]
            takes_all = param_type(only).full_name in ("System.Object", "System.Management.Automation.PSObject")
            plain = not only.validators and only.of is None and only.transform is None and not only.enum
            if takes_all and plain and all(each is not None and each.by_value for each in flags):
                self._may_be_fast = only
                self._fast_takes_null = only.allow_null or not any(each and each.mandatory for each in flags)

    def _run_delayed(self, value: Value) -> list[ParamSpec]:
        done = []
        for name, block in self._delayed.items():
            param = self.spec.params[name.lower()]
            mandatory = self.sets.is_mandatory(param)
            made = block.value(underscore=value)
            self.bound.values[name] = coerce(self.spec, param, made, True, mandatory)
            done.append(param)
        return done

    def _bind_states(self, value: Value) -> None:
        """The four rounds; each gives the default set's parameters precedence."""
        for coerced in (False, True):
            for by_property in (False, True):
                default = self.sets.default
                if default is not None and default in self.sets.valid and len(self.sets.valid) > 1:
                    if self._bind_state(value, by_property, coerced, [default]):
                        continue
                    others = [s for s in self.sets.valid if s != default]
                    self._bind_state(value, by_property, coerced, others)
                else:
                    self._bind_state(value, by_property, coerced, list(self.sets.valid))

    def _bind_state(self, value: Value, by_property: bool, coerced: bool, set_names: list[str]) -> bool:
        from ..members.members import property_or_missing

        bound = False
        assert self._pipeline_params is not None
        allowed = [p for p in self._pipeline_params if self.sets.allows(p)]  # those of two sets make it ambiguous
        for param in reversed(allowed):
            if param.name in self.bound.values:
                continue
            flags = [f for name in set_names if (f := param.in_set(name)) is not None]
            if not any(f.by_property if by_property else f.by_value for f in flags):
                continue
            given = value
            if by_property:
                given = MISSING
                for name in (param.name, *param.aliases):
                    given = property_or_missing(value, name)
                    if given is not MISSING:
                        break
                if given is MISSING:
                    continue
            try:
                if self._bind(param, given, coerced):
                    self._from_pipeline.append(param)
                    bound = True
            except errors.BindingError as error:
                if not self._may_be_ignored(error, by_property):
                    raise
        return bound

    @staticmethod
    def _may_be_ignored(error: errors.BindingError, by_property: bool) -> bool:
        """An object of another type may still fit another parameter; a value that fails validation may not."""
        ignored = ("CannotConvertArgumentNoMessage", "MismatchedPSTypeName")
        if error.record.error_id == "ParameterArgumentTransformationError":
            return not by_property
        return error.record.error_id in ignored

    def _unfit(self, value: Value) -> str:
        takes = ", ".join(f"-{p.name}" for p in self._pipeline_params or ()) or "nothing"
        kind = "null" if value is None else _type_label(value)
        return f"the piped object ({kind}) fits no parameter; from the pipeline it takes {takes}."


def _type_label(value: Value) -> str:
    from ..values.objects import type_names

    return type_names(value)[0]
