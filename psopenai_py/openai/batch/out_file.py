"""The results of many batches in one file: fetched in pieces, resumed after an interruption, named when complete."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import quote
from zlib import crc32

from ...dataclass import dataclass
from ...http import open_alone
from .batch import BatchFacts, ResultFile
from .forms import opened
from .lines import LineJudge, WholeLines
from .places import Place

READ_SIZE = 1 << 20
LONGEST_NAME = 150  # characters of a file's id in the name of its piece
WHOLE = ".whole"  # what the pieces are put together in
LOCK = ".lock"  # the file that the run which writes has open
BOM = b"\xef\xbb\xbf"
Watch = Callable[[int, bytes], None]


class Download(Protocol):
    """Writes a file of the service to a path; ``watch`` is called with each part and its position."""

    def __call__(self, target: Path, *, watch: Watch) -> int: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """One result file of a batch, fetched, with what was found out about its lines."""

    path: Path
    facts: BatchFacts
    file: ResultFile
    judge: LineJudge

    @property
    def count(self) -> int:
        return self.judge.count


class OutFile:
    """What ``place`` gets is made of pieces, one per result file of the service, which are kept in its ``parts``.

    A later run continues an incomplete piece, and does not fetch a complete one again if it is still as it was
    written: a note beside it has its length and checksum. A piece that is to take the final name at once gets its note
    only if it could not: finding the checksum costs as much as receiving the piece. Raises OSError if the disk cannot
    be written to.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.parts = place.parts
        self._pieces: list[Piece] = []
        self._locks: dict[str, threading.Lock] = {}  # by a piece's name
        self._held: int | None = None  # the descriptor of the lock
        self._unnoted: list[Path] = []  # complete pieces without a note

    def prepare(self) -> None:
        """Fail early if nothing could be written, or if another run is writing the file."""
        self.place.check()
        while self._held is None:
            self.parts.mkdir(exist_ok=True, mode=0o700)
            try:
                self._held = open_alone(self.parts / LOCK)
            except FileNotFoundError:
                continue  # the run that had the folder has just removed it
            except BlockingIOError as error:
                message = "-OutFile: another run is writing this file; wait until it has ended, or name another file"
                raise BlockingIOError(error.errno, message, self.place.name) from error

    @property
    def is_empty(self) -> bool:
        return not self._pieces

    @property
    def has_parts(self) -> bool:
        """Whether something is kept for a later run."""
        return self.parts.is_dir() and any(path.name != LOCK for path in self.parts.iterdir())

    # -- pieces -----------------------------------------------------------------------------------------------------

    def fetch(
        self,
        facts: BatchFacts,
        file: ResultFile,
        download: Download,
        show: Callable[[int], None],
        is_all: bool = False,
    ) -> Piece:
        """Have ``download`` write one result file, unless it is there; ``show`` gets the number of results so far.

        ``is_all``: no other piece is expected, and `finish` comes next. Threads may call it at the same time; the same
        file is fetched once.
        """
        name = _piece_name(file.id)
        path = self.parts / name
        self._note_rest()
        with self._locks.setdefault(name, threading.Lock()):
            reader = _kept(path)
            if reader is None:
                _note_of(path).unlink(missing_ok=True)
                reader = _Reader(show, sums=not (is_all and self.place.renames))
                length = download(path, watch=reader)
                if reader.length != length:  # continued: the beginning was read by an earlier run
                    reader = _Reader.of(path)
                reader.finish()
                if reader.sums:
                    _write_note(path, reader)
                else:
                    self._unnoted.append(path)
            return Piece(path, facts, file, reader.judge)

    def _note_rest(self) -> None:
        """Write the notes that are missing, of pieces that wait after all."""
        paths, self._unnoted = self._unnoted, []
        for path in paths:
            with suppress(FileNotFoundError):  # it has its final name
                _write_note(path, _Reader.of(path))

    def add(self, piece: Piece) -> None:
        """Add a piece as the next one of the file."""
        self._pieces.append(piece)

    def pieces(self) -> list[Piece]:
        return list(self._pieces)

    def forget(self, batch_ids: Iterable[str]) -> None:
        """Have a later run fetch the pieces of these batches again: they were not complete."""
        for piece in self._pieces:
            if piece.facts.id in batch_ids:
                _note_of(piece.path).unlink(missing_ok=True)
                self._unnoted = [path for path in self._unnoted if path != piece.path]

    # -- the file ---------------------------------------------------------------------------------------------------

    def finish(self, is_compressed: bool = False) -> None:
        """Put the pieces together under the final name."""
        if len(self._pieces) == 1 and not is_compressed:
            self.place.take(self._pieces[0].path)
            self._drop_pieces()
        else:
            self.make(lambda path: self._join(path, is_compressed))

    def make(self, write: Callable[[Path], object]) -> None:
        """Give the final name to what ``write`` makes of the pieces, at the path that it gets: a file or a folder."""
        path = self.parts / WHOLE
        _remove(path)
        try:
            write(path)
            self.place.take(path)
        except BaseException:
            with suppress(OSError):
                _remove(path)
            raise
        _remove(path)
        self._drop_pieces()

    def _join(self, path: Path, is_compressed: bool) -> None:
        with opened(path, is_compressed) as file:
            for piece in self._pieces:
                _append(file, piece.path)

    def _drop_pieces(self) -> None:
        for path in {piece.path for piece in self._pieces}:
            path.unlink(missing_ok=True)
            _note_of(path).unlink(missing_ok=True)

    def leave(self) -> None:
        """End the run: remove the folder of pieces, unless something in it is kept for a later one."""
        if self._held is None:
            return
        with suppress(OSError):
            self._note_rest()
        with suppress(OSError):
            (self.parts / LOCK).unlink()
            self.parts.rmdir()
        os.close(self._held)
        self._held = None


class _Reader:
    """Reads a piece while it is written: its results, length and, if it ``sums``, checksum, from its beginning."""

    def __init__(self, show: Callable[[int], None] = lambda count: None, sums: bool = True) -> None:
        self._show = show
        self.sums = sums
        self._begin()

    def _begin(self) -> None:
        self.length = self.checksum = 0
        self.judge, self._whole = LineJudge(), WholeLines()

    @classmethod
    def of(cls, path: Path) -> _Reader:
        """What a file that is there holds."""
        reader = cls()
        for chunk in chunks_of(path):
            reader(reader.length, chunk)
        return reader

    def __call__(self, position: int, chunk: bytes) -> None:
        if position == 0:  # the download has started over
            self._begin()
        if position == self.length:
            self.length += len(chunk)
            if self.sums:
                self.checksum = crc32(chunk, self.checksum)
            for span in self._whole.add(chunk):
                self.judge.by_ends(*span)
            self._show(self.judge.count)

    def finish(self) -> None:
        rest = self._whole.rest()
        if rest:
            self.judge.by_ends(rest)

    @property
    def note(self) -> dict[str, int]:
        return {"length": self.length, "crc32": self.checksum}


def _piece_name(file_id: str) -> str:
    """A file's name for any id that a service may give."""
    name = quote(file_id, safe="", errors="surrogatepass")
    if len(name) > LONGEST_NAME:
        name = f"{name[:LONGEST_NAME]}~{crc32(name.encode()):08x}"
    return name + ".jsonl"


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _write_note(path: Path, reader: _Reader) -> None:
    _note_of(path).write_text(json.dumps(reader.note), "utf-8")


def _kept(path: Path) -> _Reader | None:
    """What an earlier run has fetched completely; None if there is nothing, or it is not as that run noted."""
    try:
        note = json.loads(_note_of(path).read_text("utf-8"))
        reader = _Reader.of(path)
    except (OSError, ValueError):
        return None
    reader.finish()
    return reader if note == reader.note and not reader.judge.is_cut else None


def chunks_of(path: Path) -> Iterator[bytes]:
    """A file's content."""
    with open(path, "rb") as file:
        while chunk := file.read(READ_SIZE):
            yield chunk


def _remove(path: Path) -> None:
    if path.is_dir():
        from shutil import rmtree  # noqa: PLC0415 (brings compression; only for data sets)

        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _append(file: BinaryIO, path: Path) -> None:
    """Append a piece, with a line break at its end and without a byte-order mark."""
    chunk = b"\n"
    for at, chunk in enumerate(chunks_of(path)):
        file.write(chunk if at else chunk.removeprefix(BOM))
    if not chunk.endswith(b"\n"):
        file.write(b"\n")
