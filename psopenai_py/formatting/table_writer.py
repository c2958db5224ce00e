"""Rows of a table as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .cells import cells, head_count, tail_start
from .columns import fit_columns
from .wrap import ELLIPSIS, first_line, wrap

LEFT, CENTER, RIGHT = "left", "center", "right"
_MINIMUM_ROOM = 5


class TableWriter:
    """Lays out rows in columns of fixed widths. Too little room for any column means that it writes nothing."""

    def __init__(
        self, room: int, widths: Sequence[int], alignments: Sequence[str], write: Callable[[str], None]
    ) -> None:
        self.write = write
        self.alignments = list(alignments)
        self.widths = fit_columns(list(widths), room) if room >= _MINIMUM_ROOM else []
        self.disabled = not any(width > 0 for width in self.widths)
        self._header: list[str] | None = None

    def write_header(self, labels: Sequence[str]) -> int:
        """Write the labels over dashes; the number of lines. A second call repeats the header."""
        if self.disabled:
            return 0
        if self._header is None:
            dashes = ["-" * min(width, cells(label) or width) for label, width in zip(labels, self.widths, strict=True)]
            self._header = [*self._wrapped(labels, self.alignments), self._single(dashes, self.alignments)]
        for line in self._header:
            self.write(line)
        return len(self._header)

    def write_row(self, values: Sequence[str], wrapped: bool = False, alignments: Sequence[str] | None = None) -> None:
        """Write one row; ``alignments`` may replace the columns' own (an empty one does not)."""
        if self.disabled:
            return
        used = self.alignments
        if alignments is not None:
            used = [given or own for given, own in zip(alignments, self.alignments, strict=True)]
        for line in self._wrapped(values, used) if wrapped else [self._single(values, used)]:
            self.write(line)

    def _single(self, values: Sequence[str], alignments: Sequence[str]) -> str:
        """A row on one line; the last column is not padded to the right."""
        last = len(self.widths) - 1
        return " ".join(
            fit_cell(values[k], width, alignments[k], k != last) for k, width in enumerate(self.widths) if width > 0
        )

    def _wrapped(self, values: Sequence[str], alignments: Sequence[str]) -> list[str]:
        """A row on as many lines as its longest cell needs."""
        shown = [k for k, width in enumerate(self.widths) if width > 0]
        last = len(shown) - 1
        columns: list[list[str]] = []
        for place, k in enumerate(shown):
            width, alignment = self.widths[k], alignments[k]
            lines = wrap(values[k], width)
            if place < last or alignment in (RIGHT, CENTER):
                lines = [fit_cell(c, width, alignment, place < last) if cells(c) < width else c for c in lines]
            columns.append([" " + line for line in lines] if place else lines)
        height = max(map(len, columns))
        rows: list[str] = []
        for row in range(height):
            end = max(place for place, lines in enumerate(columns) if len(lines) > row)  # the last cell with content
            parts: list[str] = []
            for place in range(end + 1):
                lines = columns[place]
                if row < len(lines):
                    part = lines[row]
                else:
                    part = " " * (self.widths[shown[place]] + bool(place)) if place < last else ""
                parts.append(part.rstrip() if place == end and height > 1 else part)
            rows.append("".join(parts))
        return rows


def fit_cell(value: str, width: int, alignment: str, pad: bool) -> str:
    """One cell: padded to its width (left-aligned ones only with ``pad``), or cut with an ellipsis."""
    text = first_line(value)
    size = cells(text)
    if size > width:
        room = width - 1
        if alignment == RIGHT:
            text = ELLIPSIS + text[tail_start(text, room) :] if room > 0 else text[tail_start(text, width) :]
        else:
            text = text[: head_count(text, room)] + ELLIPSIS if room > 0 else text[: head_count(text, width)]
        size = cells(text)  # one short where half of a wide character would have fitted
    blank = width - size
    if blank <= 0:
        return text
    if alignment == RIGHT:
        return " " * blank + text
    if alignment == CENTER:
        left = blank // 2
        return " " * left + text + (" " * (blank - left) if pad else "")
    return text + " " * blank if pad else text
