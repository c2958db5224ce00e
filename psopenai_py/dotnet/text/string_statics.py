"""What ``[string]::`` offers, and the constructors."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.core import STRING
from ..model.exceptions import null_argument, range_error
from ..model.types import Value
from .formatting import format_composite, net_string
from .string_search import fold, folds, same
from .strings import compare_culture, substring
from .utf16 import whole

_COMPARISON = "System.StringComparison"
_ORDINAL, _ORDINAL_IGNORE_CASE = 4, 5


def is_null_or_white_space(text: str | None) -> bool:
    return not text or text.isspace()


def compare_strings(left: str | None, right: str | None, comparison: Value = None) -> int:
    """``String.Compare``; a StringComparison or a bool (ignore case) says how."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if not isinstance(comparison, bool) and comparison is not None and int(comparison) >= _ORDINAL:
        return compare_ordinal(*((fold(left), fold(right)) if folds(comparison) else (left, right)))
    return compare_culture(left, right, folds(comparison))


def compare_ordinal(left: str | None, right: str | None) -> int:
    """The distance of the first differing characters, or else of the lengths."""
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
    if count < 0:
        raise range_error("count")
    return str(char) * count


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
STRING.constructor("char[]")(lambda chars: whole("".join(chars)))
STRING.constructor("char[]", "int", "int")(lambda chars, start, length: substring(whole("".join(chars)), start, length))
