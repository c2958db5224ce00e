"""Answers that come in pieces, as server-sent events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..engine.session.streams import FlowingText, InformationRecord
from ..http import InvalidResponseError, Request, read_json, stream_error
from .api import ApiParams

if TYPE_CHECKING:
    from ..http import Form


#: patterns of the events that end an answer: of a chat, of a response, of a transcription
LAST_CHOICE = r'"finish_reason"\s*:\s*"'
LAST_RESPONSE = r'"type"\s*:\s*"response\.(?:completed|incomplete|failed|cancelled)"'
LAST_TRANSCRIPT = r'"type"\s*:\s*"transcript\.text\.done"'


def events(
    cmdlet: ApiParams,
    endpoint: str,
    body: Mapping[str, Any] | None,
    ids: Mapping[str, object] | None = None,
    query: Mapping[str, Any] | None = None,
    form: Form | None = None,
    last: str = "",
) -> Iterator[str]:
    """The data of each event of a streamed answer, as it arrives; a ``form`` is sent instead of a body.

    ``last`` is a pattern for the event that ends it; an answer that ends without it is an error (`Client.stream_sse`).
    """
    cmdlet.warn_if_retired(body if form is None else form.fields)
    with cmdlet.faults(endpoint):
        request = Request(endpoint, ids, "POST", query, body, form)
        for event in cmdlet.client.stream_sse(cmdlet.config(), request, last):
            if event.data:
                yield event.data


def event_of(cmdlet: ApiParams, data: str) -> dict[str, Any]:
    """The object in an event; empty if it is no object. A terminating error if it is not JSON."""
    try:
        found = read_json(data)
    except ValueError as error:
        with cmdlet.faults():
            raise InvalidResponseError("An event of the stream is not valid JSON; what came is a part.") from error
    return found if isinstance(found, dict) else {}


def with_information(cmdlet: ApiParams, pieces: Iterable[str]) -> Iterator[str]:
    """The texts as they arrive; each is also written to the information stream, but where they flow on."""
    if cmdlet.session.mode.flowing_text:
        yield from flowing(pieces)
        return
    for text in pieces:
        cmdlet.inform(InformationRecord(text, source=cmdlet.spec.name, host={"no_newline": True}))
        yield text


def flowing(pieces: Iterable[str]) -> Iterator[FlowingText]:
    """The pieces of one text as a shell command prints them; the last one ends the line."""
    text = ""
    for text in pieces:
        yield FlowingText(text)
    if not text.endswith("\n"):
        yield FlowingText("\n")


def texts(
    cmdlet: ApiParams, endpoint: str, body: Mapping[str, Any], text_of: Callable[[dict[str, Any]], Any]
) -> Iterator[str]:
    """The text of a streamed answer piece by piece.

    ``text_of`` reads the text out of an event's first choice; events without one are skipped.
    """
    for data in events(cmdlet, endpoint, body, last=LAST_CHOICE):
        choices = event_of(cmdlet, data).get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        text = text_of(choice) if isinstance(choice, dict) else None
        if isinstance(text, str):
            yield text


def pieces(
    cmdlet: ApiParams, endpoint: str, body: Mapping[str, Any], text_of: Callable[[dict[str, Any]], Any]
) -> Iterator[str]:
    """The same, written to the information stream as well."""
    return with_information(cmdlet, texts(cmdlet, endpoint, body, text_of))


def delta_of(cmdlet: ApiParams, event: dict[str, Any]) -> Iterator[str]:
    """The text that an event of a response adds. A terminating error if the response failed."""
    kind, answer = event.get("type"), event.get("response")
    if kind == "response.output_text.delta" and isinstance(event.get("delta"), str):
        yield event["delta"]
    elif kind == "response.failed":
        with cmdlet.faults():
            raise stream_error(answer if isinstance(answer, dict) else {})
