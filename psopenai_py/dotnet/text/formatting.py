"""Any value as a string: ``ToString()``, ``ToString(format)``, ``String.Format``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...errors import NetException
from ..culture.numbers import number_culture
from ..model.registry import type_of
from ..model.types import Value
from ..numbers.format import format_number, general_text, shown_double
from .utf16 import joined

__all__ = ["format_composite", "format_number", "format_value", "general_text", "net_string", "shown_double"]


def net_string(value: Value) -> str:
    """``value.ToString()``; the empty string for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if value is True or value is False:
        return str(value)
    if isinstance(value, (int, float, Decimal)):
        return general_text(value, number_culture(None))
    for method in type_of(value).find_methods("tostring"):
        if not method.parameters:
            return str(method.call(value))
    return type_of(value).full_name


def format_value(value: Value, spec: str | None, provider: Value = None) -> str:
    """``ToString(format, provider)``; types without formats ignore both."""
    if value is None:
        return ""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return format_number(value, spec, number_culture(provider))
    if not isinstance(value, (str, bool)):
        with_provider = None
        for method in type_of(value).find_methods("tostring"):
            if method.parameters == ("string", "System.IFormatProvider"):
                with_provider = method
            elif spec and provider is None and method.parameters == ("string",):
                return str(method.call(value, spec))
        if with_provider is not None:
            return str(with_provider.call(value, spec, provider))
    return net_string(value)


def format_composite(pattern: str, args: Sequence[Value], provider: Value = None) -> str:
    """``String.Format`` and ``-f``: fill the ``{index,width:format}`` items of a pattern."""
    out: list[str] = []
    at, size = 0, len(pattern)
    while at < size:
        brace = _next_brace(pattern, at)
        out.append(pattern[at:brace])
        if brace == size:
            break
        if pattern[brace : brace + 2] in ("{{", "}}"):
            out.append(pattern[brace])
            at = brace + 2
            continue
        if pattern[brace] == "}":
            raise _format_error(brace)
        end = pattern.find("}", brace)
        if end < 0:
            raise _format_error(size)
        out.append(_fill(pattern[brace + 1 : end], args, provider, brace))
        at = end + 1
    return joined(out)


def _next_brace(pattern: str, at: int) -> int:
    found = [where for char in "{}" if (where := pattern.find(char, at)) >= 0]
    return min(found, default=len(pattern))


def _is_number(text: str) -> bool:
    """Whether a text is the number of an index or a width: less than a million, as in .NET."""
    return text.isascii() and text.isdigit() and len(text) <= len("999999")


def _fill(hole: str, args: Sequence[Value], provider: Value, at: int) -> str:
    head, colon, spec = hole.partition(":")
    index_text, comma, width_text = head.partition(",")
    index_text, width_text = index_text.rstrip(" "), width_text.strip(" ")
    if not _is_number(index_text) or "{" in hole:
        raise _format_error(at)
    width = 0
    if comma:
        unsigned = width_text.removeprefix("-")
        if not _is_number(unsigned):
            raise _format_error(at)
        width = int(width_text)
    if int(index_text) >= len(args):
        raise NetException(
            "System.FormatException",
            "A hole of the format string asks for an argument that was not given: "
            f"index {index_text} of {len(args)} arguments.",
        )
    text = format_value(args[int(index_text)], spec if colon else None, provider)
    return text.ljust(-width) if width < 0 else text.rjust(width)


def _format_error(at: int) -> NetException:
    return NetException("System.FormatException", f"The format string has a fault at character {at}.")
