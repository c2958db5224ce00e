"""Answers that come in pieces, as server-sent events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def piece(cmdlet: ApiParams, text: str) -> str:
    """Put a piece of text into the information stream as well; returns it for the output."""
    cmdlet.inform(InformationRecord(text, source=cmdlet.spec.name, host={"NoNewline": True}))
    return text
