"""Room for nested calls: Python's recursion limit while scripts run, and a stack that holds what it allows.

A call of a script function takes 10 to 50 Python frames. `raised_limit` lets 1,000 of them nest and leaves the host
process with the limit that it had. Up to Python 3.10 each frame also takes part of the thread's own stack, and a thread
that is not the main one may have a small one, so calls nested more deeply than `DEEP` go on in a thread whose stack is
large enough (`run_deep`). There `RecursionError`, not the end of the stack, is what ends endless recursion.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock  # threading itself is not loaded for a short script
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")
S = TypeVar("S")

DEEP = 100  # calls in each other before they move to a thread of their own; these fit into the stack of any thread
FRAMES = 60_000  # Python frames in each other
STACK_SIZE = 64 << 20  # bytes: Python 3.10 takes about 450 a frame. Only what is used of it takes memory

_FRAMES_USE_THE_STACK = sys.version_info < (3, 11)
_ROOMY = "psopenai-deep"  # the name of the threads made here
_lock = allocate_lock()


class _Limit:
    """How many runs need the raised limit now, and the limit before the first of them."""

    runs = 0
    before: int | None = None


@contextmanager
def raised_limit() -> Iterator[None]:
    """Raise the recursion limit of the process; the last of several runs to leave puts the old one back."""
    with _lock:
        _Limit.runs += 1
        if _Limit.runs == 1 and sys.getrecursionlimit() < FRAMES:
            if _Limit.before is None:
                _Limit.before = sys.getrecursionlimit()
            sys.setrecursionlimit(FRAMES)
    try:
        yield
    finally:
        with _lock:
            _Limit.runs -= 1
            if not _Limit.runs and _Limit.before is not None:
                _put_back(_Limit.before)


def _put_back(before: int) -> None:
    if sys.getrecursionlimit() == FRAMES:  # else the host has set one of its own meanwhile, which stays
        try:
            sys.setrecursionlimit(before)
        except RecursionError:  # the host called from so deep that the old limit is too low here: the next run tries
            return
    _Limit.before = None


def run_deep(body: Callable[[S], T], argument: S) -> T:
    """``body(argument)`` for deeply nested calls: where the thread's stack may not do, in one whose stack does."""
    import threading

    thread = threading.current_thread()
    if thread.name == _ROOMY or (thread is threading.main_thread() and not _FRAMES_USE_THE_STACK):
        return body(argument)
    context = copy_context()
    result: list[T] = []
    failure: list[BaseException] = []
    done = threading.Event()  # `join` would not do: interrupted once, it takes the thread for ended in Python 3.10

    def run() -> None:
        try:
            result.append(context.run(body, argument))
        except BaseException as error:
            failure.append(error)
        finally:
            done.set()

    roomy = threading.Thread(target=run, name=_ROOMY)
    with _lock:
        size = threading.stack_size(STACK_SIZE)
        try:
            roomy.start()
        finally:
            threading.stack_size(size)
    try:
        done.wait()
    except KeyboardInterrupt:  # it only reaches the main thread
        _interrupt(roomy)
        done.wait()
    if failure:
        raise failure[0]
    return result[0]


def _interrupt(thread: Any) -> None:
    """Raise KeyboardInterrupt in another thread as soon as it runs Python code again."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt))
