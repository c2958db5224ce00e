"""``Queue<T>``, ``Stack<T>``, their non-generic and concurrent forms, and the usual members of ``LinkedList<T>``."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from ...errors import NetException
from ..model.core import OBJECT, Ref
from ..model.enumerables import collection_changed, declare_collection, make_array
from ..model.exceptions import not_null
from ..model.object import net_equals, value_default
from ..model.registry import define, generic_interfaces, reference, register
from ..model.types import DotNetType, Value
from .lists import contains


class Sequence:
    """Items that are added and removed at the ends only. They are enumerated in the order of removal."""

    __slots__ = ("dotnet_type", "items", "version")

    def __init__(self, dotnet_type: DotNetType, items: Iterable[Value] = ()) -> None:
        self.dotnet_type = dotnet_type
        self.items: deque[Value] = deque()
        self.version = 0
        for item in not_null(items, "collection"):
            self.put(item)

    def put(self, item: Value) -> None:
        self.items.append(item)
        self.version += 1

    def take(self) -> Value:
        self._check()
        self.version += 1
        return self.items.popleft()

    def peek(self) -> Value:
        self._check()
        return self.items[0]

    def clear(self) -> None:
        self.items.clear()
        self.version += 1

    def _check(self) -> None:
        if not self.items:
            raise NetException("System.InvalidOperationException", f"The {self.__class__.__name__.lower()} is empty.")

    def __iter__(self) -> Iterator[Value]:
        version = self.version
        for item in list(self.items):
            if version != self.version:
                raise collection_changed()
            yield item

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return True


class Queue(Sequence):
    __slots__ = ()


class Stack(Sequence):
    __slots__ = ()

    def put(self, item: Value) -> None:
        self.items.appendleft(item)
        self.version += 1


class SharedQueue(Queue):
    """One that threads share: who goes through it sees it as it was at the start."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Value]:
        return iter(list(self.items))


class SharedStack(Stack):
    __slots__ = ()

    def __iter__(self) -> Iterator[Value]:
        return iter(list(self.items))


class LinkedList(Sequence):
    """Only values: there are no node objects."""

    __slots__ = ()

    def put_first(self, item: Value) -> None:
        self.items.appendleft(item)
        self.version += 1

    def take_last(self) -> Value:
        self._check()
        self.version += 1
        return self.items.pop()

    def remove(self, item: Value) -> bool:
        for at, each in enumerate(self.items):
            if net_equals(each, item):
                del self.items[at]
                self.version += 1
                return True
        return False


def _attempt(take: Callable[[Sequence], Value]) -> Callable[[Sequence, Ref], bool]:
    """``TryDequeue`` and similar methods: false instead of an error if the collection is empty."""

    def attempt(items: Sequence, out: Ref) -> bool:
        if not len(items):
            arguments = items.dotnet_type.arguments
            out.value = value_default(arguments[0]) if arguments else None
            return False
        out.value = take(items)
        return True

    return attempt


def _declare_sequence(type_: DotNetType, element: DotNetType, cls: type[Sequence], put: str, take: str) -> None:
    item = reference(element)
    generic = bool(type_.arguments)
    many = f"System.Collections.Generic.IEnumerable[{item}]" if generic else "System.Collections.ICollection"
    interfaces = ("System.Collections.ICollection", "System.Collections.IEnumerable")
    type_.interfaces = (*interfaces, *generic_interfaces("IEnumerable IReadOnlyCollection", element))
    declare_collection(type_)
    type_.method("Clear", returns="void")(Sequence.clear)
    type_.method("Contains", item, returns="bool")(contains)
    type_.method("ToArray", returns=item + "[]")(lambda items: make_array(items, element))
    type_.constructor()(lambda: cls(type_))
    type_.constructor(many)(lambda items: cls(type_, items))
    if put:
        type_.method(put, item, returns="void")(cls.put)
        type_.method(take, returns=item)(cls.take)
        type_.method("Peek", returns=item)(cls.peek)
        type_.constructor("int")(lambda capacity: cls(type_))
        if generic:
            type_.method("Try" + take, "ref", returns="bool")(_attempt(cls.take))
            type_.method("TryPeek", "ref", returns="bool")(_attempt(cls.peek))
    else:
        type_.prop("First")(lambda items: items.items[0] if items.items else None)
        type_.prop("Last")(lambda items: items.items[-1] if items.items else None)
        type_.method("AddLast", item, returns="void")(cls.put)
        type_.method("RemoveFirst", returns="void")(lambda items: _ignore(items.take()))


def _ignore(_: Value) -> None:
    """Discard the result of a method that returns void in .NET."""


@define("System.Collections.Generic.Queue", 1)
def _queue(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_sequence(type_, arguments[0], Queue, "Enqueue", "Dequeue")


@define("System.Collections.Concurrent.ConcurrentQueue", 1)
def _concurrent_queue(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_sequence(type_, arguments[0], SharedQueue, "Enqueue", "Dequeue")
    type_.prop("IsEmpty", "bool")(lambda items: not len(items))


@define("System.Collections.Concurrent.ConcurrentStack", 1)
def _concurrent_stack(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_sequence(type_, arguments[0], SharedStack, "Push", "Pop")
    type_.prop("IsEmpty", "bool")(lambda items: not len(items))


@define("System.Collections.Concurrent.ConcurrentBag", 1)
def _concurrent_bag(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_sequence(type_, arguments[0], SharedStack, "Add", "Take")
    type_.prop("IsEmpty", "bool")(lambda items: not len(items))


@define("System.Collections.Generic.Stack", 1)
def _stack(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_sequence(type_, arguments[0], Stack, "Push", "Pop")


@define("System.Collections.Generic.LinkedList", 1)
def _linked_list(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    item = reference(arguments[0])
    _declare_sequence(type_, arguments[0], LinkedList, "", "")
    type_.method("AddFirst", item, returns="void")(LinkedList.put_first)
    type_.method("RemoveLast", returns="void")(lambda items: _ignore(items.take_last()))
    type_.method("Remove", item, returns="bool")(LinkedList.remove)


QUEUE = register(DotNetType("System.Collections.Queue", base=OBJECT))
_declare_sequence(QUEUE, OBJECT, Queue, "Enqueue", "Dequeue")
STACK = register(DotNetType("System.Collections.Stack", base=OBJECT))
_declare_sequence(STACK, OBJECT, Stack, "Push", "Pop")
