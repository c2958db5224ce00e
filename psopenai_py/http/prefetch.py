"""Read several sources ahead at the same time and yield their items in order, with bounded memory."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from .cancel import Cancel, Cancelled

T = TypeVar("T")

T_co = TypeVar("T_co", covariant=True)


#: passes a function to the reader's thread, which calls it in its turn
Say = Callable[[Callable[[], object]], None]


class Source(Protocol[T_co]):
    """A function that yields items; `cancel` is set when the rest is not needed (None if nothing can set it)."""

    def __call__(self, *, cancel: Cancel | None) -> Iterable[T_co]: ...


DEFAULT_LIMIT = 4
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
    where its items are read; the other sources continue. A source waits while it is `buffer_size` ahead (the sum of
    `size` of its items, by default their `len`). `sources` is advanced in the reader's thread, `limit` ahead. An
    iterator that is not read to its end is cancelled when the next one is requested. Closing this generator stops all.

    `enter` is called first in each source's thread, with a function that has something done in the reader's thread at
    that point of the items: so messages keep their order and their thread. Without threads (a limit of 1) it is not
    called.
    """
    measure: Callable[[Any], int] = size if size is not None else len
    waiting = iter(sources)
    if limit <= 1:
        yield from _one_by_one(waiting)
        return
    feeds: deque[_Feed[T]] = deque()
    try:
        while True:
            for source in islice(waiting, limit - len(feeds)):
                feeds.append(_Feed(source, buffer_size, measure, enter))
            if not feeds:
                return
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


def _one_by_one(sources: Iterator[Source[T]]) -> Iterator[Iterator[T]]:
    for source in sources:
        items = _items(source)
        try:
            yield items
        finally:
            items.close()


def _items(source: Source[T]) -> Generator[T, None, None]:
    yield from source(cancel=None)


class _Said:
    """A function for the reader's thread to call, among the items."""

    __slots__ = ("do",)

    def __init__(self, do: Callable[[], object]) -> None:
        self.do = do


class _Feed(Generic[T]):
    """A thread that reads one source, and its items."""

    def __init__(
        self,
        source: Source[T],
        buffer_size: int,
        measure: Callable[[T], int],
        enter: Callable[[Say], None] | None,
    ) -> None:
        self._source = source
        self._enter = enter
        self._buffer_size = buffer_size
        self._measure = measure
        self._cancel = Cancel()
        self._changed = threading.Condition()
        self._ready: deque[T | _Said] = deque()
        self._held = 0
        self._ended = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="psopenai-prefetch", daemon=True)
        self._thread.start()

    def items(self) -> Iterator[T]:
        while True:
            with self._changed:
                while not (self._ready or self._ended):
                    self._changed.wait()
                # All items that are ready at once: a lock per item would cost more than most items.
                taken, self._ready, self._held = self._ready, deque(), 0
                ended = self._ended
                self._changed.notify()
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
            self._changed.notify_all()

    def join(self, seconds: float) -> None:
        self._thread.join(max(seconds, 0.0))

    def _run(self) -> None:
        try:
            if self._enter is not None:
                self._enter(self._say)
            items = self._source(cancel=self._cancel)
            try:
                for item in items:
                    self._put(item, self._measure(item))
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
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _say(self, do: Callable[[], object]) -> None:
        with self._changed:
            self._ready.append(_Said(do))
            self._changed.notify()

    def _put(self, item: T, size: int) -> None:
        with self._changed:
            while self._held >= self._buffer_size and not self._cancel.is_set:
                self._changed.wait()
            self._cancel.check()
            self._ready.append(item)
            self._held += max(size, 1)
            self._changed.notify()
