"""A realtime session as one conversation: events of the client go in, those of the service come out, until all that
was asked for is answered."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ...http import HttpError
from .connection import CLOSE_WITHIN, Connection, event_data

if TYPE_CHECKING:
    from ...http import WebSocket

Event = dict[str, Any]

#: events of the client that the service answers, and with which events; errors apart
_ANSWERED = {
    "session.update": ("session.updated",),
    "conversation.item.create": ("conversation.item.added", "conversation.item.created"),
    "conversation.item.retrieve": ("conversation.item.retrieved",),
    "conversation.item.delete": ("conversation.item.deleted",),
    "conversation.item.truncate": ("conversation.item.truncated",),
    "input_audio_buffer.clear": ("input_audio_buffer.cleared",),
}


class Conversation:
    """A session that one command holds. ``before_waiting`` is called when nothing more has come yet."""

    def __init__(self, websocket: WebSocket, before_waiting: Callable[[], None]) -> None:
        self._before_waiting = before_waiting
        self._messages: queue.SimpleQueue[str | HttpError | None] = queue.SimpleQueue()
        self._progress = Progress()
        self._has_ended = False
        self.connection = Connection(websocket, self._messages.put)
        self.connection.noting = self._progress.sent  # also what other cmdlets send

    def send(self, event: Event) -> None:
        self.connection.send(event)

    def wake(self) -> None:
        """Have a reader that waits come back at once; called by another thread."""
        self._messages.put(None)

    def arrived(self) -> Iterator[Event]:
        """What has come. Raises the error that ended the connection."""
        while not self._has_ended:
            try:
                message = self._messages.get_nowait()
            except queue.Empty:
                return
            yield from self._taken(message)

    def rest(self) -> Iterator[Event]:
        """What comes until the connection ends."""
        while not self._has_ended:
            yield from self._taken(self._next())

    def answers(self) -> Iterator[Event]:
        """What comes until all is answered that was asked for; then the connection is closed.

        Audio that was sent and not committed is one last turn.
        """
        for event in self._progress.last_turn():
            self.connection.send(event)
        while not self._has_ended and not self._progress.is_done:
            yield from self._taken(self._next())
            for event in self._progress.due():
                self.connection.send(event)
        self.connection.hang_up()
        ends = time.monotonic() + CLOSE_WITHIN
        with suppress(queue.Empty):  # the service does not close: there is nothing more to wait for
            while not self._has_ended:
                yield from self._taken(self._next(max(0.0, ends - time.monotonic())))

    def _next(self, seconds: float | None = None) -> str | HttpError | None:
        if self._messages.empty():
            self._before_waiting()
        return self._messages.get(timeout=seconds)

    def _taken(self, message: str | HttpError | None) -> Iterator[Event]:
        if isinstance(message, str):
            event = event_data(message)
            self._progress.received(event)
            yield event
            return
        self._has_ended = True
        if message is not None:
            raise message

    def is_own_slip(self, event: Event) -> bool:
        """Whether an error event is about the last turn, for which no audio was left."""
        return self._progress.is_last_commit(event)

    def close(self) -> None:
        self.connection.close()


class Progress:
    """What is still to come, by what was sent and what has been received."""

    def __init__(self) -> None:
        self._numbers = 0
        self._begun = False  # the service has said something
        self._asked: list[str] = []  # the ids of events that ask for a response that has not begun
        self._told: dict[str, str] = {}  # other events that the service answers: their kinds by their ids
        self._expected = 0  # responses that the service creates by itself after a turn
        self._active: set[str] = set()  # responses that have begun
        self._commits: list[str] = []  # the ids of commits without an answer
        self._last_commit = ""
        self._turns: set[str] = set()  # items of turns whose end the service has found
        self._transcripts: set[str] = set()  # items whose transcript is to come
        self._uncommitted = False
        self._answers_turns = False  # the service responds by itself at the end of a turn
        self._is_transcription = False
        self._due: list[Event] = []

    def sent(self, event: Event) -> Event:
        """Note an event that is sent; returns it with an id, by which an error about it is known."""
        kind = event.get("type")
        if not event.get("event_id"):
            self._numbers += 1
            event = {**event, "event_id": f"client_{self._numbers}"}
        id = str(event["event_id"])
        if kind == "response.create":
            self._asked.append(id)
        elif kind == "input_audio_buffer.append":
            self._uncommitted = True
        elif kind == "input_audio_buffer.commit":
            self._commits.append(id)
            self._uncommitted = False
        elif kind == "input_audio_buffer.clear":
            self._uncommitted = False
        if kind in _ANSWERED:
            self._told[id] = str(kind)
        return event

    def last_turn(self) -> list[Event]:
        """The event that commits the audio that is left, if there is some."""
        if not self._uncommitted:
            return []
        self._last_commit = "last_commit"
        return [{"type": "input_audio_buffer.commit", "event_id": self._last_commit}]

    def due(self) -> list[Event]:
        """What is to be sent now because of what has come."""
        found, self._due = self._due, []
        return found

    def is_last_commit(self, event: Event) -> bool:
        error = event.get("error")
        asked = error.get("event_id") if isinstance(error, dict) else None
        return bool(self._last_commit) and asked == self._last_commit

    def received(self, event: Event) -> None:
        kind = str(event.get("type"))
        self._begun = True
        if kind in ("session.created", "session.updated", "transcription_session.updated"):
            self._learn(event.get("session"))
        self._acknowledge(kind)
        if kind == "response.created":
            if self._asked:
                self._asked.pop(0)
            else:
                self._expected = max(0, self._expected - 1)
            self._active.add(_id_of(event, "response"))
        elif kind == "response.done":
            self._active.discard(_id_of(event, "response"))
        elif kind == "input_audio_buffer.speech_stopped":
            self._turns.add(str(event.get("item_id")))
        elif kind == "input_audio_buffer.committed":
            self._committed(str(event.get("item_id")))
        elif kind.endswith(("input_audio_transcription.completed", "input_audio_transcription.failed")):
            self._transcripts.discard(str(event.get("item_id")))
        elif kind == "error":
            error = event.get("error")
            self._refused(error.get("event_id") if isinstance(error, dict) else None)

    def _learn(self, session: Any) -> None:
        try:
            self._is_transcription = session["type"] == "transcription"
            detection = session["audio"]["input"]["turn_detection"]
        except (KeyError, TypeError):
            return
        self._answers_turns = (
            not self._is_transcription and isinstance(detection, dict) and detection.get("create_response", True)
        )

    def _acknowledge(self, kind: str) -> None:
        """An answer without the id of its question: it is that of the first question of its kind."""
        for id, asked in self._told.items():
            if kind in _ANSWERED[asked]:
                del self._told[id]
                return

    def _committed(self, item: str) -> None:
        if self._is_transcription:
            self._transcripts.add(item)
        if item in self._turns or not self._commits:
            self._uncommitted = False
            self._expected += self._answers_turns
            return
        if self._commits.pop(0) == self._last_commit and not self._is_transcription:
            self._due.append({"type": "response.create"})

    def _refused(self, id: Any) -> None:
        if id in self._asked:
            self._asked.remove(id)
        if id in self._commits:
            self._commits.remove(id)
        self._told.pop(id, None)

    @property
    def is_done(self) -> bool:
        return self._begun and not (
            self._asked or self._told or self._expected or self._active or self._commits or self._transcripts
            or self._due
        )  # fmt: skip


def _id_of(event: Event, name: str) -> str:
    inner = event.get(name)
    return str(inner.get("id")) if isinstance(inner, dict) else ""
