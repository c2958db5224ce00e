"""What every Out-* cmdlet does: format instructions, or objects that are formatted by default, become lines of text.

`format_objects` gives the text of objects at once; a `Formatter` writes it while they come.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..dotnet.model.types import Value
from ..errors import terminating
from .custom import FreeForm
from .fitting import Painted
from .formatter import FormatCommand
from .instructions import (
    FormatData,
    FormatEndData,
    FormatEntryData,
    FormatStartData,
    GroupEndData,
    GroupStartData,
    Layout,
    Page,
    RawText,
)
from .list import ListFields, write_list
from .parameters import FormatParameters
from .text import plain, write_tokens
from .values import ENUMERATION_LIMIT

if TYPE_CHECKING:
    from ..engine.session.session import Session

PATIENCE = 0.3  # seconds that a table on a terminal waits for rows to size its columns by
MOST_ROWS = 1000  # rows that it waits for at most: they are held in memory
UNLIMITED = 1 << 31  # the width of text that is not laid out for a terminal


class OutCommand:
    """Writes lines through ``write``. A table without fixed widths waits for rows, to size its columns by them.

    ``patience`` is how many seconds it waits for more rows before it lays out those that it has; None: for all.
    """

    def __init__(
        self,
        width: int | None,
        write: Callable[[str], None],
        table_width: int = 120,
        limit: int = ENUMERATION_LIMIT,
        patience: float | None = None,
        fit: bool = False,
    ) -> None:
        self.page = Page(UNLIMITED, table_width, self._write) if width is None else Page(width, width, self._write)
        self.write_raw = write
        self.patience = patience
        self._default = FormatCommand(self._take, parameters=FormatParameters(fit=fit), limit=limit)
        self._waiting: list[FormatData] = []
        self._sizing = False  # a document asked for widths by content; later ones get them as well
        self._holding = False
        self._hurry = True  # more patience makes a better table only; -AutoSize waits for all rows
        self._since = 0.0
        self._sized: FormatStartData | None = None  # the document that is being held back
        self._measured: Any = None  # the room that the entries of the group need
        self._state = "reset"
        self._start: FormatStartData | None = None
        self._layout: Layout | None = None

    def process(self, value: Value) -> None:
        """Take an object or a format instruction."""
        if value is None:
            return
        if isinstance(value, FormatData):
            self._take(value)
        else:
            self._default.process(value)

    def end(self) -> None:
        """Write what is waiting and close what is open."""
        self._default.end()
        self._holding = False
        waiting, self._waiting = self._waiting, []
        for data in waiting:
            self._emit(data)

    # -- the order of instructions, and holding back --------------------------------------------------------------

    def _take(self, data: Value) -> None:
        self._check_order(data)
        if isinstance(data, FormatStartData) and (data.auto_size or data.shape.sized_by_rows):
            self._sizing = True
            self._hurry = not data.auto_size
        if not self._sizing:
            self._emit(data)
            return
        if isinstance(data, FormatStartData):
            self._sized = data
        if not self._holding and isinstance(data, GroupStartData):
            self._holding, self._since = True, time.monotonic()
            self._waiting.append(data)
            return
        if not self._holding:
            self._emit(data)
            return
        self._waiting.append(data)
        if isinstance(data, GroupEndData) or self._out_of_patience():
            self.settle()

    def settle(self) -> None:
        """Lay out and write the rows that are held back."""
        if not self._holding:
            return
        self._holding = False
        self._measure()
        waiting, self._waiting = self._waiting, []
        for waited in waiting:
            self._emit(waited)

    def _out_of_patience(self) -> bool:
        if self.patience is None or not self._hurry:
            return False
        return len(self._waiting) > MOST_ROWS or time.monotonic() - self._since > self.patience

    def _check_order(self, data: Value) -> None:
        """Refuse instructions that are out of order. A new document closes one that was left open."""
        expected = "reset"
        after = self._state
        if isinstance(data, FormatEntryData):
            if data.out_of_band:
                return
            expected = "group"
        elif isinstance(data, FormatStartData):
            if self._state == "group":
                self.end()
            after = "document"
        elif isinstance(data, FormatEndData):
            expected, after = "document", "reset"
        elif isinstance(data, GroupStartData):
            expected, after = "document", "group"
        elif isinstance(data, GroupEndData):
            expected, after = "group", "document"
        if self._state != expected:
            raise terminating(
                "ConsoleLineOutputOutOfSequencePacket",
                f"{data} came out of order; the output of a Format-* cmdlet must be passed on as it is.",
                "InvalidData",
                None,
                "System.InvalidOperationException",
            )
        self._state = after

    def _measure(self) -> None:
        """Measure the waiting entries for the layout of their group."""
        start = self._sized
        if start is None:
            return
        entries = [d.entry for d in self._waiting if isinstance(d, FormatEntryData) and not d.out_of_band]
        self._measured = start.shape.measure(entries)

    # -- writing ----------------------------------------------------------------------------------------------------

    def _write(self, line: str) -> None:
        self.write_raw(line if line.__class__ is Painted else plain(line))

    def _emit(self, data: FormatData) -> None:
        if isinstance(data, FormatEntryData):
            if data.out_of_band:
                self._write_alone(data)
            elif self._layout is not None:
                self._layout.write(data.entry)
        elif isinstance(data, FormatStartData):
            self._start = data
            self._write("")
        elif isinstance(data, FormatEndData):
            if self._start is None or self._start.shape.ends_with_blank:
                self._write("")
            self._start = None
        elif isinstance(data, GroupStartData):
            self._open_group(data)
        elif isinstance(data, GroupEndData) and self._layout is not None:
            self._layout.end()

    def _open_group(self, data: GroupStartData) -> None:
        measured, self._measured = self._measured, None
        self._layout = self._start.shape.layout(self.page, measured) if self._start is not None else None
        if data.header is not None:
            write_tokens(data.header, self.page.width, self._write)
            self._write("")
        if self._layout is not None:
            self._layout.begin()

    def _write_alone(self, data: FormatEntryData) -> None:
        entry = data.entry
        if isinstance(entry, RawText):
            self.write_raw(entry.text)
        elif isinstance(entry, FreeForm):
            write_tokens(entry.tokens, UNLIMITED, self._write)
        elif isinstance(entry, ListFields):
            self._write("")
            write_list([(label, plain(value)) for label, value in entry.fields], self.page.width, self._write)
            self._write("")


def enumeration_limit(session: Session | None) -> int:
    """How many items of a collection one cell shows: the global ``$FormatEnumerationLimit``."""
    if session is not None:
        found = session.globals.variables.get("formatenumerationlimit")
        if found is not None and type(found.value) is int:
            return found.value
    return ENUMERATION_LIMIT


def format_objects(objects: Iterable[Value], width: int | None = 120, session: Session | None = None) -> str:
    """What ``Out-String -Width`` returns for the objects. With a width of None only the lines of tables are broken."""
    lines: list[str] = []
    command = OutCommand(
        width, lines.append, table_width=session.host.width if session else 120, limit=enumeration_limit(session)
    )
    for value in objects:
        command.process(value)
    command.end()
    lines.append("")
    return "\n".join(lines)


class Formatter:
    """Writes objects as lines of text while they come; ``close`` writes what is waiting.

    ``write`` gets each line without its end. For a terminal pass its text through `harmless` there.
    """

    def __init__(
        self,
        width: int,
        write: Callable[[str], None],
        session: Session | None = None,
        patience: float | None = PATIENCE,
        fit: bool = False,
    ) -> None:
        self._command = OutCommand(width, write, limit=enumeration_limit(session), patience=patience, fit=fit)

    def write(self, value: Value) -> None:
        self._command.process(value)

    def settle(self) -> None:
        """Write the rows that wait; more may come."""
        self._command.settle()

    def close(self) -> None:
        self._command.end()
