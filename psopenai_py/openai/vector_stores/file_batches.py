"""Batches of files: their states, their objects, and waiting for them to end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..objects import to_object
from ..params import Sets, id_param, object_param
from ..waiting import Data, PollingWaiter
from .store import StoreTarget, text_of

FILE_BATCH = "PSOpenAI.VectorStore.FileBatch"


def batch_id_param(set: Sets) -> Any:
    return id_param(
        "The id of the batch of files, such as vsfb_abc123.", "batch_id", set=set, position=1, pipeline="property"
    )


def batch_param(set: str) -> Any:
    return object_param(FILE_BATCH, "The batch of files, as Start-VectorStoreFileBatch returns it.", set=set)


class BatchKey(NamedTuple):
    """Where a batch of files is found."""

    vector_store_id: str
    batch_id: str

    @property
    def path(self) -> dict[str, str]:
        """The ids as a call's address wants them."""
        return self._asdict()


class BatchTarget(StoreTarget):
    """A cmdlet that takes a batch of files as an object, or by its id and the vector store's."""

    batch: Value
    batch_id: str

    def batch_key(self) -> BatchKey:
        if self.is_bound("Batch"):
            return BatchKey(text_of(self.batch, "vector_store_id"), text_of(self.batch, "id"))
        return BatchKey(self.store_id(), self.batch_id)


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

    def progress_of(self, found: Mapping[BatchKey, Data | None]) -> tuple[str, float | None]:
        states, _ = super().progress_of(found)
        counts = [data.get("file_counts") or {} for data in found.values() if data is not None]
        of = sum(int(count.get("total") or 0) for count in counts)
        done = of - sum(int(count.get("in_progress") or 0) for count in counts)
        return f"{states}: {done} of {of} files", 100.0 * done / of if of else None
