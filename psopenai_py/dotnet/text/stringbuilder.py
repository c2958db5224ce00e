"""``[System.Text.StringBuilder]``."""

from __future__ import annotations

import os

from ...errors import NetException
from ..model.carriers import Char
from ..model.core import OBJECT
from ..model.enumerables import checked_range
from ..model.registry import register
from ..model.types import DotNetType, Value
from .formatting import format_composite, format_value
from .strings import checked_width
from .utf16 import units, whole


class StringBuilder:
    """A string that grows. Appended pieces are joined when the text is first needed."""

    __slots__ = ("_pieces", "capacity")

    def __init__(self, text: str = "", capacity: int = 16) -> None:
        self._pieces = [text] if text else []
        self.capacity = max(capacity, 16)

    @property
    def text(self) -> str:
        if len(self._pieces) != 1:
            self._pieces = [whole("".join(self._pieces))]
        return self._pieces[0]

    @text.setter
    def text(self, new: str) -> None:
        self._pieces = [whole(new)]

    @property
    def units(self) -> str:
        """The text in UTF-16 code units, which its indexes count."""
        return units(self.text)

    def append(self, text: str) -> StringBuilder:
        self._pieces.append(text)
        return self

    def index_get(self, index: int) -> Char:
        if not 0 <= index < len(self.units):
            raise NetException("System.IndexOutOfRangeException", "The index lies outside the text.")
        return Char(self.units[index])

    def index_set(self, index: int, char: str) -> None:
        self._check(index, 1)
        text = self.units
        self.text = text[:index] + str(char) + text[index + 1 :]

    def _check(self, start: int, length: int) -> None:
        if start < 0 or length < 0 or start + length > len(self.units):
            raise NetException("System.ArgumentOutOfRangeException", "The range lies outside the builder's text.")

    def insert(self, index: int, new: str) -> StringBuilder:
        self._check(index, 0)
        text = self.units
        self.text = text[:index] + new + text[index:]
        return self

    def remove(self, start: int, length: int) -> StringBuilder:
        self._check(start, length)
        text = self.units
        self.text = text[:start] + text[start + length :]
        return self

    def replace(self, old: str, new: str | None, start: int = 0, count: int | None = None) -> StringBuilder:
        if not old:
            raise NetException("System.ArgumentException", "The text to replace is empty. (Parameter 'oldValue')")
        text = self.units
        count = len(text) - start if count is None else count
        self._check(start, count)
        end = start + count
        self.text = text[:start] + text[start:end].replace(old, new or "") + text[end:]
        return self

    def part(self, start: int, length: int) -> str:
        self._check(start, length)
        return whole(self.units[start : start + length])

    def __str__(self) -> str:
        return self.text


STRING_BUILDER = register(DotNetType("System.Text.StringBuilder", python=StringBuilder, base=OBJECT))
_SELF = STRING_BUILDER.full_name


def text_of(value: Value) -> str:
    """How ``Append(object)`` and the text writers show a value: in the current culture."""
    if isinstance(value, str):
        return str.__str__(value)
    if value is None:
        return ""
    return format_value(value, "")


def _set_length(builder: StringBuilder, length: int) -> None:
    builder.text = builder.units[: checked_width(length, "value")].ljust(length, "\0")


def _set_capacity(builder: StringBuilder, capacity: int) -> None:
    builder.capacity = capacity


STRING_BUILDER.prop("Capacity", "int")(lambda builder: max(builder.capacity, len(builder.units)))
STRING_BUILDER.setter("Capacity")(_set_capacity)
STRING_BUILDER.prop("MaxCapacity", "int")(lambda builder: 0x7FFFFFFF)
STRING_BUILDER.prop("Length", "int")(lambda builder: len(builder.units))
STRING_BUILDER.setter("Length")(_set_length)

STRING_BUILDER.constructor()(StringBuilder)
STRING_BUILDER.constructor("int")(lambda capacity: StringBuilder("", capacity))
STRING_BUILDER.constructor("string")(lambda text: StringBuilder(text or ""))
STRING_BUILDER.constructor("string", "int")(lambda text, capacity: StringBuilder(text or "", capacity))
STRING_BUILDER.constructor("int", "int")(lambda capacity, maximum: StringBuilder("", capacity))


@STRING_BUILDER.method("Append", "string", returns=_SELF)
@STRING_BUILDER.method("Append", "object", returns=_SELF)
def _append(builder: StringBuilder, value: Value) -> StringBuilder:
    return builder.append(text_of(value))


STRING_BUILDER.method("Append", "char", "int", returns=_SELF)(
    lambda builder, char, count: builder.append(char * checked_width(count, "repeatCount"))
)
STRING_BUILDER.method("Append", "char[]", returns=_SELF)(lambda builder, chars: builder.append("".join(chars or ())))
STRING_BUILDER.method("Append", "string", "int", "int", returns=_SELF)(
    lambda builder, text, start, count: builder.append(text[checked_range(text, start, count)])
)
STRING_BUILDER.method("AppendLine", returns=_SELF)(lambda builder: builder.append(os.linesep))
STRING_BUILDER.method("AppendLine", "string", returns=_SELF)(
    lambda builder, text: builder.append((text or "") + os.linesep)
)


@STRING_BUILDER.method("AppendFormat", "string", "object[]", returns=_SELF, variadic=True)
def _append_format(builder: StringBuilder, fmt: str, *args: Value) -> StringBuilder:
    return builder.append(format_composite(fmt, args))


@STRING_BUILDER.method("AppendJoin", "string", "object[]", returns=_SELF, variadic=True)
def _append_join(builder: StringBuilder, separator: str, *values: Value) -> StringBuilder:
    return builder.append((separator or "").join(map(text_of, values)))


STRING_BUILDER.method("Insert", "int", "string", returns=_SELF)(
    lambda builder, index, text: builder.insert(index, text or "")
)
STRING_BUILDER.method("Insert", "int", "object", returns=_SELF)(
    lambda builder, index, value: builder.insert(index, text_of(value))
)
STRING_BUILDER.method("Remove", "int", "int", returns=_SELF)(StringBuilder.remove)
STRING_BUILDER.method("Replace", "string", "string", returns=_SELF)(StringBuilder.replace)
STRING_BUILDER.method("Replace", "string", "string", "int", "int", returns=_SELF)(StringBuilder.replace)


@STRING_BUILDER.method("Clear", returns=_SELF)
def _clear(builder: StringBuilder) -> StringBuilder:
    builder.text = ""
    return builder


@STRING_BUILDER.method("EnsureCapacity", "int", returns="int")
def _ensure_capacity(builder: StringBuilder, capacity: int) -> int:
    builder.capacity = max(builder.capacity, capacity)
    return builder.capacity


STRING_BUILDER.method("ToString", returns="string")(str)
STRING_BUILDER.method("ToString", "int", "int", returns="string")(StringBuilder.part)
STRING_BUILDER.method("Equals", "object", returns="bool")(
    lambda builder, other: isinstance(other, StringBuilder) and builder.text == other.text
)
for _name in ("get_Item", "get_Chars", "Chars"):
    STRING_BUILDER.method(_name, "int", returns="char")(StringBuilder.index_get)
for _name in ("set_Item", "set_Chars"):
    STRING_BUILDER.method(_name, "int", "char", returns="void")(StringBuilder.index_set)
