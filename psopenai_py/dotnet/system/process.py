"""``[System.Diagnostics.Process]``: the processes of the machine, and ``[GC]``."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from ...errors import NetException
from ..model.carriers import Int64
from ..model.core import OBJECT
from ..model.enumerables import make_array
from ..model.registry import register
from ..model.types import DotNetType
from ..time.datetime import DateTime, unix_to_datetime
from ..time.timespan import TimeSpan

if sys.platform != "win32":
    import pwd

#: what is asked of `ps`, whose options are the same on Linux, macOS and BSD
_FIELDS = ("pid", "ppid", "uid", "rss", "vsz", "time", "etime", "args")


class Child(subprocess.Popen[bytes]):
    """A process that this one has started. It may outlive the script, which Python would warn of."""

    def __del__(self) -> None:
        if self.pid is not None:  # it could be started
            self.poll()


class Process:
    """A process. What is known of it was read when it was found; ``child`` is set for one that this process started."""

    __slots__ = ("child", "facts", "id", "info", "pipes")

    def __init__(self, id: int, facts: dict[str, str] | None = None, child: Any = None) -> None:
        self.id = id
        self.facts = facts
        self.child: Child | None = child
        self.info: Any = None  # the `StartInfo` of one that a script starts, and
        self.pipes: tuple[Any, Any, Any] | None = None  # its redirected input, output and errors

    def fact(self, name: str) -> str:
        """One of `_FIELDS`, as `ps` shows it; empty for a process that has ended."""
        if self.facts is None:
            found = _ask_ps("-p", str(self.id))
            self.facts = found[0] if found else {}
        return self.facts.get(name, "")

    @property
    def name(self) -> str:
        if self.id == os.getpid():
            return os.path.splitext(os.path.basename(sys.argv[0] or sys.executable))[0]
        command = _words(self.fact("args"))
        return os.path.basename(command[0].rstrip(":")).lstrip("-") if command else ""

    @property
    def has_ended(self) -> bool:
        if self.child is not None:
            return self.child.poll() is not None
        return not is_running(self.id)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended; False if it still runs after this time."""
        limit = None if seconds is None else time.monotonic() + seconds
        while not self.has_ended:
            if limit is not None and time.monotonic() >= limit:
                return False
            time.sleep(0.02)
        return True

    def end(self, force: bool = True) -> None:
        """Ask it to end, or with ``force`` end it. Raises OSError."""
        os.kill(self.id, signal.SIGKILL if force and hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def __str__(self) -> str:
        return f"System.Diagnostics.Process ({self.name})"


def is_running(id: int) -> bool:
    """Whether there is a process of that number that has not ended."""
    try:
        os.kill(id, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it belongs to somebody else
        return True
    try:
        with open(f"/proc/{id}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[:1] != [b"Z"]
    except OSError:
        return True


def all_processes() -> list[Process]:
    """The processes of the machine, by number."""
    found = [Process(int(facts["pid"]), facts) for facts in _ask_ps("-A")]
    return sorted(found, key=lambda process: process.id)


def find_process(id: int) -> Process | None:
    """The running process of that number."""
    return Process(id) if id > 0 and is_running(id) else None


def _ask_ps(*which: str) -> list[dict[str, str]]:
    command = ["ps", *which, "-ww"] + [part for field in _FIELDS for part in ("-o", f"{field}=")]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except OSError:
        raise NetException(
            "System.PlatformNotSupportedException", "Processes cannot be listed: there is no program 'ps' (procps)."
        ) from None
    rows = [line.split(None, len(_FIELDS) - 1) for line in done.stdout.decode(errors="replace").splitlines()]
    return [dict(zip(_FIELDS, row, strict=True)) for row in rows if len(row) == len(_FIELDS)]


def _words(command: str) -> list[str]:
    """The program of a command line; a process of the kernel is shown in brackets."""
    if command.startswith("["):
        return [command.partition("]")[0].lstrip("[").partition("/")[0]]
    return command.split()


def split_words(text: str) -> list[str]:
    """The words of a command line as .NET splits them: at blanks outside of double quotes, ``\\\\"`` is a quote."""
    words: list[str] = []
    word, quoted, at = "", False, 0
    begun = False
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] == '"':
            word, begun, at = word + '"', True, at + 1
        elif char == '"':
            quoted, begun = not quoted, True
        elif char.isspace() and not quoted:
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + char, True
        at += 1
    return [*words, word] if begun else words


def _seconds(clock: str) -> int:
    """``[[days-]hours:]minutes:seconds``."""
    days, dash, rest = clock.rpartition("-")
    total = 0
    for part in (rest if dash else clock).split(":"):
        total = total * 60 + int(float(part))
    return total + (int(days) * 86400 if days else 0)


def _kilobytes(process: Process, name: str) -> Int64:
    return Int64(int(process.fact(name) or 0) * 1024)


def _started(process: Process) -> DateTime | None:
    age = process.fact("etime")
    return unix_to_datetime(int(time.time()) - _seconds(age)) if age else None


def _exit_code(process: Process) -> int | None:
    code = process.child.poll() if process.child is not None else None
    return None if code is None else code if code >= 0 else 128 - code


def user_name(process: Process) -> str | None:
    """Whose process it is; None once it has ended."""
    uid = process.fact("uid")
    if sys.platform == "win32" or not uid:
        return uid or None
    try:
        return pwd.getpwuid(int(uid)).pw_name
    except KeyError:  # a user that was removed
        return uid


def _path(process: Process) -> str | None:
    try:
        return os.readlink(f"/proc/{process.id}/exe")
    except OSError:
        return None


class ProcessModule:
    """The file of a process's program."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return f"System.Diagnostics.ProcessModule ({os.path.basename(self.path)})"


def main_module(process: Process) -> ProcessModule | None:
    path = _path(process)
    return None if path is None else ProcessModule(path)


MODULE = register(DotNetType("System.Diagnostics.ProcessModule", python=ProcessModule, base=OBJECT))
MODULE.prop("ModuleName", "string")(lambda it: os.path.basename(it.path))
MODULE.prop("FileName", "string")(lambda it: it.path)

PROCESS = register(DotNetType("System.Diagnostics.Process", python=Process, base=OBJECT))
PROCESS.prop("Id", "int")(lambda it: it.id)
for _name in ("ProcessName", "Name"):
    PROCESS.prop(_name, "string")(lambda it: it.name)
PROCESS.prop("MachineName", "string")(lambda it: "." if it.id != os.getpid() else socket.gethostname())
PROCESS.prop("Path", "string")(_path)
PROCESS.prop("MainModule", MODULE.full_name)(main_module)
PROCESS.prop("CommandLine", "string")(lambda it: it.fact("args") or None)
PROCESS.prop("Parent")(lambda it: find_process(int(it.fact("ppid") or 0)))
PROCESS.prop("StartTime")(_started)
PROCESS.prop("HasExited", "bool")(lambda it: it.has_ended)
PROCESS.prop("ExitCode")(_exit_code)
PROCESS.prop("CPU", "double")(lambda it: float(_seconds(it.fact("time") or "0")))
PROCESS.prop("TotalProcessorTime")(lambda it: TimeSpan(_seconds(it.fact("time") or "0") * 10_000_000))
for _name in ("WorkingSet64", "WorkingSet", "WS"):
    PROCESS.prop(_name, "long")(lambda it: _kilobytes(it, "rss"))
for _name in ("VirtualMemorySize64", "VirtualMemorySize", "VM"):
    PROCESS.prop(_name, "long")(lambda it: _kilobytes(it, "vsz"))
PROCESS.prop("Responding", "bool")(lambda it: True)
PROCESS.method("Kill", returns="void")(lambda it: it.end())
PROCESS.method("Kill", "bool", returns="void")(lambda it, tree: it.end())
PROCESS.method("WaitForExit", returns="void")(lambda it: it.wait() and None)
PROCESS.method("WaitForExit", "int", returns="bool")(lambda it, milliseconds: it.wait(milliseconds / 1000))
PROCESS.method("Refresh", returns="void")(lambda it: setattr(it, "facts", None))
PROCESS.method("Dispose", returns="void")(lambda it: None)
PROCESS.method("Close", returns="void")(lambda it: None)
PROCESS.static("GetCurrentProcess", returns=PROCESS.full_name)(lambda: Process(os.getpid()))
PROCESS.static("GetProcesses")(lambda: make_array(all_processes(), PROCESS))
PROCESS.static("GetProcessesByName", "string")(
    lambda name: make_array([each for each in all_processes() if each.name.lower() == name.lower()], PROCESS)
)


@PROCESS.static("GetProcessById", "int", returns=PROCESS.full_name)
def _by_id(id: int) -> Process:
    found = find_process(id)
    if found is None:
        raise NetException("System.ArgumentException", f"Process with an Id of {id} is not running.")
    return found


GC = register(DotNetType("System.GC", base=OBJECT))


@GC.static("Collect", returns="void")
def _collect() -> None:
    gc.collect()


GC.static("WaitForPendingFinalizers", returns="void")(_collect)
