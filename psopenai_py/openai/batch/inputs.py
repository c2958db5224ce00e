"""The requests of a batch by custom_id, in constant memory: the input file waits on the disk, an index says where."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import IO

from .items import custom_id_of


class InputIndex:
    """Finds the line of a request by its ``custom_id``. Use as a context manager: it owns a temporary file."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="psopenai-input-")  # noqa: SIM115 (closed in close)
        at = 0
        try:
            for line in lines:
                custom_id = custom_id_of(line)
                if custom_id is None:
                    continue  # the service does not run such a line either
                self._file.write(line)
                self._places[custom_id] = (at, len(line))
                at += len(line)
        except BaseException:
            self._file.close()
            raise

    def find(self, custom_id: str | None) -> bytes | None:
        place = self._places.get(custom_id) if custom_id is not None else None
        if place is None:
            return None
        self._file.seek(place[0])
        return self._file.read(place[1])

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> InputIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
