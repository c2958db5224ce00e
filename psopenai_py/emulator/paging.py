"""Lists, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .errors import ApiFailure


def page(
    items: Sequence[dict[str, Any]], query: Mapping[str, str], default: int = 20, largest: int = 100
) -> dict[str, Any]:
    """The page that a query asks for; `items` are in order of creation, and a list begins with the newest."""
    order = query.get("order", "desc")
    if order not in ("asc", "desc"):
        raise ApiFailure(400, f"Invalid value: '{order}'. Supported values are: 'asc' and 'desc'.", param="order")
    limit = _limit(query.get("limit"), default, largest)
    rows = list(items) if order == "asc" else list(reversed(items))
    after = query.get("after")
    if after:
        ids = [row["id"] for row in rows]
        if after not in ids:
            raise ApiFailure(400, f"No such object: '{after}'.", param="after", code="invalid_cursor")
        rows = rows[ids.index(after) + 1 :]
    shown = rows[:limit]
    return {
        "object": "list",
        "data": shown,
        "first_id": shown[0]["id"] if shown else None,
        "last_id": shown[-1]["id"] if shown else None,
        "has_more": len(rows) > limit,
    }


def _limit(text: str | None, default: int, largest: int) -> int:
    if text is None:
        return default
    if not text.isdigit() or not 1 <= int(text) <= largest:
        raise ApiFailure(
            400,
            f"Invalid 'limit': expected an integer from 1 to {largest}, got '{text}'.",
            param="limit",
            code="integer_out_of_range",
        )
    return int(text)
