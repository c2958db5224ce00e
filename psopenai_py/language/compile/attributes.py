"""Attributes as data: the known ones, their arguments, the validators and flags that they declare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...declare import validators as checks
from ...declare.cmdlet import ALL_SETS, InSet
from ...dotnet.model.types import Value
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ...errors import TerminatingError, terminating
from ..runtime.frame import Frame
from ..syntax import ast
from .compiler import compile_value
from .type_names import find_named


class Attribute:
    """An attribute with the values of its arguments; ``name`` is lower case, without ``Attribute`` at its end."""

    __slots__ = ("name", "named", "positional")

    def __init__(self, frame: Frame, node: ast.AttributeAst) -> None:
        self.name = short_name(node)
        _check(frame, node, self.name)
        self.positional: list[Value] = [compile_value(argument)(frame) for argument in node.positional]
        self.named: dict[str, Value] = {
            argument.name.lower(): True if argument.argument is None else compile_value(argument.argument)(frame)
            for argument in node.named
        }

    def flag(self, name: str) -> bool:
        return to_bool(self.named.get(name, False))


def short_name(node: ast.AttributeAst) -> str:
    """The attribute's name without namespace and suffix."""
    return node.type_name.name.lower().rpartition(".")[2].removesuffix("attribute")


def attributes_of(frame: Frame, nodes: Sequence[ast.AttributeAst | ast.TypeConstraintAst]) -> list[Attribute]:
    return [Attribute(frame, node) for node in nodes if isinstance(node, ast.AttributeAst)]


def _texts(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(to_text(item) for value in values for item in as_list(value))


def _validate_set(attribute: Attribute) -> checks.Validator:
    message = attribute.named.get("errormessage")
    return checks.ValidateSet(_texts(attribute.positional), to_bool(attribute.named.get("ignorecase", True)), message)


def _validate_range(attribute: Attribute) -> checks.Validator:
    if len(attribute.positional) == 1:
        return checks.ValidateRange(kind=to_text(attribute.positional[0]))
    return checks.ValidateRange(attribute.positional[0], attribute.positional[1])


def _validate_pattern(attribute: Attribute) -> checks.Validator:
    options = to_text(attribute.named.get("options", "IgnoreCase")).lower()
    message = attribute.named.get("errormessage")
    return checks.ValidatePattern(to_text(attribute.positional[0]), "ignorecase" in options, message)


def _validate_script(attribute: Attribute) -> checks.Validator:
    return checks.ValidateScript(attribute.positional[0], attribute.named.get("errormessage"))


_VALIDATORS: dict[str, Callable[[Attribute], checks.Validator]] = {
    "validateset": _validate_set,
    "validaterange": _validate_range,
    "validatelength": lambda a: checks.ValidateLength(int(a.positional[0]), int(a.positional[1])),
    "validatecount": lambda a: checks.ValidateCount(int(a.positional[0]), int(a.positional[1])),
    "validatepattern": _validate_pattern,
    "validatescript": _validate_script,
    "validatenotnull": lambda a: checks.ValidateNotNull(),
    "validatenotnullorempty": lambda a: checks.ValidateNotNullOrEmpty(),
    "validatenotnullorwhitespace": lambda a: checks.ValidateNotNullOrWhiteSpace(),
    "validatedrive": lambda a: checks.ValidateDrive(_texts(a.positional)),
}


def validators_of(attributes: Sequence[Attribute]) -> tuple[checks.Validator, ...]:
    """The validators among attributes; the last written is checked first, as in PowerShell."""
    found = [_VALIDATORS[a.name](a) for a in attributes if a.name in _VALIDATORS]
    return tuple(reversed(found))


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
#: attributes without effect here, whatever their arguments
_FREE = frozenset({"argumentcompleter", "dscproperty", "dscresource"})
_KNOWN = {name: frozenset(arguments.split()) for name, arguments in _ARGUMENTS.items()}
_KNOWN |= dict.fromkeys(_BARE.split(), frozenset())


def _check(frame: Frame, node: ast.AttributeAst, name: str) -> None:
    """Refuse an unknown attribute, or an argument that the attribute does not have."""
    if name in _FREE:
        return
    known, written = _KNOWN.get(name), node.type_name.full_name
    if known is None:
        if find_named(frame, written) is None:  # a class of the script may be an attribute; it has no effect
            raise _refused("CustomAttributeTypeNotFound", f"The attribute [{written}] is not known.", written)
        return
    for argument in node.named:
        if argument.name.lower() not in known:
            text = f"The attribute [{written}] has no argument {argument.name}."
            raise _refused("PropertyNotFoundForType", text, argument.name)


def _refused(error_id: str, text: str, target: str) -> TerminatingError:
    name = "System.Management.Automation.RuntimeException"
    return terminating(error_id, text, "InvalidOperation", target, name)
