from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.collections.lists import ArrayList, GenericList
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
        self._items: list[Value] = []
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
        if self.input_object is not None:
            self._items.append(self.input_object)
        return None

    def end(self) -> None:
        if not self._items:
            return
        if not self._wanted:
            self._wanted = default_keys(self._items, "key")
        keys = Keys(self.session, self._wanted, case_sensitive=bool(self.case_sensitive))
        entries = [keys.entry(item) for item in self._items]
        for entry in entries:  # an object without the property is in the group of null
            entry.keys = [None if key is MISSING else key for key in entry.keys]
        groups = _in_order(entries, keys) if _same_types(entries) else _as_they_come(entries, bool(self.case_sensitive))
        if self.as_hash_table:
            self.write(self._table(groups))
            return
        for group in groups:
            self.write(self._info(group))

    def _info(self, group: list[Entry]) -> GroupInfo:
        values = group[0].existing()
        cls = GroupInfoNoElement if self.no_element else GroupInfo
        return cls(
            Values=ArrayList(values),
            Count=len(group),
            Group=_collection([] if self.no_element else [entry.item for entry in group]),
            Name=", ".join(to_text(value) for value in values),
        )

    def _table(self, groups: list[list[Entry]]) -> Hashtable:
        table = Hashtable(case_sensitive=bool(self.case_sensitive))
        for group in groups:
            values = group[0].existing()
            key = ", ".join(to_text(value) for value in values) if self.as_string else unwrap(values[0])
            if key is None:
                continue
            if key in table:
                text = f"Two groups have the key {to_text(key)}; use another property, or -CaseSensitive."
                raise self.stop_with("ArgumentException", text, "InvalidArgument", None, _INVALID)
            table[key] = _collection([entry.item for entry in group])
        return table


def _collection(items: list[Value]) -> Value:
    return GenericList(get_type("System.Collections.ObjectModel.Collection[psobject]"), items)


def _same_types(entries: list[Entry]) -> bool:
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


def _in_order(entries: list[Entry], keys: Keys) -> list[list[Entry]]:
    groups: list[list[Entry]] = []
    for entry in keys.sort(entries, stable=True):
        if groups and keys.compare(groups[-1][0], entry) == 0:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _as_they_come(entries: list[Entry], case_sensitive: bool) -> list[list[Entry]]:
    groups: dict[Any, list[Entry]] = {}
    for entry in entries:
        key = tuple(_identity(value, case_sensitive) for value in entry.existing())
        groups.setdefault(key, []).append(entry)
    return list(groups.values())


def _identity(value: Value, case_sensitive: bool) -> Any:
    """What tells values of several types apart: 1, 1.0 and '1' are the same."""
    text = to_text(unwrap(value))
    return text if case_sensitive else text.lower()
