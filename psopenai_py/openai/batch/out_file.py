"""The results of many batches in one file: fetched piece by piece, resumed after a break, named when complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

COUNT_CHUNK = 1 << 20


class OutFile:
    """``target`` is made of pieces, one per result file of the service, that wait in ``<target>.parts``.

    A piece that is whole is not fetched again by a later run, a broken one is continued. Raises OSError where the disk
    does not take it.
    """

    def __init__(self, target: str | os.PathLike[str]) -> None:
        self.target = Path(target)
        self.parts = self.target.with_name(self.target.name + ".parts")
        self._pieces: list[Path] = []

    def prepare(self) -> None:
        """Fail early where nothing could be written."""
        if self.target.is_dir():
            raise IsADirectoryError(21, "A folder of that name is in the way", str(self.target))
        self.parts.mkdir(exist_ok=True)

    def fetch(self, file_id: str, download: Callable[[Path], object]) -> int:
        """Have ``download`` write one result file as the next piece; the number of results in it."""
        piece = self.parts / quote(file_id, safe="")
        if not piece.exists():
            download(piece)
        self._pieces.append(piece)
        return count_lines(piece)

    def write(self, chunks: Iterable[bytes]) -> None:
        """Make the file of ready-made content instead of pieces."""
        part = self.target.with_name(self.target.name + ".part")
        try:
            with open(part, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self.target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        finally:
            with suppress(OSError):
                self.parts.rmdir()

    def finish(self) -> None:
        """Put the pieces together under the final name."""
        if len(self._pieces) == 1:
            os.replace(self._pieces[0], self.target)
        else:
            part = self.target.with_name(self.target.name + ".part")
            with open(part, "wb") as file:
                for piece in self._pieces:
                    with open(piece, "rb") as source:
                        shutil.copyfileobj(source, file, COUNT_CHUNK)
                    if not _ends_with_newline(piece):
                        file.write(b"\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self.target)
        shutil.rmtree(self.parts, ignore_errors=True)


def count_lines(path: Path) -> int:
    """The lines of a file that are not blank; read in pieces."""
    counter = LineCounter()
    with open(path, "rb") as file:
        while chunk := file.read(COUNT_CHUNK):
            counter.add(chunk)
    return counter.total


class LineCounter:
    """Counts the results in text that comes in pieces: the service writes one a line.

    Blank lines at the end do not count. Inside of a file there are none; looking for them would cost more time than
    fetching the text.
    """

    def __init__(self) -> None:
        self._count = 0
        self._at_end = 0  # line ends at the very end of what has come
        self._empty = True

    def add(self, chunk: bytes) -> None:
        if not chunk:
            return
        bare = chunk.rstrip(b"\r\n") if chunk[-1:] == b"\n" else chunk
        ends = chunk.count(b"\n", len(bare))
        self._count += chunk.count(b"\n")
        self._at_end = ends if bare else self._at_end + ends
        self._empty = self._empty and not bare

    @property
    def total(self) -> int:
        if self._empty:
            return 0
        return self._count + 1 - self._at_end


def _ends_with_newline(path: Path) -> bool:
    with open(path, "rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
