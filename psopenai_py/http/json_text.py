"""JSON as a service may send it, however deeply nested.

Python's reader is recursive. It gives up at Python's limit of calls, which is high while a script runs: there the
thread's stack may end first, and with it the process (seen with Python 3.10). So a text is looked at before it is read.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any

DEEPEST = 100  # levels that are left of a text that is too deep; PowerShell writes no more either
READABLE = 900  # levels that Python's reader takes with its usual limit of calls, and every stack has room for
_TOKEN = r'"(?:[^"\\]|\\.)*"|[\[\]{}]'  # a text, or a bracket outside of texts; compiled when first used
_STEPS = {**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", -1)}
_OTHERS = bytes(byte for byte in range(256) if byte not in _STEPS and byte != 34)  # but for brackets and quotes


def read_json(text: str | bytes) -> Any:
    """The value of a JSON text, which may begin with a byte-order mark.

    What lies deeper than `DEEPEST` levels in a text of more than `READABLE` is read as null, so that the rest of the
    value can be used. Raises ValueError if the text is not JSON.
    """
    if not is_deep(text):
        try:
            return json.loads(text)
        except RecursionError:  # the calls that led here take most of the limit
            pass
    return json.loads(_shallow(text if isinstance(text, str) else text.decode("utf-8-sig")))


def parse_json(text: str, **options: Any) -> Any:
    """The value of a JSON text that a person or a model wrote: one that is too deep is an error.

    The options are those of `json.loads`. Raises ValueError.
    """
    why = f"it is nested more deeply than {READABLE} levels"
    if is_deep(text):
        raise ValueError(why)
    try:
        return json.loads(text, **options)
    except RecursionError as error:
        raise ValueError(why) from error


def is_deep(text: str | bytes) -> bool:
    """Whether brackets nest more deeply than `READABLE`. Texts with few brackets cost two searches."""
    marks = text.count("{") + text.count("[") if isinstance(text, str) else text.count(b"{") + text.count(b"[")
    if marks <= READABLE:
        return False
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    raw = raw.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _OTHERS)
    brackets = re.sub(b'"[^"]*"?', b"", raw)
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > READABLE


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
