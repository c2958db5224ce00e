"""Wait for batches to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import TerminatingError
from ..waiting import Data, PollingWaiter
from .states import RUNNING, BatchFacts

PAGE = 100


class Waiter(PollingWaiter[str]):
    """Waits for several batches at once: one is asked for by its id, several by pages of the list."""

    activity = "Waiting for batches"
    things = "batches"
    running = RUNNING

    def ask(self, key: str) -> Data:
        data: Data = self.cmdlet.call("batch", {"batch_id": key}).json()
        return data

    def poll(self, keys: Sequence[str]) -> tuple[dict[str, Data | None], TerminatingError | None]:
        if len(keys) == 1:
            return self.ask_each(keys)
        found: dict[str, Data | None] = {}
        wanted = set(keys)
        try:
            for data in self.cmdlet.pages("batches", query={"limit": PAGE}):
                if data.get("id") in wanted:
                    found[data["id"]] = data
                    if len(found) == len(wanted):
                        return found, None
        except TerminatingError as error:
            return found, self.passing(error)
        missing, failed = self.ask_each([key for key in keys if key not in found])
        return {**found, **missing}, failed

    def tell(self, found: Mapping[str, Data | None]) -> tuple[str, float | None]:
        facts = [BatchFacts(data) for data in found.values() if data is not None]
        done = sum((f.completed or 0) + (f.failed or 0) for f in facts)
        of = sum(f.total or 0 for f in facts)
        states = ", ".join(sorted({f.status for f in facts}))
        return f"{states}: {done} of {of} requests", 100.0 * done / of if of else None
