"""The requests of a batch on the disk: found by their custom_id, and in their order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO

from .items import custom_id_of

_CACHE = 8 * 1024  # KiB of the database in memory
_TABLE = "CREATE TABLE request (id BLOB PRIMARY KEY, number INTEGER, at INTEGER, length INTEGER) WITHOUT ROWID"


class InputIndex:
    """Finds the line of a request, and its number, by its ``custom_id``, in flat memory.

    Use as a context manager: it owns temporary files. ``keep`` False: the lines themselves are not needed. The first of
    several requests with the same id counts. Raises OSError where they cannot be kept.
    """

    def __init__(self, lines: Iterable[bytes], keep: bool = True) -> None:
        import sqlite3
        import tempfile  # noqa: PLC0415 (only where results are joined with requests)

        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="psopenai-input-")  # noqa: SIM115 (closed in close)
        # an empty name is a database on the disk that nobody else sees; one thread at a time uses it
        self._table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.last = 0  # the number of the last line
        try:
            for setting in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE}", "temp_store=FILE"):
                self._table.execute(f"PRAGMA {setting}")
            self._table.execute(_TABLE)
            self._table.execute("BEGIN")
            self._table.executemany("INSERT OR IGNORE INTO request VALUES (?, ?, ?, ?)", self._rows(lines, keep))
            self._table.execute("COMMIT")
            self._file.flush()
        except (OSError, sqlite3.OperationalError) as error:
            self.close()
            reason = error.strerror if isinstance(error, OSError) else str(error)
            message = f"The requests of the batch cannot be kept in {tempfile.gettempdir()}: {reason}"
            raise OSError(getattr(error, "errno", None) or 28, message) from error
        except BaseException:
            self.close()
            raise

    def _rows(self, lines: Iterable[bytes], keep: bool) -> Iterator[tuple[bytes, int, int, int]]:
        at = 0
        for line in lines:
            custom_id = custom_id_of(line)
            if custom_id is None:
                continue  # the service does not run such a line either
            if keep:
                self._file.write(line)
            self.last += 1
            yield _key(custom_id), self.last, at, len(line)
            at += len(line)

    def __len__(self) -> int:
        return int(self._table.execute("SELECT count(*) FROM request").fetchone()[0])

    def find(self, custom_id: str | None) -> bytes | None:
        """The line of a request; None if there is none."""
        place = self._row("at, length", custom_id)
        return None if place is None else os.pread(self._file.fileno(), place[1], place[0])

    def number(self, custom_id: str | None) -> int | None:
        """Which of the requests it is, counted from 1; None if there is none."""
        found = self._row("number, 0", custom_id)
        return None if found is None else found[0]

    def _row(self, columns: str, custom_id: str | None) -> tuple[int, int] | None:
        if custom_id is None:
            return None
        query = f"SELECT {columns} FROM request WHERE id = ?"
        found: tuple[int, int] | None = self._table.execute(query, (_key(custom_id),)).fetchone()
        return found

    def in_order(self) -> Iterator[tuple[int, str]]:
        """Number and custom_id of each request."""
        for number, key in self._table.execute("SELECT number, id FROM request ORDER BY number"):
            yield number, key.decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._table.close()
        self._file.close()

    def __enter__(self) -> InputIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _key(custom_id: str) -> bytes:
    return custom_id.encode("utf-8", "surrogatepass")
