"""PowerShell's parameter binder: from words and pipeline objects to parameter values.

It reads from top to bottom in PowerShell's order. A command line: named (exact, alias, unique prefix) -> positional ->
defaults of $PSDefaultParameterValues -> parameter set -> leftovers -> mandatory. A pipeline object: restore, then
ByValue without conversion, ByPropertyName without, ByValue with, ByPropertyName with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from ...declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.collections.lists import GenericList
from ...dotnet.model.carriers import Int64
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import Value
from ...errors import TerminatingError
from ..members.members import property_or_missing
from ..session.scriptblock import ScriptBlock
from ..session.session import Session
from ..values.objects import PSObject, kind_of, unwrap
from ..values.text import TO_STRING, to_text
from . import binding_errors as errors
from .arguments import Argument, Bound, ParameterToken, ValueToken
from .coercion import DOES_NOT_FIT, coerce, param_type
from .parameter_sets import SetChoice
from .parameters import parameters_of
from .quick import quick_binding

_NEVER_DELAYED = frozenset(
    ("System.Object", "System.Object[]", "System.Management.Automation.ScriptBlock",
     "System.Management.Automation.ScriptBlock[]")
)  # fmt: skip


class Binder:
    """Binds one command of a pipeline. Errors are `TerminatingError` with PowerShell's ids.

    ``defaults`` takes what a function's default expressions gave, by declared name.
    """

    _valid_before: list[str]  # the sets and the parameters that the command line left open
    _unbound_before: dict[str, ParamSpec]

    def __init__(
        self, session: Session, spec: CmdletSpec, arguments: Sequence[Argument], of_door: tuple[ParamSpec, ...] = ()
    ) -> None:
        self.session = session
        self.spec = spec
        self.arguments = arguments
        self.of_door = of_door
        self.parameters = parameters_of(spec, of_door)
        self.unbound = dict(self.parameters.own)  # the command's own parameters that have no value yet
        self.sets = SetChoice(self.parameters, self.unbound)
        self.bound = Bound(self.sets.current)
        self.defaults: dict[str, Value] = {}
        self._delayed: dict[str, ScriptBlock] = {}  # script blocks to run per pipeline object, by declared name
        self._has_words = False  # `bind_words` has been done
        # the pipeline, from its first object on
        self._pipeline_params: list[ParamSpec] | None = None  # what its objects may bind
        self._from_pipeline: list[ParamSpec] = []  # bound by the last object
        self._misfits: list[str] = []  # why it did not bind parameters that take ids
        self._may_be_fast: ParamSpec | None = None
        self._fast_takes_null = False
        self._fast: ParamSpec | None = None  # the one parameter that takes any object as it is

    # -- a command line ---------------------------------------------------------------------------------------------

    def bind_command_line(self, expects_input: bool) -> Bound:
        """Bind the words. With ``expects_input`` a mandatory parameter may still come from the pipeline."""
        self.bind_words()
        sets = self.sets
        sets.settle(expects_input)
        if expects_input:
            sets.keep_those_with_input()
        elif self._delayed:
            name = next(iter(self._delayed))
            message = f"-{name} is a script block that runs for each piped object, and nothing is piped in"
            raise errors.binding_error(self.spec, "ScriptBlockArgumentNoInput", message, name, "MetadataError")
        missing = sets.missing_mandatory(expects_input)
        if missing and self.session.host.prompts_for_parameters:
            self._ask_for(missing)
            missing = sets.missing_mandatory(expects_input)
        if missing:
            shown = ", ".join(f"-{p.name}" for p in missing)
            message = f"{shown} must be given: {missing[0].help or 'it has no default'}"
            raise errors.binding_error(self.spec, "MissingMandatoryParameter", message, missing[0].name)
        self.bound.set_name = sets.current
        return self.bound

    def bind_words(self) -> Bound:
        """The first half of `bind_command_line`, the same with and without input: what the words themselves say."""
        if not self._has_words:
            self._has_words = True
            if not self.of_door and self._bind_quickly():
                return self.bound
            loose = self._bind_named()
            loose = self._bind_positional(loose)
            if self.spec.common:
                self._bind_default_values()
            self.sets.settle(pipeline_expected=True)
            self._refuse(self._bind_remaining(loose))
        return self.bound

    def _bind_quickly(self) -> bool:
        """Bind the words of most calls in scripts, in which nothing has to be decided."""
        quick = quick_binding(self.spec)
        bound = quick.bind(self.arguments, needs_all=False) if quick is not None else None
        if bound is None or (self.spec.common and any(True for _ in self._default_values())):
            return False
        self.bound.values = bound.values
        self.bound.rest = bound.rest
        for name in bound.values:
            self.unbound.pop(name, None)
        return True

    def _ask_for(self, missing: list[ParamSpec]) -> None:
        """Ask the user for values. A list takes one after the other, up to an empty answer."""
        ask = self.session.host.ask
        self.session.host_line(f"{self.spec.name} needs values for these parameters.")
        for param in missing:
            name, type_name = param.name, getattr(param.type, "full_name", str(param.type)).lower()
            value: Value
            if type_name.endswith("[]"):
                value = []
                while answer := ask(f"{name}[{len(value)}]: "):
                    value.append(answer)
            elif type_name.endswith("securestring"):
                value = get_type("securestring").python(ask(f"{name}: ", True))  # type: ignore[misc]
            else:
                value = ask(f"{name}: ")
            self._bind(param, value)

    def bind_known_words(self) -> Bound:
        """What the words say of the declared parameters, where more parameters are made of it (dynamicparam)."""
        self._bind_positional(self._bind_named())
        return self.bound

    def wants_input(self) -> bool:
        """Whether the words leave something for the pipeline to bring. Asking binds them, and nothing else."""
        self.bind_words()
        sets = self.sets
        before = sets.valid
        try:
            sets.settle(pipeline_expected=True)
            sets.keep_those_with_input()
            return not sets.missing_mandatory(pipeline_expected=True) and sets.awaits_input()
        except errors.BindingError:  # no set fits, not even with input
            return False
        finally:
            sets.valid = before

    def _bind_named(self) -> list[Argument]:
        """Bind ``-Name`` with its value; a name that is not known is left for `_refuse`."""
        arguments, parameters = self.arguments, self.parameters
        loose: list[Argument] = []
        taken: list[tuple[ParamSpec, Value, ParameterToken, int | None]] = []  # the index: of the value's word
        at = 0
        while at < len(arguments):
            token = arguments[at]
            at += 1
            if isinstance(token, ValueToken):
                loose.append(token)
                continue
            param = parameters.find(token.name)
            if param is None:
                loose.append(token)
                continue
            if token.value is not MISSING:
                taken.append((param, token.value, token, token.word if token.value_word is None else token.value_word))
            elif parameters.is_switch(param):
                taken.append((param, True, token, token.word))
            elif at < len(arguments) and not self._is_name(arguments[at]):
                taken.append((param, _as_value(arguments[at]), token, arguments[at].word))
                at += 1
            else:
                raise errors.binding_error(
                    self.spec,
                    "MissingArgument",
                    f"-{param.name} needs a value after it, and none was given.",
                    param.name,
                    word=token.word,
                )
        written_out = {id(param) for param, _, token, _ in taken if not token.splatted}
        for param, value, token, word in taken:
            if token.splatted and id(param) in written_out:  # what is written goes before what is splatted
                continue
            if self._is_bound(param):
                raise errors.binding_error(
                    self.spec, "ParameterAlreadyBound", f"-{param.name} was given more than once.", param.name,
                    word=token.word,
                )  # fmt: skip
            self._bind(param, value, word=word)
        return loose

    def _is_name(self, token: Argument) -> bool:
        """Whether the next word is itself a parameter, and so not the value of the one before it."""
        if isinstance(token, ValueToken):
            return False
        return token.value is not MISSING or self.parameters.find(token.name) is not None

    def _bind_positional(self, loose: list[Argument]) -> list[Argument]:
        """Bind bare values by position: the default set's parameters first, first without converting."""
        queue = _positional(loose)
        if not queue:
            return loose
        used: set[int] = set()
        for position, params in self.parameters.by_position:
            waiting = [p for p in params if p.name in self.unbound]
            if len(waiting) > 1:
                self._refuse_shared(position, waiting)
            if waiting and self._bind_at(position, waiting, queue[0]):
                used.add(id(queue.pop(0)))
                if not queue:
                    break
        return [t for t in loose if id(t) not in used]

    def _refuse_shared(self, position: int, waiting: list[ParamSpec]) -> None:
        """Two parameters of a set cannot have the same position, if a value is to go there."""
        taken: set[str] = set()
        for param in waiting:
            sets = {name for name, flags in param.sets.items() if flags.position == position}
            if taken & sets or (taken and ALL_SETS in taken | sets):
                message = f"several parameters have the position {position}: {', '.join(p.name for p in waiting)}."
                raise errors.binding_error(self.spec, "AmbiguousPositionalParameterNoName", message)
            taken |= sets

    def _bind_at(self, position: int, waiting: list[ParamSpec], token: ValueToken) -> bool:
        """Bind a value to one of the unbound parameters at a position."""
        before = self.sets.valid
        default = [s for s in before if s == self.sets.default]
        others = [s for s in before if s not in default]
        last_error: TerminatingError | None = None
        for coerced in (False, True):
            for set_names in (default, others):
                for param in waiting:
                    flags = [f for name in set_names if (f := param.in_set(name)) is not None]
                    if not any(f.position == position and not f.remaining for f in flags):
                        continue
                    try:
                        if self._bind(param, token.value, coerced, token.word):
                            return True
                    except errors.BindingError as error:
                        if error.is_final(coerced):
                            raise
                        last_error = error
                        self.sets.valid = before
        if last_error is not None:
            raise last_error
        return False

    def _bind_default_values(self) -> None:
        """Values from ``$PSDefaultParameterValues`` for what was not given."""
        for name, value in self._default_values():
            param = self.parameters.find(name)
            if param is None or self._is_bound(param) or not self.sets.allows(param):
                continue
            before = self.sets.valid
            try:
                self._bind(param, value)
            except errors.BindingError:
                self.sets.valid = before  # as PowerShell, which warns and goes on

    def _default_values(self) -> Iterator[tuple[str, Value]]:
        """Parameter names and values that the table holds for the command; a script block is run for its value."""
        table = self.session.get_variable("PSDefaultParameterValues")
        items = getattr(table, "items", None)
        if items is None or not len(table):  # mostly it is empty, and this is asked for at each call
            return
        rows = [(str(key), value) for key, value in items()]
        if any(key.lower() == "disabled" and value for key, value in rows):
            return
        for key, value in rows:
            command, colon, parameter = key.rpartition(":")
            if colon and fnmatchcase(self.spec.name.lower(), command.strip().strip("'\"").lower()):
                yield parameter.strip().strip("'\""), value.value() if isinstance(value, ScriptBlock) else value

    def _bind_remaining(self, loose: list[Argument]) -> list[Argument]:
        """Give what is left to a ValueFromRemainingArguments parameter, or to a simple function's ``$args``."""
        if not loose:
            return loose
        for param in self.parameters.remaining:
            if param.name in self.unbound and any(f.remaining for f in self.sets.flags(param)):
                found = _values(loose)
                only: Value = found[0] if len(found) == 1 and isinstance(found[0], list) else _object_list(found)
                if not self.spec.compiled and only is not found[0] and param_type(param).full_name == "System.String":
                    only = to_text(only)  # the words of a sentence: PowerShell converts its list, not an array
                self._bind(param, only, word=loose[0].word)
                return []
        if self.spec.remaining_args:
            self.bound.rest = _values(loose)
            return []
        return loose

    def _refuse(self, loose: list[Argument]) -> None:
        """Leftovers are errors: an unknown name, or a value without a position for it."""
        for token in loose:
            if isinstance(token, ParameterToken):
                raise errors.not_found(self.spec, token.name, self.parameters.shown, token.word)
        for token in loose:
            assert isinstance(token, ValueToken)
            shown = token.text or to_text(token.value)
            message = f"no parameter takes the value '{shown}' by position. Write the parameter's name before it."
            raise errors.binding_error(self.spec, "PositionalParameterNotFound", message, shown, word=token.word)

    # -- the objects of a pipeline ----------------------------------------------------------------------------------

    def bind_object(self, value: Value) -> Sequence[ParamSpec]:
        """Bind one pipeline object; the parameters whose values changed (also back to their defaults)."""
        if self._fast is not None and (value is not None or self._fast_takes_null):
            self.bound.values[self._fast.name] = value
            return (self._fast,)
        if self._pipeline_params is None:
            self._start_pipeline()
            only = self._may_be_fast
            if only is not None and len(self.sets.valid) == 1 and _is_plain(value):  # nothing is to be decided
                self.bound.values[only.name] = value
                self.unbound.pop(only.name, None)
                self._from_pipeline = [only]
                self.bound.set_name = self.sets.current
                self._fast = only
                return (only,)
        changed = self._from_pipeline
        self._restore()
        delayed = self._run_delayed(value)
        self._misfits.clear()
        self._bind_states(value)
        if not self._from_pipeline and not delayed:
            raise errors.binding_error(self.spec, "InputObjectNotBound", self._unfit(value), target=value)
        self.sets.settle(pipeline_expected=False)
        missing = self.sets.missing_mandatory(pipeline_expected=False)
        if missing:
            shown = ", ".join(f"-{p.name}" for p in missing)
            message = f"the piped object does not bring {shown}, which must be given"
            raise errors.binding_error(self.spec, "InputObjectMissingMandatory", message, missing[0].name, target=value)
        self.bound.set_name = self.sets.current
        self._from_pipeline += delayed
        self._fast = self._may_be_fast  # the next objects can only be bound in the same way
        return [*changed, *self._from_pipeline]

    def _start_pipeline(self) -> None:
        """Remember the state after the command line, to which each object goes back."""
        self._valid_before = self.sets.valid
        self._unbound_before = dict(self.unbound)
        if self._delayed or self.of_door:
            self._pipeline_params, _, _ = self._plan()
            return
        # the same for each call that gives the same parameters
        plans = self.spec.for_binder.setdefault("pipeline", {})
        key = (*self._valid_before, None, *self.bound.values)
        if key not in plans:
            plans[key] = self._plan()
        self._pipeline_params, self._may_be_fast, self._fast_takes_null = plans[key]

    def _plan(self) -> tuple[list[ParamSpec], ParamSpec | None, bool]:
        """What objects may bind, and the one parameter that takes any object as it is; whether it takes null."""
        sets = self.sets
        takes = [p for p in self.parameters.piped if p.name in self.unbound and sets.takes_input(p)]
        if len(takes) == 1:
            only = takes[0]
            flags = [only.in_set(name) for name in sets.valid]
            takes_all = param_type(only).full_name in ("System.Object", "System.Management.Automation.PSObject")
            plain = not only.validators and only.of is None and only.transform is None and not only.enum
            if takes_all and plain and all(each is not None and each.by_value for each in flags):
                return takes, only, only.allow_null or not any(each and each.mandatory for each in flags)
        return takes, None, False

    def _restore(self) -> None:
        """Forget what the last object has bound."""
        if self._from_pipeline:
            for param in self._from_pipeline:
                self.bound.values.pop(param.name, None)
            self._from_pipeline = []
            self.unbound.clear()
            self.unbound.update(self._unbound_before)
        self.sets.valid = self._valid_before

    def _run_delayed(self, value: Value) -> list[ParamSpec]:
        """Run the script blocks that stand for arguments, with the object as ``$_``."""
        done = []
        for name, block in self._delayed.items():
            param = self.parameters.own[name]
            mandatory = self.sets.is_mandatory(param)
            self.bound.values[name] = coerce(self.spec, param, block.value(underscore=value), True, mandatory)
            done.append(param)
        return done

    def _bind_states(self, value: Value) -> None:
        """The four rounds; each gives the default set's parameters precedence."""
        for coerced in (False, True):
            for by_property in (False, True):
                valid, default = self.sets.valid, self.sets.default
                if default is not None and default in valid and len(valid) > 1:
                    if self._bind_state(value, by_property, coerced, [default]):
                        continue
                    valid = [s for s in self.sets.valid if s != default]
                self._bind_state(value, by_property, coerced, valid)

    def _bind_state(self, value: Value, by_property: bool, coerced: bool, set_names: list[str]) -> bool:
        """One round for some sets; whether a parameter was bound."""
        bound = False
        assert self._pipeline_params is not None
        allowed = [p for p in self._pipeline_params if p.name in self.unbound and self.sets.allows(p)]
        for param in reversed(allowed):  # parameters of two sets make the call ambiguous
            flags = [f for name in set_names if (f := param.in_set(name)) is not None]
            if not any(f.by_property if by_property else f.by_value for f in flags):
                continue
            given = _property_for(param, value) if by_property else value
            if given is MISSING:
                continue
            try:
                if self._bind(param, given, coerced):
                    self._from_pipeline.append(param)
                    bound = True
            except errors.BindingError as error:
                if not _may_be_ignored(error, by_property):
                    raise
                if param.id_of is not None and coerced:
                    self._misfits.append(error.why)
        return bound

    def _unfit(self, value: Value) -> str:
        takes = ", ".join(f"-{p.name}" for p in self._pipeline_params or ()) or "nothing"
        kind = "null" if value is None else kind_of(value)
        if self._misfits:
            return f"the piped object does not fit: {self._misfits[0]}. From the pipeline it takes {takes}."
        return f"the piped object ({kind}) fits no parameter; from the pipeline it takes {takes}."

    # -- one parameter ----------------------------------------------------------------------------------------------

    def _is_bound(self, param: ParamSpec) -> bool:
        return param.name in self.bound.values or param.name in self._delayed

    def _bind(self, param: ParamSpec, value: Value, coerced: bool = True, word: int | None = None) -> bool:
        """Give a parameter its value; False when the value does not fit without being converted.

        ``word`` is the index of the word of a shell command that holds the value.
        """
        name = param.name
        if isinstance(value, ScriptBlock) and self._pipeline_params is None and _delays(param):
            self._delayed[name] = value
            self.unbound.pop(name, None)
            self.sets.narrow(param)
            return True
        own = name in self.parameters.own
        if param.enum and value is None and not own:
            raise errors.binding_error(
                self.spec, "ParameterBindingFailed", f"-{name} cannot be null.", name, "WriteError", word=word
            )
        try:
            made = coerce(self.spec, param, value, coerced, own and self.sets.is_mandatory(param))
        except errors.BindingError as error:
            error.word = word
            raise
        if made is DOES_NOT_FIT:
            return False
        self.sets.narrow(param)
        self.bound.values[name] = made
        if own:
            self.unbound.pop(name, None)
        else:
            self.bound.common[name.lower()] = made
        return True

    def value_of(self, param: ParamSpec) -> Value:
        """The value in force of one of the command's own parameters: the bound one, else the default."""
        values = self.bound.values
        if self.spec.factory is None:
            return values[param.name] if param.name in values else self.defaults.get(param.name)
        if param.name not in values:
            return self.parameters.unset[param.attribute]
        value = values[param.name]
        return bool(value) if self.parameters.is_switch(param) else value  # our cmdlets get Python's boolean


def _is_plain(value: Value) -> bool:
    """Whether a parameter of any type takes the value as it is, even one that must not be empty."""
    cls = value.__class__
    return cls is PSObject or cls is int or cls is Int64 or (cls is str and value != "")


# -- words ------------------------------------------------------------------------------------------------------------


def _positional(loose: list[Argument]) -> list[ValueToken]:
    """The values that go by position; the one behind an unknown parameter name is taken for that parameter's."""
    found: list[ValueToken] = []
    behind_name = False
    for token in loose:
        if isinstance(token, ValueToken) and not behind_name:
            found.append(token)
        behind_name = isinstance(token, ParameterToken) and token.value is MISSING
    return found


def _as_value(token: Argument) -> Value:
    return token.value if isinstance(token, ValueToken) else token.text or f"-{token.name}"


def _values(loose: Iterable[Argument]) -> list[Value]:
    """Words as values: an unknown name is its text, with its value behind it."""
    found: list[Value] = []
    for token in loose:
        found.append(_as_value(token))
        if isinstance(token, ParameterToken) and token.value is not MISSING:
            found.append(token.value)
    return found


def _object_list(items: list[Value]) -> Value:
    """Remaining arguments as PowerShell hands them over: a ``List[object]``."""
    return GenericList(get_type("System.Collections.Generic.List[System.Object]"), items)


# -- parameters and pipeline objects ----------------------------------------------------------------------------------


def _delays(param: ParamSpec) -> bool:
    """A script block for a parameter that takes pipeline input runs once per object (delay binding)."""
    if not any(f.by_value or f.by_property for f in param.sets.values()):
        return False
    return param_type(param).full_name not in _NEVER_DELAYED


def _property_for(param: ParamSpec, value: Value) -> Value:
    """The object's property that has the parameter's name or an alias; `MISSING` without one.

    The keys of a dictionary are not properties, and the ``Id`` of an object of the service is not the id of something
    else.
    """
    plain = unwrap(value)
    if isinstance(plain, NetDictionary) and type_of(plain).find_property(param.name.lower()) is None:
        return MISSING
    kind = kind_of(value) if param.id_of and isinstance(value, PSObject) else ""
    is_other = kind in TO_STRING and kind not in (param.id_of or ())
    for name in (param.name, *param.aliases):
        given = MISSING if is_other and name == "Id" else property_or_missing(value, name)
        if given is not MISSING:
            return given
    return MISSING


def _may_be_ignored(error: errors.BindingError, by_property: bool) -> bool:
    """An object of another type may still fit another parameter; a value that fails validation may not."""
    if error.record.error_id == "ParameterArgumentTransformationError":
        return not by_property
    return error.record.error_id in ("CannotConvertArgumentNoMessage", "MismatchedPSTypeName")
