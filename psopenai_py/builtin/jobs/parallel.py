"""``ForEach-Object -Parallel``: a block for many objects at once, or as a job."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from ...dotnet.model.types import Value
from ...engine.values.objects import unwrap
from ...errors import ErrorRecord, NetException
from .job import jobs_of
from .pool import Message, Pool
from .receive_job import hand_on
from .runs import using_values

if TYPE_CHECKING:
    from ...engine.pipeline.cmdlet import Cmdlet


class ParallelRuns:
    """The runs of one ForEach-Object -Parallel. Results are written in the cmdlet's own thread."""

    def __init__(self, command: Cmdlet) -> None:
        asked: Any = command
        self.command = command
        block = unwrap(asked.parallel)
        session = command.session
        using = using_values(session, block)
        self.pool = Pool(session, block, using, int(asked.throttle_limit), bool(asked.use_new_runspace))
        self.job = jobs_of(session).new("", "PSTaskJob", block.text) if asked.as_job else None
        seconds = asked.timeout_seconds
        self.until = time.monotonic() + seconds if seconds else None
        self._items: list[Value] = []  # of a job
        self._over = False

    def add(self, item: Value) -> None:
        """One more object. Waits for a run to end where the limit is reached, and writes what runs have put out."""
        if self.job is not None:
            self._items.append(item)
            return
        while not self._over and not self.pool.has_room:
            self._take(wait=True)
        if not self._over:
            self.pool.add(item)
            self._take(wait=False)

    def finish(self) -> Iterator[Value] | None:
        """After the last object: write what is still to come."""
        if self.job is not None:
            return self._start_job()
        while self.pool.runs and not self._over:
            self._take(wait=True)
        return None

    def stop(self) -> None:
        """End the runs that have not ended; those of a job go on."""
        if self.job is None:
            self.pool.stop()

    def _take(self, wait: bool) -> None:
        if self.until is not None and time.monotonic() >= self.until:
            self._time_is_up()
            return
        for stream, record in self.pool.messages(self.until, wait):
            self._hand_on(stream, record)

    def _hand_on(self, stream: str, record: Any) -> None:
        if stream == "output":
            self.command.write(record)
        elif stream != "done":
            hand_on(self.command.runtime, stream, record)
        elif record.reason is not None:
            hand_on(self.command.runtime, "error", ended_by(record.reason))

    def _time_is_up(self) -> None:
        self._over = True
        self.pool.stop()
        message = "The time of -TimeoutSeconds is over; the blocks that still ran were stopped."
        net = NetException("System.TimeoutException", message)
        hand_on(self.command.runtime, "error", ErrorRecord("PSTaskException", message, "OperationTimeout", None, net))

    # -- as a job -----------------------------------------------------------------------------------------------------

    def _start_job(self) -> Iterator[Value]:
        job = self.job
        assert job is not None
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            self.pool.stop()

        job.stop = stop
        job.start()
        threading.Thread(target=self._work, args=(stopped,), name="psopenai-job", daemon=True).start()
        yield job

    def _work(self, stopped: threading.Event) -> None:
        """The thread of the job: as the cmdlet does, but into the job's results."""
        job = self.job
        assert job is not None
        failed: ErrorRecord | None = None

        def take(messages: Iterator[Message]) -> None:
            nonlocal failed
            for stream, record in messages:
                if stream != "done":
                    job.put(stream, record)
                elif record.reason is not None:
                    failed = record.reason
                    job.put("error", ended_by(record.reason))

        for item in self._items:
            while not self.pool.has_room and not stopped.is_set():
                take(self.pool.messages(0.5 + time.monotonic()))
            if stopped.is_set():
                break
            self.pool.add(item)
        while self.pool.runs and not stopped.is_set():
            take(self.pool.messages(0.5 + time.monotonic()))
        self.pool.close()
        job.end("Stopped" if stopped.is_set() else "Failed" if failed is not None else "Completed", None)


def ended_by(reason: ErrorRecord) -> ErrorRecord:
    """The error record for an error that ended a block."""
    made = copy(reason)
    made.error_id, made.category, made.command = "PSTaskException", "InvalidOperation", ""
    return made
