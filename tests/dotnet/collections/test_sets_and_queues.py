"""Sets, queues and stacks."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.model.core import Ref
from psopenai_py.dotnet.system.globalization import StringComparer
from psopenai_py.errors import NetException

from ...language.running import output
from ..calling import call, new, read

SET = "System.Collections.Generic.HashSet[string]"
MANY = "System.Collections.Generic.IEnumerable[string]"


def test_a_set_holds_each_item_once() -> None:
    items = new(SET)
    assert call(items, "Add", "a")
    assert not call(items, "Add", "a")
    assert call(items, "Add", "A")
    assert read(items, "Count") == 2


def test_a_set_may_ignore_case() -> None:
    items = new(SET, StringComparer(True, True), of=("System.Collections.IEqualityComparer",))
    call(items, "Add", "a")
    assert call(items, "Contains", "A")


def test_set_algebra() -> None:
    items = new(SET, ["a", "b"], of=(MANY,))
    call(items, "UnionWith", ["c"])
    call(items, "ExceptWith", ["a"])
    assert list(items) == ["b", "c"]
    call(items, "IntersectWith", ["c", "d"])
    assert call(items, "SetEquals", ["c", "c"])
    assert call(items, "IsSubsetOf", ["c", "d"])
    call(items, "SymmetricExceptWith", ["c", "x"])
    assert list(items) == ["x"]


def test_a_sorted_set_enumerates_in_order() -> None:
    items = new(
        "System.Collections.Generic.SortedSet[int]", [3, 1, 2], of=("System.Collections.Generic.IEnumerable[int]",)
    )
    assert list(items) == [1, 2, 3]
    assert (read(items, "Min"), read(items, "Max")) == (1, 3)


def test_a_queue_gives_the_oldest_first() -> None:
    items = new("System.Collections.Generic.Queue[int]")
    for number in (1, 2):
        call(items, "Enqueue", number)
    assert call(items, "Peek") == 1
    assert call(items, "Dequeue") == 1
    assert list(items) == [2]


def test_a_stack_gives_the_newest_first() -> None:
    items = new("System.Collections.Stack")
    for number in (1, 2):
        call(items, "Push", number)
    assert list(items) == [2, 1]
    assert call(items, "Pop") == 2


def test_an_empty_queue_raises_or_answers_false() -> None:
    items, out = new("System.Collections.Generic.Queue[int]"), Ref(5)
    assert not call(items, "TryDequeue", out)
    assert out.value == 0
    with pytest.raises(NetException) as error:
        call(items, "Dequeue")
    assert error.value.type_name == "System.InvalidOperationException"


def test_collections_that_threads_share() -> None:
    bag = "$b = [System.Collections.Concurrent.ConcurrentBag[int]]::new(); "
    script = bag + "1..5 | ForEach-Object -Parallel { ($using:b).Add($_) }; $b.Count; $b.IsEmpty; $x = 0; "
    assert output(script + "$b.TryTake([ref]$x); $b.ToArray().Length; $x -in 1..5") == [5, False, True, 4, True]
    assert output(bag + "$b.Add(1); foreach ($each in $b) { $b.Add($each + 1) }; $b.Count") == [2]
    stack = "$s = [System.Collections.Concurrent.ConcurrentStack[int]]::new(); $s.Push(1); $s.Push(2); $x = 0; "
    assert output(stack + "$s.TryPop([ref]$x); $x; $s.Count") == [True, 2, 1]
