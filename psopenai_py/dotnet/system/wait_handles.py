"""What threads wait for: ``Mutex``, ``Semaphore``, events, ``Monitor`` and ``Interlocked`` of System.Threading.

    $mutex = [System.Threading.Mutex]::new($false, 'nightly')
    if (-not $mutex.WaitOne(0)) { 'It runs already.'; exit }
    try { Add-Content log.txt 'a line' } finally { $mutex.ReleaseMutex() }

A mutex with a name is one for all processes of the user: a lock on a file of the folder for temporary files, which ends
with the process. A wait takes turns, so that Ctrl-C is heard.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Callable

from ...errors import NetException
from ...locks import lock
from ..model.carriers import BOUNDS, Int64
from ..model.core import OBJECT, Ref
from ..model.exceptions import argument_error
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..time.timespan import TimeSpan

_THREADING = "System.Threading."
_TURN = 0.05  # seconds of a wait that nothing interrupts


class WaitHandle:
    """Something that threads wait for: ``take`` tries to get it, and says whether it has."""

    __slots__ = ("_changed",)

    def __init__(self) -> None:
        self._changed = threading.Condition()

    def take(self) -> bool:
        raise NotImplementedError

    def wait(self, seconds: float | None = None) -> bool:
        """Wait, without a time for ever; whether it was got."""
        ends = None if seconds is None else time.monotonic() + seconds
        with self._changed:
            while not self.take():
                left = _TURN if ends is None else min(ends - time.monotonic(), _TURN)
                if left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def close(self) -> None:
        """Give back what the system holds for it."""


class Mutex(WaitHandle):
    """A lock that one thread has, as often as it takes it."""

    __slots__ = ("_count", "_descriptor", "_owner", "path")

    def __init__(self, owned: bool = False, name: str | None = None) -> None:
        super().__init__()
        self._owner: threading.Thread | None = None
        self._count = 0
        self._descriptor = -1
        self.path = None if not name else _path_of(name)
        if owned:
            self.wait(0)

    def take(self) -> bool:
        me = threading.current_thread()
        if self._owner is None and not self._lock_file():
            return False
        if self._owner not in (None, me):
            if self._owner.is_alive():
                return False
            self._owner, self._count = me, 1
            text = "The thread that had the mutex ended without releasing it; now this one has it."
            raise NetException(_THREADING + "AbandonedMutexException", text)
        self._owner, self._count = me, self._count + 1
        return True

    def _lock_file(self) -> bool:
        if self.path is None:
            return True
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            lock(self._descriptor)
        except BlockingIOError:
            self.close()
            return False
        return True

    def release(self) -> None:
        with self._changed:
            if self._owner is not threading.current_thread():
                text = "The mutex can only be released by the thread that has it."
                raise NetException("System.ApplicationException", text)
            self._count -= 1
            if not self._count:
                self._owner = None
                self.close()
                self._changed.notify()

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _path_of(name: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]
    return os.path.join(tempfile.gettempdir(), f"psopenai-mutex-{getattr(os, 'getuid', int)()}-{digest}")


class Semaphore(WaitHandle):
    """A lock that several threads can have at a time."""

    __slots__ = ("count", "most")

    def __init__(self, count: int, most: int = 2**31 - 1) -> None:
        super().__init__()
        if not 0 <= count <= most:
            raise NetException("System.ArgumentOutOfRangeException", "The count must be from 0 to the most.")
        self.count, self.most = count, most

    def take(self) -> bool:
        if not self.count:
            return False
        self.count -= 1
        return True

    def release(self, count: int = 1) -> int:
        """Let others have it; the count before."""
        if count < 1:
            raise NetException("System.ArgumentOutOfRangeException", "At least one is released.")
        with self._changed:
            if self.count + count > self.most:
                text = "Adding the specified count to the semaphore would cause it to exceed its maximum count."
                raise NetException(_THREADING + "SemaphoreFullException", text)
            self.count += count
            self._changed.notify_all()
            return self.count - count


class ResetEvent(WaitHandle):
    """A signal; an automatic one is taken by the thread that waited for it."""

    __slots__ = ("is_automatic", "is_set")

    def __init__(self, is_set: bool, is_automatic: bool) -> None:
        super().__init__()
        self.is_set, self.is_automatic = is_set, is_automatic

    def take(self) -> bool:
        was = self.is_set
        self.is_set = was and not self.is_automatic
        return was

    def set(self) -> bool:
        with self._changed:
            self.is_set = True
            self._changed.notify_all()
        return True

    def reset(self) -> bool:
        self.is_set = False
        return True


def _seconds(milliseconds: int) -> float | None:
    return None if milliseconds < 0 else milliseconds / 1000


def _of_span(span: TimeSpan) -> float | None:
    return None if span.ticks < 0 else float(span.total_seconds)


# -- the types --------------------------------------------------------------------------------------------------------

WAIT_HANDLE = register(
    DotNetType(_THREADING + "WaitHandle", base=OBJECT, python=WaitHandle, interfaces=("System.IDisposable",))
)


def _nothing(value: Value) -> None:
    """What a method of type void returns."""


def _waits(type_: DotNetType, name: str) -> None:
    if name == "Wait":
        type_.method(name, returns="void")(lambda it: _nothing(it.wait()))
    else:
        type_.method(name, returns="bool")(lambda it: it.wait())
    type_.method(name, "int", returns="bool")(lambda it, milliseconds: it.wait(_seconds(milliseconds)))
    type_.method(name, "timespan", returns="bool")(lambda it, span: it.wait(_of_span(span)))


_waits(WAIT_HANDLE, "WaitOne")
for _name in ("Close", "Dispose"):
    WAIT_HANDLE.method(_name, returns="void")(lambda it: it.close())

MUTEX = register(DotNetType(_THREADING + "Mutex", base=WAIT_HANDLE, python=Mutex))
MUTEX.constructor()(Mutex)
MUTEX.constructor("bool")(Mutex)
MUTEX.constructor("bool", "string")(Mutex)
MUTEX.method("ReleaseMutex", returns="void")(lambda it: it.release())


@MUTEX.constructor("bool", "string", "ref")
def _mutex(owned: bool, name: str, created: Ref) -> Mutex:
    made = Mutex(name=name)
    created.value = is_free = made.wait(0)
    if is_free and not owned:
        made.release()
    return made


SEMAPHORE = register(DotNetType(_THREADING + "Semaphore", base=WAIT_HANDLE, python=Semaphore))
SEMAPHORE.constructor("int", "int")(Semaphore)
SEMAPHORE.method("Release", returns="int")(lambda it: it.release())
SEMAPHORE.method("Release", "int", returns="int")(lambda it, count: it.release(count))


class SlimSemaphore(Semaphore):
    """``SemaphoreSlim``, whose members have other names."""

    __slots__ = ()


SLIM = register(DotNetType(_THREADING + "SemaphoreSlim", base=SEMAPHORE, python=SlimSemaphore))
SLIM.constructor("int")(SlimSemaphore)
SLIM.constructor("int", "int")(SlimSemaphore)
SLIM.prop("CurrentCount", "int")(lambda it: it.count)
_waits(SLIM, "Wait")


def _event(name: str, is_automatic: bool) -> None:
    kind = type(name, (ResetEvent,), {"__slots__": (), "__doc__": f"``{name}``."})
    type_ = register(DotNetType(_THREADING + name, base=WAIT_HANDLE, python=kind))
    type_.constructor("bool")(lambda is_set: kind(is_set, is_automatic))
    type_.constructor()(lambda: kind(False, is_automatic))
    type_.method("Set", returns="bool")(lambda it: it.set())
    type_.method("Reset", returns="bool")(lambda it: it.reset())
    type_.prop("IsSet", "bool")(lambda it: it.is_set)
    _waits(type_, "Wait")


_event("AutoResetEvent", True)
_event("ManualResetEvent", False)
_event("ManualResetEventSlim", False)

# -- Monitor ----------------------------------------------------------------------------------------------------------


class Monitors:
    """The locks of objects, each while somebody has it or waits for it. They are those of the process, as in .NET."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[int, tuple[Value, Mutex]] = {}  # the object too, so that its number stays its own
        self._users: dict[int, int] = {}

    def enter(self, of: Value, seconds: float | None = None) -> bool:
        if of is None:
            raise NetException("System.ArgumentNullException", "There is no object to lock.")
        with self._guard:
            _, mutex = self._locks.setdefault(id(of), (of, Mutex()))
            self._users[id(of)] = self._users.get(id(of), 0) + 1
        got = False
        try:
            got = mutex.wait(seconds)
        finally:
            if not got:
                self._leave(of)
        return got

    def exit(self, of: Value) -> None:
        _, mutex = self._locks.get(id(of), (of, Mutex()))
        try:
            mutex.release()
        except NetException:
            text = "Object synchronization method was called from an unsynchronized block of code."
            raise NetException(_THREADING + "SynchronizationLockException", text) from None
        self._leave(of)

    def _leave(self, of: Value) -> None:
        with self._guard:
            self._users[id(of)] -= 1
            if not self._users[id(of)]:
                del self._users[id(of)], self._locks[id(of)]


_MONITORS = Monitors()
MONITOR = register(DotNetType(_THREADING + "Monitor", base=OBJECT))


def _enter_for(of: Value, taken: Ref) -> None:
    taken.value = _MONITORS.enter(of)


MONITOR.static("Enter", "object", returns="void")(lambda of: _nothing(_MONITORS.enter(of)))
MONITOR.static("Enter", "object", "ref", returns="void")(_enter_for)
MONITOR.static("TryEnter", "object", returns="bool")(lambda of: _MONITORS.enter(of, 0))
MONITOR.static("TryEnter", "object", "int", returns="bool")(lambda of, most: _MONITORS.enter(of, _seconds(most)))
MONITOR.static("TryEnter", "object", "timespan", returns="bool")(lambda of, most: _MONITORS.enter(of, _of_span(most)))
MONITOR.static("Exit", "object", returns="void")(_MONITORS.exit)

# -- Interlocked ------------------------------------------------------------------------------------------------------

_CHANGE = threading.Lock()
INTERLOCKED = register(DotNetType(_THREADING + "Interlocked", base=OBJECT))


def _changed(place: Ref, change: Callable[[Value], Value]) -> tuple[Value, Value]:
    """Change a variable without another change between; its value before and after."""
    with _CHANGE:
        before = place.value
        place.value = change(before)
        return before, place.value


def _sum(value: Value, more: Value) -> Value:
    """The sum in the class of the value; it goes on at the least number where it gets too large."""
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in (value, more)):
        raise argument_error("Only whole numbers can be added up.", "location1")
    low, high = BOUNDS.get(type(value), BOUNDS[Int64])
    if not low <= value <= high:  # a long is carried as a bare number, too
        low, high = BOUNDS[Int64]
    return type(value)((value + more - low) % (high - low + 1) + low)


INTERLOCKED.static("Increment", "ref")(lambda place: _changed(place, lambda value: _sum(value, 1))[1])
INTERLOCKED.static("Decrement", "ref")(lambda place: _changed(place, lambda value: _sum(value, -1))[1])
INTERLOCKED.static("Add", "ref", "object")(lambda place, more: _changed(place, lambda value: _sum(value, more))[1])
INTERLOCKED.static("Exchange", "ref", "object")(lambda place, new: _changed(place, lambda _: new)[0])
INTERLOCKED.static("Read", "ref")(lambda place: place.value)
INTERLOCKED.static("CompareExchange", "ref", "object", "object")(
    lambda place, new, wanted: _changed(place, lambda value: new if value == wanted else value)[0]
)
