"""Objects as text lines in a named form: Jsonl, Json, Csv, Table or List; one at a time, holding none back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from ..dotnet.model.types import Value
from ..engine.session.session import Session


class LineWriter(Protocol):
    def write(self, value: Value) -> None: ...

    def close(self) -> None: ...


def line_writer(form: str, session: Session, line: Callable[[str], None]) -> LineWriter:
    """A writer that hands each line of ``form`` to ``line`` as soon as it is known."""
    if form == "Jsonl":
        return _JsonLines(line)
    if form == "Json":
        return _JsonArray(line)
    if form == "Csv":
        from .csv_out import CsvWriter

        return CsvWriter(line)
    from . import Formatter
    from .shaped import shaped

    return shaped(form, Formatter(session.host.width, line, session))


def render(session: Session, objects: Iterable[Value], form: str) -> Iterator[str]:
    """The lines of objects in a form, pulled one after the other."""
    waiting: list[str] = []
    writer = line_writer(form, session, waiting.append)
    for value in objects:
        writer.write(value)
        yield from waiting
        waiting.clear()
    writer.close()
    yield from waiting


class _JsonLines:
    def __init__(self, line: Callable[[str], None]) -> None:
        from .json_lines import to_line

        self._to_line = to_line
        self._line = line

    def write(self, value: Value) -> None:
        self._line(self._to_line(value).decode().rstrip("\n"))

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
        self._held = self._to_line(value).decode().rstrip("\n")

    def close(self) -> None:
        if self._held is not None:
            self._line(self._held)
            self._line("]")
        else:
            self._line("[]")
