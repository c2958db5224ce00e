"""The text of a run's answer as it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator


def texts(events: Iterable[str]) -> Iterator[str]:
    """The pieces of text in the events of a run."""
    for event in events:
        data = json.loads(event)
        if not isinstance(data, dict) or data.get("object") != "thread.message.delta":
            continue
        for part in (data.get("delta") or {}).get("content") or ():
            value = (part.get("text") or {}).get("value")
            if part.get("type") == "text" and isinstance(value, str):
                yield value
