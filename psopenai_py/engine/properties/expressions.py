"""What -Property of Select-Object, Sort-Object, Format-Table and the like stands for on an object.

An argument is a name, a wildcard, a script block, or a hashtable with one of these as its ``Expression``.
"""

from __future__ import annotations

from collections.abc import Callable

from ...dataclass import dataclass
from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...errors import NetException, TerminatingError, terminating
from ..session.scriptblock import ScriptBlock
from ..session.session import Session
from ..session.streams import Streams, discard
from ..values.enumeration import as_list
from ..values.objects import PSMember, PSObject, unwrap
from ..values.wildcard import has_wildcards
from .properties import property_names, read, resolve

#: a property's name, a script's block, or our own views' function
Source = str | ScriptBlock | Callable[[Value], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """``source`` is a name or wildcard, a script block, or a Python function of the object."""

    source: Source
    resolved: bool = False

    def __str__(self) -> str:
        if isinstance(self.source, str):
            return self.source
        return self.source.text if isinstance(self.source, ScriptBlock) else ""

    @property
    def is_wildcard(self) -> bool:
        return isinstance(self.source, str) and not self.resolved and has_wildcards(self.source)

    def resolve(self, value: Value) -> list[Expression]:
        """The single properties that it stands for on an object; empty where there are none."""
        if self.resolved or not isinstance(self.source, str):
            return [self]
        return [Expression(name, True) for name in resolve(_holder(value, self.source), self.source)]

    def value(self, value: Value) -> Value:
        """The value for an object; `MISSING` without such a property, or where reading it fails."""
        return self.value_or_error(value)[0]

    def value_or_error(self, value: Value) -> tuple[Value, Exception | None]:
        """Like `value`, with the error of a reading that failed."""
        try:
            return self._read(value), None
        except (TerminatingError, NetException) as error:
            return MISSING, error

    def _read(self, value: Value) -> Value:
        if isinstance(self.source, ScriptBlock):
            session = self.source.session
            session.trying += 1  # an error that ends one of its statements ends the block
            try:
                return quiet_value(self.source, value)
            finally:
                session.trying -= 1
        if not isinstance(self.source, str):
            return self.source(value)
        holder = _holder(value, self.source)
        if self.resolved:
            return read(holder, self.source)
        names = resolve(holder, self.source)
        return read(holder, names[0]) if names else MISSING


def as_object(value: Value) -> Value:
    """A dictionary's keys count as its properties."""
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return PSObject({str(key): item for key, item in base.items()})
    return value


def _holder(value: Value, name: str) -> Value:
    """What has a property: for a dictionary its keys, and the dictionary itself (``Count``, ``Keys``) without such a
    key."""
    found = as_object(value)
    if found is not value and not has_wildcards(name) and found._find(name) is None:
        return value
    return found


def all_expressions(value: Value) -> list[Expression]:
    """One for each of an object's properties."""
    return [Expression(name, True) for name in property_names(value)]


# -- the arguments ---------------------------------------------------------------------------------------------------


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


def calculated(arguments: Value, shape: str) -> list[Calculated]:
    """The wanted properties; raises PowerShell's error for an argument of another kind.

    ``shape`` (table, select, sort ...) says which keys a hashtable may have.
    """
    return [_calculated(unwrap(argument), _KEYS[shape]) for argument in as_list(arguments)]


def _calculated(argument: Value, keys: tuple[str, ...]) -> Calculated:
    if isinstance(argument, (str, ScriptBlock)):
        return Calculated(_expression(argument, "ExpressionEmptyString2"))
    if not isinstance(argument, NetDictionary):
        raise _bad("UnknownParameterType", "A property is a name, a script block or a hashtable with an Expression.")
    made: dict[str, Value] = {}
    for key, value in argument.items():
        if not isinstance(key, str):
            raise _bad("DictionaryKeyNonString", f"The key {key} is not a string.")
        name = _match_key(key, keys)
        if name in made:
            raise _bad("DictionaryKeyDuplicate", f"The key {key} repeats another key.")
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
    """Whether a key to sort by goes downward; None if the hashtable does not say."""
    if "descending" in made:
        return bool(made["descending"])
    return not made["ascending"] if "ascending" in made else None


def _match_key(key: str, keys: tuple[str, ...]) -> str:
    """The full key for a written one, which may be only its beginning. Name means Label."""
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
    raise _bad("DictionaryKeyIllegalValue", f"The key {key} does not take a value of that type.")


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


# -- their values ----------------------------------------------------------------------------------------------------

Found = tuple[str, Value]  # the name of a property and its value, MISSING where reading it failed


def values_of(session: Session, expression: Expression, item: Value) -> list[Found]:
    """All that an expression gives for an object: one value, several for a wildcard, none without such a property."""
    source = expression.source
    if isinstance(source, ScriptBlock):
        return [(source.text, _run(session, source, item))]
    if item.__class__ is PSObject and item._base is None and isinstance(source, str):
        name = item._find(source)  # the plain case, without the general ways below
        if name is not None and not isinstance(found := item._props[name], PSMember) and not has_wildcards(source):
            return [(name, found)]
    return [(str(each.source), _read(session, each, item)) for each in expression.resolve(item)]


def _run(session: Session, block: ScriptBlock, item: Value) -> Value:
    try:
        return quiet_value(block, item)
    except (TerminatingError, NetException) as error:
        return _failed(session, error)


def _read(session: Session, expression: Expression, item: Value) -> Value:
    try:
        name = str(expression.source)
        return read(_holder(item, name), name)
    except (TerminatingError, NetException) as error:
        return _failed(session, error)


def _failed(session: Session, error: TerminatingError | NetException) -> Value:
    """A value that cannot be read is missing; the reason goes to ``$Error`` only."""
    if isinstance(error, TerminatingError):
        session.remember(error.record)
    return MISSING


def quiet_value(block: ScriptBlock, item: Value) -> Value:
    """A block's answer for ``item`` as ``$_``, from a scope of its own; its errors only go to ``$Error``.

    A terminating error passes through.
    """
    session = block.session
    streams = session.streams
    session.streams = _silent(session)
    try:
        return block.value(underscore=item)
    finally:
        session.streams = streams


class _Silent:
    """The streams without errors that were made last, and what they were made of."""

    of: Streams | None = None
    silent = Streams()


def _silent(session: Session) -> Streams:
    """The session's streams without errors; kept, for there is one call per object."""
    kept = session.part(_Silent)
    if kept.of is not session.streams:
        kept.of, kept.silent = session.streams, session.streams.redirected(error=discard)
    return kept.silent
