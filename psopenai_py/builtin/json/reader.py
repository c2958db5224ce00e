"""JSON text as PowerShell objects: 64-bit whole numbers, doubles, dates, arrays, custom objects or hashtables.

The text is first read by Python's own fast reader; what that rejects goes to `LenientReader`, which accepts all that
PowerShell's reader accepts (comments, trailing commas, single quotes, names without quotes).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from ...dotnet.collections.dictionaries import OrderedHashtable
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from .lenient import LenientReader, whole_number

DEFAULT_DEPTH = 1024
Pairs = Iterable[tuple[str, Value]]
DateReader = Callable[[str], Value]
_SHORTEST_DATE, _LONGEST_DATE = 19, 40


class KeyFault(Exception):
    """Keys that an object cannot have as properties; ``error_id`` is PowerShell's error id."""

    def __init__(self, error_id: str, message: str, key: str) -> None:
        super().__init__(message)
        self.error_id = error_id
        self.key = key


def read_json(text: str, as_hashtable: bool = False, depth: int = DEFAULT_DEPTH, dates: str = "Default") -> Value:
    """The value of a JSON text; None for an empty one. Raises `JsonError` or `KeyFault`."""
    if not text or text.isspace():
        return None
    decoder, make, reader = _tools(as_hashtable, dates)
    if text.count("{") + text.count("[") <= depth:
        try:
            return _settled(decoder.decode(text), reader)
        except (ValueError, RecursionError):
            pass
    return _settled(LenientReader(text, make, depth).read(), reader)


@lru_cache(maxsize=16)
def _tools(as_hashtable: bool, dates: str) -> tuple[json.JSONDecoder, Callable[[Pairs], Value], DateReader | None]:
    """Python's reader with these settings, the function that makes objects, the one that reads dates."""
    reader = _date_reader(dates)
    make = _maker(as_hashtable, reader)
    decoder = json.JSONDecoder(object_pairs_hook=make, parse_int=whole_number, parse_float=float, strict=False)
    return decoder, make, reader


def _date_reader(kind: str) -> DateReader | None:
    """The reader for a ``-DateKind``: it returns a date for a text that is one, any other text unchanged."""
    if kind == "String":
        return None

    def read(text: str) -> Value:
        is_iso = _SHORTEST_DATE <= len(text) <= _LONGEST_DATE and text[10] == "T"
        if len(text) < 9 or not (text[0] == "/" or is_iso):
            return text
        from .dates import read_date  # noqa: PLC0415 (.NET's dates load with the first text that looks like one)

        return read_date(text, kind)

    return read


def _maker(as_hashtable: bool, dates: DateReader | None) -> Callable[[Pairs], Value]:
    """The function that turns the pairs of a JSON object into a PowerShell object."""

    def properties(pairs: Pairs) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name, value in pairs:
            found.pop(name, None)  # the last one counts, at its own position
            found[name] = _settled(value, dates)
        return found

    def custom_object(pairs: Pairs) -> Value:
        found = properties(pairs)
        if "" in found:
            raise KeyFault(
                "EmptyKeyInJsonString",
                "The JSON has a property whose name is empty; an object cannot have one. Use -AsHashtable.",
                "",
            )
        lower: dict[str, str] = {}
        for name in found:
            other = lower.setdefault(name.lower(), name)
            if other != name:
                raise KeyFault(
                    "KeysWithDifferentCasingInJsonString",
                    f"The JSON has the names '{other}' and '{name}', which differ in case only; an object cannot "
                    "have both. Use -AsHashtable.",
                    name,
                )
        return PSObject(found)

    def hashtable(pairs: Pairs) -> Value:
        return OrderedHashtable(properties(pairs), case_sensitive=True)

    return hashtable if as_hashtable else custom_object


def _settled(value: Any, dates: DateReader | None) -> Value:
    """A value with its dates read; objects inside arrays have been processed already."""
    if dates is None:
        return value
    if value.__class__ is str:
        return dates(value)
    if value.__class__ is list:
        open_lists = [value]  # no recursion: texts may be nested more deeply than Python's stack
        while open_lists:
            items = open_lists.pop()
            for at, item in enumerate(items):
                if item.__class__ is str:
                    items[at] = dates(item)
                elif item.__class__ is list:
                    open_lists.append(item)
    return value
