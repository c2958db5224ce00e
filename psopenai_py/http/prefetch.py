"""Several sources read ahead at once and handed on in their order, within a bounded memory."""

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


#: hands something to the thread that reads the source, to be done when its turn comes
Say = Callable[[Callable[[], object]], None]


class Source(Protocol[T_co]):
    """What can be read; `cancel` is set when nobody wants the rest (None: nobody else is there to set it)."""

    def __call__(self, *, cancel: Cancel | None) -> Iterable[T_co]: ...


DEFAULT_LIMIT = 4
DEFAULT_BUFFER = 4 * 1024 * 1024
# A thread that waits for the first byte of an answer cannot be woken; it ends by itself when its time is up.
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

    Each source is called with a token that is set when its reader stops early. What it raises is raised to the
    reader of its items; the other sources go on. A source waits while it is `buffer_size` ahead (`size` of its items,
    their `len` by default). `sources` itself is advanced by the reader's thread, `limit` ahead. An iterator that is
    left before its end is given up when the next one is asked for. Closing this generator stops everything.

    ``enter`` is called at the beginning of each source's own thread with a way to have something done by the reader's
    thread, between the items where it was said: messages keep their order and their thread. Without threads (a limit
    of 1) it is not called.
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
        # All are told before any is waited for: one wait serves them all.
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
    """Something for the reader's thread to do, among the items."""

    __slots__ = ("do",)

    def __init__(self, do: Callable[[], object]) -> None:
        self.do = do


class _Feed(Generic[T]):
    """A thread that reads one source, and what it has read."""

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
                # All that is ready at once: a lock for each item would cost more than most items.
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
