"""A token by which one thread ends the waiting of another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancelled(BaseException):
    """The work was given up from outside; nothing to report. Like KeyboardInterrupt not an error to handle."""


class Cancel:
    """Set once. What registered with it is then called, from the cancelling thread."""

    __slots__ = ("_callbacks", "_event", "_lock")

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        # Called under the lock: what has left its block is not called any more.
        with self._lock:
            self._event.set()
            for callback in self._callbacks:
                callback()

    def check(self) -> None:
        if self._event.is_set():
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Sleep that ends early, with Cancelled, when the token is set."""
        if self._event.wait(seconds):
            raise Cancelled

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """`callback` is called if the token is set inside this block (at once if it is set already)."""
        with self._lock:
            self._callbacks.append(callback)
            if self._event.is_set():
                callback()
        try:
            yield
        finally:
            with self._lock:
                self._callbacks.remove(callback)
