"""The states of a batch, and what a batch object tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject, read_member

STATES = (
    "validating",
    "failed",
    "in_progress",
    "finalizing",
    "completed",
    "expired",
    "cancelling",
    "cancelled",
)
FINAL = frozenset(("completed", "failed", "expired", "cancelled"))
RUNNING = tuple(s for s in STATES if s not in FINAL)


class BatchFacts:
    """The fields of a batch that retrieval needs, from an object or from the service's JSON."""

    __slots__ = ("completed", "data", "error_file_id", "failed", "id", "input_file_id", "output_file_id", "status",
                 "total")  # fmt: skip

    def __init__(self, data: PSObject | Mapping[str, Any]) -> None:
        def read(name: str) -> Value:
            return _read(data, name)

        self.data = data
        self.id: str = str(read("id") or "")
        self.status: str = str(read("status") or "")
        self.output_file_id: str | None = _id(read("output_file_id"))
        self.error_file_id: str | None = _id(read("error_file_id"))
        self.input_file_id: str | None = _id(read("input_file_id"))
        counts = read("request_counts")
        self.total = _count(counts, "total")
        self.completed = _count(counts, "completed")
        self.failed = _count(counts, "failed")

    @property
    def has_ended(self) -> bool:
        return self.status in FINAL

    @property
    def lacks_output(self) -> bool:
        """Completed, with successful requests counted, but without their file: it can come a bit later."""
        return self.status == "completed" and self.output_file_id is None and bool(self.completed)

    @property
    def lacks_errors(self) -> bool:
        """Failed requests are counted, and no file for them is named. Their results may be in the output file."""
        return self.error_file_id is None and bool(self.failed)

    @property
    def expected_items(self) -> int | None:
        """How many results there must be at least; None where the batch does not tell."""
        if self.completed is None and self.failed is None:
            return None
        return (self.completed or 0) + (self.failed or 0)

    def problems(self) -> list[dict[str, Any]]:
        """The batch's own errors: lines of the input that did not pass validation."""
        errors = _read(self.data, "errors")
        rows = _read(errors, "data") if errors is not None else None
        return [{k: _read(row, k) for k in ("code", "message", "param", "line")} for row in rows or ()]


def _read(data: Any, name: str) -> Value:
    if isinstance(data, PSObject):
        found = data._find(name)
        return None if found is None else read_member(data, data._props[found])
    return data.get(name) if isinstance(data, Mapping) else None


def _id(value: Value) -> str | None:
    """A file id; the service writes none as null, as an empty text or not at all."""
    return str(value) if value else None


def _count(counts: Any, name: str) -> int | None:
    value = _read(counts, name) if counts is not None else None
    return None if value is None else int(value)
