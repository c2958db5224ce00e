"""What every Out-* cmdlet does: format instructions, or objects that are formatted by default, become lines of text."""

from __future__ import annotations

import time
from collections.abc import Callable

from ..dotnet.model.types import Value
from ..errors import terminating
from .cells import cells, plain
from .columns import items_per_row
from .complex_writer import write_tokens
from .entries import (
    FormatData,
    FormatEndData,
    FormatEntryData,
    FormatStartData,
    FreeForm,
    GroupEndData,
    GroupStartData,
    ListFields,
    ListShape,
    RawText,
    TableRow,
    TableShape,
    WideItem,
    WideShape,
)
from .formatter import FormatCommand
from .list_writer import write_list
from .table_writer import LEFT, TableWriter
from .values import ENUMERATION_LIMIT

UNLIMITED = 1 << 31  # the width of text that is not laid out for a terminal


class OutCommand:
    """Writes lines through ``write``; a table without fixed widths waits until it knows what its columns hold.

    ``patience`` is how many seconds it waits for more rows before it lays out those that it has; None: for all.
    """

    def __init__(
        self,
        width: int | None,
        write: Callable[[str], None],
        table_width: int = 120,
        limit: int = ENUMERATION_LIMIT,
        patience: float | None = None,
    ) -> None:
        self.width = UNLIMITED if width is None else width
        self.table_width = table_width if width is None else width
        self.write_raw = write
        self.patience = patience
        self._default = FormatCommand(self._take, limit=limit)
        self._waiting: list[FormatData] = []
        self._sizing = False  # a document asked for widths by content; later ones get them as well
        self._holding = False
        self._hurry = True  # more patience makes a better table only; -AutoSize waits for all rows
        self._since = 0.0
        self._sized: FormatStartData | None = None  # the document that is being held back
        self._hint: list[int] | int | None = None  # the widths of a table's columns, or of a wide view's items
        self._state = "reset"
        self._start: FormatStartData | None = None
        self._table: TableWriter | None = None
        self._row: list[str] = []  # of a wide view
        self._per_row = 2

    def process(self, value: Value) -> None:
        """Take an object or a format instruction."""
        if value is None:
            return
        if isinstance(value, FormatData):
            self._take(value)
        else:
            self._default.process(value)

    def end(self) -> None:
        """Write what is still waiting and close what is open."""
        self._default.end()
        self._holding = False
        waiting, self._waiting = self._waiting, []
        for data in waiting:
            self._emit(data)

    # -- the order of instructions, and holding back --------------------------------------------------------------

    def _take(self, data: Value) -> None:
        self._check_order(data)
        if isinstance(data, FormatStartData):
            shape = data.shape
            first_free = isinstance(shape, TableShape) and bool(shape.columns) and shape.columns[0].width == 0
            if data.auto_size or first_free:
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
            self._holding = False
            self._measure()
            waiting, self._waiting = self._waiting, []
            for waited in waiting:
                self._emit(waited)

    def _out_of_patience(self) -> bool:
        return self.patience is not None and self._hurry and time.monotonic() - self._since > self.patience

    def _check_order(self, data: Value) -> None:
        """Instructions come in order; a new document closes one that was left open."""
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
        """How wide the waiting entries are, for the layout of their group."""
        start = self._sized
        if start is None:
            return
        entries = [d.entry for d in self._waiting if isinstance(d, FormatEntryData) and not d.out_of_band]
        if isinstance(start.shape, TableShape):
            widths = [cells(column.label) for column in start.shape.columns]
            for entry in entries:
                if isinstance(entry, TableRow):
                    for k, value in enumerate(entry.values):
                        widths[k] = max(widths[k], cells(plain(value)))
            self._hint = widths
        elif isinstance(start.shape, WideShape) and start.shape.columns == 0:
            self._hint = max((cells(plain(e.text)) for e in entries if isinstance(e, WideItem)), default=0)

    # -- writing ----------------------------------------------------------------------------------------------------

    def _write(self, line: str) -> None:
        self.write_raw(plain(line))

    def _emit(self, data: FormatData) -> None:
        if isinstance(data, FormatEntryData):
            if data.out_of_band:
                self._write_alone(data)
            else:
                self._write_entry(data)
        elif isinstance(data, FormatStartData):
            self._start = data
            self._write("")
        elif isinstance(data, FormatEndData):
            if self._start is None or not isinstance(self._start.shape, ListShape):
                self._write("")  # a list has ended with one
            self._start = None
        elif isinstance(data, GroupStartData):
            self._open_group(data)
        elif isinstance(data, GroupEndData):
            self._flush_row()

    def _open_group(self, data: GroupStartData) -> None:
        shape = self._start.shape if self._start is not None else None
        hint, self._hint = self._hint, None
        self._table = None
        if isinstance(shape, TableShape) and shape.columns:
            widths = hint if isinstance(hint, list) else [column.width for column in shape.columns]
            alignments = [column.alignment for column in shape.columns]
            self._table = TableWriter(self.table_width, widths, alignments, self._write)
        elif isinstance(shape, WideShape):
            self._per_row = shape.columns or 2
            if isinstance(hint, int) and hint > 0:
                self._per_row = items_per_row(hint, self.table_width)
            count = self._per_row
            self._table = TableWriter(self.table_width, [0] * count, [LEFT] * count, self._write)
        if data.header is not None:
            write_tokens(data.header, self.width, self._write)
            self._write("")
        if isinstance(shape, TableShape) and self._table is not None and not shape.hide_header:
            self._table.write_header([column.label for column in shape.columns])

    def _write_entry(self, data: FormatEntryData) -> None:
        entry = data.entry
        if isinstance(entry, TableRow):
            if self._table is not None:
                self._table.write_row([plain(value) for value in entry.values], entry.wrapped, entry.alignments)
        elif isinstance(entry, ListFields):
            write_list([(label, plain(value)) for label, value in entry.fields], self.width, self._write)
            self._write("")
        elif isinstance(entry, WideItem):
            self._row.append(plain(entry.text))
            if len(self._row) == self._per_row:
                self._flush_row()
        elif isinstance(entry, FreeForm):
            write_tokens(entry.tokens, self.width, self._write)

    def _flush_row(self) -> None:
        row, self._row = self._row, []
        if row and self._table is not None:
            self._table.write_row(row + [""] * (self._per_row - len(row)))

    def _write_alone(self, data: FormatEntryData) -> None:
        entry = data.entry
        if isinstance(entry, RawText):
            self.write_raw(entry.text)
        elif isinstance(entry, FreeForm):
            write_tokens(entry.tokens, UNLIMITED, self._write)
        elif isinstance(entry, ListFields):
            self._write("")
            write_list([(label, plain(value)) for label, value in entry.fields], self.width, self._write)
            self._write("")
