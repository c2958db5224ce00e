"""Jobs: what scripts see of a run in the background, and the jobs of a session."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from ...dotnet.model.core import OBJECT
from ...dotnet.model.enums import EnumValue, make_enum
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.system.guid import parse_guid
from ...dotnet.time import datetime
from ...engine.session.session import Session
from ...engine.values.objects import PSObject
from ...errors import ErrorRecord

STATES = make_enum(
    "System.Management.Automation.JobState",
    {
        "NotStarted": 0, "Running": 1, "Completed": 2, "Failed": 3, "Stopped": 4, "Blocked": 5, "Suspended": 6,
        "Disconnected": 7, "Suspending": 8, "Stopping": 9, "AtBreakpoint": 10,
    },
)  # fmt: skip
JOB = register(DotNetType("System.Management.Automation.Job", base=OBJECT))
_TYPES = {
    "BackgroundJob": register(DotNetType("System.Management.Automation.PSRemotingJob", base=JOB)),
    "ThreadJob": register(DotNetType("ThreadJob.ThreadJob", base=JOB)),
    "PSEventJob": register(DotNetType("System.Management.Automation.PSEventJob", base=JOB)),
    "PSTaskJob": register(DotNetType("System.Management.Automation.PSTasks.PSTaskJob", base=JOB)),
}
_PLACES = {"ThreadJob": "PowerShell", "PSEventJob": ""}
_CHILD = register(DotNetType("System.Management.Automation.PSRemotingChildJob", base=JOB))
_STREAMS = ("output", "error", "progress", "verbose", "debug", "warning", "information")
EVENT_JOB = "PSEventJob"  # keeps what the action of an event puts out
ENDED = frozenset({"Completed", "Failed", "Stopped"})


class Job:
    """A run in the background with what it has put out so far."""

    def __init__(self, id: int, name: str, kind: str, command: str) -> None:
        self.id = id
        self.name = name or f"Job{id}"
        self.kind = kind
        self.command = command
        self.instance = str(uuid.uuid4())
        self.state = "NotStarted"
        self.reason: ErrorRecord | None = None
        self.begun: Value = None
        self.ended: Value = None
        self.done = threading.Event()
        self.children: list[Job] = []
        self.stop: Callable[[], None] = lambda: None
        self.changed: Callable[[], None] = lambda: None  # called when it has ended
        self._kept: dict[str, list[Any]] = {stream: [] for stream in _STREAMS}
        self._lock = threading.Lock()
        self._reported = False

    @property
    def dotnet_type(self) -> DotNetType:
        return _TYPES.get(self.kind, _CHILD)

    @property
    def source(self) -> Job:
        """Who keeps the results: the child of a job of Start-Job."""
        return self.children[0] if self.kind == "BackgroundJob" and self.children else self

    def put(self, stream: str, record: Any) -> None:
        """Keep something that the run has written."""
        with self._lock:
            self._kept["information" if stream == "host" else stream].append(record)

    def start(self) -> None:
        for job in (self, self.source):
            job.state, job.begun = "Running", datetime.now()

    def end(self, state: str, reason: ErrorRecord | None) -> None:
        for job in (*self.children, self):
            if job.state not in ENDED:
                job.state, job.reason, job.ended = state, reason, datetime.now()
                job.done.set()
        self.changed()

    @property
    def has_more(self) -> bool:
        source = self.source
        if self.kind == EVENT_JOB:
            return any(self._kept.values())
        return source.state not in ENDED or any(source._kept.values())

    def results(self, keep: bool) -> Iterator[tuple[str, Any]]:
        """What has not been received yet, stream by stream, and the error that ended the job."""
        source = self.source
        with source._lock:
            found = [(stream, record) for stream in _STREAMS for record in source._kept[stream]]
            if not keep:
                for records in source._kept.values():
                    records.clear()
        yield from found
        if source.reason is not None and not source._reported:
            source._reported = not keep
            yield "error", source.reason

    def peek(self, stream: str) -> list[Any]:
        with self._lock:
            return list(self._kept[stream])


class Jobs:
    """The jobs of one session."""

    def __init__(self) -> None:
        self.all: list[Job] = []
        self.last_id = 0
        self.ended = threading.Condition()

    def new(self, name: str, kind: str, command: str) -> Job:
        """A job with the next number; one of Start-Job has a child, which keeps the results."""
        self.last_id += 1
        job = Job(self.last_id, name, kind, command)
        if kind == "BackgroundJob":
            self.add_child(job)
        job.changed = self._tell
        self.all.append(job)
        return job

    def add_child(self, job: Job) -> Job:
        """One more part of a job, with the next number."""
        self.last_id += 1
        child = Job(self.last_id, "", "", job.command)
        job.children.append(child)
        return child

    def _tell(self) -> None:
        with self.ended:
            self.ended.notify_all()

    def stop_all(self) -> None:
        for job in self.all:
            if job.state not in ENDED:
                job.stop()


def jobs_of(session: Session) -> Jobs:
    """The session's jobs; they end with it."""
    jobs = session.part(Jobs)
    if jobs.stop_all not in session.closers:
        session.closers.append(jobs.stop_all)
    return jobs


def _state(job: Job) -> EnumValue:
    return EnumValue(STATES, STATES.members[job.state])


def _state_info(job: Job) -> PSObject:
    reason = job.reason.exception if job.reason is not None else None
    return PSObject({"State": _state(job), "Reason": reason}, "System.Management.Automation.JobStateInfo")


JOB.prop("Id", "int")(lambda job: job.id)
JOB.prop("InstanceId", "guid")(lambda job: parse_guid(job.instance))
JOB.prop("Name", "string")(lambda job: job.name)
JOB.setter("Name")(lambda job, new: setattr(job, "name", str(new)))
JOB.prop("PSJobTypeName", "string")(lambda job: "" if job.kind == EVENT_JOB else job.kind)
JOB.prop("State", STATES.full_name)(_state)
JOB.prop("JobStateInfo")(_state_info)
JOB.prop("HasMoreData", "bool")(lambda job: job.has_more)
JOB.prop("Location", "string")(lambda job: _PLACES.get(job.kind, "localhost"))
JOB.prop("Command", "string")(lambda job: job.command)
JOB.prop("StatusMessage", "string")(lambda job: "")
JOB.prop("ChildJobs")(lambda job: list(job.children))
JOB.prop("PSBeginTime")(lambda job: job.begun)
JOB.prop("PSEndTime")(lambda job: job.ended)
JOB.method("StopJob", returns="void")(lambda job: job.stop())
JOB.method("ToString", returns="string")(lambda job: job.dotnet_type.full_name)


def _declare_streams() -> None:
    def declare(name: str, stream: str) -> None:
        JOB.prop(name)(lambda job: job.peek(stream))

    for stream in _STREAMS:
        declare(stream.capitalize(), stream)


_declare_streams()
