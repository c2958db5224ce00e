"""How a shell command writes objects: PowerShell's view to a terminal, JSON Lines with the service's data to a pipe."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from ..credentials import SecureString
from ..declare.cmdlet import ALL_SETS, InSet, ParamSpec
from ..declare.validators import ValidateNotNullOrEmpty
from ..dotnet.model.enumerables import ByteArray
from ..dotnet.model.types import Value
from ..dotnet.text.utf16 import utf8
from ..engine.session.services import FLAT_FORMS, OUTPUT_FORMATS
from ..engine.session.session import Session
from ..engine.session.streams import FlowingText
from ..engine.values.objects import PSObject, kind_of
from ..errors import ExitCode, UsageError, terminating
from ..formatting.text import Header, coloured, harmless, plain
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
PROPERTY = ParamSpec(
    "Property",
    "string[]",
    {ALL_SETS: InSet()},
    validators=(ValidateNotNullOrEmpty(),),  # an unset variable of the shell would show everything
    help="The properties to show, in any form of output; id,request_counts.total shows one inside of another.",
    own=True,
)
SAFE_CSV = ParamSpec(
    "SafeCsv",
    "switch",
    {ALL_SETS: InSet()},
    help="In CSV and TSV, put an apostrophe before texts that a spreadsheet would run as formulas.",
    own=True,
)


_BINARY = "This is binary content and not text. Give a file's name with -OutFile, or pipe it into a program or a file."
_SECRET = "A secret is not written into a pipe or a file. Get-Secret -AsPlainText gives its text."


class Writer(Protocol):
    def write(self, value: Value) -> None: ...

    def settle(self) -> None:
        """Write what is held back: nothing more comes for now."""

    def close(self) -> None: ...


def writer_for(
    env: Environment,
    session: Session,
    form: str | None,
    before: Callable[[], None] | None = None,
    properties: Sequence[str] | None = None,
    safe_csv: bool = False,
    went_well: Callable[[], bool] = lambda: True,
) -> Writer:
    """The writer for the chosen form, or for ``View``. Without a choice: the view on a terminal, JSON Lines elsewhere.

    ``before`` is called before anything is written to a terminal: it removes a progress line. ``properties`` are what
    -Property asks for; on a terminal they are the columns of a table. ``safe_csv`` is -SafeCsv. If all
    ``went_well`` and nothing came, CSV has its header alone, as far as it is known. Raises UsageError for Parquet on a
    terminal.
    """

    def header() -> Sequence[str]:
        columns = list(session.mode.columns)
        return [*columns, *(name for name in properties or () if name not in columns)] if went_well() else ()

    out = Output(env, before)
    if form is None:
        form = "Jsonl" if not env.stdout_is_terminal else "Table" if properties else "View"
    writer: Writer
    if form == "Parquet":
        return ParquetFile(out, properties or ())
    if form == "View":
        writer = View(out, session)
    else:
        writer = JsonLines(out) if form == "Jsonl" else Rendered(out, session, form, safe_csv, header)
    if properties or form in FLAT_FORMS or form in ("View", "Table"):
        from ..openai.columns import chooser

        unmet: set[str] = set()
        choose = chooser(form, properties, unmet)
        if choose is not None:
            return Chosen(writer, choose, unmet, session)
    return writer


def widen_pipe(stream: BinaryIO) -> None:
    """Let a pipe hold more where the system allows it, so that its two processes change less often."""
    with suppress(ImportError, AttributeError, OSError, ValueError):  # not Linux, not a pipe, or a limit of the system
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(stream.fileno(), F_SETPIPE_SZ, PIPE_SIZE)


class Output:
    """Standard output as the writers use it. Whatever else comes, a text that flows has its line ended first."""

    def __init__(self, env: Environment, before: Callable[[], None] | None = None) -> None:
        self.env = env
        self.is_terminal = env.stdout_is_terminal
        self._before = before if self.is_terminal or env.stdout_is_pipe else None
        self.safe: Callable[[str], str] = harmless if self.is_terminal else str
        self.colour = env.use_color(self.is_terminal)
        self._is_open = False  # a text flows, and its line has not ended
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if self._is_open:
            self.end_line()
        if self._before is not None:
            self._before()
        self.env.write(data)

    def content(self, data: bytes | bytearray | memoryview) -> None:
        """Write bytes as they are; on a terminal as text whose control sequences are shown and not obeyed.

        Raises TerminatingError for what is no text on a terminal.
        """
        if not self.is_terminal:
            self.write(data)
            return
        data = bytes(data)
        if b"\0" in data:
            raise terminating("BinaryOnTerminal", _BINARY, "InvalidOperation", exit_code=ExitCode.USAGE)
        self.write(self.safe(self._decoder.decode(data)).encode(errors="replace"))

    def line(self, text: str) -> None:
        """Write a line of text; on a terminal its control sequences are shown and not obeyed."""
        spans = getattr(text, "spans", None)  # of a `Painted` line
        text = self._painted(text, spans) if spans and self.colour else self.safe(text)
        self.write(utf8(text + "\n"))

    def styled(self, text: str, style: str) -> None:
        """Write a line of text in a style."""
        self.write(utf8(f"{style}{self.safe(text)}\x1b[0m\n"))

    def _painted(self, line: str, spans: Sequence[tuple[int, int, str]]) -> str:
        """A line with its colours."""
        parts: list[str] = []
        at = 0
        for start, end, colour in spans:
            parts += [self.safe(line[at:start]), f"\x1b[{colour}m", self.safe(line[start:end]), "\x1b[0m"]
            at = end
        return "".join([*parts, self.safe(line[at:])])

    def flow(self, text: FlowingText) -> None:
        """Write a piece of a text at once."""
        if not text:
            return
        if self._before is not None and not self._is_open:
            self._before()
        shown = harmless(text) if self.is_terminal else text  # a model wrote it: not even its colours are obeyed
        self.env.write(utf8(shown))
        self.env.flush()
        self._is_open = not text.endswith("\n")

    def end_line(self) -> None:
        """End the line of a text that flows."""
        if self._is_open:
            self._is_open = False
            self.env.write(b"\n")

    def close(self) -> None:
        self.end_line()
        self.env.flush()


#: content of the service as it came; a memoryview is a part of a larger block
_CONTENT = frozenset((bytes, memoryview, ByteArray))


class JsonLines:
    """One line per object. A text is written as it is, and so are bytes."""

    def __init__(self, out: Output) -> None:
        from ..formatting.json_lines import to_line
        from ..openai.piped import with_carried

        self._to_line = to_line
        self._with_carried = with_carried
        self._out = out
        self._gathered: list[bytes] = []
        self._size = 0
        widen_pipe(out.env.stdout)

    def write(self, value: Value) -> None:
        if value.__class__ in _CONTENT:
            self.flush()
            self._out.content(value)
            return
        if value.__class__ is FlowingText:
            self.flush()
            self._out.flow(value)
            return
        if value is None:
            return
        if isinstance(value, SecureString):
            raise terminating("SecretNotWritten", _SECRET, "InvalidOperation", exit_code=ExitCode.USAGE)
        line = self._to_line(value)
        if value.__class__ is PSObject:
            line = self._with_carried(line, value)
        self._gathered.append(line)
        self._size += len(line)
        if self._size >= FLUSH_AT:
            self.flush()

    def flush(self) -> None:
        if self._gathered:
            self._out.content(b"".join(self._gathered))
            self._gathered.clear()
            self._size = 0

    def settle(self) -> None:
        self.flush()
        self._out.env.flush()

    def close(self) -> None:
        self.flush()
        self._out.close()


class Chosen:
    """Writes rows of the objects instead of the objects. ``unmet`` has the columns that no object has."""

    def __init__(self, writer: Writer, choose: Callable[[Value], Value], unmet: set[str], session: Session) -> None:
        self._writer = writer
        self._choose = choose
        self._unmet = unmet
        self._session = session
        self._has_rows = False

    def write(self, value: Value) -> None:
        self._has_rows = True
        self._writer.write(self._choose(value))

    def settle(self) -> None:
        self._writer.settle()

    def close(self) -> None:
        self._writer.close()
        if self._has_rows and self._unmet:
            names = ", ".join(sorted(self._unmet))
            self._session.streams.warning(f"-Property: no object has {names}; such cells are empty.")


class Totals:
    """Counts the batches that are shown, for a line under their table."""

    def __init__(self) -> None:
        self._states: dict[str, int] = {}

    def add(self, value: Value) -> None:
        if value.__class__ is not PSObject or kind_of(value) != "PSOpenAI.Batch":
            return
        state = str(value._props.get("status") or "in an unknown state")
        self._states[state] = self._states.get(state, 0) + 1

    @property
    def line(self) -> str | None:
        """``3 batches: 2 completed, 1 failed``; None for less than two."""
        count = sum(self._states.values())
        if count < 2:
            return None
        states = sorted(self._states.items(), key=lambda state: -state[1])
        return f"{count:,} batches: " + ", ".join(f"{number:,} {state}" for state, number in states)


#: values that a view shows as their text, in every culture
_BARE = frozenset((str, int, bool))


class View:
    """PowerShell's view. On a terminal, control sequences in the text are shown and not obeyed, but for colours in
    texts that a script puts out (``of_script``)."""

    def __init__(self, out: Output, session: Session, of_script: bool = False) -> None:
        self._out = out
        self._session = session
        self._fits = not of_script
        self._totals = Totals() if out.is_terminal and not of_script else None
        if of_script:
            out.safe = self._of_script
        self._formatter: Formatter | None = None  # made for the first object that is not text: text needs no view

    def _of_script(self, text: str) -> str:
        host = self._session.host
        if self._out.is_terminal:
            return coloured(text, host.colour)
        return plain(text) if host.plain_text else text

    def _line(self, text: str) -> None:
        style = self._header_style() if text.__class__ is Header else ""
        if style:
            self._out.styled(text, style)
        else:
            self._out.line(text)
        self._out.env.flush()
        if self._session.host.transcripts:
            self._session.host.record(text + "\n")

    def _header_style(self) -> str:
        """The control sequence for the headers of tables; none where there are no colours."""
        if not (self._out.colour if self._fits else self._session.host.colour):
            return ""
        style: Any = self._session.get_variable("PSStyle")
        return str(style.formatting.values["tableheader"] or "")

    def write(self, value: Value) -> None:
        if self._totals is not None:
            self._totals.add(value)
        if value.__class__ is ByteArray:
            self._out.content(value)
        elif value.__class__ is FlowingText:
            self._out.flow(value)
            self._session.host.record(value)
        elif self._formatter is not None:
            self._formatter.write(value)
        elif value.__class__ in _BARE:
            self._line(str(value))
        else:
            from ..formatting.output import Formatter

            self._formatter = Formatter(self._out.env.width, self._line, self._session, fit=self._fits)
            self._formatter.write(value)

    def flush(self) -> None:
        """Write what is buffered, before another stream writes."""
        self._out.env.flush()

    def settle(self) -> None:
        """Also write the rows of a table that waits for more: something else comes next, or nothing for now."""
        if self._formatter is not None:
            self._formatter.settle()
        self._out.env.flush()

    def close(self) -> None:
        if self._formatter is not None:
            self._formatter.close()
        if self._totals is not None and self._totals.line is not None:
            self._out.line(self._totals.line)
        self._out.close()


class Rendered:
    """One of the forms of `-OutputFormat` that are lines of text."""

    def __init__(
        self,
        out: Output,
        session: Session,
        form: str,
        safe_csv: bool = False,
        header: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        from ..formatting.render import line_writer

        self._out = out
        line = out.line if out.is_terminal else self._gather
        self._inner = line_writer(form, session, line, fit=True, safe_csv=safe_csv, header=header)
        self._gathered: list[str] = []
        self._size = 0

    def write(self, value: Value) -> None:
        self._inner.write(value)

    def _gather(self, text: str) -> None:
        self._gathered.append(text)
        self._size += len(text)
        if self._size >= FLUSH_AT:
            self._flush()

    def _flush(self) -> None:
        if self._gathered:
            self._out.write(utf8("\n".join((*self._gathered, ""))))
            self._gathered.clear()
            self._size = 0

    def settle(self) -> None:
        self._flush()
        self._out.env.flush()

    def close(self) -> None:
        self._inner.close()
        self._flush()
        self._out.close()


class ParquetFile:
    """A Parquet file on standard output, for a pipe or a file; what is no object of the service is refused.

    Results of batches leave in blocks of rows, everything else at the end.
    """

    def __init__(self, out: Output, properties: Sequence[str]) -> None:
        if out.is_terminal:
            raise UsageError("Parquet is not text for a terminal: add > file.parquet, or give -OutFile file.parquet.")
        from ..openai.tables import MissingLibraryError, ParquetWriter

        self._out = out
        try:
            self._inner = ParquetWriter(_Sink(out), properties)
        except MissingLibraryError as error:
            raise UsageError(f"-OutputFormat Parquet: {error}.") from error

    def write(self, value: Value) -> None:
        if isinstance(value, SecureString):
            raise terminating("SecretNotWritten", _SECRET, "InvalidOperation", exit_code=ExitCode.USAGE)
        if value is not None:
            self._inner.write(value)

    def settle(self) -> None:
        """Rows wait for others: a block of them is written at once."""

    def close(self) -> None:
        self._inner.close()
        self._out.close()


class _Sink:
    """Standard output as pyarrow writes to it: it only goes forward."""

    closed = False

    def __init__(self, out: Output) -> None:
        self._out = out
        self._at = 0

    def write(self, data: bytes) -> int:
        self._out.write(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        return None

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        return None
