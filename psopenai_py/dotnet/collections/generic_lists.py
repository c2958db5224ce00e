"""``List<T>``, ``Collection<T>``, ``ReadOnlyCollection<T>``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...errors import NetException
from ..model.enumerables import make_array
from ..model.object import value_default
from ..model.registry import construct_from, define, generic_interfaces, reference
from ..model.types import DotNetType, Value
from .list_actions import find, find_index, find_last, find_last_index, for_each, remove, remove_all, sort
from .lists import LIST_INTERFACES, GenericList, GrowingList, declare_list, declare_ranges

_MANY = "System.Collections.IEnumerable"


def _list_interfaces(element: DotNetType) -> tuple[str, ...]:
    names = "IList ICollection IEnumerable IReadOnlyList IReadOnlyCollection"
    return (*LIST_INTERFACES, *generic_interfaces(names, element))


@define("System.Collections.Generic.List", 1)
def _list(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    (element,) = arguments
    item = reference(element)
    predicate = f"System.Predicate[{item}]"

    def make(items: Iterable[Value] = ()) -> GenericList:
        return GenericList(type_, items)

    type_.interfaces = _list_interfaces(element)
    declare_list(type_, item)
    declare_ranges(type_, item, make)
    type_.methods["addrange"].clear()
    many = f"System.Collections.Generic.IEnumerable[{item}]"
    type_.method("AddRange", many, returns="void")(GrowingList.extend)
    type_.method("Add", item, returns="void")(GrowingList.append)
    type_.method("Remove", item, returns="bool")(remove)
    type_.method("RemoveAll", predicate, returns="int")(remove_all)
    type_.method("Find", predicate, returns=item)(lambda items, test: find(items, test, value_default(element)))
    type_.method("FindLast", predicate, returns=item)(
        lambda items, test: find_last(items, test, value_default(element))
    )
    type_.method("FindAll", predicate)(lambda items, test: make(each for each in items if test(each)))
    type_.method("FindIndex", predicate, returns="int")(find_index)
    type_.method("FindLastIndex", predicate, returns="int")(find_last_index)
    type_.method("Exists", predicate, returns="bool")(lambda items, test: find_index(items, test) >= 0)
    type_.method("TrueForAll", predicate, returns="bool")(lambda items, test: all(test(each) for each in items))
    type_.method("ForEach", f"System.Action[{item}]", returns="void")(for_each)
    type_.method("Sort", f"System.Comparison[{item}]", returns="void")(sort)
    type_.method("ConvertAll", f"System.Converter[{item},object]")(convert_all)
    type_.method("ConvertAll", "System.Delegate")(convert_all)  # one that was cast tells its result type itself
    type_.method("ToArray", returns=item + "[]")(lambda items: make_array(items, element))
    type_.method("AsReadOnly")(lambda items: _read_only_of(element, items))
    type_.method("TrimExcess", returns="void")(lambda items: None)
    type_.method("EnsureCapacity", "int", returns="int")(lambda items, count: max(count, len(items)))
    type_.constructor()(make)
    type_.constructor("int")(lambda capacity: make())
    type_.constructor(many)(make)


def convert_all(items: Iterable[Value], convert: Callable[[Value], Value]) -> GenericList:
    """``ConvertAll``: the delegate's own result type, where it has one, is the new list's element type."""
    converted = [convert(item) for item in items]
    delegate_type = getattr(convert, "dotnet_type", None)
    arguments = delegate_type.arguments if isinstance(delegate_type, DotNetType) else ()
    from ..model.core import OBJECT

    list_type = construct_from("System.Collections.Generic.List", (arguments[-1] if arguments else OBJECT,))
    assert list_type is not None
    return GenericList(list_type, converted)


@define("System.Collections.ObjectModel.Collection", 1)
def _collection(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    (element,) = arguments
    item = reference(element)
    type_.interfaces = _list_interfaces(element)
    declare_list(type_, item)
    type_.method("Add", item, returns="void")(GrowingList.append)
    type_.method("Remove", item, returns="bool")(remove)
    type_.constructor()(lambda: GenericList(type_))
    type_.constructor(f"System.Collections.Generic.IList[{item}]")(lambda items: GenericList(type_, items))


@define("System.Collections.ObjectModel.ObservableCollection", 1)
def _observable(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _collection(type_, arguments)


class ReadOnlyList(GenericList):
    """``ReadOnlyCollection<T>``: nothing in it can be changed."""

    __slots__ = ()

    def __setitem__(self, index: object, value: Value) -> None:
        raise _read_only()


def _read_only() -> NetException:
    return NetException("System.NotSupportedException", "The collection is read-only.")


def _refuse(*_: Value) -> None:
    raise _read_only()


def _read_only_of(element: DotNetType, items: Iterable[Value]) -> ReadOnlyList:
    type_ = construct_from("System.Collections.ObjectModel.ReadOnlyCollection", (element,))
    assert type_ is not None
    return ReadOnlyList(type_, items)


@define("System.Collections.ObjectModel.ReadOnlyCollection", 1)
def _read_only_collection(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    (element,) = arguments
    item = reference(element)
    type_.interfaces = _list_interfaces(element)
    declare_list(type_, item)
    type_.prop("IsReadOnly", "bool")(lambda items: True)
    for name, parameters in {
        "Insert": ("int", item),
        "RemoveAt": ("int",),
        "Clear": (),
        "set_Item": ("int", item),
    }.items():
        type_.methods.pop(name.lower(), None)
        type_.method(name, *parameters, returns="void")(_refuse)
    type_.constructor(f"System.Collections.Generic.IList[{item}]")(lambda items: ReadOnlyList(type_, items))
