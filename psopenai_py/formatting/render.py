"""Objects as lines of text in a form given by name: Jsonl, Json, Csv, Tsv, Table or List; object by object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from ..dotnet.model.types import Value
from ..engine.session.session import Session
from .csv_out import Header, RowWriter, csv_line, tsv_line
from .json_lines import to_line


class LineWriter(Protocol):
    def write(self, value: Value) -> None: ...

    def close(self) -> None: ...


def line_writer(
    form: str,
    session: Session,
    line: Callable[[str], None],
    fit: bool = False,
    safe_csv: bool = False,
    header: Header | None = None,
) -> LineWriter:
    """A writer for ``form`` that passes each line to ``line`` as soon as it is complete.

    ``fit``: tables fit the width of the session's host, and are not laid out as PowerShell lays them out. ``safe_csv``:
    cells that a spreadsheet would run as formulas are defused. ``header``: the columns of CSV if no object comes.
    """
    if form == "Jsonl":
        return _JsonLines(line)
    if form == "Json":
        return _JsonArray(line)
    if form in ("Csv", "Tsv"):
        return RowWriter(line, csv_line if form == "Csv" else tsv_line, safe_csv, header)
    return _Shaped(form, session, line, fit)


def render(
    session: Session, objects: Iterable[Value], form: str, safe_csv: bool = False, header: Header | None = None
) -> Iterator[str]:
    """The lines of objects in a form, one after the other, in constant memory."""
    waiting: list[str] = []
    writer = line_writer(form, session, waiting.append, safe_csv=safe_csv, header=header)
    for value in objects:
        writer.write(value)
        yield from waiting
        waiting.clear()
    writer.close()
    yield from waiting


class _JsonLines:
    def __init__(self, line: Callable[[str], None]) -> None:
        self._line = line

    def write(self, value: Value) -> None:
        self._line(to_line(value).decode().rstrip("\n"))

    def close(self) -> None:
        return None


class _JsonArray(_JsonLines):
    """One JSON array, an element a line."""

    _held: str | None = None
    _begun = False

    def write(self, value: Value) -> None:
        if self._held is not None:
            self._line(self._held + ",")
        elif not self._begun:
            self._line("[")
        self._begun = True
        self._held = to_line(value).decode().rstrip("\n")

    def close(self) -> None:
        if self._held is not None:
            self._line(self._held)
            self._line("]")
        else:
            self._line("[]")


class _Shaped:
    """Every object as Format-Table or Format-List shows it, whatever its default view."""

    def __init__(self, form: str, session: Session, line: Callable[[str], None], fit: bool) -> None:
        from .formatter import FormatCommand  # noqa: PLC0415 (JSON and CSV need no views)
        from .output import Formatter  # noqa: PLC0415 (likewise)
        from .parameters import FormatParameters  # noqa: PLC0415 (likewise)

        self._formatter = Formatter(session.host.width, line, session)
        self._command = FormatCommand(self._formatter.write, form.lower(), FormatParameters(fit=fit))

    def write(self, value: Value) -> None:
        self._command.process(value)

    def close(self) -> None:
        self._command.end()
        self._formatter.close()
