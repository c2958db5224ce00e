"""The results of many batches in one file: fetched in pieces, resumed after an interruption, named when complete."""

from __future__ import annotations

import os
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import quote

COUNT_CHUNK = 1 << 20
Watch = Callable[[int, bytes], None]


class Download(Protocol):
    """Writes a file of the service to a path; ``watch`` is called with each part and its position."""

    def __call__(self, target: Path, *, watch: Watch) -> int: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """One result file of the service, fetched; it has ``lines`` results."""

    path: Path
    lines: int


class OutFile:
    """``target`` is made of pieces, one per result file of the service, which are kept in ``<target>.parts``.

    A complete piece is not fetched again by a later run, an incomplete one is continued. Raises OSError if the disk
    cannot be written to.
    """

    def __init__(self, target: str | os.PathLike[str]) -> None:
        self.target = Path(target)
        self.parts = self.target.with_name(self.target.name + ".parts")
        self.is_empty = True
        self._part = self.target.with_name(self.target.name + ".part")
        self._pieces: list[Piece] = []
        self._locks: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)

    def prepare(self) -> None:
        """Fail early if nothing could be written."""
        if self.target.is_dir():
            raise IsADirectoryError(21, "-OutFile names a folder; name a file", str(self.target))
        if self.target.exists() and not self.target.is_file():  # a device or a pipe, which a rename would replace
            raise FileExistsError(17, "-OutFile is not a regular file; write to it with > instead", str(self.target))
        if not self.target.parent.is_dir():
            raise FileNotFoundError(2, "-OutFile: the folder does not exist; create it first", str(self.target.parent))
        self.parts.mkdir(exist_ok=True)

    @property
    def has_parts(self) -> bool:
        """Whether something is kept for a later run."""
        return self.parts.is_dir() and any(self.parts.iterdir())

    # -- pieces -----------------------------------------------------------------------------------------------------

    def fetch(self, file_id: str, download: Download, show: Callable[[int], None]) -> Piece:
        """Have ``download`` write one result file, unless it exists; ``show`` gets the number of results so far.

        Threads may call it at the same time; the same file is fetched once.
        """
        path = self.parts / quote(file_id, safe="")
        with self._locks[path]:
            if path.exists():
                return Piece(path, count_lines(path))
            counter = _LinesOnTheWay(show)
            length = download(path, watch=counter)
            return Piece(path, counter.total if counter.seen == length else count_lines(path))

    def add(self, piece: Piece) -> None:
        """Add a piece as the next one of the file."""
        self._pieces.append(piece)
        self.is_empty = False

    def finish(self) -> None:
        """Put the pieces together under the final name."""
        if len(self._pieces) == 1:
            os.replace(self._pieces[0].path, self.target)
        else:
            self._join()
        for path in {piece.path for piece in self._pieces}:
            path.unlink(missing_ok=True)
        self.leave()

    def _join(self) -> None:
        with self._beside() as file:
            for piece in self._pieces:
                with open(piece.path, "rb") as source:
                    shutil.copyfileobj(source, file, COUNT_CHUNK)
                if not _ends_with_newline(piece.path):
                    file.write(b"\n")
        os.replace(self._part, self.target)

    def leave(self) -> None:
        """Remove the folder of pieces, unless something in it is kept for a later run."""
        with suppress(OSError):
            self.parts.rmdir()

    # -- ready-made content -----------------------------------------------------------------------------------------

    def write(self, chunks: Iterable[bytes], is_wanted: Callable[[], bool]) -> None:
        """Write complete content instead of pieces; ``is_wanted`` is called when all of it has arrived."""
        with self._beside() as file:
            for chunk in chunks:
                file.write(chunk)
                self.is_empty = False
        if is_wanted():
            os.replace(self._part, self.target)
        else:
            self._part.unlink()

    @contextmanager
    def _beside(self) -> Iterator[BinaryIO]:
        """The file beside the final name; it is deleted if it cannot be completed."""
        try:
            with open(self._part, "wb") as file:
                yield file
        except BaseException:
            with suppress(OSError):
                self._part.unlink()
            raise


class _LinesOnTheWay:
    """Counts the results of a file while it is written; ``seen`` is the number of bytes counted from its beginning."""

    def __init__(self, show: Callable[[int], None]) -> None:
        self._show = show
        self._counter = LineCounter()
        self.seen = 0

    def __call__(self, position: int, chunk: bytes) -> None:
        if position == 0:  # the download has started over
            self._counter, self.seen = LineCounter(), 0
        if position == self.seen:
            self._counter.add(chunk)
            self.seen += len(chunk)
            self._show(self.total)

    @property
    def total(self) -> int:
        return self._counter.total


def count_lines(path: Path) -> int:
    """The lines of a file that are not blank; read in pieces."""
    counter = LineCounter()
    with open(path, "rb") as file:
        while chunk := file.read(COUNT_CHUNK):
            counter.add(chunk)
    return counter.total


class LineCounter:
    """Counts the results in text that arrives in pieces: the service writes one per line.

    Blank lines at the end do not count. Within a file there are none; looking for them would take more time than
    fetching the text.
    """

    def __init__(self) -> None:
        self._count = 0
        self._at_end = 0  # line ends at the very end of the text so far
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
