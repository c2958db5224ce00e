"""A token with which one thread ends the waiting of another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancelled(BaseException):
    """The work was cancelled; nothing is reported. Like KeyboardInterrupt it is not an error to handle."""


class Cancel:
    """Set once; the registered callbacks are then called in the thread that sets it."""

    __slots__ = ("_callbacks", "_event", "_lock")

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        # Under the lock, so that no callback is called after its block has ended.
        with self._lock:
            self._event.set()
            for callback in self._callbacks:
                callback()

    def check(self) -> None:
        if self._event.is_set():
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Sleep; raises Cancelled as soon as the token is set."""
        if self._event.wait(seconds):
            raise Cancelled

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call `callback` if the token is set inside this block (at once if it is set already)."""
        with self._lock:
            self._callbacks.append(callback)
            if self._event.is_set():
                callback()
        try:
            yield
        finally:
            with self._lock:
                self._callbacks.remove(callback)
