"""Objects that raise events: ``System.Timers.Timer`` and ``System.IO.FileSystemWatcher``.

    $timer = [System.Timers.Timer]::new(1000)
    $null = Register-ObjectEvent $timer Elapsed -Action { 'a second' | Out-Host }
    $timer.Start()

What listens is called in a thread of the object; Register-ObjectEvent hands it on to the session's own. The watcher
compares the folder with what it was, five times a second, so that it works on every file system.
"""

from __future__ import annotations

import fnmatch
import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import ClassVar

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enums import EnumValue, make_enum
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..time.datetime import DateTime, now

Listener = Callable[[Value], None]  # gets the arguments of an event
_EVERY = 0.2  # seconds between two looks at a folder
_LONGEST = 2**31 - 1


class EventSource:
    """An object with events; ``EVENTS`` has their names."""

    EVENTS: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}
        self._stopped = threading.Event()
        self._stopped.set()

    def listen(self, event: str, listener: Listener) -> Callable[[], None]:
        """Have a listener called for each event of that name; returns what ends that."""
        listeners = self._listeners.setdefault(event.lower(), [])
        listeners.append(listener)
        return lambda: listeners.remove(listener) if listener in listeners else None

    def tell(self, event: str, args: Value) -> None:
        for listener in list(self._listeners.get(event.lower(), ())):
            listener(args)

    @property
    def is_on(self) -> bool:
        return not self._stopped.is_set()

    def switch(self, on: bool) -> None:
        """Begin to raise events, on a thread of its own, or stop it."""
        if on == self.is_on:
            return
        if not on:
            self._stopped.set()
            return
        stopped = self._stopped = threading.Event()
        threading.Thread(target=self._run, args=(stopped,), daemon=True).start()

    def _run(self, stopped: threading.Event) -> None:
        raise NotImplementedError


class Timer(EventSource):
    """Raises ``Elapsed`` every so many milliseconds, without AutoReset once."""

    EVENTS = ("Elapsed", "Disposed")

    def __init__(self, interval: float = 100.0) -> None:
        super().__init__()
        self.interval = _positive(interval)
        self.repeats = True

    def _run(self, stopped: threading.Event) -> None:
        while not stopped.wait(self.interval / 1000):
            if not self.repeats:
                stopped.set()
            self.tell("Elapsed", ElapsedArgs(now()))


def _positive(interval: float) -> float:
    if not 0 < interval <= _LONGEST:
        raise NetException("System.ArgumentException", f"Invalid value '{interval}' for parameter 'interval'.")
    return float(interval)


class ElapsedArgs:
    """When a timer has raised its event."""

    def __init__(self, time: DateTime) -> None:
        self.time = time


_CHANGES = make_enum(
    "System.IO.WatcherChangeTypes", {"Created": 1, "Deleted": 2, "Changed": 4, "Renamed": 8, "All": 15}, flags=True
)
_FILTERS = make_enum(
    "System.IO.NotifyFilters",
    {"FileName": 1, "DirectoryName": 2, "Attributes": 4, "Size": 8, "LastWrite": 16, "LastAccess": 32,
     "CreationTime": 64, "Security": 256},
    flags=True,
)  # fmt: skip
_USUAL_FILTER = 19  # what the watcher looks for; another filter changes nothing
Seen = dict[str, tuple[int, int, int]]  # of each path: its number on the disk, its size, the time of its change


class FileChange:
    """What has happened to a file of a watched folder."""

    def __init__(self, kind: str, folder: str, name: str, old: str = "") -> None:
        self.kind = EnumValue(_CHANGES, _CHANGES.members[kind])
        self.path, self.name = os.path.join(folder, name), name
        self.old_path, self.old_name = os.path.join(folder, old) if old else "", old


class Watcher(EventSource):
    """Raises events for what changes in a folder."""

    EVENTS = ("Created", "Changed", "Deleted", "Renamed", "Error", "Disposed")

    def __init__(self, path: str = "", pattern: str = "*") -> None:
        super().__init__()
        if path and not os.path.isdir(path):
            raise NetException("System.ArgumentException", f"The directory name '{path}' does not exist.")
        self.path, self.pattern, self.deep = path, pattern, False
        self.filter = EnumValue(_FILTERS, _USUAL_FILTER)

    def changes(self, before: Seen, after: Seen) -> Iterator[FileChange]:
        """What makes one state of the folder the other."""
        gone = {number: name for name, (number, _, _) in before.items() if name not in after}
        for name, (number, size, changed) in after.items():
            if name not in before and number in gone:
                yield FileChange("Renamed", self.path, name, gone.pop(number))
            elif name not in before:
                yield FileChange("Created", self.path, name)
            elif before[name] != (number, size, changed):
                yield FileChange("Changed", self.path, name)
        for name in gone.values():
            yield FileChange("Deleted", self.path, name)

    def look(self) -> Seen:
        """The files of the folder that fit the pattern, as they are now."""
        found: Seen = {}
        for folder, folders, files in os.walk(self.path):
            for name in (*folders, *files):
                if fnmatch.fnmatch(name.lower(), self.pattern.lower() if self.pattern != "*.*" else "*"):
                    path = os.path.join(folder, name)
                    try:
                        state = os.stat(path)
                    except OSError:  # it is gone again
                        continue
                    changed = 0 if os.path.isdir(path) else state.st_mtime_ns
                    found[os.path.relpath(path, self.path)] = (state.st_ino, state.st_size if changed else 0, changed)
            if not self.deep:
                break
        return found

    def switch(self, on: bool) -> None:
        if on and not self.path:
            raise NetException("System.IO.FileNotFoundException", "The watcher has no path.")
        self._before = self.look() if on and not self.is_on else {}
        super().switch(on)

    def _run(self, stopped: threading.Event) -> None:
        before = self._before
        while not stopped.wait(_EVERY):
            after = self.look()
            for change in self.changes(before, after):
                self.tell(str(change.kind), change)
            before = after

    def wait_for_change(self, kinds: int, seconds: float | None) -> FileChange | None:
        """The first change of some kinds; None if none came in the time."""
        before, ends = self.look(), None if seconds is None else time.monotonic() + seconds
        while ends is None or time.monotonic() < ends:
            time.sleep(_EVERY)
            after = self.look()
            for change in self.changes(before, after):
                if int(change.kind.value) & kinds:
                    return change
            before = after
        return None


# -- the types --------------------------------------------------------------------------------------------------------

_ARGS = register(DotNetType("System.Timers.ElapsedEventArgs", base=OBJECT, python=ElapsedArgs))
_ARGS.prop("SignalTime", "datetime")(lambda it: it.time)
TIMER = register(DotNetType("System.Timers.Timer", base=OBJECT, python=Timer, interfaces=("System.IDisposable",)))
TIMER.constructor()(Timer)
TIMER.constructor("double")(Timer)
TIMER.prop("Interval", "double")(lambda it: it.interval)
TIMER.setter("Interval")(lambda it, new: setattr(it, "interval", _positive(new)))
TIMER.prop("AutoReset", "bool")(lambda it: it.repeats)
TIMER.setter("AutoReset")(lambda it, new: setattr(it, "repeats", new))
TIMER.prop("Enabled", "bool")(lambda it: it.is_on)
TIMER.setter("Enabled")(lambda it, new: it.switch(new))
TIMER.method("Start", returns="void")(lambda it: it.switch(True))
for _name in ("Stop", "Close", "Dispose"):
    TIMER.method(_name, returns="void")(lambda it: it.switch(False))

_CHANGE = register(DotNetType("System.IO.RenamedEventArgs", base=OBJECT, python=FileChange))
_CHANGE.prop("ChangeType", "System.IO.WatcherChangeTypes")(lambda it: it.kind)
_CHANGE.prop("FullPath", "string")(lambda it: it.path)
_CHANGE.prop("Name", "string")(lambda it: it.name)
_CHANGE.prop("OldFullPath", "string")(lambda it: it.old_path)
_CHANGE.prop("OldName", "string")(lambda it: it.old_name)
_CHANGE.prop("TimedOut", "bool")(lambda it: not it.name)
WATCHER = register(
    DotNetType("System.IO.FileSystemWatcher", base=OBJECT, python=Watcher, interfaces=("System.IDisposable",))
)
WATCHER.constructor()(Watcher)
WATCHER.constructor("string")(Watcher)
WATCHER.constructor("string", "string")(Watcher)
for _shown, _kept, _type in (
    ("Path", "path", "string"), ("Filter", "pattern", "string"), ("IncludeSubdirectories", "deep", "bool"),
    ("NotifyFilter", "filter", "System.IO.NotifyFilters"),
):  # fmt: skip
    WATCHER.prop(_shown, _type)(lambda it, kept=_kept: getattr(it, kept))
    WATCHER.setter(_shown)(lambda it, new, kept=_kept: setattr(it, kept, new))
WATCHER.prop("EnableRaisingEvents", "bool")(lambda it: it.is_on)
WATCHER.setter("EnableRaisingEvents")(lambda it, new: it.switch(new))
WATCHER.method("Dispose", returns="void")(lambda it: it.switch(False))


def _waited(it: Watcher, kinds: EnumValue, milliseconds: int = -1) -> FileChange:
    found = it.wait_for_change(int(kinds.value), None if milliseconds < 0 else milliseconds / 1000)
    return FileChange("All", it.path, "") if found is None else found


WATCHER.method("WaitForChanged", "System.IO.WatcherChangeTypes")(_waited)
WATCHER.method("WaitForChanged", "System.IO.WatcherChangeTypes", "int")(_waited)
