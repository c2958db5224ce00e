"""Answers that come in pieces, as server-sent events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..engine.session.streams import FlowingText, InformationRecord
from ..http import Request, read_json
from .api import ApiParams

if TYPE_CHECKING:
    from ..http import Form


def events(
    cmdlet: ApiParams,
    endpoint: str,
    body: Mapping[str, Any] | None,
    ids: Mapping[str, object] | None = None,
    query: Mapping[str, Any] | None = None,
    form: Form | None = None,
) -> Iterator[str]:
    """The data of each event of a streamed answer, as it arrives; a ``form`` is sent instead of a body."""
    cmdlet.warn_if_retired(body if form is None else form.fields)
    with cmdlet.faults(endpoint):
        request = Request(endpoint, ids, "POST", query, body, form)
        for event in cmdlet.client.stream_sse(cmdlet.config(), request):
            if event.data:
                yield event.data


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
    for data in events(cmdlet, endpoint, body):
        choices = read_json(data).get("choices") or ()
        text = text_of(choices[0]) if choices else None
        if isinstance(text, str):
            yield text


def pieces(
    cmdlet: ApiParams, endpoint: str, body: Mapping[str, Any], text_of: Callable[[dict[str, Any]], Any]
) -> Iterator[str]:
    """The same, written to the information stream as well."""
    return with_information(cmdlet, texts(cmdlet, endpoint, body, text_of))
