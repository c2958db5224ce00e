"""What links a line of a batch to its request, and the requests that belong to results."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import IO

from ..reading import read_around


def custom_id_of(line: bytes) -> str | None:
    """What links a line to its request (or to its result); None for any other line."""
    try:
        return str(read_around(line, "response")["custom_id"])
    except (ValueError, TypeError, KeyError):
        return None


def with_input(line: bytes, request: bytes | None) -> bytes:
    """The result's line with its request added as ``input``; null if the input has no such id."""
    if not line.rstrip().endswith(b"}"):
        return line  # not an object: unchanged
    return line.rstrip()[:-1] + b',"input":' + (request or b"null") + b"}"


class InputIndex:
    """Finds the line of a request by its ``custom_id``. Use as a context manager: it owns a temporary file."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        import tempfile  # noqa: PLC0415 (only for -IncludeInput)

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
        except OSError as error:
            self._file.close()
            message = f"The requests of the batch cannot be kept in {tempfile.gettempdir()}: {error.strerror}"
            raise OSError(error.errno, message) from error
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
