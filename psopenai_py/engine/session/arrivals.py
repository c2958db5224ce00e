"""What other threads want done on the session's thread: a message that came over a connection, to be handled.

A session runs on one thread; nothing else may touch its variables and streams. Another thread therefore only posts a
task. The session's thread runs it at the next safe point: before a pipeline or a method, at a turn of a loop, between
two objects that are piped in, while it sleeps or waits for an event or another thread, and at the prompt. One task runs
at a time: what arrives meanwhile waits for the next safe point. A task may end what the session does, by an exception.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import threading

_TURN = 0.1  # seconds for which a wait for another thread does not look for what is due
_LONG_TURN = 1.0  # the same, while nobody may post: a thread that waits without end does not hear Ctrl-C everywhere
Task = Callable[[], None]
T = TypeVar("T")
R = TypeVar("R")


class Arrivals:
    """The tasks of one session that wait. ``due`` is read at every safe point: empty, it costs nothing.

    ``sources`` counts who may post (`expect`, `expect_less`): while there are none, loops and waits need not look.
    ``told`` is called, in the thread that posts, for each task: a prompt that waits for a key has no safe point.
    """

    __slots__ = ("_changed", "_running", "due", "sources", "told")

    def __init__(self) -> None:
        self.due: deque[Task] = deque()
        self.sources = 0
        self.told: Task | None = None
        self._running = False
        self._changed: threading.Condition | None = None

    def expect(self) -> None:
        """Say that another thread is going to post."""
        if self._changed is None:
            import threading  # noqa: PLC0415 (a start is faster without it, and few sessions have a connection)

            self._changed = threading.Condition()
        self.sources += 1

    def expect_less(self) -> None:
        """Say that one who was expected does not post any more."""
        self.sources -= 1

    def post(self, task: Task) -> None:
        """Have a task run on the session's thread; any thread may call it, once it is expected."""
        assert self._changed is not None
        with self._changed:
            self.due.append(task)
            self._changed.notify_all()
        told = self.told
        if told is not None:
            told()

    def withdraw(self, task: Task) -> None:
        """Forget a task that is due, if it has not run."""
        with suppress(ValueError):
            self.due.remove(task)

    def run(self) -> None:
        """Run what is due, in the order of its arrival. Only the session's thread calls it."""
        if self._running:
            return
        self._running = True
        try:
            while self.due:
                self.due.popleft()()
        finally:
            self._running = False

    def between(self, items: Iterable[T]) -> Iterable[T]:
        """The items, and what is due before each of them; while nobody may post, they are the items themselves."""
        return self._attended(items) if self.sources else items

    def _attended(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            if self.due:
                self.run()
            yield item

    def before(self, step: Callable[[T], R]) -> Callable[[T], R]:
        """The step, and what is due before each call of it; while nobody may post, it is the step itself."""
        if not self.sources:
            return step

        def attentive(given: T) -> R:
            if self.due:
                self.run()
            return step(given)

        return attentive

    def wait(self, seconds: float) -> None:
        """Wait until something is due, for some seconds at most."""
        if self._changed is None:
            time.sleep(seconds)
            return
        with self._changed:
            if not self.due or self._running:
                self._changed.wait(seconds)

    def wait_for(self, is_over: Callable[[float], bool], ends: float | None = None) -> None:
        """Wait for the work of another thread, and run what comes meanwhile.

        ``is_over`` waits for the work, so many seconds at most, and says whether it has ended. ``ends`` is the time
        (of `time.monotonic`) from which nobody waits any more.
        """
        while True:
            turn = _TURN if self.sources else _LONG_TURN
            rest = turn if ends is None else min(turn, ends - time.monotonic())
            if is_over(max(rest, 0.0)) or rest <= 0:
                return
            self.run()

    def sleep(self, seconds: float) -> None:
        """Let time pass, and run what comes meanwhile."""
        ends = time.monotonic() + seconds
        while True:
            self.run()
            rest = ends - time.monotonic()
            if rest <= 0:
                return
            if self._running:  # an action sleeps: what comes waits for its end
                time.sleep(rest)
            else:
                self.wait(rest)
