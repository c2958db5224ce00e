"""The lines of a result file: only whole ones are used, blank ones count nowhere, unreadable ones are noted.

A result is a line with a JSON object. Files also hold cut lines, lines of other programs, ``null`` and the like.
"""

from __future__ import annotations

from ..reading import is_object_text
from ..result_line import Line, LineReader

_LITTLE = 1 << 16  # bytes that are copied sooner than handed on in two parts
_LONG_LINE = 800  # bytes
MOST_NOTED = 10  # unreadable lines of a file that are named; of the others only the number is said


#: whole lines inside of a text: where they begin and end. To copy them would cost as much as to receive them
Span = tuple[bytes, int, int]


class WholeLines:
    """Cuts text that arrives in chunks into blocks of whole lines."""

    def __init__(self) -> None:
        self._held: list[bytes] = []  # the beginning of a line: pieces, joined once

    def add(self, chunk: bytes) -> list[Span]:
        """The lines that have become whole; empty if there are none."""
        end = chunk.rfind(b"\n") + 1
        if not end:
            self._held.append(chunk)
            return []
        spans: list[Span] = []
        start = 0
        if self._held:
            start = end if end < _LITTLE else chunk.find(b"\n") + 1
            seam = b"".join((*self._held, chunk[:start]))
            spans.append((seam, 0, len(seam)))
        if start < end:
            spans.append((chunk, start, end))
        self._held = [chunk[end:]] if end < len(chunk) else []
        return spans

    def split(self, chunk: bytes) -> list[bytes]:
        """The same as `add`, line by line and without their line breaks."""
        lines = _split(chunk)
        rest = lines.pop()
        if lines and self._held:
            lines[0] = b"".join((*self._held, lines[0]))
            self._held = []
        if rest:
            self._held.append(rest)
        return lines

    def rest(self) -> bytes:
        """The last line, if the text ended without a line break."""
        rest, self._held = b"".join(self._held), []
        return rest


def _split(text: bytes) -> list[bytes]:
    """``text.split(b"\\n")``, which looks at each byte by itself; of long lines, `find` is three times as fast."""
    end = text.find(b"\n")
    if text.find(b"\n", end + 1, end + _LONG_LINE) >= 0 or end < 0:  # the first one may be the rest of a long one
        return text.split(b"\n")
    lines: list[bytes] = []
    start = 0
    while end >= 0:
        lines.append(text[start:end])
        start = end + 1
        end = text.find(b"\n", start)
    lines.append(text[start:])
    return lines


class LineJudge:
    """Tells results from other lines, block by block (`WholeLines`), and numbers them.

    ``count`` is the number of lines that stand for a result, readable or not. A line that the end of the file has cut
    is none. ``unreadable`` are the numbers of the first lines that cannot be read, ``others`` is how many follow.
    """

    def __init__(self, reader: LineReader | None = None) -> None:
        self._reader = reader or LineReader()
        self.count = 0
        self.unreadable: list[int] = []
        self.others = 0
        self.is_cut = False  # the last line has no end
        self.last_line = 0  # its number

    def by_ends(self, text: bytes, start: int = 0, end: int | None = None) -> bytes | memoryview:
        """The results in a `Span` as they are, judged by their first and last character: the way for large amounts."""
        end = len(text) if end is None else end
        lines = _seem_whole(text, start, end)
        if lines:
            self.count += lines
            self.last_line += lines
            return text if end - start == len(text) else memoryview(text)[start:end]
        good = [line for line in self._lines(text[start:end]) if self._seems_whole(line)]
        return b"\n".join((*good, b"")) if good else b""

    def by_reading(self, texts: list[bytes], is_cut: bool = False) -> list[Line]:
        """The results among lines, read as far as they are needed. ``is_cut``: the last one has no line break."""
        texts = [text.strip() for text in self._begun(texts)]
        self.is_cut |= is_cut
        lines = None if self.is_cut else self._reader.lines(texts)
        if lines is None:
            return [self._reader.line(text) for text in texts if self._is_result(text)]
        self.count += len(lines)
        self.last_line += len(lines)
        return lines

    def _lines(self, block: bytes) -> list[bytes]:
        lines = block.split(b"\n")
        if block.endswith(b"\n"):
            lines.pop()
        else:
            self.is_cut = True
        return self._begun(lines)

    def _begun(self, lines: list[bytes]) -> list[bytes]:
        """The lines without the byte order mark of the file."""
        if self.last_line == 0 and lines:
            lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
        return lines

    def _seems_whole(self, line: bytes) -> bool:
        bare = line.strip()
        return self._noted(bare, bare[:1] == b"{" and bare[-1:] == b"}")

    def _is_result(self, bare: bytes) -> bool:
        return self._noted(bare, is_object_text(bare))

    def _noted(self, bare: bytes, is_good: bool) -> bool:
        """Count the line; returns whether it is a result."""
        self.last_line += 1
        if is_good or not bare:
            self.is_cut = False  # all of it is there; only the line break is missing
            self.count += is_good
            return is_good
        self.count += not self.is_cut
        if len(self.unreadable) < MOST_NOTED:
            self.unreadable.append(self.last_line)
        else:
            self.others += 1
        return False


def _seem_whole(text: bytes, start: int, end: int) -> int:
    """The number of lines of a span, if each begins and ends as an object does; else 0.

    `find` jumps from line to line, while counting looks at every byte, which takes several times as long.
    """
    if text[start : start + 1] != b"{" or text[max(end - 2, start) : end] != b"}\n":
        return 0
    count, at, last = 1, text.find(b"\n", start), end - 1
    while at != last:
        if text[at - 1] != _CLOSES or text[at + 1] != _OPENS:
            return 0
        count += 1
        at = text.find(b"\n", at + 1)
    return count


_OPENS, _CLOSES = b"{}"
