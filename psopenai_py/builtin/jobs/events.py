"""The engine's events of a session: events that scripts raise, PowerShell.Exiting, and who subscribed to them."""

from __future__ import annotations

import time
from typing import Any

from ...dotnet.model.types import Value
from ...dotnet.time import datetime
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...engine.values.objects import PSObject
from ...errors import TerminatingError
from ...language.compile.scriptblock import Block
from .job import Job, jobs_of

EXITING = "PowerShell.Exiting"


class Subscriber:
    """One subscription; ``action`` runs for each event, without one the event is queued for Get-Event."""

    def __init__(self, number: int, source: str, action: Block | None, limit: int, job: Job | None) -> None:
        self.number = number
        self.source = source
        self.action = action
        self.limit = limit  # how many events it takes; 0 for all
        self.job = job
        self.forward = False

    @property
    def shown(self) -> PSObject:
        return PSObject(
            {
                "SubscriptionId": self.number,
                "SourceObject": None,
                "EventName": "",
                "SourceIdentifier": self.source,
                "Action": self.job,
                "HandlerDelegate": None,
                "SupportEvent": False,
                "ForwardEvent": self.forward,
            },
            "System.Management.Automation.PSEventSubscriber",
        )


class Events:
    """The events and the subscribers of one session."""

    def __init__(self) -> None:
        self.subscribers: list[Subscriber] = []
        self.queue: list[PSObject] = []
        self._last_event = 0
        self._last_subscriber = 0

    def subscribe(self, session: Session, source: str, action: Block | None, limit: int, message: Value) -> Subscriber:
        self._last_subscriber += 1
        job = None
        if action is not None:
            job = Job(jobs_of(session).last_id + 1, source, "", action.text)
            jobs_of(session).last_id += 1
            job.state = "NotStarted"
        made = Subscriber(self._last_subscriber, source, action, limit, job)
        self.subscribers.append(made)
        if source.lower() == EXITING.lower():
            streams = session.streams  # there are none left when the session closes
            session.closers.append(lambda: self._exit(session, streams))
        return made

    def _exit(self, session: Session, streams: Streams) -> None:
        session.streams = streams
        mine = [each for each in self.subscribers if each.source.lower() == EXITING.lower()]
        if mine:
            self.raise_event(session, EXITING, None, [], None)
            self.subscribers = [each for each in self.subscribers if each not in mine]

    def raise_event(
        self, session: Session, source: str, sender: Value, arguments: list[Value], message: Value
    ) -> PSObject:
        """Run the actions of an event's subscribers; without one that has an action it is queued."""
        self._last_event += 1
        event = PSObject(
            {
                "ComputerName": None,
                "RunspaceId": None,
                "EventIdentifier": self._last_event,
                "Sender": sender,
                "SourceEventArgs": None,
                "SourceArgs": arguments,
                "SourceIdentifier": source,
                "TimeGenerated": datetime.now(),
                "MessageData": message,
            },
            "System.Management.Automation.PSEventArgs",
        )
        taken = False
        for each in list(self.subscribers):
            if each.source.lower() != source.lower():
                continue
            if each.action is not None:
                taken = True
                self._act(session, each, event, arguments)
            if each.limit:
                each.limit -= 1
                if not each.limit:
                    self.subscribers.remove(each)
        if not taken:
            self.queue.append(event)
        return event

    @staticmethod
    def _act(session: Session, subscriber: Subscriber, event: PSObject, arguments: list[Value]) -> None:
        """Run an action; what it puts out is kept by its job, an error of it ends nothing else."""
        action, job = subscriber.action, subscriber.job
        assert action is not None and job is not None
        job.state = "Running"
        variables: dict[str, Value] = {
            "Event": event,
            "EventSubscriber": subscriber.shown,
            "Sender": event["Sender"],
            "EventArgs": event["SourceEventArgs"],
        }
        try:
            action.run(lambda value: job.put("output", value), arguments, variables=variables)
        except TerminatingError as error:
            job.put("error", error.record)
            session.remember(error.record)


def events_of(session: Session) -> Events:
    return session.part(Events)


def wait_for(session: Session, source: str | None, timeout: float | None) -> Any:
    """The first queued event (of a source); None when none came in time."""
    limit = None if timeout is None else time.monotonic() + timeout
    events = events_of(session)
    while True:
        for event in events.queue:
            if source is None or str(event["SourceIdentifier"]).lower() == source.lower():
                return event
        if limit is not None and time.monotonic() >= limit:
            return None
        time.sleep(0.05)
