"""How far batches have come, as rows of a live table: state, requests done, speed, time left.

`Watcher` waits for batches and shows them (`engine.session.streams.ProgressRecord.rows`); the front end draws the table
on a terminal and writes lines elsewhere. It does so itself: `rich` would cost 45 ms of each start of Watch-Batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ...engine.session.streams import LiveRow
from ...errors import ErrorRecord, NetException
from ..api import ApiParams
from ..waiting import Data
from .batch import FINAL, BatchFacts, Waiter

HEADER = ("BATCH", "STATE", "DONE", "", "FAILED", "SPEED", "LEFT")
BAR = 20  # characters
WINDOW = 120.0  # seconds that the speed is taken of


class Pace:
    """The speed of one batch, from what was done at each look."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looks: list[tuple[float, int]] = []

    def note(self, done: int) -> None:
        now = self._clock()
        if self._looks and done < self._looks[-1][1]:  # the service has counted anew
            self._looks.clear()
        self._looks.append((now, done))
        while len(self._looks) > 2 and now - self._looks[1][0] >= WINDOW:
            del self._looks[0]

    @property
    def speed(self) -> float | None:
        """Requests a second; None until two looks tell it."""
        if len(self._looks) < 2:
            return None
        (first, before), (last, after) = self._looks[0], self._looks[-1]
        return (after - before) / (last - first) if last > first and after > before else None


class Watcher(Waiter):
    """Waits for batches and shows how far each has come, in an ``order``.

    ``seen`` is called with what each poll has found.
    """

    activity = "Watching batches"
    first_interval = 2.0
    longest_interval = 10.0

    def __init__(
        self,
        cmdlet: ApiParams,
        *args: Any,
        order: Sequence[str] = (),
        seen: Callable[[Collection[Data]], object] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(cmdlet, *args, **more)
        self.order = order
        self.pace: dict[str, Pace] = {}
        self._seen = seen

    def _show(self, found: Mapping[str, Data | None], over: int, total: int) -> None:
        batches = {key: data for key in self.order if (data := found.get(key)) is not None}
        if self._seen is not None:
            self._seen(batches.values())
        self.show(batches, f"{over} of {total} batches have ended" if total > 1 else "")

    def show(self, found: Mapping[str, Data | None], note: str) -> None:
        """Show the batches that have not ended, and a line below them."""
        left = [self.row(BatchFacts(data)) for data in found.values() if data is not None and not self._is_done(data)]
        text, percent = self.progress_of(found)
        self.cmdlet.progress(self.activity, text, percent, rows=(LiveRow("", HEADER), *left), note=note)

    def _is_done(self, data: Data) -> bool:
        return BatchFacts(data).status not in self.status_for_wait

    def row(self, facts: BatchFacts) -> LiveRow:
        """The row of a batch."""
        done, total = (facts.completed or 0) + (facts.failed or 0), facts.total or 0
        pace = self.pace.setdefault(facts.id, Pace(self.clock))
        pace.note(done)
        speed = pace.speed
        left = "" if speed is None or done >= total else duration((total - done) / speed)
        cells = (
            facts.id,
            facts.status,
            f"{done:,}/{total:,}" if total else "",
            bar(done / total) if total else "",
            f"{facts.failed:,}" if facts.failed else "",
            "" if speed is None else f"{speed:,.1f}/s" if speed < 100 else f"{speed:,.0f}/s",
            left,
        )
        return LiveRow(facts.status, cells)


def report_failure(cmdlet: ApiParams, facts: BatchFacts) -> None:
    """Write an error for a batch that has ended without being completed."""
    if not facts.status or facts.status == "completed" or (facts.status not in FINAL and facts.files()):
        return  # that a batch has no state has been said
    problems = facts.problems()
    why = f": {str(problems[0].get('message')).rstrip('.')}" if problems else ""
    kept = " Its results so far are kept (Get-BatchOutput)." if facts.files() else ""
    message = f"The batch {facts.id} is {facts.status}{why}.{kept}"
    net = NetException("System.InvalidOperationException", message)
    net.properties["BatchId"] = facts.id
    cmdlet.write_error(ErrorRecord("BatchNotCompleted", message, "OperationStopped", facts.id, net))


def bar(share: float) -> str:
    """How much is done, as a bar and in percent."""
    full = int(BAR * min(share, 1.0))
    return f"[{'#' * full}{'.' * (BAR - full)}] {100 * min(share, 1.0):3.0f} %"


def duration(seconds: float) -> str:
    """A span of time in its two largest units."""
    whole = round(seconds)
    for unit, size, smaller, part in (("d", 86400, "h", 3600), ("h", 3600, "min", 60), ("min", 60, "s", 1)):
        if whole >= size:
            return f"{whole // size} {unit} {whole % size // part} {smaller}"
    return f"{whole} s"
