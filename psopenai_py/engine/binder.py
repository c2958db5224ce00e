"""PowerShell's parameter binder: from words and pipeline objects to parameter values.

Order on a command line: named (exact, alias, unique prefix) -> positional -> defaults of $PSDefaultParameterValues ->
parameter set -> leftovers -> mandatory. For a pipeline object: restore, then ByValue without coercion, ByPropertyName
without, ByValue with, ByPropertyName with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..dotnet.types import Value
from ..errors import TerminatingError
from ..spec.cmdlet import MISSING, CmdletSpec, ParamSpec
from . import binding_errors as errors
from .coercion import DOES_NOT_FIT, coerce, param_type
from .parameter_names import ParameterNames, names_of
from .parameter_sets import SetChoice
from .scriptblock import ScriptBlock

if TYPE_CHECKING:
    from .session import Session


@dataclass(slots=True)
class ParameterToken:
    """``-Name``, ``-Name:value`` (``value``) as written (``text``); ``splatted`` when it came from ``@table``."""

    name: str
    value: Value = MISSING
    text: str = ""
    splatted: bool = False


@dataclass(slots=True)
class ValueToken:
    """An argument that is no parameter name; ``text`` is what was written where it was a bare word."""

    value: Value
    text: str | None = None


Argument = ParameterToken | ValueToken


@dataclass(slots=True)
class Bound:
    """The outcome. ``values`` holds what was bound (``$PSBoundParameters``), by the parameters' declared names."""

    set_name: str
    values: dict[str, Value] = field(default_factory=dict)
    common: dict[str, Value] = field(default_factory=dict)  # common parameters, by lower-case name
    rest: list[Value] = field(default_factory=list)  # a simple function's $args


class Binder:
    """Binds one command of a pipeline. Errors are `TerminatingError` with PowerShell's ids."""

    def __init__(self, session: Session, spec: CmdletSpec, arguments: Sequence[Argument]) -> None:
        self.session = session
        self.spec = spec
        self.arguments = arguments
        self.names: ParameterNames = names_of(spec)
        self.sets = SetChoice(spec)
        self.bound = Bound(self.sets.current)
        self.defaults: dict[str, Value] = {}  # a function's evaluated default expressions, by declared name
        self._delayed: dict[str, ScriptBlock] = {}  # script blocks to run per pipeline object, by declared name
        self._piping = False  # the command line is bound; what comes now are pipeline objects
        self._from_pipeline: list[ParamSpec] = []  # bound by the last pipeline object
        self._pipeline_params: list[ParamSpec] | None = None
        self._may_be_fast: ParamSpec | None = None
        self._fast_takes_null = False
        self._fast: ParamSpec | None = None  # the one parameter that takes any object as it is

    # -- the command line -------------------------------------------------------------------------------------------

    def bind_command_line(self, expects_input: bool) -> Bound:
        """Bind the words. With ``expects_input`` a mandatory parameter may still come from the pipeline."""
        loose = self._bind_named(list(self.arguments))
        loose = self._bind_positional(loose)
        if self.spec.common:
            self._bind_default_values()
        self._settle(expects_input)
        loose = self._bind_remaining(loose)
        self._refuse(loose)
        self.sets.settle(self._unbound(), expects_input)
        if expects_input:
            self.sets.keep_those_with_input(self._unbound())
        if self._delayed and not expects_input:
            name = next(iter(self._delayed))
            message = f"-{name} is a script block that runs for each piped object, and nothing is piped in"
            raise errors.binding_error(self.spec, "ScriptBlockArgumentNoInput", message, name, "MetadataError")
        missing = self.sets.missing_mandatory(self._unbound(), expects_input)
        if missing:
            shown = ", ".join(f"-{p.name}" for p in missing)
            message = f"{shown} must be given: {missing[0].help or 'it has no default'}"
            raise errors.binding_error(self.spec, "MissingMandatoryParameter", message, missing[0].name)
        self.bound.set_name = self.sets.current
        return self.bound

    def wants_input(self) -> bool:
        """Whether the words leave something for the pipeline to bring; asked before binding, it keeps nothing."""
        trial = Binder(self.session, self.spec, self.arguments)
        try:
            trial.bind_command_line(expects_input=True)
        except TerminatingError:
            return False  # the words are wrong; binding them again will say how
        return trial._has_loose_pipeline()

    def _settle(self, expects_input: bool) -> None:
        self.sets.settle(self._unbound(), True if expects_input else self._has_loose_pipeline())

    def _has_loose_pipeline(self) -> bool:
        return any(f.by_value or f.by_property for p in self._unbound() for f in self.sets.flags(p))

    def _unbound(self) -> list[ParamSpec]:
        values = self.bound.values
        return [p for p in self.spec.params.values() if p.name not in values and p.name not in self._delayed]

    def _bind_named(self, arguments: list[Argument]) -> list[Argument]:
        """Bind ``-Name`` with its value; what names no parameter is left for later."""
        loose: list[Argument] = []
        taken: list[tuple[ParamSpec, Value, ParameterToken]] = []
        at = 0
        while at < len(arguments):
            token = arguments[at]
            at += 1
            if isinstance(token, ValueToken):
                loose.append(token)
                continue
            param = self.names.find(token.name, token.text or f"-{token.name}")
            if param is None:
                loose.append(token)
                continue
            if token.value is not MISSING:
                taken.append((param, token.value, token))
            elif self.names.is_switch(param):
                taken.append((param, True, token))
            elif at < len(arguments) and not self._is_name(arguments[at]):
                taken.append((param, self._as_value(arguments[at]), token))
                at += 1
            else:
                raise errors.binding_error(
                    self.spec,
                    "MissingArgument",
                    f"-{param.name} needs a value after it, and none was given.",
                    param.name,
                    written=token.text,
                )
        written_out = {id(param) for param, _, token in taken if not token.splatted}
        for param, value, token in taken:
            if token.splatted and id(param) in written_out:  # what is written goes before what is splatted
                continue
            if self._is_bound(param):
                raise errors.binding_error(
                    self.spec, "ParameterAlreadyBound", f"-{param.name} was given more than once.", param.name,
                    written=token.text,
                )  # fmt: skip
            self._bind(param, value)
        return loose

    def _is_name(self, token: Argument) -> bool:
        """Whether the next word is a parameter itself, so that it is no value for the one before."""
        if isinstance(token, ValueToken):
            return False
        return token.value is not MISSING or self.names.find(token.name, token.text) is not None

    @staticmethod
    def _as_value(token: Argument) -> Value:
        return token.value if isinstance(token, ValueToken) else token.text or f"-{token.name}"

    def _is_bound(self, param: ParamSpec) -> bool:
        return param.name in self.bound.values or param.name in self._delayed

    def _bind(self, param: ParamSpec, value: Value, coerced: bool = True) -> bool:
        """Give a parameter its value; False when the value does not fit without being converted."""
        if isinstance(value, ScriptBlock) and not self._piping and self._delays(param):
            self._delayed[param.name] = value
            self.sets.narrow(param)
            return True
        own = param.name.lower() in self.spec.params
        mandatory = own and self.sets.is_mandatory(param)
        if param.enum and value is None and not own:
            raise errors.binding_error(
                self.spec, "ParameterBindingFailed", f"-{param.name} cannot be null.", param.name, "WriteError"
            )
        made = coerce(self.spec, param, value, coerced, mandatory)
        if made is DOES_NOT_FIT:
            return False
        self.sets.narrow(param)
        self.bound.values[param.name] = made
        if not own:
            self.bound.common[param.name.lower()] = made
        return True

    def _delays(self, param: ParamSpec) -> bool:
        """A script block for a parameter that takes pipeline input runs once per object (delay binding)."""
        if not any(f.by_value or f.by_property for f in param.sets.values()):
            return False
        return param_type(param).full_name not in (
            "System.Object",
            "System.Management.Automation.ScriptBlock",
            "System.Object[]",
            "System.Management.Automation.ScriptBlock[]",
        )

    # -- positions --------------------------------------------------------------------------------------------------

    def _bind_positional(self, loose: list[Argument]) -> list[Argument]:
        """Bind bare values by position: the default set's parameters first, first without converting."""
        values = _positional(loose)
        if not values:
            return loose
        positions = sorted({f.position for p in self._unbound() for f in p.sets.values() if f.position is not None})
        used: set[int] = set()
        queue = list(values)
        for position in positions:
            if not queue:
                break
            if self._bind_at(position, queue[0].value):
                used.add(id(queue.pop(0)))
        return [t for t in loose if id(t) not in used]

    def _bind_at(self, position: int, value: Value) -> bool:
        default = [s for s in self.sets.valid if s == self.sets.default]
        others = [s for s in self.sets.valid if s not in default]
        rounds: list[tuple[list[str], bool]] = [
            (default, False),
            (others, False),
            (default, True),
            (others, True),
        ]
        last_error: TerminatingError | None = None
        for names, coerced in rounds:
            for param in self._at_position(position, names):
                before = list(self.sets.valid)
                try:
                    if self._bind(param, value, coerced):
                        return True
                except errors.BindingError as error:
                    if error.is_final(coerced):
                        raise
                    last_error = error
                    self.sets.valid = before
        if last_error is not None:
            raise last_error
        return False

    def _at_position(self, position: int, set_names: list[str]) -> list[ParamSpec]:
        """The unbound parameters that stand at a position in one of these sets."""
        found = []
        for param in self._unbound():
            flags = [f for name in set_names if (f := param.in_set(name)) is not None]
            if any(f.position == position and not f.remaining for f in flags):
                found.append(param)
        return found

    def _bind_remaining(self, loose: list[Argument]) -> list[Argument]:
        """Hand what is left to a ValueFromRemainingArguments parameter, or to a simple function's ``$args``."""
        if not loose:
            return loose
        for param in self._unbound():
            if any(f.remaining for f in self.sets.flags(param)):
                found = self._texts(loose)
                only = found[0] if len(found) == 1 and isinstance(found[0], list) else _object_list(found)
                self._bind(param, only)
                return []
        if self.spec.remaining_args:
            self.bound.rest = self._texts(loose)
            return []
        return loose

    @staticmethod
    def _texts(loose: Iterable[Argument]) -> list[Value]:
        found: list[Value] = []
        for token in loose:
            if isinstance(token, ValueToken):
                found.append(token.value)
                continue
            found.append(token.text or f"-{token.name}")
            if token.value is not MISSING:
                found.append(token.value)
        return found

    def _refuse(self, loose: list[Argument]) -> None:
        """Leftovers are errors: an unknown name, or a value that no position takes."""
        for token in loose:
            if isinstance(token, ParameterToken):
                raise errors.not_found(self.spec, token.name, self.names.shown, token.text)
        for token in loose:
            assert isinstance(token, ValueToken)
            from .text import to_text

            shown = token.text or to_text(token.value)
            message = f"nothing here takes the value '{shown}'. Name the parameter that it is for."
            raise errors.binding_error(self.spec, "PositionalParameterNotFound", message, shown, written=shown)

    def _bind_default_values(self) -> None:
        """Values from ``$PSDefaultParameterValues`` for what was not given."""
        from .default_values import defaults_for

        for name, value in defaults_for(self.session, self.spec):
            param = self.names.find(name, name)
            if param is None or self._is_bound(param) or not self.sets.allows(param):
                continue
            before = list(self.sets.valid)
            try:
                self._bind(param, value)
            except errors.BindingError:
                self.sets.valid = before  # PowerShell warns and goes on; an unfit default is no reason to fail

    # -- the pipeline -----------------------------------------------------------------------------------------------

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
        from .members import property_or_missing

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

    # -- the outcome ------------------------------------------------------------------------------------------------

    def value_of(self, param: ParamSpec) -> Value:
        """The value in force: the bound one, else the default."""
        values = self.bound.values
        if param.name in values:
            value = values[param.name]
        elif param.name in self.defaults:
            return self.defaults[param.name]
        else:
            value = self._unbound_value(param)
        if self.spec.factory is not None and self.names.is_switch(param):
            return bool(value)  # our own cmdlets are Python and get Python's boolean
        return value

    def _unbound_value(self, param: ParamSpec) -> Value:
        if param.default is not MISSING:
            return param.default
        if self.names.is_switch(param):
            from ..dotnet.core import Switch

            return Switch(False)
        if self.spec.factory is None:
            type_ = param_type(param)
            if type_.full_name == "System.String":
                return ""
            if type_.value_type and type_.default is not None and not type_.is_enum:
                return type_.default()
        return None


def _positional(loose: list[Argument]) -> list[ValueToken]:
    """The values that go by position; the one behind an unknown parameter name is taken for that parameter's."""
    found: list[ValueToken] = []
    behind_name = False
    for token in loose:
        if isinstance(token, ValueToken) and not behind_name:
            found.append(token)
        behind_name = isinstance(token, ParameterToken) and token.value is MISSING
    return found


def _object_list(items: list[Value]) -> Value:
    """Remaining arguments as PowerShell hands them over: a ``List[object]``."""
    from ..dotnet.lists import GenericList
    from ..dotnet.registry import get_type

    return GenericList(get_type("System.Collections.Generic.List[System.Object]"), items)


def _type_label(value: Value) -> str:
    from .objects import type_names

    return type_names(value)[0]
