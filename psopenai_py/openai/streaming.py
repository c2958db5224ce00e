"""Answers that come in pieces, as server-sent events."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..engine.streams import InformationRecord
from .api import ApiParams


def events(cmdlet: ApiParams, endpoint: str, body: Mapping[str, Any]) -> Iterator[str]:
    """The data of each event of a streamed answer, as it arrives."""
    cmdlet.warn_if_retired(body)
    with cmdlet.faults():
        for event in cmdlet.client.stream_sse(cmdlet.config(), endpoint, json=body):
            if event.data:
                yield event.data


def pieces(
    cmdlet: ApiParams, endpoint: str, body: Mapping[str, Any], text_of: Callable[[dict[str, Any]], Any]
) -> Iterator[str]:
    """The text of a streamed answer piece by piece; each goes into the information stream as well.

    ``text_of`` reads the text out of an event's first choice; events without one are passed over.
    """
    for data in events(cmdlet, endpoint, body):
        choices = json.loads(data).get("choices") or ()
        text = text_of(choices[0]) if choices else None
        if isinstance(text, str):
            cmdlet.inform(InformationRecord(text, source=cmdlet.spec.name, host={"NoNewline": True}))
            yield text
