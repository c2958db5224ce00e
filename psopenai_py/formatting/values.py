"""Values as text: alone, in a table's cell, on a list's line; and which values show as their own text anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..dotnet.model.carriers import Int64, plain_number
from ..dotnet.model.enumerables import Entry
from ..dotnet.model.registry import type_of
from ..dotnet.model.types import DotNetType, Value, text_of_type
from ..dotnet.text.formatting import format_composite, format_number, format_value
from ..engine.properties import properties
from ..engine.values.objects import PSObject, unwrap
from ..engine.values.text import own_text, plain_text, to_text
from ..errors import ErrorRecord, NetException, TerminatingError
from .text import ELLIPSIS

ENUMERATION_LIMIT = 4  # $FormatEnumerationLimit

#: types whose items in a collection are shown as their own text; others by a property such as Name
_SELF_TOLD = frozenset(
    {
        "System.String", "System.Char", "System.Boolean", "System.SByte", "System.Byte", "System.Int16",
        "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64", "System.Single",
        "System.Double", "System.Decimal", "System.Numerics.BigInteger", "System.DateTime", "System.DateTimeOffset",
        "System.TimeSpan", "System.Guid", "System.Version", "System.Uri", "System.Text.RegularExpressions.Regex",
        "System.Text.StringBuilder", "System.Management.Automation.ScriptBlock", "System.RuntimeType",
        "System.Management.Automation.ErrorRecord", "System.Collections.DictionaryEntry",
        "System.Management.Automation.SwitchParameter", "System.Globalization.CultureInfo",
        "System.Management.Automation.PathInfo", "Microsoft.PowerShell.Commands.MatchInfo",
        "Microsoft.PowerShell.Commands.MemberDefinition", "System.Management.Automation.ErrorCategoryInfo",
        "System.Management.Automation.SemanticVersion", "System.Exception",
    }
)  # fmt: skip


_SCALARS = frozenset(
    "System." + name
    for name in (
        "String", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Char", "Single", "Double",
        "Boolean", "Decimal", "IntPtr", "Security.SecureString", "Numerics.BigInteger",
    )
)  # fmt: skip
_CUSTOM = "System.Management.Automation.PSCustomObject"


def is_scalar(value: Value) -> bool:
    """Whether a value is text, a number, a boolean or an enum member. An object with its own type name is not."""
    cls = value.__class__
    if cls is str or cls is int or cls is bool or cls is float:
        return True
    if (cls is PSObject and value._base is None) or cls is ErrorRecord:
        return False
    base = unwrap(value)
    if isinstance(base, PSObject):
        return False
    kind = type_of(base)
    if isinstance(value, PSObject) and value._types and value._types[0] not in (kind.full_name, _CUSTOM):
        return False
    return kind.is_enum or kind.full_name in _SCALARS


def display_text(value: Value) -> str:
    """The value as text under the current culture: dates in its format, everything else as `to_text` has it."""
    if isinstance(value, str):
        return to_text(value)
    base = unwrap(value)
    if isinstance(base, PSObject):
        return _object_text(base)
    if value is not base and isinstance(value, PSObject) and (own := own_text(value)) is not None:
        return own
    return _plain_text(plain_number(base))


_INFINITE = {float("inf"): "∞", float("-inf"): "-∞"}  # the sign of the culture; text made by scripts spells it out


def _plain_text(value: Value) -> str:
    if isinstance(value, float) and value in _INFINITE:
        return _INFINITE[value]
    if isinstance(value, Entry):
        return f"[{plain_text(value.key)}, {_member_value_text(value.value)}]"
    if _has_culture(value):
        return str(value.format())
    if isinstance(value, DotNetType):
        return text_of_type(value)
    items = properties.items_of(value)
    if items is not None and isinstance(value, list):
        return " ".join(_nested(item) for item in items)
    return to_text(value, " ")


def _has_culture(value: Value) -> bool:
    """Whether a value is a date, whose `format` uses the current culture."""
    if value is None or isinstance(value, (str, int, float, list)):
        return False
    return type_of(value).full_name in ("System.DateTime", "System.DateTimeOffset")


def _nested(item: Value) -> str:
    return to_text(item) if isinstance(item, list) else display_text(item)


def _object_text(value: PSObject) -> str:
    own = own_text(value)
    if own is not None:
        return own
    if not value._props:
        return ""
    parts = [f"{name}={_member_text(value, name)}" for name in properties.property_names(value)]
    return "@{" + "; ".join(parts) + "}"


def _member_text(value: PSObject, name: str) -> str:
    """A property inside ``@{...}``: objects without a text of their own are left empty, arrays show their type."""
    return _member_value_text(properties.safe_read(value, name))


def _member_value_text(value: Value) -> str:
    base = unwrap(value)
    if isinstance(base, PSObject):
        return own_text(base) or ""
    if isinstance(base, DotNetType):
        return text_of_type(base)
    return str(base.format()) if _has_culture(base) else plain_text(base)


def smart_text(value: Value, limit: int = ENUMERATION_LIMIT, fixed: bool = False) -> str:
    """A value in a view: collections as ``{a, b…}``; with ``fixed`` (a table), fractions to three decimals."""
    if value is None:
        return ""
    cls = value.__class__
    if cls is str:
        return str(value)
    if cls is int or cls is Int64:
        return int.__repr__(value)
    items = properties.items_of(value)
    if items is not None:
        return "{" + _collection_text(items, limit) + "}"
    if fixed:
        base = unwrap(value)
        if isinstance(base, (float, Decimal)):
            return format_number(base, "F")
    return display_text(value)


def _collection_text(items: Iterator[Value], limit: int) -> str:
    parts: list[str] = []
    for item in items:
        if limit >= 0 and len(parts) == limit:
            return ", ".join(parts) + ELLIPSIS
        parts.append(item_text(item))
    return ", ".join(parts)


def item_text(item: Value) -> str:
    """An item of a collection: its own text, or that of the property that names it best."""
    if item is None:
        return "$null"
    if isinstance(item, PSObject):
        if item._base is None:
            return display_text(item)
        item = unwrap(item)
    if isinstance(item, str):
        return to_text(item)
    own = properties.names_of_types(item)[0]
    if own not in _SELF_TOLD and not own.startswith("System.Collections.Generic.KeyValuePair"):
        name = properties.display_name(item)
        if name is not None:
            return display_text(properties.safe_read(item, name))
        return display_text(item) or plain_text(item)  # an empty array shows its type
    return display_text(item)


def format_field(value: Value, limit: int, format_string: str | None = None, table: bool = False) -> str:
    """A value in a view, under a calculated property's FormatString where there is one."""
    if format_string:
        try:
            if "{0" in format_string or "}" in format_string:
                return format_composite(format_string, [unwrap(value)])
            return format_value(unwrap(value), format_string)
        except (NetException, TerminatingError, ValueError):
            return smart_text(value, limit)
    return smart_text(value, limit, table)
