"""How a shell command writes objects: PowerShell's view to a terminal, JSON Lines with the service's data to a pipe."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Protocol

from ..declare.cmdlet import ALL_SETS, InSet, ParamSpec
from ..dotnet.model.enumerables import ByteArray
from ..dotnet.model.types import Value
from ..engine.session.services import OUTPUT_FORMATS
from ..engine.session.session import Session
from ..formatting.text import coloured, harmless, plain
from .environment import Environment

if TYPE_CHECKING:
    from ..formatting.output import Formatter

FLUSH_AT = 1 << 16  # bytes gathered before they are written to a pipe
PIPE_SIZE = 1 << 20

OUTPUT_FORMAT = ParamSpec(
    "OutputFormat",
    "string",
    {ALL_SETS: InSet()},
    enum=OUTPUT_FORMATS,
    help="The form of the output; without it a view on a terminal and JSON Lines elsewhere.",
    own=True,
)


class Writer(Protocol):
    def write(self, value: Value) -> None: ...

    def close(self) -> None: ...


def writer_for(env: Environment, session: Session, form: str | None) -> Writer:
    """The writer for the chosen form. Without a choice: the view on a terminal, JSON Lines elsewhere."""
    if form in (None, "Jsonl") and not (form is None and env.stdout_is_terminal):
        return JsonLines(env)
    if form is None:
        return View(env, session)
    return Rendered(env, session, form)


def widen_pipe(stream: BinaryIO) -> None:
    """Let a pipe hold more where the system allows it, so that its two processes change less often."""
    with suppress(ImportError, AttributeError, OSError, ValueError):  # not Linux, not a pipe, or a limit of the system
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(stream.fileno(), F_SETPIPE_SZ, PIPE_SIZE)


class JsonLines:
    """One line per object. A text is written as it is, and so are bytes."""

    def __init__(self, env: Environment) -> None:
        from ..formatting.json_lines import to_line

        self._to_line = to_line
        self._env = env
        self._gathered: list[bytes] = []
        self._size = 0
        widen_pipe(env.stdout)

    def write(self, value: Value) -> None:
        if value.__class__ is bytes or value.__class__ is ByteArray:
            self.flush()
            self._env.write(value)
            return
        if value is None:
            return
        self._gathered.append(self._to_line(value))
        self._size += len(self._gathered[-1])
        if self._size >= FLUSH_AT:
            self.flush()

    def flush(self) -> None:
        self._env.write(b"".join(self._gathered))
        self._gathered.clear()
        self._size = 0

    def close(self) -> None:
        self.flush()
        self._env.flush()


#: values that a view shows as their text, in every culture
_BARE = frozenset((str, int, bool))


class View:
    """PowerShell's view. On a terminal, control sequences in the text are shown and not obeyed, but for colours in
    texts that a script puts out (``of_script``)."""

    def __init__(self, env: Environment, session: Session, of_script: bool = False) -> None:
        self._env = env
        self._session = session
        self._safe: Callable[[str], str] = harmless if env.stdout_is_terminal else str
        if of_script:
            self._safe = self._of_script
        self._formatter: Formatter | None = None  # made for the first object that is not text: text needs no view

    def _of_script(self, text: str) -> str:
        host = self._session.host
        if self._env.stdout_is_terminal:
            return coloured(text, host.colour)
        return plain(text) if host.plain_text else text

    def _line(self, text: str) -> None:
        self._session.host.clear()
        self._env.write((self._safe(text) + "\n").encode(errors="replace"))
        self._env.flush()
        if self._session.host.transcripts:
            self._session.host.record(text + "\n")

    def write(self, value: Value) -> None:
        if value.__class__ is ByteArray:
            self._env.write(bytes(value))
        elif self._formatter is not None:
            self._formatter.write(value)
        elif value.__class__ in _BARE:
            self._line(str(value))
        else:
            from ..formatting.output import Formatter

            self._formatter = Formatter(self._env.width, self._line, self._session)
            self._formatter.write(value)

    def flush(self) -> None:
        """Write what is buffered, before another stream writes."""
        self._env.flush()

    def settle(self) -> None:
        """Also write the rows of a table that waits for more, because a question or a program comes next."""
        if self._formatter is not None:
            self._formatter.settle()
        self._env.flush()

    def close(self) -> None:
        if self._formatter is not None:
            self._formatter.close()
        self._env.flush()


class Rendered:
    """One of the forms of `-OutputFormat` that are lines of text."""

    def __init__(self, env: Environment, session: Session, form: str) -> None:
        from ..formatting.render import line_writer

        self._env = env
        self._inner = line_writer(form, session, self._line)

    def _line(self, text: str) -> None:
        if self._env.stdout_is_terminal:
            text = harmless(text)
        self._env.write((text + "\n").encode())

    def write(self, value: Value) -> None:
        self._inner.write(value)

    def close(self) -> None:
        self._inner.close()
        self._env.flush()
