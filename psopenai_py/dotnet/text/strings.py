"""The members of a string itself; `string_statics` has those of ``[string]::``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from ..culture.culture_compare import compare_text
from ..model.carriers import Char
from ..model.core import STRING
from ..model.enumerables import ENUMERATOR, Enumerator, TypedArray, copy_range
from ..model.exceptions import argument_error, null_argument, range_error
from ..model.object import net_equals
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from . import utf16
from .string_search import ends_with, find_any, find_first, find_last, find_last_any, folds, same, starts_with

_NORMAL_FORMS: dict[int, Literal["NFC", "NFD", "NFKC", "NFKD"]] = {1: "NFC", 2: "NFD", 5: "NFKC", 6: "NFKD"}
_WHITE = " \t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def string_array(items: list[str]) -> TypedArray:
    """A ``[string[]]``."""
    return TypedArray(items, STRING)


def chars_of(text: str) -> TypedArray:
    """A ``[char[]]``."""
    return TypedArray(map(Char, utf16.units(text)), get_type("char"))


def compare_culture(left: str | None, right: str | None, ignore_case: bool = False) -> int:
    """``String.Compare`` in the current culture; null comes first."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    return compare_text(left, right, ignore_case)


def _checked_start(text: str, start: int, name: str = "startIndex") -> int:
    if not 0 <= start <= len(text):
        raise range_error(name, "The start lies outside the string.")
    return start


def _checked_span(text: str, start: int, length: int) -> slice:
    _checked_start(text, start)
    if length < 0 or start + length > len(text):
        raise range_error("length", "Index and length must refer to a location within the string.")
    return slice(start, start + length)


@utf16.in_units
def char_at(text: str, index: int) -> Char:
    if not 0 <= index < len(text):
        from ...errors import NetException

        raise NetException("System.IndexOutOfRangeException", "The index lies outside the string.")
    return Char(text[index])


@utf16.in_units
def substring(text: str, start: int, length: int | None = None) -> str:
    return text[_checked_start(text, start) :] if length is None else text[_checked_span(text, start, length)]


@utf16.in_units
def insert(text: str, start: int, more: str | None) -> str:
    if more is None:
        raise null_argument("value")
    _checked_start(text, start)
    return text[:start] + more + text[start:]


@utf16.in_units
def remove(text: str, start: int, count: int | None = None) -> str:
    if count is None:
        return text[: _checked_start(text, start)]
    at = _checked_span(text, start, count)
    return text[: at.start] + text[at.stop :]


@utf16.in_units
def replace(text: str, old: str | None, new: str | None) -> str:
    if not old:
        raise null_argument("oldValue") if old is None else argument_error("String cannot be empty.", "oldValue")
    return text.replace(old, new or "")


@utf16.in_units
def replace_folded(text: str, old: str, new: str | None, comparison: Value) -> str:
    """``Replace`` with a StringComparison."""
    if not folds(comparison):
        return replace(text, old, new)
    out, at = [], 0
    while (found := find_first(text, old, at, None, comparison)) >= 0 and old:
        out.append(text[at:found] + (new or ""))
        at = found + len(old)
    return "".join(out) + text[at:]


def _trim_set(chars: tuple[str | None, ...]) -> str:
    return "".join(char for char in chars if char) or _WHITE


@utf16.in_units
def pad_left(text: str, width: int, fill: str = " ") -> str:
    return text.rjust(_checked_width(width), fill)


@utf16.in_units
def pad_right(text: str, width: int, fill: str = " ") -> str:
    return text.ljust(_checked_width(width), fill)


def _checked_width(width: int) -> int:
    if width < 0:
        raise range_error("totalWidth", "Non-negative number required.")
    return width


def to_char_array(text: str, start: int = 0, length: int | None = None) -> TypedArray:
    text = utf16.units(text)
    return chars_of(text if length is None else text[_checked_span(text, start, length)])


def _copy_to(text: str, start: int, target: Value, target_start: int, count: int) -> None:
    copy_range(chars_of(text), start, target, target_start, count)


def _compare_to(text: str, other: Value) -> int:
    if other is not None and not isinstance(other, str):
        raise argument_error("Object must be of type String.", None)
    return compare_culture(text, other)


def _upper(text: str) -> str:
    """Letter by letter, as .NET does it: no letter becomes two."""
    return text.upper() if text.isascii() else "".join(c if len(c.upper()) > 1 else c.upper() for c in text)


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


class CharEnumerator(Enumerator):
    """What a string's ``GetEnumerator()`` gives."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_CharSource(text), CHAR_ENUMERATOR)


class _CharSource:
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = utf16.units(text)

    def __iter__(self) -> Iterator[Char]:
        return map(Char, self._text)


CHAR_ENUMERATOR = register(
    DotNetType("System.CharEnumerator", base=ENUMERATOR, interfaces=("System.Collections.IEnumerator",))
)

_COMPARISON = "System.StringComparison"
_METHOD = STRING.method

STRING.prop("Length", "int")(utf16.length)
_METHOD("Chars", "int", returns="char")(char_at)
_METHOD("get_Chars", "int", returns="char")(char_at)
_METHOD("ToString", returns="string")(str)
_METHOD("ToString", "System.IFormatProvider", returns="string")(lambda text, _: str(text))
_METHOD("Clone")(lambda text: text)
_METHOD("GetEnumerator", returns="System.CharEnumerator")(CharEnumerator)
_METHOD("GetTypeCode")(lambda text: get_type("System.TypeCode").static_properties["string"].get())
_METHOD("Equals", "string", returns="bool")(net_equals)
_METHOD("Equals", "string", _COMPARISON, returns="bool")(same)
_METHOD("CompareTo", "string", returns="int")(compare_culture)
_METHOD("CompareTo", "object", returns="int")(_compare_to)
_METHOD("Substring", "int", returns="string")(substring)
_METHOD("Substring", "int", "int", returns="string")(substring)
_METHOD("Insert", "int", "string", returns="string")(insert)
_METHOD("Remove", "int", returns="string")(remove)
_METHOD("Remove", "int", "int", returns="string")(remove)
_METHOD("Replace", "string", "string", returns="string")(replace)
_METHOD("Replace", "char", "char", returns="string")(replace)
_METHOD("Replace", "string", "string", _COMPARISON, returns="string")(replace_folded)
_METHOD("Replace", "string", "string", "bool", "cultureinfo", returns="string")(
    lambda text, old, new, ignore_case, _: replace_folded(text, old, new, ignore_case)
)
_METHOD("ReplaceLineEndings", returns="string")(lambda text: "\n".join(_lines(text)))
_METHOD("ReplaceLineEndings", "string", returns="string")(lambda text, new: new.join(_lines(text)))
_METHOD("ToUpper", returns="string")(_upper)
_METHOD("ToUpper", "cultureinfo", returns="string")(lambda text, _: _upper(text))
_METHOD("ToUpperInvariant", returns="string")(_upper)
_METHOD("ToLower", returns="string")(_lower)
_METHOD("ToLower", "cultureinfo", returns="string")(lambda text, _: _lower(text))
_METHOD("ToLowerInvariant", returns="string")(_lower)
_METHOD("Trim", returns="string")(lambda text: text.strip(_WHITE))
_METHOD("Trim", "char", returns="string")(lambda text, char: text.strip(char))
_METHOD("Trim", "char[]", returns="string", variadic=True)(lambda text, *chars: text.strip(_trim_set(chars)))
_METHOD("TrimStart", returns="string")(lambda text: text.lstrip(_WHITE))
_METHOD("TrimStart", "char", returns="string")(lambda text, char: text.lstrip(char))
_METHOD("TrimStart", "char[]", returns="string", variadic=True)(lambda text, *chars: text.lstrip(_trim_set(chars)))
_METHOD("TrimEnd", returns="string")(lambda text: text.rstrip(_WHITE))
_METHOD("TrimEnd", "char", returns="string")(lambda text, char: text.rstrip(char))
_METHOD("TrimEnd", "char[]", returns="string", variadic=True)(lambda text, *chars: text.rstrip(_trim_set(chars)))
_METHOD("PadLeft", "int", returns="string")(pad_left)
_METHOD("PadLeft", "int", "char", returns="string")(pad_left)
_METHOD("PadRight", "int", returns="string")(pad_right)
_METHOD("PadRight", "int", "char", returns="string")(pad_right)
_METHOD("ToCharArray", returns="char[]")(to_char_array)
_METHOD("ToCharArray", "int", "int", returns="char[]")(to_char_array)
_METHOD("CopyTo", "int", "char[]", "int", "int", returns="void")(_copy_to)
_METHOD("Normalize", returns="string")(lambda text: unicodedata.normalize("NFC", text))
_METHOD("Normalize", "System.Text.NormalizationForm", returns="string")(
    lambda text, form: unicodedata.normalize(_NORMAL_FORMS[form.value], text)
)
_METHOD("IsNormalized", returns="bool")(lambda text: unicodedata.is_normalized("NFC", text))

for _what in ("string", "char"):
    _METHOD("Contains", _what, returns="bool")(lambda text, part: find_first(text, part) >= 0)
    _METHOD("Contains", _what, _COMPARISON, returns="bool")(
        lambda text, part, comparison: find_first(text, part, 0, None, comparison) >= 0
    )
    _METHOD("StartsWith", _what, returns="bool")(starts_with)
    _METHOD("EndsWith", _what, returns="bool")(ends_with)
    for _name, _search in {"IndexOf": find_first, "LastIndexOf": find_last}.items():
        _METHOD(_name, _what, returns="int")(_search)
        _METHOD(_name, _what, "int", returns="int")(_search)
        _METHOD(_name, _what, "int", "int", returns="int")(_search)
_METHOD("StartsWith", "string", _COMPARISON, returns="bool")(starts_with)
_METHOD("EndsWith", "string", _COMPARISON, returns="bool")(ends_with)
_METHOD("StartsWith", "string", "bool", "cultureinfo", returns="bool")(
    lambda text, part, ignore_case, _: starts_with(text, part, ignore_case)
)
_METHOD("EndsWith", "string", "bool", "cultureinfo", returns="bool")(
    lambda text, part, ignore_case, _: ends_with(text, part, ignore_case)
)
_METHOD("IndexOf", "string", _COMPARISON, returns="int")(
    lambda text, part, comparison: find_first(text, part, 0, None, comparison)
)
_METHOD("IndexOf", "char", _COMPARISON, returns="int")(
    lambda text, part, comparison: find_first(text, part, 0, None, comparison)
)
_METHOD("IndexOf", "string", "int", _COMPARISON, returns="int")(
    lambda text, part, start, comparison: find_first(text, part, start, None, comparison)
)
_METHOD("IndexOf", "string", "int", "int", _COMPARISON, returns="int")(find_first)
_METHOD("LastIndexOf", "string", _COMPARISON, returns="int")(
    lambda text, part, comparison: find_last(text, part, None, None, comparison)
)
_METHOD("IndexOfAny", "char[]", returns="int")(find_any)
_METHOD("IndexOfAny", "char[]", "int", returns="int")(find_any)
_METHOD("LastIndexOfAny", "char[]", returns="int")(find_last_any)


def _lines(text: str) -> list[str]:
    """The text cut at every kind of line end."""
    for end in ("\r\n", "\r", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.split("\n")


from . import string_splitting, string_statics  # noqa: E402, F401  (the rest of the members)
