"""The actions of the engine's events: a script block that runs for each event, and the job that keeps its output."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.session.events import Events, Subscriber
from ...engine.session.scriptblock import ScriptBlock
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...engine.values.objects import PSObject
from ...errors import ControlFlow, ErrorRecord
from ...language.runtime.failures import as_terminating
from .job import EVENT_JOB, Job, jobs_of

EXITING = "PowerShell.Exiting"


def events_of(session: Session) -> Events:
    return session.part(Events)


def subscribe(session: Session, made: Subscriber, action: ScriptBlock | None) -> None:
    """Begin a subscription; with an action it gets a job."""
    events = events_of(session)
    if action is not None:
        _give_job(session, made, action)
    events.subscribe(made)
    if made.source.lower() == EXITING.lower():
        streams = session.streams  # there are none left when the session closes
        session.closers.append(lambda: _exit(session, streams))


def _give_job(session: Session, made: Subscriber, action: ScriptBlock) -> None:
    job = made.job = jobs_of(session).new(made.source, EVENT_JOB, action.text)
    job.stop = lambda: events_of(session).unsubscribe(made)
    made.ended = lambda: job.end("Stopped", None)

    def act(subscriber: Subscriber, event: PSObject) -> None:
        if job.state == "NotStarted":
            job.start()
        _run_action(session, subscriber, job, action, event)

    made.act = act


def _exit(session: Session, streams: Streams) -> None:
    session.streams = streams
    events = events_of(session)
    mine = events.of(EXITING)
    if mine:
        events.raise_event(EXITING, None, [])
        for each in mine:
            events.unsubscribe(each)


def _run_action(session: Session, subscriber: Subscriber, job: Job, action: ScriptBlock, event: PSObject) -> None:
    """Run an action; its job keeps what it puts out and its errors. None of them ends what it came in between.

    It runs wherever the session is at that moment: in a function, in a ``try`` block, behind a redirection. So it gets
    the streams and the scope of the session's top, and leaves everything as it was.
    """
    arguments: list[Value] = list(event["SourceArgs"])
    if event["MessageData"] is None and subscriber.data is not None:
        event = PSObject({**event._props, "MessageData": subscriber.data}, event._types[0])
    variables: dict[str, Value] = {
        "Event": event,
        "EventSubscriber": subscriber.shown,
        "Sender": event["Sender"],
        "EventArgs": event["SourceEventArgs"],
    }

    def keep(record: ErrorRecord) -> None:
        job.put("error", record)

    outer = session.streams, session.scope, session.trying, session.succeeded
    session.streams = session.outermost.redirected(error=keep)
    session.scope, session.trying = session.globals, 0
    try:
        action.run(lambda value: job.put("output", value), arguments, variables=variables)
    except ControlFlow:  # `break`, `exit`: they end the action
        pass
    except Exception as error:
        record = as_terminating(error).record
        job.put("error", record)
        session.remember(record)
    finally:
        session.streams, session.scope, session.trying, session.succeeded = outer
