"""``ForEach-Object -Parallel``: a block for many objects at once, or as a job."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from ...dotnet.model.types import Value
from ...engine.session.scriptblock import ScriptBlock
from ...engine.values.objects import unwrap
from ...errors import ErrorRecord, NetException
from .job import Job, jobs_of
from .pool import Message, Pool
from .receive_job import hand_on
from .runs import using_values

if TYPE_CHECKING:
    from ...engine.pipeline.cmdlet import Cmdlet


_TURN = 0.1  # seconds between two looks at what comes from other threads
_ARGUMENT = "System.Management.Automation.PSArgumentException"
_NO_COMMON = ("ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "PipelineVariable")


def _refused(command: Cmdlet, error_id: str, text: str) -> Exception:
    return command.stop_with(error_id, text, "InvalidArgument", None, _ARGUMENT)


def _check(command: Cmdlet) -> None:
    """Refuse the parameters that do not go with blocks on other threads."""
    asked: Any = command
    given = [name for name in _NO_COMMON if name.lower() in command.runtime.common]
    if given:
        text = f"-Parallel does not support -{given[0]}: set the preference inside of the block."
        raise _refused(command, "ParallelCommonParametersNotSupported", text)
    if asked.as_job and command.is_bound("TimeoutSeconds"):
        text = "-TimeoutSeconds does not go with -AsJob; Wait-Job has -Timeout."
        raise _refused(command, "ParallelCannotUseTimeoutWithJob", text)


class ParallelRuns:
    """The runs of one ForEach-Object -Parallel. Results are written in the cmdlet's own thread."""

    def __init__(self, command: Cmdlet) -> None:
        asked: Any = command
        self.command = command
        block = unwrap(asked.parallel)
        session = command.session
        _check(command)
        using = using_values(session, block)
        if any(isinstance(unwrap(value), ScriptBlock) for value in using.values()):
            raise _refused(
                command, "ParallelUsingVariableCannotBeScriptBlock", "A $using: variable cannot be a script block."
            )
        self.pool = Pool(session, block, using, int(asked.throttle_limit), bool(asked.use_new_runspace))
        self.job = jobs_of(session).new("", "PSTaskJob", block.text) if asked.as_job else None
        seconds = asked.timeout_seconds
        self.until = time.monotonic() + seconds if seconds else None
        self._items: list[tuple[Value, Job]] = []  # of a job, each with its part
        self._over = False

    def add(self, item: Value) -> None:
        """One more object, which cannot be a script block. Waits for a run to end where the limit is reached.

        Writes what runs have put out.
        """
        if isinstance(unwrap(item), ScriptBlock):
            text = "A script block cannot be piped to -Parallel: it belongs to the session that made it."
            self.command.fail("ParallelPipedInputObjectCannotBeScriptBlock", text, "InvalidType", item, _ARGUMENT)
            return
        if self.job is not None:
            self._items.append((item, jobs_of(self.command.session).add_child(self.job)))
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
        arrivals = self.command.session.arrivals
        until = self.until
        if wait and arrivals.sources:  # such as who stops the job that this runs in
            until = min(time.monotonic() + _TURN, math.inf if until is None else until)
        for stream, record in self.pool.messages(until, wait):
            self._hand_on(stream, record)
        arrivals.run()

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
        net = NetException("System.Management.Automation.PipelineStoppedException", message)
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
        parts: dict[int, Job] = {}  # those that run

        def take(messages: Iterator[Message]) -> None:
            nonlocal failed
            for stream, record in messages:
                if stream != "done":
                    job.put(stream, record)
                    continue
                parts.pop(id(record)).end(record.state, record.reason)
                if record.reason is not None:
                    failed = record.reason
                    job.put("error", ended_by(record.reason))

        for item, part in self._items:
            while not self.pool.has_room and not stopped.is_set():
                take(self.pool.messages(0.5 + time.monotonic()))
            if stopped.is_set():
                break
            parts[id(self.pool.add(item))] = part
            part.start()
        while self.pool.runs and not stopped.is_set():
            take(self.pool.messages(0.5 + time.monotonic()))
        self.pool.close()
        job.end("Stopped" if stopped.is_set() else "Failed" if failed is not None else "Completed", None)


def ended_by(reason: ErrorRecord) -> ErrorRecord:
    """The error record for an error that ended a block."""
    made = copy(reason)
    made.error_id, made.category, made.command = "PSTaskException", "InvalidOperation", ""
    return made
