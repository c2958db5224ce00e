"""The lines of a batch: results as objects, read at first use, and the requests that belong to them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import IO, Any

from ...dotnet.model.types import Value
from ...engine.values.objects import LazyJsonObject
from ...errors import NetException
from ..objects import from_json, maker_of

TYPE_NAME = "PSOpenAI.Batch.Output"


def output_item(line: bytes) -> LazyJsonObject:
    """The object of one line of an output or error file."""
    return LazyJsonObject(line, TYPE_NAME, read_item)


def read_item(line: bytes) -> dict[str, Value]:
    """The properties of a result: ``custom_id`` first, since it is what links it to its request.

    A body is the object that the direct call would have returned, so ``.response.body.Answer`` works.
    """
    try:
        data: dict[str, Any] = dict(json.loads(line))
    except (ValueError, TypeError) as error:
        raise NetException(
            "System.FormatException", f"A line of the batch's output is not a JSON object: {error}"
        ) from error
    props: dict[str, Value] = {"custom_id": data.get("custom_id")}
    for name, value in data.items():
        if name == "response" and isinstance(value, dict):
            response = from_json({k: v for k, v in value.items() if k != "body"})
            if "body" in value:
                response._props["body"] = _body(value["body"])
            props[name] = response
        elif name != "custom_id":
            props[name] = from_json(value)
    return props


def _body(body: Any) -> Value:
    make = maker_of(body)
    return make(body) if make is not None else from_json(body)


def custom_id_of(line: bytes) -> str | None:
    """What links a line to its request (or to its result); None for any other line."""
    try:
        return str(json.loads(line)["custom_id"])
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
