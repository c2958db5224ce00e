"""Which part of a file a request asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .errors import ApiFailure

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def asked_range(headers: Mapping[str, str], etag: str, size: int) -> tuple[int, int] | None:
    """Start and end (not included) of the part to send, or None for everything.

    Everything is sent, as the standard has it, when the header cannot be understood, names several parts, or when
    ``If-Range`` names another version. A part that begins behind the end is a 416.
    """
    found = _ONE_RANGE.match(headers.get("range", "").replace(" ", ""))
    if found is None or found[0] == "bytes=-" or headers.get("if-range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
        unsatisfiable = int(last) == 0 or size == 0
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
        unsatisfiable = start >= size
    if unsatisfiable:
        raise ApiFailure(
            416, "The requested range lies outside the file.", headers={"Content-Range": f"bytes */{size}"}
        )
    return start, stop
