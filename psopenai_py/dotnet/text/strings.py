"""``[string]``: searching, splitting, comparing and joining, and the members of the type.

Indexes and lengths count UTF-16 code units, as in .NET (`utf16`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from ...errors import NetException
from ..culture.compare import compare_text
from ..model.carriers import Char
from ..model.core import STRING
from ..model.enumerables import ENUMERATOR, Enumerator, TypedArray, copy_range
from ..model.enums import type_code
from ..model.exceptions import argument_error, not_null, null_argument, range_error
from ..model.object import net_equals
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from .formatting import format_composite, net_string
from .utf16 import in_units, units, whole
from .utf16 import length as utf16_length

_NORMAL_FORMS: dict[int, Literal["NFC", "NFD", "NFKC", "NFKD"]] = {1: "NFC", 2: "NFD", 5: "NFKC", 6: "NFKD"}
_WHITE = " \t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ORDINAL = 4  # of StringComparison; the odd numbers ignore case
_NO_EMPTY, _TRIM = 1, 2  # of StringSplitOptions
_COMPARISON = "System.StringComparison"
_OPTIONS = "System.StringSplitOptions"
_METHOD = STRING.method


# -- searching --------------------------------------------------------------------------------------------------------


def folds(comparison: Value) -> bool:
    """Whether a StringComparison ignores case (its odd numbers do), or a bool that says so."""
    return bool(comparison is not None and int(comparison) % 2)


def same(text: str, other: str | None, comparison: Value = None) -> bool:
    """``String.Equals`` with a StringComparison."""
    if other is None:
        return False
    return text == other or (folds(comparison) and fold(text) == fold(other))


def fold(text: str) -> str:
    """The string in lower case, with the same length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _checked_part(text: str, part: str | None, comparison: Value) -> tuple[str, str]:
    if part is None:
        raise null_argument("value")
    return (fold(text), fold(part)) if folds(comparison) else (text, part)


def starts_with(text: str, part: str | None, comparison: Value = None) -> bool:
    text, part = _checked_part(text, part, comparison)
    return text.startswith(part)


def ends_with(text: str, part: str | None, comparison: Value = None) -> bool:
    text, part = _checked_part(text, part, comparison)
    return text.endswith(part)


@in_units
def find_first(text: str, part: str | None, start: int = 0, count: int | None = None, comparison: Value = None) -> int:
    """``IndexOf``: the first index of ``part`` within ``count`` characters from ``start``."""
    text, part = _checked_part(text, part, comparison)
    if not 0 <= start <= len(text):
        raise range_error("startIndex", "The start lies outside the string.")
    if count is not None and not 0 <= count <= len(text) - start:
        raise range_error("count", "Count must refer to a location within the string.")
    return text.find(part, start, len(text) if count is None else start + count)


@in_units
def find_last(
    text: str, part: str | None, start: int | None = None, count: int | None = None, comparison: Value = None
) -> int:
    """``LastIndexOf``: searched backwards from ``start`` for ``count`` characters."""
    text, part = _checked_part(text, part, comparison)
    if start is None:
        return text.rfind(part)
    if not text:
        return -1 if part else 0
    if not -1 <= start <= len(text):
        raise range_error("startIndex", "The start lies outside the string.")
    first = 0 if count is None else start - count + 1
    if count is not None and (count < 0 or first < 0):
        raise range_error("count", "Count must refer to a location within the string.")
    return text.rfind(part, first, start + 1)


@in_units
def find_any(text: str, chars: list[str], start: int = 0) -> int:
    """``IndexOfAny``."""
    not_null(chars, "anyOf")
    found = [at for char in chars if (at := text.find(char, start)) >= 0]
    return min(found, default=-1)


@in_units
def find_last_any(text: str, chars: list[str]) -> int:
    """``LastIndexOfAny``."""
    return max(map(text.rfind, not_null(chars, "anyOf")), default=-1)


# -- splitting --------------------------------------------------------------------------------------------------------


def split(text: str, separators: list[str] | str | None, count: int | None = None, options: Value = None) -> TypedArray:
    """Split at any of the separators (at white space if there are none) into at most ``count`` pieces."""
    if count is not None and count < 0:
        raise range_error("count", "Count cannot be less than zero.")
    flags = 0 if options is None else int(options)
    wanted = [separators] if isinstance(separators, str) else list(separators or ())
    wanted = [each for each in wanted if each]
    if count == 0:
        return TypedArray((), STRING)
    pattern: re.Pattern[str] | None = re.compile("|".join(map(re.escape, wanted)) if wanted else r"\s")
    if isinstance(separators, str) and not separators:
        pattern = None  # an empty separator does not split
    return TypedArray(_pieces(text, pattern, count, flags), STRING)


def _pieces(text: str, pattern: re.Pattern[str] | None, count: int | None, flags: int) -> list[str]:
    pieces: list[str] = []
    at = 0

    def keep(piece: str) -> None:
        if flags & _TRIM:
            piece = piece.strip()
        if piece or not flags & _NO_EMPTY:
            pieces.append(piece)

    while count is None or len(pieces) < count - 1:
        found = pattern.search(text, at) if pattern is not None else None
        if found is None:
            break
        keep(text[at : found.start()])
        at = found.end()
    rest = text[at:]
    if flags & _NO_EMPTY and pattern is not None and count is not None:
        rest = _without_leading(rest, pattern, flags)
    keep(rest)
    return pieces


def _without_leading(rest: str, pattern: re.Pattern[str], flags: int) -> str:
    """The last piece of a split with a count, without the empty pieces before it."""
    while True:
        found = pattern.search(rest)
        if found is None:
            return rest
        head = rest[: found.start()]
        if head.strip() if flags & _TRIM else head:
            return rest
        rest = rest[found.end() :]


def _by_options(text: str, separators: list[str] | str | None, options: Value = None) -> TypedArray:
    return split(text, separators, None, options)


# -- substrings, changes, enumeration ---------------------------------------------------------------------------------


def string_array(items: list[str]) -> TypedArray:
    """A ``[string[]]``."""
    return TypedArray(items, STRING)


def chars_of(text: str) -> TypedArray:
    """A ``[char[]]``."""
    return TypedArray(map(Char, units(text)), get_type("char"))


def _checked_start(text: str, start: int, name: str = "startIndex") -> int:
    if not 0 <= start <= len(text):
        raise range_error(name, "The start lies outside the string.")
    return start


def _checked_span(text: str, start: int, length: int) -> slice:
    _checked_start(text, start)
    if length < 0 or start + length > len(text):
        raise range_error("length", "Index and length must refer to a location within the string.")
    return slice(start, start + length)


@in_units
def char_at(text: str, index: int) -> Char:
    if not 0 <= index < len(text):
        raise NetException("System.IndexOutOfRangeException", "The index lies outside the string.")
    return Char(text[index])


@in_units
def substring(text: str, start: int, length: int | None = None) -> str:
    return text[_checked_start(text, start) :] if length is None else text[_checked_span(text, start, length)]


@in_units
def insert(text: str, start: int, more: str | None) -> str:
    if more is None:
        raise null_argument("value")
    _checked_start(text, start)
    return text[:start] + more + text[start:]


@in_units
def remove(text: str, start: int, count: int | None = None) -> str:
    if count is None:
        return text[: _checked_start(text, start)]
    at = _checked_span(text, start, count)
    return text[: at.start] + text[at.stop :]


@in_units
def replace(text: str, old: str | None, new: str | None) -> str:
    if not old:
        raise null_argument("oldValue") if old is None else argument_error("String cannot be empty.", "oldValue")
    return text.replace(old, new or "")


@in_units
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


@in_units
def pad_left(text: str, width: int, fill: str = " ") -> str:
    return text.rjust(checked_width(width), fill)


@in_units
def pad_right(text: str, width: int, fill: str = " ") -> str:
    return text.ljust(checked_width(width), fill)


LONGEST_TEXT = 0x3FFFFFDF  # of .NET, in characters


def checked_width(width: int, parameter: str = "totalWidth") -> int:
    """The length of a text to be made; an exception of .NET if there is none of that length."""
    if width < 0:
        raise range_error(parameter, "Non-negative number required.")
    if width > LONGEST_TEXT:
        raise NetException("System.OutOfMemoryException", "There is no room for a text of that length.")
    return width


def to_char_array(text: str, start: int = 0, length: int | None = None) -> TypedArray:
    text = units(text)
    return chars_of(text if length is None else text[_checked_span(text, start, length)])


def _copy_to(text: str, start: int, target: Value, target_start: int, count: int) -> None:
    copy_range(chars_of(text), start, target, target_start, count)


def _upper(text: str) -> str:
    """Character by character, as in .NET: none becomes two."""
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
        self._text = units(text)

    def __iter__(self) -> Iterator[Char]:
        return map(Char, self._text)


CHAR_ENUMERATOR = register(
    DotNetType("System.CharEnumerator", base=ENUMERATOR, interfaces=("System.Collections.IEnumerator",))
)


def _lines(text: str) -> list[str]:
    """The lines of a string, for every kind of line end."""
    for end in ("\r\n", "\r", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.split("\n")


# -- comparing and joining --------------------------------------------------------------------------------------------


def is_null_or_white_space(text: str | None) -> bool:
    return not text or text.isspace()


def compare_culture(left: str | None, right: str | None, ignore_case: bool = False) -> int:
    """``String.Compare`` in the current culture; null comes first."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    return compare_text(left, right, ignore_case)


def _compare_to(text: str, other: Value) -> int:
    if other is not None and not isinstance(other, str):
        raise argument_error("Object must be of type String.", None)
    return compare_culture(text, other)


def compare_strings(left: str | None, right: str | None, comparison: Value = None) -> int:
    """``String.Compare``; a StringComparison or a bool (ignore case) says how."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if not isinstance(comparison, bool) and comparison is not None and int(comparison) >= _ORDINAL:
        return compare_ordinal(*((fold(left), fold(right)) if folds(comparison) else (left, right)))
    return compare_culture(left, right, folds(comparison))


def compare_ordinal(left: str | None, right: str | None) -> int:
    """The difference of the first characters that differ, or else of the lengths."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    for a, b in zip(left, right, strict=False):
        if a != b:
            return ord(a) - ord(b)
    return len(left) - len(right)


def join(separator: str | None, items: Iterable[Value] | None) -> str:
    if items is None:
        raise null_argument("value")
    return whole((separator or "").join(map(net_string, items)))


def _join_all(separator: str | None, *items: Value) -> str:
    return join(separator, items)


def _join_range(separator: str | None, items: list[Value], start: int, count: int) -> str:
    if start < 0 or count < 0 or start + count > len(items):
        raise range_error("startIndex")
    return join(separator, items[start : start + count])


def concat(*items: Value) -> str:
    return whole("".join(map(net_string, items)))


def _format(pattern: str | None, *args: Value) -> str:
    return _format_in(None, pattern, *args)


def _format_in(provider: Value, pattern: str | None, *args: Value) -> str:
    if pattern is None:
        raise null_argument("format")
    return format_composite(pattern, args, provider)


def _repeat(char: str, count: int) -> str:
    return str(char) * checked_width(count, "count")


# -- the members ------------------------------------------------------------------------------------------------------

STRING.prop("Length", "int")(utf16_length)
_METHOD("Chars", "int", returns="char")(char_at)
_METHOD("get_Chars", "int", returns="char")(char_at)
_METHOD("ToString", returns="string")(str)
_METHOD("ToString", "System.IFormatProvider", returns="string")(lambda text, _: str(text))
_METHOD("Clone")(lambda text: text)
_METHOD("GetEnumerator", returns="System.CharEnumerator")(CharEnumerator)
_METHOD("GetTypeCode")(lambda text: type_code(STRING))
_METHOD("Equals", "string", returns="bool")(net_equals)
_METHOD("Equals", "string", _COMPARISON, returns="bool")(same)
_METHOD("CompareTo", "string", returns="int")(compare_culture)
_METHOD("CompareTo", "object", returns="int")(_compare_to)
_METHOD("Substring", "int", returns="string", names=("startIndex",))(substring)
_METHOD("Substring", "int", "int", returns="string", names=("startIndex", "length"))(substring)
_METHOD("Insert", "int", "string", returns="string", names=("startIndex", "value"))(insert)
_METHOD("Remove", "int", returns="string", names=("startIndex",))(remove)
_METHOD("Remove", "int", "int", returns="string", names=("startIndex", "count"))(remove)
_METHOD("Replace", "string", "string", returns="string", names=("oldValue", "newValue"))(replace)
_METHOD("Replace", "char", "char", returns="string", names=("oldChar", "newChar"))(replace)
_METHOD("Replace", "string", "string", _COMPARISON, returns="string", names=("oldValue", "newValue", "comparisonType"))(
    replace_folded
)
_METHOD(
    "Replace",
    "string",
    "string",
    "bool",
    "cultureinfo",
    returns="string",
    names=("oldValue", "newValue", "ignoreCase", "culture"),
)(lambda text, old, new, ignore_case, _: replace_folded(text, old, new, ignore_case))
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
_METHOD("PadLeft", "int", returns="string", names=("totalWidth",))(pad_left)
_METHOD("PadLeft", "int", "char", returns="string", names=("totalWidth", "paddingChar"))(pad_left)
_METHOD("PadRight", "int", returns="string", names=("totalWidth",))(pad_right)
_METHOD("PadRight", "int", "char", returns="string", names=("totalWidth", "paddingChar"))(pad_right)
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
_METHOD("StartsWith", "string", _COMPARISON, returns="bool", names=("value", "comparisonType"))(starts_with)
_METHOD("EndsWith", "string", _COMPARISON, returns="bool", names=("value", "comparisonType"))(ends_with)
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

# in .NET's order, which decides between overloads that fit equally well
_METHOD("Split", "char", _OPTIONS, returns="string[]")(_by_options)
_METHOD("Split", "char", "int", _OPTIONS, returns="string[]")(split)
_METHOD("Split", "char", "int", returns="string[]")(split)
_METHOD("Split", "char[]", returns="string[]", variadic=True)(lambda text, *chars: split(text, list(chars)))
_METHOD("Split", "char[]", "int", returns="string[]")(split)
_METHOD("Split", "char[]", _OPTIONS, returns="string[]")(_by_options)
_METHOD("Split", "char[]", "int", _OPTIONS, returns="string[]")(split)
_METHOD("Split", "string", returns="string[]")(split)
_METHOD("Split", "string", _OPTIONS, returns="string[]")(_by_options)
_METHOD("Split", "string", "int", returns="string[]")(split)
_METHOD("Split", "string", "int", _OPTIONS, returns="string[]")(split)
_METHOD("Split", "string[]", _OPTIONS, returns="string[]")(_by_options)
_METHOD("Split", "string[]", "int", _OPTIONS, returns="string[]")(split)

STRING.static_prop("Empty", "string")(lambda: "")
STRING.static("IsNullOrEmpty", "string", returns="bool")(lambda text: not text)
STRING.static("IsNullOrWhiteSpace", "string", returns="bool")(is_null_or_white_space)
STRING.static("Equals", "string", "string", returns="bool")(lambda left, right: left == right)
STRING.static("Equals", "string", "string", _COMPARISON, returns="bool")(
    lambda left, right, comparison: right is None if left is None else same(left, right, comparison)
)
STRING.static("Compare", "string", "string", returns="int")(compare_strings)
STRING.static("Compare", "string", "string", "bool", returns="int")(compare_strings)
STRING.static("Compare", "string", "string", _COMPARISON, returns="int")(compare_strings)
STRING.static("Compare", "string", "string", "bool", "cultureinfo", returns="int")(
    lambda left, right, ignore_case, _: compare_strings(left, right, ignore_case)
)
STRING.static("CompareOrdinal", "string", "string", returns="int")(compare_ordinal)
STRING.static("Join", "string", "string[]", returns="string", variadic=True)(_join_all)
STRING.static("Join", "string", "object[]", returns="string", variadic=True)(_join_all)
STRING.static("Join", "string", "System.Collections.IEnumerable", returns="string")(join)
STRING.static("Join", "string", "string[]", "int", "int", returns="string")(_join_range)
STRING.static("Concat", "string", "string", returns="string")(concat)
STRING.static("Concat", "string", "string", "string", returns="string")(concat)
STRING.static("Concat", "string", "string", "string", "string", returns="string")(concat)
STRING.static("Concat", "object", returns="string")(concat)
STRING.static("Concat", "object", "object", returns="string")(concat)
STRING.static("Concat", "object", "object", "object", returns="string")(concat)
STRING.static("Concat", "object[]", returns="string", variadic=True)(concat)
STRING.static("Concat", "System.Collections.IEnumerable", returns="string")(lambda items: concat(*items))
STRING.static("Format", "string", "object[]", returns="string", variadic=True)(_format)
STRING.static("Format", "System.IFormatProvider", "string", "object[]", returns="string", variadic=True)(_format_in)
STRING.static("Copy", "string", returns="string")(str)
STRING.static("Intern", "string", returns="string")(str)
STRING.constructor("char", "int")(_repeat)
STRING.constructor("char[]")(lambda chars: whole("".join(chars or ())))
STRING.constructor("char[]", "int", "int")(
    lambda chars, start, length: substring(whole("".join(not_null(chars, "value"))), start, length)
)
