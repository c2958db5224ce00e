"""The engine's events of a session: who subscribed to them, and those that wait for Get-Event.

An event has a name, its source identifier: ``PowerShell.Exiting``, one that a script raises with New-Event, or one of a
cmdlet, such as ``PSOpenAI.Realtime.ReceiveMessage``. What an action runs is the affair of the subscriber's maker
(`psopenai_py.builtin.jobs`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from ...dotnet.model.types import Value
from ...dotnet.time import datetime
from ..values.objects import PSObject
from .arrivals import Arrivals


class Subscriber:
    """One subscription: ``act`` runs for each event; without one the event waits for Get-Event.

    ``limit`` says how many events it takes (0: all). A ``hidden`` one (-SupportEvent) is shown with -Force only.
    ``data`` is the -MessageData of the subscription, for events that bring none of their own.
    """

    def __init__(
        self,
        source: str,
        act: Callable[[Subscriber, PSObject], None] | None = None,
        limit: int = 0,
        data: Value = None,
        hidden: bool = False,
        forward: bool = False,
    ) -> None:
        self.number = 0
        self.source = source
        self.act = act
        self.left = limit or -1  # how many more it takes; negative: all
        self.data = data
        self.hidden = hidden
        self.forward = forward
        self.origin: Value = None  # the object whose event it is, and the event's name
        self.event = ""
        self.job: Any = None  # what keeps the output of its action
        self.ended: Callable[[], None] = lambda: None  # called when it ends

    @property
    def shown(self) -> PSObject:
        return PSObject(
            {
                "SubscriptionId": self.number,
                "SourceObject": self.origin,
                "EventName": self.event,
                "SourceIdentifier": self.source,
                "Action": self.job,
                "HandlerDelegate": None,
                "SupportEvent": self.hidden,
                "ForwardEvent": self.forward,
            },
            "System.Management.Automation.PSEventSubscriber",
        )


class Events:
    """The subscribers and the waiting events of one session. Only its own thread may call these."""

    def __init__(self) -> None:
        self.subscribers: list[Subscriber] = []
        self.queue: list[PSObject] = []
        self._last_event = 0
        self._last_subscriber = 0

    def subscribe(self, made: Subscriber) -> None:
        self._last_subscriber += 1
        made.number = self._last_subscriber
        self.subscribers.append(made)

    def unsubscribe(self, subscriber: Subscriber) -> None:
        if subscriber in self.subscribers:
            self.subscribers.remove(subscriber)
            subscriber.ended()

    def of(self, source: str) -> list[Subscriber]:
        """The subscribers to the events of that name."""
        return [each for each in self.subscribers if each.source.lower() == source.lower()]

    def raise_event(
        self, source: str, sender: Value, arguments: Sequence[Value], message: Value = None, event_args: Value = None
    ) -> PSObject:
        """Run the actions of an event's subscribers; an event that no action takes waits for Get-Event."""
        self._last_event += 1
        event = PSObject(
            {
                "ComputerName": None,
                "RunspaceId": None,
                "EventIdentifier": self._last_event,
                "Sender": sender,
                "SourceEventArgs": event_args,
                "SourceArgs": list(arguments),
                "SourceIdentifier": source,
                "TimeGenerated": datetime.now(),
                "MessageData": message,
            },
            "System.Management.Automation.PSEventArgs",
        )
        taken = False
        for each in self.of(source):
            if not each.left:  # its action raises the event again
                continue
            each.left -= 1
            if each.act is not None:
                taken = True
                each.act(each, event)
            if not each.left:
                self.unsubscribe(each)
        if not taken:
            self.queue.append(event)
        return event

    def first(self, source: str | None) -> PSObject | None:
        """The first event that waits, of that name or of any."""
        for event in self.queue:
            if source is None or str(event["SourceIdentifier"]).lower() == source.lower():
                return event
        return None

    def wait_for(self, arrivals: Arrivals, source: str | None, ends: float | None) -> PSObject | None:
        """The first event that waits, once there is one; None when none came until the time ``ends``."""
        while True:
            arrivals.run()
            found = self.first(source)
            rest = 1.0 if ends is None else min(1.0, ends - time.monotonic())
            if found is not None or rest <= 0:
                return found
            arrivals.wait(rest)
