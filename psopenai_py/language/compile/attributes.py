"""Attributes as data: the known ones, their arguments, the validators and flags that they declare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...declare import validators as checks
from ...declare.cmdlet import ALL_SETS, InSet
from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import DotNetType, Value
from ...engine.conversion.conversion import convert_to_int
from ...engine.members.invocation import invoke
from ...engine.members.members import set_member
from ...engine.members.methods import construct
from ...engine.operators.comparison import gt
from ...engine.values.enumeration import as_list
from ...engine.values.numeric import code_of
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ...errors import TerminatingError, terminating
from ..runtime.frame import Frame
from ..runtime.services import language_of
from ..syntax import ast
from .compiler import compile_value
from .type_names import find_named

_AUTOMATION = "System.Management.Automation."


class Attribute:
    """An attribute with the values of its arguments; ``name`` is lower case, without ``Attribute`` at its end. ``own``
    is the class of one that the script defines."""

    __slots__ = ("frame", "name", "named", "own", "positional")

    def __init__(self, frame: Frame, node: ast.AttributeAst) -> None:
        self.frame = frame
        self.name = short_name(node)
        self.own = _check(frame, node, self.name)
        self.positional: list[Value] = [compile_value(argument)(frame) for argument in node.positional]
        self.named: dict[str, Value] = {
            argument.name.lower(): True if argument.argument is None else compile_value(argument.argument)(frame)
            for argument in node.named
        }

    def flag(self, name: str) -> bool:
        return to_bool(self.named.get(name, False))

    def is_a(self, base: str) -> bool:
        """Whether the script's class derives from this class of System.Management.Automation."""
        return self.own is not None and any(at.full_name == f"{_AUTOMATION}{base}" for at in self.own.lineage())

    def made(self, kind: DotNetType | None = None) -> Value:
        """The object of the script's class, or of another type."""
        kind = kind or self.own
        assert kind is not None
        made = construct(kind, self.positional)
        for name, value in self.named.items():
            set_member(made, name, value)
        return made


def short_name(node: ast.AttributeAst) -> str:
    """The attribute's name without namespace and suffix."""
    return node.type_name.name.lower().rpartition(".")[2].removesuffix("attribute")


def attributes_of(frame: Frame, nodes: Sequence[ast.AttributeAst | ast.TypeConstraintAst]) -> list[Attribute]:
    return [Attribute(frame, node) for node in nodes if isinstance(node, ast.AttributeAst)]


def _texts(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(to_text(item) for value in values for item in as_list(value))


class GeneratedValues(Sequence[str]):
    """The values that a class of the script gives for ``[ValidateSet([Class])]``, asked for at each look."""

    def __init__(self, type_: DotNetType) -> None:
        self._type = type_

    def __getitem__(self, index: Any) -> Any:
        return _texts([invoke(construct(self._type, []), "GetValidValues", [])])[index]

    def __len__(self) -> int:
        return len(self[:])


def _validate_set(attribute: Attribute) -> checks.Validator:
    message = attribute.named.get("errormessage")
    ignores_case = to_bool(attribute.named.get("ignorecase", True))
    first = attribute.positional[0] if attribute.positional else None
    if isinstance(first, DotNetType) and f"{_AUTOMATION}IValidateSetValuesGenerator" in first.interfaces:
        return checks.ValidateSet(GeneratedValues(first), ignores_case, message)
    return checks.ValidateSet(_texts(attribute.positional), ignores_case, message)


def _own_validator(attribute: Attribute) -> checks.Validator:
    """The validator that a class of the script is: its method throws if a value does not fit."""
    made, each = attribute.made(), attribute.is_a("ValidateEnumeratedArgumentsAttribute")

    def refusal(value: Value) -> str | None:
        try:
            if each:
                invoke(made, "ValidateElement", [value])
            else:
                invoke(made, "Validate", [value, _engine(attribute)])
        except TerminatingError as error:
            inner = error.record.exception.inner
            return inner.message if inner is not None else error.record.message
        return None

    return checks.ValidateWith(refusal, each)


def transformation_of(attributes: Sequence[Attribute]) -> Callable[[Value], Value] | None:
    """What the transforming attributes of a script make of a value; None if there are none. It raises ValueError."""
    made = [(each, each.made()) for each in attributes if each.is_a("ArgumentTransformationAttribute")]
    if not made:
        return None

    def transform(value: Value) -> Value:
        for attribute, transformer in made:
            try:
                value = invoke(transformer, "Transform", [_engine(attribute), value])
            except TerminatingError as error:
                inner = error.record.exception.inner
                raise ValueError(inner.message if inner is not None else error.record.message) from error
        return value

    return transform


def _engine(attribute: Attribute) -> Value:
    return language_of(attribute.frame.session).execution_context()


_RANGES = ("positive", "negative", "nonpositive", "nonnegative")


def _validate_range(attribute: Attribute) -> checks.Validator:
    if len(attribute.positional) == 1:
        kind = to_text(attribute.positional[0])
        if kind.lower() not in _RANGES:
            raise _not_made(
                "ExceptionConstructingAttribute", attribute, f"'{kind}' is not one of: {', '.join(_RANGES)}"
            )
        return checks.ValidateRange(kind=kind)
    least, most = attribute.positional
    if type_of(least) is not type_of(most) and not (code_of(least) and code_of(most)):
        raise _not_made("MinRangeNotTheSameTypeOfMaxRange", attribute, "its bounds are of different types")
    if gt(least, most):
        raise _not_made("MaxRangeSmallerThanMinRange", attribute, "its upper bound is below its lower one")
    return checks.ValidateRange(least, most)


def _bounds(attribute: Attribute, smaller: str) -> tuple[int, int]:
    """The two bounds of a length or a count."""
    try:
        least, most = (convert_to_int(value) for value in attribute.positional)
    except TerminatingError as error:
        raise _not_made("MethodCountCouldNotFindBest", attribute, "its bounds must be integers") from error
    if least < 0 or most < 0:
        raise _not_made("ExceptionConstructingAttribute", attribute, "its bounds cannot be negative")
    if most < least:
        raise _not_made(smaller, attribute, "its upper bound is below its lower one")
    return least, most


def _not_made(error_id: str, attribute: Attribute, why: str) -> TerminatingError:
    return _refused(error_id, f"The attribute [{attribute.name}] cannot be made: {why}.", attribute.name)


def _validate_pattern(attribute: Attribute) -> checks.Validator:
    options = to_text(attribute.named.get("options", "IgnoreCase")).lower()
    message = attribute.named.get("errormessage")
    return checks.ValidatePattern(to_text(attribute.positional[0]), "ignorecase" in options, message)


def _validate_script(attribute: Attribute) -> checks.Validator:
    return checks.ValidateScript(attribute.positional[0], attribute.named.get("errormessage"))


_VALIDATORS: dict[str, Callable[[Attribute], checks.Validator]] = {
    "validateset": _validate_set,
    "validaterange": _validate_range,
    "validatelength": lambda a: checks.ValidateLength(*_bounds(a, "ValidateLengthMaxLengthSmallerThanMinLength")),
    "validatecount": lambda a: checks.ValidateCount(*_bounds(a, "ValidateRangeMaxLengthSmallerThanMinLength")),
    "validatepattern": _validate_pattern,
    "validatescript": _validate_script,
    "validatenotnull": lambda a: checks.ValidateNotNull(),
    "validatenotnullorempty": lambda a: checks.ValidateNotNullOrEmpty(),
    "validatenotnullorwhitespace": lambda a: checks.ValidateNotNullOrWhiteSpace(),
    "validatedrive": lambda a: checks.ValidateDrive(_texts(a.positional)),
}


# how many arguments without a name each takes
_COUNTS = {
    "validateset": (1, 10_000), "validaterange": (1, 2), "validatelength": (2, 2), "validatecount": (2, 2),
    "validatepattern": (1, 1), "validatescript": (1, 1), "validatedrive": (0, 10_000),
}  # fmt: skip


def _known_validator(attribute: Attribute) -> checks.Validator:
    least, most = _COUNTS.get(attribute.name, (0, 0))
    if not least <= len(attribute.positional) <= most:
        raise _not_made(
            "MethodCountCouldNotFindBest", attribute, f"it does not take {len(attribute.positional)} values"
        )
    return _VALIDATORS[attribute.name](attribute)


def validators_of(attributes: Sequence[Attribute]) -> tuple[checks.Validator, ...]:
    """The validators among attributes; the last written is checked first, as in PowerShell."""
    found = [
        _own_validator(a) if a.own is not None else _known_validator(a)
        for a in attributes
        if a.is_a("ValidateArgumentsAttribute") or (a.own is None and a.name in _VALIDATORS)
    ]
    return tuple(reversed(found))


def objects_of(frame: Frame, nodes: Sequence[ast.AttributeAst]) -> Callable[[], list[Value]] | None:
    """What makes the attributes of a class or a member of one, as reflection shows them; None if there are none."""
    if not nodes:
        return None
    return lambda: [made for attribute in attributes_of(frame, nodes) if (made := _object(attribute)) is not None]


def _object(attribute: Attribute) -> Value:
    name = f"{attribute.name}Attribute"
    kind = attribute.own or find_type(_AUTOMATION + name) or find_type(f"System.{name}")
    return attribute.made(kind) if kind is not None and kind.constructors else None


def sets_of(attributes: Sequence[Attribute], position: int | None) -> dict[str, InSet]:
    """How a parameter behaves in its sets; ``position`` is its default position, if it has one."""
    sets: dict[str, InSet] = {}
    for attribute in attributes:
        if attribute.name != "parameter":
            continue
        named = attribute.named
        own = named.get("position")
        remaining = attribute.flag("valuefromremainingarguments")
        sets[to_text(named.get("parametersetname", ALL_SETS))] = InSet(
            attribute.flag("mandatory"),
            int(own) if own is not None else None if remaining else position,
            attribute.flag("valuefrompipeline"),
            attribute.flag("valuefrompipelinebypropertyname"),
            remaining,
        )
    return sets or {ALL_SETS: InSet(position=position)}


def is_custom(attributes: Sequence[Attribute]) -> bool:
    """Whether a parameter has a position or a set of its own: then no parameter gets a default position."""
    for attribute in attributes:
        if attribute.name == "parameter" and ("position" in attribute.named or "parametersetname" in attribute.named):
            return True
    return False


def any_named(attributes: Sequence[Attribute], name: str) -> Attribute | None:
    """The attribute of that name, or None."""
    return next((a for a in attributes if a.name == name), None)


def spread(values: Sequence[Value]) -> list[Any]:
    """The arguments of an attribute that takes several, arrays among them unrolled."""
    return [item for value in values for item in as_list(value)]


# -- which there are ---------------------------------------------------------------------------------------------------

#: attributes by short name that take named arguments
_ARGUMENTS = {
    "parameter": "mandatory position parametersetname valuefrompipeline valuefrompipelinebypropertyname "
    "valuefromremainingarguments helpmessage helpmessagebasename helpmessageresourceid dontshow experimentname "
    "experimentaction",
    "cmdletbinding": "supportsshouldprocess confirmimpact defaultparametersetname positionalbinding helpuri "
    "supportspaging supportstransactions remotingcapability",
    "outputtype": "parametersetname providercmdlet",
    "validateset": "ignorecase errormessage",
    "validatepattern": "options errormessage",
    "validatescript": "errormessage",
    "suppressmessage": "scope target messageid justification category checkid",
    "obsolete": "diagnosticid urlformat",
    "psdefaultvalue": "help value",
}
#: attributes without named arguments
_BARE = (
    "alias allowemptycollection allowemptystring allownull argumentcompletions credential experimental flags hidden "
    "norunspaceaffinity pstypename supportswildcards validatecount validatedrive validatelength validatenotnull "
    "validatenotnullorempty validatenotnullorwhitespace validaterange validatetrusteddata validateuserdrive"
)
#: attributes that take anything; only the first has an effect here
_FREE = frozenset({"argumentcompleter", "dscproperty", "dscresource"})
_KNOWN = {name: frozenset(arguments.split()) for name, arguments in _ARGUMENTS.items()}
_KNOWN |= dict.fromkeys(_BARE.split(), frozenset())


def _check(frame: Frame, node: ast.AttributeAst, name: str) -> DotNetType | None:
    """Refuse an unknown attribute, or an argument that the attribute does not have. Returns the class of the script
    that the attribute is, if it is one."""
    if name in _FREE:
        return None
    known, written = _KNOWN.get(name), node.type_name.full_name
    if known is None:
        own = find_named(frame, written) or find_named(frame, f"{written}Attribute")
        if own is None:
            raise _refused("CustomAttributeTypeNotFound", f"The attribute [{written}] is not known.", written)
        return own
    for argument in node.named:
        if argument.name.lower() not in known:
            text = f"The attribute [{written}] has no argument {argument.name}."
            raise _refused("PropertyNotFoundForType", text, argument.name)
    return None


def _refused(error_id: str, text: str, target: str) -> TerminatingError:
    name = "System.Management.Automation.RuntimeException"
    return terminating(error_id, text, "InvalidOperation", target, name)
