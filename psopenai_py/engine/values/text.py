"""Any value as text, as in ``"$x"`` and ``[string]``: under the invariant culture.

A class of the .NET layer gives its own text with ``__str__``. For objects with a certain PSTypeName, upper layers give
the text through `TO_STRING`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from decimal import Decimal

from ...dotnet.model.carriers import WRITTEN, Single
from ...dotnet.model.object import default_text
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Value
from ...errors import ErrorRecord, NetException, TerminatingError
from .enumeration import enumerate_value
from .objects import PSObject, ScriptMethod, is_property

#: how objects of a PSTypeName become text (the text of an API object is its id)
TO_STRING: dict[str, Callable[[PSObject], str]] = {}

#: looks up ``$OFS`` in the running session, the separator between the items of an array
ofs_lookup: ContextVar[Callable[[], Value] | None] = ContextVar("ofs_lookup", default=None)


def separator() -> str:
    """The separator between the items of an array that becomes text: ``$OFS``, or a space."""
    lookup = ofs_lookup.get()
    found = lookup() if lookup is not None else None
    return " " if found is None else to_text(found, " ")


def to_text(value: Value, ofs: str | None = None) -> str:
    """The value as text. ``ofs`` separates the items of an array; if it is not given, `separator` does."""
    cls = value.__class__
    if cls is str:
        return value  # type: ignore[no-any-return]
    if value is None:
        return ""
    if cls is int:
        return str(value)
    if cls is bool:
        return "True" if value else "False"
    if cls is float:
        return double_text(value)
    if isinstance(value, PSObject):
        return _object_text(value, ofs)
    if isinstance(value, str):  # a char, or a string with added members
        return str.__str__(value)
    if isinstance(value, list):
        return _list_text(value, ofs)
    if hasattr(cls, "__iter__") and cls.__str__ is object.__str__:
        items = enumerate_value(value)
        if items is not None:
            return _list_text(list(items), ofs)
    return plain_text(value)


def double_text(value: float, digits: int = 15) -> str:
    """A double with at most 15 significant digits (a single: 7), as PowerShell converts it to text."""
    if value != value:
        return "NaN"
    if value in (_INFINITY, -_INFINITY):
        return "Infinity" if value > 0 else "-Infinity"
    return format(float(value), f".{digits}g").upper()


_INFINITY = float("inf")


def plain_text(value: Value) -> str:
    """The .NET ``ToString``, under the invariant culture, of a value that is not a custom object."""
    if value is None:
        return ""
    cls = value.__class__
    if cls in WRITTEN:  # a number of a command line: as the user wrote it
        return str(value.text)
    if cls is bool:
        return "True" if value else "False"
    if isinstance(value, int):
        return int.__str__(value) if cls.__str__ is int.__str__ or cls.__str__ is object.__str__ else str(value)
    if isinstance(value, Single):
        return double_text(value, 7)
    if isinstance(value, float):
        return double_text(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, DotNetType):
        return value.shown_name
    if isinstance(value, (ErrorRecord, NetException)):
        return exception_text(value)
    if isinstance(value, PSObject):
        return "" if value._base is None else plain_text(value._base)
    if cls.__str__ is not object.__str__ and not isinstance(value, (list, dict, bytearray)):
        return str(value)
    for method in type_of(value).find_methods("tostring"):
        if not method.parameters:
            return to_text(method.call(value))
    return default_text(value)


def exception_text(value: ErrorRecord | NetException) -> str:
    """An error record's text is its message; an exception's has the type in front."""
    if isinstance(value, ErrorRecord):
        return value.message
    text = f"{value.type_name}: {value.message}"
    return f"{text}\n ---> {exception_text(value.inner)}" if value.inner is not None else text


def _list_text(items: list[Value], ofs: str | None) -> str:
    if not items:
        return ""
    between = separator() if ofs is None else ofs
    return between.join([item_text(item) for item in items])


def item_text(item: Value) -> str:
    """The text of an array's item; an array inside an array gives the name of its type."""
    return plain_text(item) if isinstance(item, list) else to_text(item)


def _object_text(value: PSObject, ofs: str | None) -> str:
    own = own_text(value)
    if own is not None:
        return own
    if value._base is not None:
        return to_text(value._base, ofs)
    names = [name for name, stored in value._props.items() if is_property(stored)]
    shown = "; ".join([f"{name}={_property_text(value, name)}" for name in names])
    return f"@{{{shown}}}" if shown else ""


def own_text(value: PSObject) -> str | None:
    """What the object's own ToString method, or `TO_STRING` for its type, returns; None if it has neither."""
    method = value._props.get("ToString") if value._props else None
    if isinstance(method, ScriptMethod):
        return to_text(method.call(value))
    if TO_STRING:
        for name in value._types:
            tell = TO_STRING.get(name)
            if tell is not None:
                return tell(value)
    return None


def _property_text(value: PSObject, name: str) -> str:
    try:
        found = value._get(name)
    except (TerminatingError, NetException):  # a script property that fails
        return ""
    if isinstance(found, PSObject):
        return own_text(found) or plain_text(found)
    return plain_text(found) if isinstance(found, list) else to_text(found)
