"""``String.Split`` in all its forms."""

from __future__ import annotations

import re

from ..model.core import STRING
from ..model.enumerables import TypedArray
from ..model.exceptions import range_error
from ..model.types import Value

_NO_EMPTY, _TRIM = 1, 2  # of StringSplitOptions


def split(text: str, separators: list[str] | str | None, count: int | None = None, options: Value = None) -> TypedArray:
    """Cut text at any of the separators (white space where there are none) into at most ``count`` pieces."""
    if count is not None and count < 0:
        raise range_error("count", "Count cannot be less than zero.")
    flags = 0 if options is None else int(options)
    wanted = [separators] if isinstance(separators, str) else list(separators or ())
    wanted = [each for each in wanted if each]
    if count == 0:
        return TypedArray((), STRING)
    pattern: re.Pattern[str] | None = re.compile("|".join(map(re.escape, wanted)) if wanted else r"\s")
    if isinstance(separators, str) and not separators:
        pattern = None  # an empty separator cuts nowhere
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
    """The last piece of a counted split: empty pieces in front of it are dropped as well."""
    while True:
        found = pattern.search(rest)
        if found is None:
            return rest
        head = rest[: found.start()]
        if head.strip() if flags & _TRIM else head:
            return rest
        rest = rest[found.end() :]


_OPTIONS = "System.StringSplitOptions"


def _by_options(text: str, separators: list[str] | str | None, options: Value = None) -> TypedArray:
    return split(text, separators, None, options)


# in .NET's order, which decides between overloads that fit equally well
STRING.method("Split", "char", _OPTIONS, returns="string[]")(_by_options)
STRING.method("Split", "char", "int", _OPTIONS, returns="string[]")(split)
STRING.method("Split", "char", "int", returns="string[]")(split)
STRING.method("Split", "char[]", returns="string[]", variadic=True)(lambda text, *chars: split(text, list(chars)))
STRING.method("Split", "char[]", "int", returns="string[]")(split)
STRING.method("Split", "char[]", _OPTIONS, returns="string[]")(_by_options)
STRING.method("Split", "char[]", "int", _OPTIONS, returns="string[]")(split)
STRING.method("Split", "string", returns="string[]")(split)
STRING.method("Split", "string", _OPTIONS, returns="string[]")(_by_options)
STRING.method("Split", "string", "int", returns="string[]")(split)
STRING.method("Split", "string", "int", _OPTIONS, returns="string[]")(split)
STRING.method("Split", "string[]", _OPTIONS, returns="string[]")(_by_options)
STRING.method("Split", "string[]", "int", _OPTIONS, returns="string[]")(split)
