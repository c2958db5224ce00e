"""Pictures of an answer: as files, bytes, texts or objects."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ..objects import to_object
from ..out_file import write_file
from ..streaming import events
from .params import PictureParams

if TYPE_CHECKING:
    from ...http import Form

TYPE_NAME = "PSOpenAI.Image"

Data = dict[str, Any]


def numbered(path: str, number: int) -> str:
    """The name of a further picture's file: out.png, out-1.png, out-2.png."""
    stem, extension = os.path.splitext(path)
    return f"{stem}-{number}{extension}" if number else path


def pictures(
    cmdlet: PictureParams, endpoint: str, body: Mapping[str, Any] | None = None, form: Form | None = None
) -> Iterator[Value]:
    """Ask, and hand on what comes in the form that is wanted."""
    if cmdlet.streams:
        for text in events(cmdlet, endpoint, body, form=form):
            yield from _streamed(cmdlet, text)
        return
    answer = cmdlet.call(endpoint, method="POST", body=body, form=form)
    if cmdlet.output_raw_response:
        yield answer.text
        return
    data: Data = answer.json()
    found = [base64.b64decode(row["b64_json"]) for row in data.get("data") or () if row.get("b64_json")]
    yield from _told(cmdlet, data, found)


def _streamed(cmdlet: PictureParams, text: str) -> Iterator[Value]:
    """What an event of a stream brings: a picture, finished or not."""
    if cmdlet.output_raw_response:
        yield text
        return
    event: Data = json.loads(text)
    if event.get("b64_json"):
        # a file shows the newest state until the finished picture replaces it
        yield from _told(cmdlet, event, [base64.b64decode(event["b64_json"])])


def _told(cmdlet: PictureParams, data: Data, found: list[bytes]) -> Iterator[Value]:
    if cmdlet.out_file is not None:
        for number, content in enumerate(found):
            write_file(cmdlet.session.path(numbered(cmdlet.out_file, number)), content)
        return
    form = cmdlet.response_format.lower()
    if form == "base64":
        yield from (base64.b64encode(content).decode() for content in found)
    elif form == "byte":
        yield from map(ByteArray, found)
    else:
        yield to_object(data, TYPE_NAME)


def warn_of_urls(cmdlet: PictureParams) -> None:
    """The models of today send pictures, not where they are."""
    if (cmdlet.response_format or "").lower() == "url":
        cmdlet.warn("-ResponseFormat url is out of date: the service sends the picture itself, as an object here.")
