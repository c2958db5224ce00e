"""The -Property and -GroupBy arguments of the Format-* cmdlets: names, script blocks, hashtables of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.types import Value
from ..engine.session.scriptblock import ScriptBlock
from ..engine.values.objects import unwrap
from ..errors import TerminatingError, terminating
from .expressions import Expression, all_expressions
from .properties import default_display


@dataclass(slots=True)
class Calculated:
    """A wanted property: what to show, and how."""

    expression: Expression
    label: str | None = None
    width: int = 0
    alignment: str = ""
    format_string: str | None = None
    depth: int | None = None
    descending: bool | None = None  # of a key to sort by


@dataclass(slots=True)
class FormatParameters:
    """What a Format-* cmdlet was asked for. None leaves a choice to the view."""

    properties: list[Calculated] = field(default_factory=list)
    group_by: Calculated | None = None
    view: str | None = None
    force: bool = False
    auto_size: bool | None = None
    repeat_header: bool = False
    hide_headers: bool | None = None
    wrap: bool | None = None
    columns: int | None = None
    depth: int = 5
    expand: str | None = None
    display_error: bool = False
    show_error: bool = False


Column = tuple[Expression, "Calculated | None"]  # a single property and the argument that it came from

_TABLE_KEYS = ("expression", "formatstring", "width", "alignment", "label")
_KEYS: dict[str, tuple[str, ...]] = {
    "table": _TABLE_KEYS,
    "list": ("expression", "formatstring", "label"),
    "wide": ("expression", "formatstring"),
    "custom": ("expression", "depth"),
    "group": ("expression", "formatstring", "label"),
    "select": ("expression", "label"),
    "sort": ("expression", "ascending", "descending"),
    "key": ("expression",),
}


def calculated(arguments: Iterable[Value], shape: str) -> list[Calculated]:
    """The wanted properties; raises PowerShell's error where an argument is none."""
    return [_calculated(unwrap(argument), _KEYS[shape]) for argument in arguments]


def _calculated(argument: Value, keys: tuple[str, ...]) -> Calculated:
    if isinstance(argument, (str, ScriptBlock)):
        return Calculated(_expression(argument, "ExpressionEmptyString2"))
    if not isinstance(argument, NetDictionary):
        raise _bad("UnknownParameterType", "A property is a name, a script block or a hashtable with an Expression.")
    made: dict[str, Value] = {}
    for key, value in argument.items():
        if not isinstance(key, str):
            raise _bad("DictionaryKeyNonString", f"The key {key} is no text.")
        name = _match_key(key, keys)
        if name in made:
            raise _bad("DictionaryKeyDuplicate", f"The key {key} says again what another key said.")
        made[name] = _checked(key, name, unwrap(value))
    if "expression" not in made:
        raise _bad("DictionaryKeyMandatoryEntry", "The key Expression is missing.")
    return Calculated(
        made["expression"],
        made.get("label"),
        made.get("width", 0),
        made.get("alignment", ""),
        made.get("formatstring"),
        made.get("depth"),
        _direction(made),
    )


def _direction(made: dict[str, Value]) -> bool | None:
    """Whether a key to sort by goes downward; None where the hashtable does not say."""
    if "descending" in made:
        return bool(made["descending"])
    return not made["ascending"] if "ascending" in made else None


def _match_key(key: str, keys: tuple[str, ...]) -> str:
    """The full key that a written one, maybe its beginning, means; Name is another word for Label."""
    lower = key.lower()
    found = {name for name in keys if name.startswith(lower)}
    if "label" in keys and "name".startswith(lower):
        found.add("label")
    if not found or not lower:
        raise _bad("DictionaryKeyIllegal", f"The key {key} is not known here; there are: {', '.join(keys)}.")
    if len(found) > 1:
        raise _bad("DictionaryKeyAmbiguous", f"The key {key} could mean {' or '.join(sorted(found))}.")
    return found.pop()


def _checked(key: str, name: str, value: Value) -> Value:
    if value is None:
        raise _bad("DictionaryKeyMissingValue", f"The key {key} has no value.")
    if name == "expression" and isinstance(value, (str, ScriptBlock)):
        return _expression(value, "ExpressionEmptyString1")
    if name in ("width", "depth") and isinstance(value, int) and not isinstance(value, bool):
        if value <= 0:
            raise _bad(f"{name.capitalize()}OutOfRange", f"The value {value} of the key {key} is not above zero.")
        return int(value)
    if name in ("ascending", "descending") and isinstance(value, bool):
        return value
    if isinstance(value, str):
        if name == "label":
            return str(value)
        if name == "formatstring":
            if not value:
                raise _bad("FormatStringEmpty", f"The key {key} needs a format.")
            return str(value)
        if name == "alignment":
            return _alignment(key, value)
    raise _bad("DictionaryKeyIllegalValue", f"The key {key} takes no value of that type.")


def _alignment(key: str, value: str) -> str:
    lower = value.lower()
    for legal in ("left", "center", "right"):
        if lower and legal.startswith(lower):
            return legal
    raise _bad("AlignmentIllegalValue", f"The key {key} takes left, center or right, not {value}.")


def _expression(value: str | ScriptBlock, error_id: str) -> Expression:
    if isinstance(value, str):
        if not value:
            raise _bad(error_id, "The name of a property is empty.")
        value = str(value)
    return Expression(value)


def _bad(error_id: str, message: str) -> TerminatingError:
    return terminating(error_id, message, "InvalidArgument", None, "System.NotSupportedException")


# -- what an object shows for them --------------------------------------------------------------------------------


def active_columns(wanted: list[Calculated], value: Value, keep_unknown: bool = False) -> list[Column]:
    """The properties to show of an object: the wanted ones, else its default display set, else all.

    ``keep_unknown`` keeps a name that the object lacks, as an empty column.
    """
    if wanted:
        columns: list[Column] = []
        for one in wanted:
            found = one.expression.resolve(value)
            if not found and keep_unknown and not one.expression.is_wildcard:
                found = [one.expression]
            columns.extend((expression, one) for expression in found)
        return columns
    listed = default_display(value)
    if listed:
        return [(Expression(name), None) for name in listed]
    return [(expression, None) for expression in all_expressions(value)]
