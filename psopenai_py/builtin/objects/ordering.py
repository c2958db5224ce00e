"""The order of any two values for Sort-, Group-, Compare- and Select-Object; comparing never fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cmp_to_key
from typing import Any, TypeVar

from ...dataclass import dataclass
from ...declare.sentinel import MISSING
from ...dotnet.culture.compare import case_key, compare_text, sort_key
from ...dotnet.model.core import WHOLE_NUMBERS
from ...dotnet.model.types import Value
from ...dotnet.time.datetime import DateTime
from ...engine.operators.comparison import compare_values
from ...engine.properties.expressions import Calculated, calculated, values_of
from ...engine.session.session import Session
from ...engine.values.objects import type_names, unwrap
from ...engine.values.text import to_text
from ...engine.values.typedata import find_data
from ...errors import NetException, TerminatingError

INSERTION_LIMIT = 16  # up to this many items .NET sorts by insertion


def compare_quietly(a: Value, b: Value, case_sensitive: bool = False) -> int:
    """-1, 0 or 1; values that cannot be compared are compared as texts."""
    cls = a.__class__
    if cls is b.__class__:
        if cls is int:
            return int(a > b) - int(a < b)
        if cls is str and a == b:
            return 0
    try:
        order = compare_values(a, b, case_sensitive)
    except (TerminatingError, NetException):
        return compare_text(to_text(a), to_text(b), not case_sensitive)
    return 0 if order == 0 else 1 if order > 0 else -1


@dataclass(slots=True)
class Entry:
    """An object with the values that it is ordered by; `MISSING` if it has no such property."""

    item: Value
    keys: list[Value]

    def existing(self) -> list[Value]:
        return [None if key is MISSING else key for key in self.keys]


E = TypeVar("E", bound=Entry)


class Keys:
    """What objects are ordered by, and in which direction."""

    def __init__(
        self,
        session: Session,
        wanted: Sequence[Calculated],
        descending: bool = False,
        case_sensitive: bool = False,
    ) -> None:
        self.session = session
        self.wanted = wanted
        self.case_sensitive = case_sensitive
        self.descending = [descending if w.descending is None else w.descending for w in wanted] or [descending]

    def entry(self, item: Value) -> Entry:
        """The object with its values; without properties to order by, the object itself."""
        if not self.wanted:
            return Entry(item, [unwrap(item)])
        keys: list[Value] = []
        for wanted in self.wanted:
            found = values_of(self.session, wanted.expression, item)
            keys.extend([value for _, value in found] or [MISSING])
        return Entry(item, keys)

    def compare(self, a: Entry, b: Entry) -> int:
        directions = self.descending
        for at, (left, right) in enumerate(zip(a.keys, b.keys, strict=False)):
            if left is MISSING or right is MISSING:  # what lacks the property comes last in either direction
                if left is not right:
                    return 1 if left is MISSING else -1
                continue
            order = compare_quietly(left, right, self.case_sensitive)
            if order:
                return -order if directions[min(at, len(directions) - 1)] else order
        return 0

    def sort(self, entries: list[E], stable: bool = False) -> list[E]:
        """The entries in order. A few entries are sorted by insertion as in .NET, which is visible with equal ones."""
        if len(entries) <= INSERTION_LIMIT and not stable:
            return _by_insertion(entries, self.compare)
        columns = self._column_keys(entries)
        if columns is None:
            return sorted(entries, key=cmp_to_key(self.compare))
        for at in range(
            len(columns) - 1, -1, -1
        ):  # a later column only orders entries that are equal in the earlier ones
            key = columns[at]
            descending = self.descending[min(at, len(self.descending) - 1)]
            entries = sorted(entries, key=lambda entry: key(entry.keys[at]), reverse=descending)
        return entries

    def _column_keys(self, entries: Sequence[Entry]) -> list[Callable[[Value], Any]] | None:
        """For each column a key that orders as `compare` does; None if a column holds values of several kinds."""
        width = len(entries[0].keys)
        if any(len(entry.keys) != width for entry in entries):
            return None
        keys = [self._column_key([entry.keys[at] for entry in entries]) for at in range(width)]
        return None if None in keys else [key for key in keys if key is not None]

    def _column_key(self, values: list[Value]) -> Callable[[Value], Any] | None:
        classes = set(map(type, values))
        if classes <= _NUMBERS:
            return None if float in classes and any(value != value for value in values) else _itself
        if classes == {str}:
            return case_key if self.case_sensitive else sort_key
        return _ticks if classes == {DateTime} else None


_NUMBERS = {int, float, *WHOLE_NUMBERS.values()}


def _itself(value: Value) -> Value:
    return value


def _ticks(value: DateTime) -> int:
    return value.ticks


def _by_insertion(entries: list[E], compare: Callable[[Entry, Entry], int]) -> list[E]:
    found = list(entries)
    if len(found) == 3:
        for i, j in ((0, 1), (0, 2), (1, 2)):
            if compare(found[i], found[j]) > 0:
                found[i], found[j] = found[j], found[i]
        return found
    for at in range(1, len(found)):
        entry, place = found[at], at
        while place and compare(entry, found[place - 1]) < 0:
            found[place] = found[place - 1]
            place -= 1
        found[place] = entry
    return found


def default_keys(items: Sequence[Value], shape: str) -> list[Calculated]:
    """The properties that objects of the first object's type are ordered by; empty if type data names none."""
    for name in type_names(items[0]) if items and items[0] is not None else ():
        data = find_data(name)
        if data is not None and data.default_key:
            return calculated(list(data.default_key), shape)
    return []
