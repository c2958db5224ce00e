"""Room for nested calls: Python's recursion limit while scripts run, and a stack that is large enough for it.

A call of a script function takes 10 to 50 Python frames. `raised_limit` lets 1,000 of them nest and leaves the host
process with the limit that it had. Up to Python 3.10 each frame also takes part of the thread's own stack, and later
ones still need some of it for calls with ``*args``. So deeply nested calls continue in a thread with a large stack
(`run_deep`), and endless recursion ends with `RecursionError`, never with the end of the stack.
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

SHALLOW = 8  # nested calls that fit into the stack of any thread
DEEP = 100  # nested calls that fit into a stack of the default size
FRAMES = 60_000  # nested Python frames
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


def run_deep(body: Callable[[S], T], argument: S, depth: int) -> T:
    """``body(argument)`` for a call nested more deeply than `SHALLOW`; where the thread's stack may be too small, in a
    thread of its own."""
    import threading  # noqa: PLC0415 (few runs nest so deeply)

    thread = threading.current_thread()
    if thread.name == _ROOMY or (thread is threading.main_thread() and not _FRAMES_USE_THE_STACK):
        return body(argument)
    if depth < DEEP and _size_of_stacks() == 0:  # else the host gives its threads small stacks
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


def _size_of_stacks() -> int:
    """The stack size that the host has set for new threads, 0 for the default."""
    import threading  # noqa: PLC0415 (as above)

    with _lock:
        size = threading.stack_size()  # this call sets it to 0
        if size:
            threading.stack_size(size)
    return size


def _interrupt(thread: Any) -> None:
    """Raise KeyboardInterrupt in another thread as soon as it runs Python code again."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt))
