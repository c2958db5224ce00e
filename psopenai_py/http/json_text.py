"""JSON as a service may send it, however deeply nested.

Python's reader is recursive and gives up at about a thousand levels. What lies deeper than `DEEPEST` levels is then
read as null, so that the rest of the value can be used.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 100  # levels; PowerShell writes no more either
_TOKEN = r'"(?:[^"\\]|\\.)*"|[\[\]{}]'  # a text, or a bracket outside of texts; compiled when first used


def read_json(text: str | bytes) -> Any:
    """The value of a JSON text, which may begin with a byte-order mark. Raises ValueError if it is not JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        return json.loads(_shallow(text if isinstance(text, str) else text.decode("utf-8-sig")))


def _shallow(text: str) -> str:
    """The text with null in place of each value that is nested too deeply."""
    kept: list[str] = []
    at = depth = 0
    for token in re.finditer(_TOKEN, text):
        mark = token[0]
        if mark in ("[", "{"):
            depth += 1
            if depth == DEEPEST + 1:
                kept += (text[at : token.start()], "null")
        elif mark in ("]", "}"):
            if depth == DEEPEST + 1:
                at = token.end()
            depth -= 1
    if depth > 0:
        raise ValueError("the brackets do not close")
    kept.append(text[at:])
    return "".join(kept)
