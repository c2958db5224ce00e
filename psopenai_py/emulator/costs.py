"""What an organization has used and paid: nothing, day by day, since the server costs nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from .errors import ApiFailure, check_value, missing
from .messages import Reply, Request, json_reply
from .store import Data, Route

_WIDTHS = {"1m": 60, "1h": 3600, "1d": 86_400}
_MOST_BUCKETS = 180
_DEFAULT_BUCKETS = 7
_COUNTS = ("input_tokens", "output_tokens", "input_cached_tokens", "num_model_requests")
_USAGES = ("completions", "embeddings", "moderations")


class Costs:
    """``/organization/costs`` and ``/organization/usage``: pages of buckets of time."""

    def routes(self) -> list[Route]:
        usages = [("GET", f"/organization/usage/{name}", self._usage(name)) for name in _USAGES]
        return [("GET", "/organization/costs", self.costs), *usages]

    def costs(self, request: Request) -> Reply:
        amount = {"value": 0.0, "currency": "usd"}
        result = {"object": "organization.costs.result", "amount": amount, "line_item": None, "project_id": None}
        return json_reply(_page(request, result))

    def _usage(self, name: str) -> Callable[[Request], Reply]:
        result = {"object": f"organization.usage.{name}.result", **dict.fromkeys(_COUNTS, 0), "model": None}
        return lambda request: json_reply(_page(request, result))


def _page(request: Request, result: Data) -> Data:
    """The buckets from ``start_time`` to ``end_time`` or now; ``page`` says how many came before."""
    start = _number(request, "start_time", None)
    end = _number(request, "end_time", int(time.time()))
    width = request.query.get("bucket_width", "1d")
    check_value(width, _WIDTHS, "bucket_width")
    seconds, limit = _WIDTHS[width], _number(request, "limit", _DEFAULT_BUCKETS)
    if not 1 <= limit <= _MOST_BUCKETS:
        raise ApiFailure(400, f"limit must be from 1 to {_MOST_BUCKETS}.", param="limit")
    first = start + seconds * _number(request, "page", 0)
    begins: list[int] = list(range(first, max(first, min(end, first + seconds * limit)), seconds))
    has_more = bool(begins) and begins[-1] + seconds < end
    data: list[dict[str, Any]] = [
        {"object": "bucket", "start_time": at, "end_time": min(at + seconds, end), "results": [result]} for at in begins
    ]
    following = str((first - start) // seconds + limit) if has_more else None
    return {"object": "page", "data": data, "has_more": has_more, "next_page": following}


def _number(request: Request, name: str, default: int | None) -> int:
    text = request.query.get(name)
    if text is None:
        if default is None:
            raise missing(name)
        return default
    if not text.isdecimal():
        raise ApiFailure(400, f"{name} must be a number, not '{text}'.", param=name)
    return int(text)
