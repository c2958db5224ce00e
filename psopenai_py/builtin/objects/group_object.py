from __future__ import annotations

from array import array
from operator import itemgetter
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.collections.lists import ArrayList, GenericList
from ...dotnet.model.carriers import Int64
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.properties.expressions import calculated
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ..records import COMMANDS, Record, net_record
from .ordering import Entry, Keys, default_keys

_INVALID = "System.ArgumentException"


@net_record(
    COMMANDS + "GroupInfo",
    Values="System.Collections.ArrayList",
    Count="int",
    Group="System.Collections.ObjectModel.Collection[psobject]",
    Name="string",
)
class GroupInfo(Record):
    """A group of objects with the same values."""

    def __str__(self) -> str:
        return self.dotnet_type.full_name


@net_record(COMMANDS + "GroupInfoNoElement")
class GroupInfoNoElement(GroupInfo):
    """A group with only the number of its objects."""


@cmdlet("Group-Object", error_name="Microsoft.PowerShell.Commands.GroupObjectCommand")
class GroupObject(Cmdlet):
    """Group objects by the values of some properties."""

    no_element = Param("switch", help="Return only the number of objects in each group.")
    as_hash_table = Param("switch", set="HashTable", aliases=("AHT",), help="Return a hashtable of the groups.")
    as_string = Param("switch", set="HashTable", help="The keys of the hashtable are texts.")
    input_object = Param("psobject", pipeline="value", help="The objects.")
    property = Param("object[]", position=0, help="What to group by: names, script blocks.")
    culture = Param("string", help="Accepted for compatibility; all cultures compare alike here.")
    case_sensitive = Param("switch", help="Distinguish upper and lower case.")
    examples = (
        Example(
            "Get-Batch -All | Group-Object status",
            "How many batches are in each state.",
            result=(
                "Count Name                      Group\n"
                "----- ----                      -----\n"
                "    1 completed                 {batch_abc123}"
            ),
        ),
    )

    def begin(self) -> Output:
        self._keys: Keys | None = None  # from the first object on
        self._bunches: list[_Bunch] = []
        self._by_keys: dict[Any, _Bunch] = {}
        self._seen = 0
        self._wanted = calculated(self.property, "key")
        if self.as_hash_table and len(self._wanted) > 1:
            raise self.stop_with(
                "ArgumentException",
                "A hashtable needs exactly one property to group by.",
                "InvalidArgument",
                None,
                _INVALID,
            )
        if self.as_string and not self.as_hash_table:
            raise self.stop_with(
                "ArgumentException", "-AsString works only with -AsHashTable.", "InvalidArgument", None, _INVALID
            )
        return None

    def process(self) -> Output:
        item = self.input_object
        if item is None:
            return None
        if self._keys is None:
            wanted = self._wanted or default_keys([item], "key")
            self._keys = Keys(self.session, wanted, case_sensitive=bool(self.case_sensitive))
        bunch = self._bunch(self._keys.entry(item).existing())  # without the property it is in the group of null
        bunch.count += 1
        if self.as_hash_table or not self.no_element:
            bunch.items.append(item)
            bunch.places.append(self._seen)
        self._seen += 1
        return None

    def _bunch(self, keys: list[Value]) -> _Bunch:
        """Where an object with these keys belongs."""
        exact = tuple([(key.__class__, key) for key in keys]) if _EXACT.issuperset(map(type, keys)) else None
        found = self._by_keys.get(exact) if exact is not None else None
        if found is None:
            found = _Bunch(keys)
            self._bunches.append(found)
            if exact is not None:
                self._by_keys[exact] = found
        return found

    def end(self) -> None:
        if self._keys is None:
            return
        bunches, sensitive = self._bunches, bool(self.case_sensitive)
        groups = _in_order(bunches, self._keys) if _same_types(bunches) else _as_they_come(bunches, sensitive)
        if self.as_hash_table:
            self.write(self._table(groups))
            return
        for group in groups:
            self.write(self._info(group))

    def _info(self, group: list[_Bunch]) -> GroupInfo:
        values = group[0].existing()
        cls = GroupInfoNoElement if self.no_element else GroupInfo
        return cls(
            Values=ArrayList(values),
            Count=sum(bunch.count for bunch in group),
            Group=_collection([] if self.no_element else _items_of(group)),
            Name=", ".join(to_text(value) for value in values),
        )

    def _table(self, groups: list[list[_Bunch]]) -> Hashtable:
        table = Hashtable(case_sensitive=bool(self.case_sensitive))
        for group in groups:
            values = group[0].existing()
            key = ", ".join(to_text(value) for value in values) if self.as_string else unwrap(values[0])
            if key is None:
                continue
            if key in table:
                text = f"Two groups have the key {to_text(key)}; use another property, or -CaseSensitive."
                raise self.stop_with("ArgumentException", text, "InvalidArgument", None, _INVALID)
            table[key] = _collection(_items_of(group))
        return table


#: classes whose values are told apart by Python as they are
_EXACT = frozenset((str, int, Int64, bool, type(None)))


class _Bunch(Entry):
    """Objects with exactly the same keys: no more than one of them is sorted and compared. A group has one or more."""

    __slots__ = ("count", "items", "places")

    def __init__(self, keys: list[Value]) -> None:
        super().__init__(None, keys)
        self.count = 0
        self.items: list[Value] = []  # empty if nobody wants them
        self.places = array("q")  # of the items among all objects


def _items_of(group: list[_Bunch]) -> list[Value]:
    """The objects of a group as they came."""
    if len(group) == 1:
        return group[0].items
    pairs = [pair for bunch in group for pair in zip(bunch.places, bunch.items, strict=True)]
    return [item for _, item in sorted(pairs, key=itemgetter(0))]


def _collection(items: list[Value]) -> Value:
    return GenericList(get_type("System.Collections.ObjectModel.Collection[psobject]"), items)


def _same_types(entries: list[_Bunch]) -> bool:
    """Whether the values, apart from nulls, all have the same types: only then the groups are sorted."""
    kinds: list[Any] = []
    for entry in entries:
        for at, value in enumerate(entry.existing()):
            kind = None if value is None else type_of(unwrap(value))
            if at >= len(kinds):
                kinds.append(kind)
            elif kinds[at] is None:
                kinds[at] = kind
            elif kind is not None and kind is not kinds[at]:
                return False
    return True


def _in_order(entries: list[_Bunch], keys: Keys) -> list[list[_Bunch]]:
    groups: list[list[_Bunch]] = []
    for entry in keys.sort(entries, stable=True):
        if groups and keys.compare(groups[-1][0], entry) == 0:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _as_they_come(entries: list[_Bunch], case_sensitive: bool) -> list[list[_Bunch]]:
    groups: dict[Any, list[_Bunch]] = {}
    for entry in entries:
        key = tuple(_identity(value, case_sensitive) for value in entry.existing())
        groups.setdefault(key, []).append(entry)
    return list(groups.values())


def _identity(value: Value, case_sensitive: bool) -> Any:
    """What tells values of several types apart: 1, 1.0 and '1' are the same."""
    text = to_text(unwrap(value))
    return text if case_sensitive else text.lower()
