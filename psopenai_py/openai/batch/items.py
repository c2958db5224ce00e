"""The lines of a batch: results as objects, read at first use, and the requests that belong to them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import IO

from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.values.objects import CUSTOM_OBJECT, PSObject, lazy_object
from ..objects import PLAIN, from_json, made_object
from ..reading import is_object, read, read_around

TYPES = ("PSOpenAI.Batch.Output", *CUSTOM_OBJECT)


def output_item(line: bytes) -> PSObject:
    """The object of one line of an output or error file, which has been checked to be a JSON object."""
    return lazy_object(line, _fill_item, TYPES)


def _fill_item(item: PSObject) -> None:
    """The properties of a result: ``custom_id`` first, since it is what links it to its request."""
    props: dict[str, Value] = {"custom_id": None}
    for name, value in read_around(item._raw, "response").items():
        if name == "response" and is_object(value):
            props[name] = lazy_object(value, _fill_response, CUSTOM_OBJECT)
        else:
            props[name] = value if value.__class__ in PLAIN else from_json(value)
    item._props = props


def _fill_response(response: PSObject) -> None:
    """The properties of a response, the body last.

    A body is the object that the direct call would have returned, so ``.response.body.Answer`` works.
    """
    level = read_around(response._raw, "body")
    body = level.pop("body", MISSING)
    props = {name: value if value.__class__ in PLAIN else from_json(value) for name, value in level.items()}
    if body is not MISSING:
        props["body"] = lazy_object(body, _fill_body) if is_object(body) else from_json(body)
    response._props = props
    response._raw = None


def _fill_body(body: PSObject) -> None:
    data = read(body._raw)
    made = made_object(data) or from_json(data)
    body._props, body._types, body._raw = made._props, made._types, made._raw


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
