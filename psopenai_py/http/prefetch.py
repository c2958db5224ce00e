"""Read several sources ahead at the same time and yield their items in order, with bounded memory."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from .cancel import Cancel, Cancelled

T = TypeVar("T")

T_co = TypeVar("T_co", covariant=True)


#: passes a function to the reader's thread, which calls it in its turn
Say = Callable[[Callable[[], object]], None]


class Source(Protocol[T_co]):
    """A function that yields items; `cancel` is set when the rest is not needed (None if nothing can set it)."""

    def __call__(self, *, cancel: Cancel | None) -> Iterable[T_co]: ...


DEFAULT_LIMIT = 16
# Bytes that all sources together may be ahead, and each that is not being read yet.
DEFAULT_BUFFER = 4 * 1024 * 1024
# A thread that waits for the first byte of a response cannot be woken; it ends at its timeout.
_JOIN_SECONDS = 2.0


def ordered_prefetch(
    sources: Iterable[Source[T]],
    limit: int = DEFAULT_LIMIT,
    *,
    buffer_size: int = DEFAULT_BUFFER,
    size: Callable[[T], int] | None = None,
    enter: Callable[[Say], None] | None = None,
) -> Iterator[Iterator[T]]:
    """An iterator over the items of each source, in order, with up to `limit` sources at work at a time.

    Each source is called with a token that is set when its reader stops early. An exception of a source is raised
    where its items are read; the other sources continue. The sources wait while they are `buffer_size` ahead together
    (the sum of `size` of their items, by default their `len`); the one that is being read then has a `buffer_size` of
    its own. `sources` is advanced in the reader's thread, `limit` ahead. An iterator that is not read to its end is
    cancelled when the next one is requested. Closing this generator stops all.

    `enter` is called before each source, in its thread, with a function that has something done in the reader's thread
    at that point of the items: so messages keep their order and their thread. Without threads (a limit of 1) it is not
    called.
    """
    measure: Callable[[Any], int] = size if size is not None else len
    waiting = iter(sources)
    if limit <= 1:
        yield from _one_by_one(waiting)
        return
    feeds: deque[_Feed[T]] = deque()
    workers = _Workers()
    room = _Room(buffer_size)
    try:
        while True:
            for source in islice(waiting, limit - len(feeds)):
                feeds.append(_Feed(source, room, measure, enter))
                workers.run(feeds[-1].work)
            if not feeds:
                return
            feeds[0].come_first()
            yield feeds[0].items()
            feeds[0].give_up()
            feeds.popleft().join(_JOIN_SECONDS)
    finally:
        # Cancel all before waiting for any: they end at the same time.
        for feed in feeds:
            feed.give_up()
        deadline = time.monotonic() + _JOIN_SECONDS
        for feed in feeds:
            feed.join(deadline - time.monotonic())
        workers.end(deadline)


def _one_by_one(sources: Iterator[Source[T]]) -> Iterator[Iterator[T]]:
    for source in sources:
        items = _items(source)
        try:
            yield items
        finally:
            items.close()


def _items(source: Source[T]) -> Generator[T, None, None]:
    yield from source(cancel=None)


_Task = Callable[[Callable[[], None]], None]


class _Workers:
    """Threads that are kept for the next source: a new one for each would cost as much as a small download."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._idle = 0

    def run(self, task: _Task) -> None:
        """Have a thread call `task`: one that has nothing to do, or a new one.

        A task must not raise. It calls what it is given when its thread is free again, before it tells anybody that it
        has ended: whoever waits for that finds the thread.
        """
        with self._lock:
            if self._idle:
                self._idle -= 1
            else:
                thread = threading.Thread(target=self._work, name="psopenai-prefetch", daemon=True)
                self._threads.append(thread)
                thread.start()
        self._tasks.put(task)

    def end(self, deadline: float) -> None:
        """End the threads; one that is still waiting for the network ends later."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0.0))

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task(self._leave)

    def _leave(self) -> None:
        with self._lock:
            self._idle += 1


class _Room:
    """The bytes that all sources hold ready, and the lock of everything that they share with the reader."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0
        self.lock = threading.Lock()
        self.full: list[threading.Condition] = []  # those that wait for room

    def release(self, size: int) -> None:
        self.held -= size
        waiting, self.full = self.full, []
        for condition in waiting:
            condition.notify_all()


class _Said:
    """A function for the reader's thread to call, among the items."""

    __slots__ = ("do",)

    def __init__(self, do: Callable[[], object]) -> None:
        self.do = do


class _Feed(Generic[T]):
    """One source and its items that are ready."""

    def __init__(
        self, source: Source[T], room: _Room, measure: Callable[[T], int], enter: Callable[[Say], None] | None
    ) -> None:
        self._source = source
        self._enter = enter
        self._room = room
        self._measure = measure
        self._cancel = Cancel()
        self._changed = threading.Condition(room.lock)
        self._ready: deque[T | _Said] = deque()
        self._held = 0
        self._first = False
        self._ended = False
        self._error: BaseException | None = None

    def come_first(self) -> None:
        """This is the one that is read from now on."""
        with self._changed:
            self._first = True
            self._changed.notify_all()

    def items(self) -> Iterator[T]:
        while True:
            with self._changed:
                while not (self._ready or self._ended):
                    self._changed.wait()
                # All items that are ready at once: a lock per item would cost more than most items.
                taken, self._ready = self._ready, deque()
                ended = self._ended
                self._room.release(self._held)
                self._held = 0
                self._changed.notify_all()
            for item in taken:
                if isinstance(item, _Said):
                    item.do()
                else:
                    yield item
            if ended:
                break
        if self._error is not None:
            raise self._error

    def give_up(self) -> None:
        self._cancel.set()
        with self._changed:
            self._room.release(self._held)
            self._held = 0
            self._ready.clear()
            self._changed.notify_all()

    def join(self, seconds: float) -> None:
        """Wait until the source has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended, max(seconds, 0.0))

    def work(self, leave: Callable[[], None]) -> None:
        """Read the source, in a thread of its own; `leave` gives the thread back."""
        try:
            if self._enter is not None:
                self._enter(self._say)
            items = self._source(cancel=self._cancel)
            try:
                for item in items:
                    self._put(item, max(self._measure(item), 1))
            finally:
                close = getattr(items, "close", None)
                if close is not None:
                    close()
        except Cancelled:
            pass
        except BaseException as error:
            if not self._cancel.is_set:
                self._error = error
        finally:
            leave()
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _say(self, do: Callable[[], object]) -> None:
        with self._changed:
            self._ready.append(_Said(do))
            self._changed.notify_all()

    def _put(self, item: T, size: int) -> None:
        with self._changed:
            while not self._cancel.is_set and (self._held if self._first else self._room.held) >= self._room.size:
                self._room.full.append(self._changed)
                self._changed.wait()
            self._cancel.check()
            self._ready.append(item)
            self._held += size
            self._room.held += size
            self._changed.notify_all()
