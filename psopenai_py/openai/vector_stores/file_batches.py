"""Batches of files: their states, their objects, and waiting for them to end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.values.objects import PSObject
from ..objects import to_object
from ..waiting import Data, PollingWaiter
from .params import FILE_BATCH, BatchKey

STATES = ("in_progress", "completed", "failed", "cancelling", "cancelled")
RUNNING = ("in_progress", "cancelling")


def file_batch(data: dict[str, Any]) -> PSObject:
    return to_object(data, FILE_BATCH)


class FileBatchWaiter(PollingWaiter[BatchKey]):
    """Waits for batches of files to end."""

    activity = "Waiting for batches of files"
    things = "batches"
    running = RUNNING
    longest_interval = 10.0

    def ask(self, key: BatchKey) -> Data:
        data: Data = self.cmdlet.call("vector_store.file_batch", key.path).json()
        return data

    def name(self, key: BatchKey) -> str:
        return key.batch_id

    def tell(self, found: Mapping[BatchKey, Data | None]) -> tuple[str, float | None]:
        states, _ = super().tell(found)
        counts = [data.get("file_counts") or {} for data in found.values() if data is not None]
        of = sum(int(count.get("total") or 0) for count in counts)
        done = of - sum(int(count.get("in_progress") or 0) for count in counts)
        return f"{states}: {done} of {of} files", 100.0 * done / of if of else None
