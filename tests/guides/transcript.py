"""A guide's blocks, and the sessions that run them."""

from __future__ import annotations

import doctest
import errno
import fcntl
import os
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

import pyte

from psopenai_py import Shell
from psopenai_py.formatting.views.errors import error_text

COLUMNS = 80
_BLOCK = re.compile(r"^(?P<indent> *)```(?P<head>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```\s*$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'title="([^"]+)"')
_TIME_LIMIT = 120  # seconds; only a hanging command meets it


@dataclass
class Block:
    """A fenced block: its language, the name of the file that it is, its text, and the line where it begins."""

    language: str
    title: str | None
    text: str
    line: int


@dataclass
class Step:
    """What is typed, what is seen then, and the line of the guide."""

    typed: str
    seen: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(text):
        language, _, rest = found["head"].strip().partition(" ")
        title = _TITLE.search(rest)
        indent = found["indent"]
        lines = [line.removeprefix(indent) for line in found["text"].splitlines(keepends=True)]
        yield Block(language, title[1] if title else None, "".join(lines), text.count("\n", 0, found.start()) + 2)


def steps(block: Block, prompt: str, continuation: str) -> list[Step]:
    """The steps of a transcript."""
    found: list[Step] = []
    for offset, line in enumerate(block.text.splitlines()):
        if line.startswith(prompt):
            found.append(Step(line.removeprefix(prompt), "", block.line + offset))
        elif found and not found[-1].seen and line.startswith(continuation):
            found[-1].typed += "\n" + line.removeprefix(continuation)
        else:
            assert found, f"line {block.line + offset}: a transcript begins with {prompt!r}"
            found[-1].seen += line + "\n"
    return found


def same(seen: str, expected: str) -> bool:
    """Whether a person would call them the same: ``...`` is any text, blank lines at the ends do not count.

    Where there is a ``...`` line breaks may stand elsewhere: they depend on how long the text in its place is.
    """
    got, want = (_trimmed(text) for text in (seen, expected))
    flags = doctest.ELLIPSIS | (doctest.NORMALIZE_WHITESPACE if "..." in want else 0)
    return doctest.OutputChecker().check_output(want, got, flags)


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()).strip("\n") + "\n"


class Session(Protocol):
    """Something that runs what is typed after a prompt."""

    language: ClassVar[str]
    prompt: ClassVar[str]
    continuation: ClassVar[str]

    def __init__(self, folder: Path, environ: dict[str, str]) -> None: ...

    def run(self, typed: str) -> str:
        """What is seen then."""
        ...

    def close(self) -> None: ...


class Console:
    """bash on a terminal: each command has a terminal of its own, and the folder and the exported variables go on."""

    language, prompt, continuation = "console", "$ ", "> "

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.folder = folder
        self._environ = {**environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": str(COLUMNS), "PAGER": "cat"}
        self._state = folder.parent / f"{folder.name}.state"
        self._state.write_text(f"cd '{folder}'\n")

    def run(self, typed: str) -> str:
        script = f'. "{self._state}"\n{typed}\n{{ export -p; printf "cd %q\\n" "$PWD"; }} > "{self._state}"\n'
        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
        child = subprocess.Popen(
            ["bash", "-c", script],
            cwd=self.folder, env=self._environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        limit = threading.Timer(_TIME_LIMIT, lambda: os.killpg(child.pid, signal.SIGKILL))
        limit.start()
        try:
            data = b"".join(iter(lambda: _read(ours), b""))
            child.wait(_TIME_LIMIT)
        finally:
            limit.cancel()
            os.close(ours)
            child.kill()
            child.wait()
        screen = pyte.Screen(COLUMNS, data.count(b"\n") + len(data) // COLUMNS + 2)
        pyte.ByteStream(screen).feed(data)
        return "\n".join(screen.display)

    def close(self) -> None:
        self._state.unlink()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError as error:
        if error.errno == errno.EIO:  # the other end is closed
            return b""
        raise


class Prompt:
    """The interactive shell, without its terminal: what a line shows."""

    language, prompt, continuation = "powershell", "PS> ", ">> "

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self._before = os.getcwd()  # a session's location is that of the process
        self.shell = Shell(width=COLUMNS, environ=environ)
        self.shell.run(f"Set-Location -LiteralPath '{folder}'")

    def run(self, typed: str) -> str:
        result = self.shell.run(typed)
        parts = [*(f"WARNING: {warning}" for warning in result.warnings), *map(str, result.information)]
        parts.append(self.shell.format(result.output))
        ended = [result.terminated_by] if result.terminated_by is not None else []
        parts += [error_text(record, COLUMNS) for record in [*result.errors, *ended]]
        return "\n".join(part for part in parts if part)

    def close(self) -> None:
        self.shell.close()
        os.chdir(self._before)


class Python:
    """Python's prompt, in a process of its own: ``python -i`` without its prompts."""

    language, prompt, continuation = "pycon", ">>> ", "... "
    _END = "-- end of step --"

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-W", "error", "-i", "-q", "-c", "import sys; sys.ps1 = sys.ps2 = ''"],
            cwd=folder, env={**environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "PYTHON_BASIC_REPL": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def run(self, typed: str) -> str:
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.write(f"{typed}\n{chr(10) if chr(10) in typed else ''}print({self._END!r})\n")
        self._child.stdin.flush()
        lines: list[str] = []
        for line in self._child.stdout:
            if line.rstrip() == self._END:
                break
            lines.append(line)
        return "".join(lines)

    def close(self) -> None:
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.close()
        self._child.wait(_TIME_LIMIT)
        self._child.stdout.close()
