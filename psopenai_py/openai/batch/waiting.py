"""Wait for batches to end: poll, back off, survive failed polls, show counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from ...errors import ErrorRecord, ExitCode, NetException, TerminatingError
from ..api import ApiParams
from .states import RUNNING, BatchFacts

FIRST_INTERVAL = 1.0  # seconds
LONGEST_INTERVAL = 30.0
FAILED_POLLS = 10  # so many in a row, and the service counts as gone
PAGE = 100

Data = dict[str, Any]


class Waiter:
    """Waits for several batches at once.

    One batch is asked for by its id, several by pages of the list. ``interval`` None: the pauses grow from one second
    to thirty. ``timeout`` None or 0: no limit.
    """

    def __init__(
        self,
        cmdlet: ApiParams,
        interval: float | None = None,
        timeout: float | None = None,
        status_for_wait: Collection[str] | None = None,
        status_for_exit: Collection[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.cmdlet = cmdlet
        self.interval = interval
        self.deadline = clock() + timeout if timeout else None
        self.status_for_wait = frozenset(status_for_wait or RUNNING)
        self.status_for_exit = frozenset(status_for_exit or ())
        self.clock = clock
        self.sleep = sleep or cmdlet.client.retry.sleep

    def wait(self, ids: Sequence[str]) -> Iterator[Data]:
        """Each batch as soon as its waiting is over. A batch that cannot be asked for is reported and left out."""
        left = list(dict.fromkeys(ids))
        total = len(left)
        pause = self.interval if self.interval is not None else FIRST_INTERVAL
        failures = 0
        try:
            while left:
                found, failed = self._poll(left)
                failures = failures + 1 if failed else 0
                if failed is not None and failures >= FAILED_POLLS:
                    raise failed
                for id_ in list(left):
                    data = found.get(id_, ...)
                    if data is None:  # it was reported as not to be had
                        left.remove(id_)
                    elif data is not ... and self._is_over(data):
                        left.remove(id_)
                        yield data
                if not left:
                    return
                self._show(found, total - len(left), total)
                self._check_time(left)
                self._pause(pause)
                if self.interval is None:
                    pause = min(pause * 1.5, LONGEST_INTERVAL)
        finally:
            if total:
                self.cmdlet.progress("Waiting for batches", done=True)

    def _is_over(self, data: Data) -> bool:
        status = str(data.get("status"))
        return status in self.status_for_exit or status not in self.status_for_wait

    def _poll(self, ids: Sequence[str]) -> tuple[dict[str, Data | None], TerminatingError | None]:
        """The state of each batch (None: gone for good), and what kept some from being told, which may pass."""
        if len(ids) == 1:
            return self._ask(ids)
        found: dict[str, Data | None] = {}
        wanted = set(ids)
        try:
            for data in self.cmdlet.pages("batches", query={"limit": PAGE}):
                if data.get("id") in wanted:
                    found[data["id"]] = data
                    if len(found) == len(wanted):
                        return found, None
        except TerminatingError as error:
            return found, self._passing(error)
        missing, failed = self._ask([i for i in ids if i not in found])
        return {**found, **missing}, failed

    def _ask(self, ids: Sequence[str]) -> tuple[dict[str, Data | None], TerminatingError | None]:
        found: dict[str, Data | None] = {}
        for id_ in ids:
            try:
                found[id_] = self.cmdlet.call("batch", {"batch_id": id_}).json()
            except TerminatingError as error:
                if error.record.exit_code in (ExitCode.NETWORK, ExitCode.INCOMPLETE):
                    return found, self._passing(error)
                if error.record.target is None:
                    error.record.target = id_
                self.cmdlet.write_error(error.record)
                found[id_] = None
        return found, None

    def _passing(self, error: TerminatingError) -> TerminatingError:
        self.cmdlet.verbose(f"A poll failed and is made again: {error.record.message}")
        return error

    def _show(self, found: dict[str, Data | None], over: int, total: int) -> None:
        facts = [BatchFacts(data) for data in found.values() if data is not None]
        done = sum((f.completed or 0) + (f.failed or 0) for f in facts)
        of = sum(f.total or 0 for f in facts)
        states = ", ".join(sorted({f.status for f in facts}))
        text = f"{states}: {done} of {of} requests" + (f", {over} of {total} batches have ended" if total > 1 else "")
        self.cmdlet.progress("Waiting for batches", text, 100.0 * done / of if of else None)

    def _check_time(self, left: Sequence[str]) -> None:
        if self.deadline is None or self.clock() < self.deadline:
            return
        message = f"The time that -TimeoutSec allows is over; not ended yet: {', '.join(left)}. Wait again to go on."
        net = NetException("System.TimeoutException", message)
        record = ErrorRecord("OperationTimeout", message, "OperationTimeout", left[0], net)
        record.exit_code = ExitCode.INCOMPLETE
        raise TerminatingError(record)

    def _pause(self, seconds: float) -> None:
        if self.deadline is not None:
            seconds = min(seconds, max(self.deadline - self.clock(), 0))
        self.sleep(seconds)
