"""``ProcessStartInfo``, and processes that a script starts with it: their pipes as readers and a writer of text."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from contextlib import suppress
from typing import IO

from ...errors import NetException
from ..collections.dictionaries import Hashtable
from ..collections.lists import GenericList
from ..io.text_io import StreamReader, StreamWriter, TextReader, TextWriter
from ..model.core import OBJECT
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from .process import PROCESS, Child, Process, split_words


class StartInfo:
    """What to start, and how."""

    def __init__(self, file_name: str = "", arguments: str = "") -> None:
        self.filename = file_name
        self.arguments = arguments
        self.argumentlist = GenericList(get_type("System.Collections.ObjectModel.Collection[string]"), [])
        self.workingdirectory = ""
        self.redirectstandardinput = False
        self.redirectstandardoutput = False
        self.redirectstandarderror = False
        self.environment = Hashtable(dict(os.environ), case_sensitive=os.name != "nt")
        # of no effect here
        self.useshellexecute = False
        self.createnowindow = False
        self.windowstyle: Value = None
        self.verb = ""
        self.standardoutputencoding: Value = None
        self.standarderrorencoding: Value = None

    def start(self) -> Child:
        if not self.filename:
            raise NetException("System.InvalidOperationException", "FileName names no program.")
        program = self.filename if "/" in self.filename else shutil.which(self.filename) or self.filename
        words = [str(each) for each in self.argumentlist] or split_words(self.arguments)
        pipe = subprocess.PIPE
        try:
            return Child(
                [program, *words],
                cwd=self.workingdirectory or None,
                env={str(name): str(value) for name, value in self.environment.items() if value is not None},
                stdin=pipe if self.redirectstandardinput else None,
                stdout=pipe if self.redirectstandardoutput else None,
                stderr=pipe if self.redirectstandarderror else None,
            )
        except OSError as error:
            text = f"{self.filename} cannot be started: {error.strerror}."
            raise NetException("System.ComponentModel.Win32Exception", text) from error


class PipeReader(StreamReader):
    """The output of a process. It is read as it comes, so that no pipe fills up while the script waits for another."""

    __slots__ = ("_gathered", "_thread")

    def __init__(self, pipe: IO[bytes]) -> None:
        TextReader.__init__(self, self._all)
        self._gathered: list[bytes] = []
        self._thread = threading.Thread(target=self._gather, args=(pipe,), name="psopenai-pipe", daemon=True)
        self._thread.start()

    def _gather(self, pipe: IO[bytes]) -> None:
        with pipe:
            while block := pipe.read1(1 << 16):  # type: ignore[attr-defined]
                self._gathered.append(block)

    def _all(self) -> str:
        self._thread.join()
        return b"".join(self._gathered).decode(errors="replace")


class PipeWriter(StreamWriter):
    """The input of a process."""

    __slots__ = ("_pipe",)

    def __init__(self, pipe: IO[bytes]) -> None:
        TextWriter.__init__(self)
        self._pipe = pipe

    def put(self, text: str) -> None:
        try:
            self._pipe.write(text.encode())
            self._pipe.flush()
        except (OSError, ValueError) as error:
            raise NetException("System.IO.IOException", f"The process reads no more: {error}.") from error

    def flush(self) -> None:
        """Each text is written at once."""

    def close(self) -> None:
        with suppress(OSError):
            self._pipe.close()


def _started(info: StartInfo, into: Process | None = None) -> Process:
    child = info.start()
    made = into if into is not None else Process(0)
    made.id, made.child, made.facts, made.info = child.pid, child, None, info
    made.pipes = (
        None if child.stdin is None else PipeWriter(child.stdin),
        None if child.stdout is None else PipeReader(child.stdout),
        None if child.stderr is None else PipeReader(child.stderr),
    )
    return made


def _info_of(process: Process) -> StartInfo:
    if process.info is None:
        process.info = StartInfo()
    found = process.info
    assert isinstance(found, StartInfo)
    return found


def _pipe(process: Process, at: int, name: str) -> Value:
    found = process.pipes[at] if process.pipes else None
    if found is None:
        raise NetException("System.InvalidOperationException", f"{name} is not redirected, or the process not started.")
    return found


INFO = register(DotNetType("System.Diagnostics.ProcessStartInfo", python=StartInfo, base=OBJECT))
for _name, _type in (
    ("FileName", "string"), ("Arguments", "string"), ("WorkingDirectory", "string"), ("Verb", "string"),
    ("RedirectStandardInput", "bool"), ("RedirectStandardOutput", "bool"), ("RedirectStandardError", "bool"),
    ("UseShellExecute", "bool"), ("CreateNoWindow", "bool"), ("WindowStyle", "object"),
    ("StandardOutputEncoding", "object"), ("StandardErrorEncoding", "object"),
):  # fmt: skip
    INFO.prop(_name, _type)(lambda info, name=_name: getattr(info, name.lower()))
    INFO.setter(_name)(lambda info, new, name=_name: setattr(info, name.lower(), new))
INFO.prop("ArgumentList")(lambda info: info.argumentlist)
for _name in ("Environment", "EnvironmentVariables"):
    INFO.prop(_name)(lambda info: info.environment)
INFO.constructor()(StartInfo)
INFO.constructor("string")(StartInfo)
INFO.constructor("string", "string")(StartInfo)

PROCESS.constructor()(lambda: Process(0))
PROCESS.prop("StartInfo", INFO.full_name)(_info_of)
PROCESS.setter("StartInfo")(lambda process, new: setattr(process, "info", new))
PROCESS.method("Start", returns="bool")(lambda process: _started(_info_of(process), process) is process)
PROCESS.static("Start", INFO.full_name, returns=PROCESS.full_name)(_started)
PROCESS.static("Start", "string", returns=PROCESS.full_name)(lambda name: _started(StartInfo(name)))
PROCESS.static("Start", "string", "string", returns=PROCESS.full_name)(
    lambda name, words: _started(StartInfo(name, words))
)
for _at, _name in enumerate(("StandardInput", "StandardOutput", "StandardError")):
    PROCESS.prop(_name)(lambda process, at=_at, name=_name: _pipe(process, at, name))
