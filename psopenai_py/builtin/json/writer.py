"""Objects as JSON, exactly as ConvertTo-Json writes them: indentation, escapes, numbers, depth."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.carriers import Int64
from ...dotnet.model.enumerables import TypedArray
from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import Value
from ...dotnet.numbers.format import format_number
from ...dotnet.time.datetime import DateTime
from ...engine.members.member_info import declared_properties, stored_members
from ...engine.members.members import get_member
from ...engine.values.enumeration import enumerate_value
from ...engine.values.extended import extended
from ...engine.values.json_data import from_json, unread_data
from ...engine.values.objects import PSMember, PSObject, is_property, unwrap
from ...engine.values.text import plain_text, to_text
from ...engine.values.typedata import current_types
from ...errors import NetException, TerminatingError, terminating
from .quick import LINE_ENDS, quick_text

#: types whose values become one JSON value, with the function that writes it
_AS_TEXT = frozenset({"System.Guid", "System.Uri"})
_AS_NULL = frozenset({"System.DBNull", "System.Management.Automation.Language.NullString"})
_ALWAYS = '\0-\x1f"\\\\\x85\u2028\u2029'
_ESCAPED = {
    "Default": re.compile(f"[{_ALWAYS}]"),
    "EscapeNonAscii": re.compile(f"[{_ALWAYS}\x80-\U0010ffff]"),
    "EscapeHtml": re.compile(f"[{_ALWAYS}<>&']"),
}
_LONG = 200  # characters
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f", "\b": "\\b", "\\": "\\\\"}


class JsonWriter:
    """Writes values as JSON. Values deeper than ``depth`` are written as text, and ``truncated`` is set."""

    def __init__(
        self,
        depth: int = 2,
        compress: bool = False,
        enums_as_strings: bool = False,
        escaping: str = "Default",
    ) -> None:
        self.depth = depth
        self.truncated = False
        self._enums_as_strings = enums_as_strings
        self._needs_escape = _ESCAPED[escaping]
        self._html = escaping == "EscapeHtml"
        self._by_json = escaping == "Default"
        self._typed = bool(current_types.get())  # a script has given members to types
        self._colon = ":" if compress else ": "
        usual = _tight_label if compress else _usual_label
        self._label: Callable[[str, str], str] = usual if self._by_json else self._other_label
        self._compress = compress
        self._last = "", ""  # the long text that was written last: an answer has its text twice

    def write(self, value: Value) -> str:
        """The whole JSON text of a value."""
        if self._by_json and not self._typed:
            text = quick_text(value, self.depth, self._compress)
            if text is not None:
                return text
        parts: list[str] = []
        self._value(value, 0, "" if self._compress else "\n", parts.append)
        return "".join(parts)

    # ``margin`` is the line break with the indentation of the current value; empty if compressed

    def _value(self, value: Value, depth: int, margin: str, put: Callable[[str], Any]) -> None:
        cls = value.__class__
        if value is None:
            put("null")
        elif cls is str:
            put(self._text(value))
        elif cls is bool:
            put("true" if value else "false")
        elif cls is int:
            put(str(value))
        elif cls is PSObject and value._base is None:
            self._custom_object(value, depth, margin, put)
        elif cls is Int64 and not self._typed and extended(value) is None:
            put(int.__repr__(value))
        elif (cls is list or cls is TypedArray) and depth <= self.depth and not self._typed and extended(value) is None:
            self._array(value, depth, margin, put)
        elif cls is DateTime:  # members that were added to it are not written
            put(f'"{value.iso_text()}"')
        else:
            self._other(value, depth, margin, put)

    def _custom_object(self, value: PSObject, depth: int, margin: str, put: Callable[[str], Any]) -> None:
        if depth > self.depth:
            self._cut(value, put)
            return
        if not self._typed and (data := unread_data(value)) is not None:
            self._data(data, depth, margin, put)
            return
        stored = stored_members(value) if self._typed else value._props
        inside = margin + "  " if margin else ""
        lead = "{" + inside
        label = self._label
        for name, member in stored.items():
            cls = member.__class__
            if cls is str:
                put(label(name, lead))
                put(self._text(member))
            elif member is None:
                put(label(name, lead) + "null")
            else:
                if isinstance(member, PSMember):
                    if not is_property(member):
                        continue
                    member = _read(value, name)
                put(label(name, lead))
                self._value(member, depth + 1, inside, put)
            lead = "," + inside
        put("{}" if lead[0] == "{" else margin + "}")

    def _data(self, data: Any, depth: int, margin: str, put: Callable[[str], Any]) -> None:
        """JSON that nobody has made values of: what `_value` writes of those, without making them."""
        cls = data.__class__
        if cls is str:
            put(self._text(data))
        elif data is None:
            put("null")
        elif cls is float:
            put(number_text(data))
        elif cls is not dict and cls is not list:
            put(("true" if data else "false") if cls is bool else int.__repr__(data))
        elif depth > self.depth:
            self._cut(from_json(data), put)
        elif not data:
            put("{}" if cls is dict else "[]")
        elif cls is dict:
            inside = margin + "  " if margin else ""
            lead = "{" + inside
            label = self._label
            for name, part in data.items():
                cls = part.__class__
                if cls is str:
                    put(label(name, lead))
                    put(self._text(part))
                elif part is None:
                    put(label(name, lead) + "null")
                elif cls is int:
                    put(label(name, lead) + int.__repr__(part))
                else:
                    put(label(name, lead))
                    self._data(part, depth + 1, inside, put)
                lead = "," + inside
            put(margin + "}")
        else:
            inside = margin + "  " if margin else ""
            lead = "[" + inside
            for part in data:
                put(lead)
                self._data(part, depth + 1, inside, put)
                lead = "," + inside
            put(margin + "]")

    def _other(self, value: Value, depth: int, margin: str, put: Callable[[str], Any]) -> None:
        inner = unwrap(value)
        if isinstance(inner, PSObject):
            self._custom_object(inner, depth, margin, put)
            return
        simple = self._simple(inner)
        added = [] if _keeps_nothing(inner) else self._added(value)
        if simple is not None:
            if added:
                self._object([("value", inner), *added], depth, margin, put)
            else:
                put(simple)
        elif depth > self.depth:
            self._cut(inner, put)
        elif isinstance(inner, NetDictionary):
            self._object(_merged(_string_keys(inner), added), depth, margin, put)
        elif (items := enumerate_value(inner)) is not None:
            if added:
                self._object([("value", _Bare(list(items))), *added], depth, margin, put)
            else:
                self._array(list(items), depth, margin, put)
        else:
            is_script = bool(getattr(type_of(inner), "is_script", False))  # its hidden properties are written too
            declared = declared_properties(inner, is_script)
            own = [(each.name, _get(each.get, inner)) for each in declared]
            self._object(_merged(own, added), depth, margin, put)

    def _cut(self, value: Value, put: Callable[[str], Any]) -> None:
        self.truncated = True
        items = value if isinstance(value, list) else None
        text = to_text(value) if items is None else " ".join(plain_text(item) for item in items)
        put(self._text(text))

    @staticmethod
    def _added(value: Value) -> list[tuple[str, Value]]:
        """The members that were added to a value that is not a custom object."""
        return [
            (name, _read(value, name) if isinstance(member, PSMember) else member)
            for name, member in stored_members(value).items()
            if is_property(member)
        ]

    def _object(self, pairs: list[tuple[str, Value]], depth: int, margin: str, put: Callable[[str], Any]) -> None:
        if not pairs:
            put("{}")
            return
        inside = margin + "  " if margin else ""
        lead = "{" + inside
        for name, value in pairs:
            put(self._label(name, lead))
            self._value(value, depth + 1, inside, put)
            lead = "," + inside
        put(margin + "}")

    def _array(self, items: list[Value], depth: int, margin: str, put: Callable[[str], Any]) -> None:
        if not items:
            put("[]")
            return
        inside = margin + "  " if margin else ""
        lead = "["
        for item in items:
            put(lead + inside)
            self._value(item, depth + 1, inside, put)
            lead = ","
        put(margin + "]")

    # -- single values ----------------------------------------------------------------------------------------------

    def _simple(self, value: Value) -> str | None:
        """The JSON of a value that is neither a collection nor an object; None for those."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self._text(str.__str__(value))
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return number_text(value)
        if isinstance(value, Decimal):
            return _with_point(format(value, "f"))
        type_ = type_of(value)
        if type_.is_enum:
            if self._enums_as_strings or getattr(type_, "underlying", "") in ("long", "ulong"):
                return self._text(str(value))
            return str(int(value))
        name = type_.full_name
        if name in ("System.DateTime", "System.DateTimeOffset"):
            return f'"{value.iso_text()}"'
        if name in _AS_TEXT:
            return self._text(to_text(value))
        return "null" if name in _AS_NULL else None

    def _other_label(self, name: str, lead: str) -> str:
        """A property's name as it is written, with what is around it."""
        return lead + self._text(name) + self._colon

    def _text(self, text: str) -> str:
        if self._by_json:
            if len(text) < _LONG:
                return _usual_text(text)
            if text is not self._last[0]:
                self._last = text, _usual_text(text)
            return self._last[1]
        if self._needs_escape.search(text) is None:
            return f'"{text}"'
        return f'"{self._needs_escape.sub(self._escape, text)}"'

    def _escape(self, found: re.Match[str]) -> str:
        char = found[0]
        if char in _SHORT:
            return _SHORT[char]
        if char == '"' and not self._html:
            return '\\"'
        units = char.encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _usual_text(text: str) -> str:
    """A text with the escapes of ``-EscapeHandling Default``."""
    written = encode_basestring(text)
    if not text.isascii():
        for char, escape in LINE_ENDS:
            if char in text:
                written = written.replace(char, escape)
    return written


@lru_cache(maxsize=2048)
def _usual_label(name: str, lead: str) -> str:
    return f"{lead}{_usual_text(name)}: "


@lru_cache(maxsize=1024)
def _tight_label(name: str, lead: str) -> str:
    return f"{lead}{_usual_text(name)}:"


class _Bare:
    """A collection as the value of an object with added members."""

    __slots__ = ("_items",)
    dotnet_type = find_type("System.Array")

    def __init__(self, items: list[Value]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Value]:
        return iter(self._items)


def _keeps_nothing(value: Value) -> bool:
    """Added members of texts and dates are not written."""
    return isinstance(value, str) or type_of(value).full_name == "System.DateTime"


def _read(owner: Value, name: str) -> Value:
    return _get(get_member, owner, name)


def _get(getter: Callable[..., Value], *args: Value) -> Value:
    """A property's value; null if it cannot be read."""
    try:
        return getter(*args)
    except (NetException, TerminatingError, OSError):
        return None


def _string_keys(table: NetDictionary) -> list[tuple[str, Value]]:
    pairs = list(table.items())
    for key, _ in pairs:
        if not isinstance(key, str):
            raise terminating(
                "NonStringKeyInDictionary",
                f"The key '{to_text(key)}' is not a text, and JSON has only texts as keys.",
                "InvalidOperation",
                table,
                "System.InvalidOperationException",
            )
    return pairs


def _merged(pairs: list[tuple[str, Value]], added: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """The pairs, then those of the added ones whose names are new."""
    if not added:
        return pairs
    known = {name for name, _ in pairs}
    return pairs + [(name, value) for name, value in added if name not in known]


def number_text(value: float) -> str:
    """A double or single with as many digits as necessary, and always with a point or an exponent."""
    if math.isfinite(value):
        return _with_point(format_number(value, "R"))
    return '"NaN"' if value != value else '"Infinity"' if value > 0 else '"-Infinity"'


def _with_point(text: str) -> str:
    return text if "." in text or "E" in text else text + ".0"
