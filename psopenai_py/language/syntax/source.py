"""A script's text, ranges of it with line and column, and reading a script file."""

from __future__ import annotations

import codecs
from bisect import bisect_right


class Source:
    """The text of a script, with its file (None for typed input)."""

    __slots__ = ("_line_starts", "file", "text")

    def __init__(self, text: str, file: str | None = None) -> None:
        self.text = text
        self.file = file
        self._line_starts: list[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line break."""
        starts = self._starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def _starts(self) -> list[int]:
        # Computed when first needed: most extents are never asked for their line.
        if self._line_starts is None:
            starts = [0]
            text = self.text
            for index, char in enumerate(text):
                if char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n"):
                    starts.append(index + 1)
            self._line_starts = starts
        return self._line_starts

    def __repr__(self) -> str:
        return f"Source({self.file or self.text[:20]!r})"


class Extent:
    """A half-open range of offsets [start, end) in a source."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def text(self) -> str:
        """The source text of the range."""
        return self.source.text[self.start : self.end]

    @property
    def file(self) -> str | None:
        """The file of the text."""
        return self.source.file

    @property
    def line(self) -> int:
        """The 1-based line of the first character."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The 1-based column of the first character."""
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """The 1-based line just after the last character."""
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The 1-based column just after the last character."""
        return self.source.position(self.end)[1]

    def to(self, other: Extent) -> Extent:
        """The range from the start of this one to the end of `other`."""
        return Extent(self.source, self.start, other.end)

    def __repr__(self) -> str:
        return f"Extent({self.start}, {self.end})"


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_source(path: str) -> str:
    """The text of a file, decoded by its byte order mark, or else as UTF-8."""
    with open(path, "rb") as file:
        data = file.read()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "replace")
