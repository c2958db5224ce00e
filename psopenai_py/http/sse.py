"""Parse server-sent events, by the rules of the HTML standard."""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from ..dataclass import dataclass
from .errors import InvalidResponseError
from .json_text import read_json

DONE = "[DONE]"
_ERROR_DATA = r'\s*\{\s*"error"\s*:\s*[{"]'  # `re` compiles it once, with the first stream


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event; `data` is its text, with several data lines joined by line feeds."""

    data: str
    event: str = "message"
    id: str | None = None

    def json(self) -> Any:
        try:
            return read_json(self.data)
        except ValueError as error:
            raise InvalidResponseError("An event of the stream is not valid JSON.") from error

    @property
    def is_error(self) -> bool:
        return self.event == "error" or re.match(_ERROR_DATA, self.data) is not None


def parse_events(chunks: Iterable[bytes]) -> Generator[ServerSentEvent, None, bool | None]:
    """The events of a stream, until its end or [DONE]. An incomplete event at the end is dropped, unless only its empty
    line is missing: then its data is a whole object.

    Returns True after [DONE], False where the stream ended inside an event, else None.
    """
    data: list[str] = []
    event, last_id = "", None
    for line in _lines(chunks):
        if not line:
            if data:
                text = "\n".join(data)
                if text.strip() == DONE:
                    return True
                yield ServerSentEvent(text, event or "message", last_id)
            data, event = [], ""
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
        elif name == "event":
            event = value
        elif name == "id" and "\0" not in value:
            last_id = value
    if not data:
        return None
    text = "\n".join(data)
    if text.strip() == DONE:
        return True
    try:
        if isinstance(read_json(text), dict):
            yield ServerSentEvent(text, event or "message", last_id)
            return None
    except ValueError:
        pass
    return False


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    r"""Lines ended by \r\n, \n or \r, however the chunks cut them (also inside a character)."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    held: list[str] = []
    after_cr = False
    for chunk in chunks:
        text = decoder.decode(chunk)
        if after_cr and text:
            # The \r at the end of the last chunk has already ended its line.
            text = text.removeprefix("\n")
            after_cr = False
        if not text:
            continue
        after_cr = text.endswith("\r")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        first, *rest = text.split("\n")
        held.append(first)
        if rest:
            yield "".join(held)
            yield from rest[:-1]
            held = [rest[-1]]
    if last := "".join((*held, decoder.decode(b"", True))):
        yield last
