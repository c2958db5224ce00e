"""``System.Collections.Specialized.NameValueCollection``: names, each with one or more strings."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.core import OBJECT, STRING
from ..model.enumerables import declare_collection, make_array
from ..model.registry import register
from ..model.types import DotNetType, Value
from .lists import out_of_range

NAME_VALUES = register(
    DotNetType(
        "System.Collections.Specialized.NameValueCollection",
        base=OBJECT,
        interfaces=("System.Collections.ICollection", "System.Collections.IEnumerable"),
    )
)


class NameValues:
    """Names are case-insensitive and enumerated in the order in which they were added."""

    __slots__ = ("_values",)
    dotnet_type = NAME_VALUES

    def __init__(self) -> None:
        self._values: dict[str | None, tuple[str | None, list[str]]] = {}

    @staticmethod
    def _key(name: str | None) -> str | None:
        return None if name is None else name.lower()

    def add(self, name: str | None, value: str | None) -> None:
        stored = self._values.setdefault(self._key(name), (name, []))
        stored[1].append(value or "")

    def put(self, name: str | None, value: str | None) -> None:
        stored = self._values.get(self._key(name))
        self._values[self._key(name)] = (stored[0] if stored else name, [value or ""])

    def get(self, name: str | None) -> str | None:
        """All values of a name, joined by commas."""
        stored = self._values.get(self._key(name))
        return ",".join(stored[1]) if stored else None

    def values_of(self, name: str | None) -> list[str] | None:
        stored = self._values.get(self._key(name))
        return list(stored[1]) if stored else None

    def remove(self, name: str | None) -> None:
        self._values.pop(self._key(name), None)

    def clear(self) -> None:
        self._values.clear()

    def pairs(self) -> Iterator[tuple[str | None, list[str]]]:
        yield from self._values.values()

    def name_at(self, index: int) -> str | None:
        if not 0 <= index < len(self._values):
            raise out_of_range()
        return list(self._values.values())[index][0]

    def __iter__(self) -> Iterator[str | None]:
        return (name for name, _ in self._values.values())

    def __len__(self) -> int:
        return len(self._values)


NAME_VALUES.python = NameValues
register(NAME_VALUES)
NAME_VALUES.constructor()(NameValues)
NAME_VALUES.prop("AllKeys", "string[]")(lambda values: make_array(values, STRING))
NAME_VALUES.prop("Keys", "string[]")(lambda values: make_array(values, STRING))
declare_collection(NAME_VALUES)
NAME_VALUES.method("Add", "string", "string", returns="void")(NameValues.add)
NAME_VALUES.method("Set", "string", "string", returns="void")(NameValues.put)
NAME_VALUES.method("Remove", "string", returns="void")(NameValues.remove)
NAME_VALUES.method("Clear", returns="void")(NameValues.clear)
NAME_VALUES.method("HasKeys", returns="bool")(lambda values: any(name is not None for name in values))
NAME_VALUES.method("GetKey", "int", returns="string")(NameValues.name_at)


@NAME_VALUES.method("GetValues", "string", returns="string[]")
def _values_of(values: NameValues, name: str) -> Value:
    found = values.values_of(name)
    return None if found is None else make_array(found, STRING)


for _name in ("Get", "get_Item", "Item"):
    NAME_VALUES.method(_name, "string", returns="string")(NameValues.get)
    NAME_VALUES.method(_name, "int", returns="string")(lambda values, index: values.get(values.name_at(index)))
NAME_VALUES.method("set_Item", "string", "string", returns="void")(NameValues.put)
