"""The open realtime session: a websocket, the thread that reads it, and the service's events as objects."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ...engine.session.events import Events
from ...engine.session.session import Session
from ...engine.values.objects import PSObject
from ...engine.values.text import TO_STRING
from ...http import ClosedError, HttpError, json_bytes, read_json
from ..api import record_of
from ..context_state import client_of
from ..objects import to_object

if TYPE_CHECKING:
    from ...http import WebSocket

SOURCE = "PSOpenAI.Realtime.ReceiveMessage"  # the name of the engine's event
TYPE_NAME = "PSOpenAI.Realtime.Event"
CLOSE_WITHIN = 5.0  # seconds that the service gets to say its last words

#: takes each message of the service, and last what ended the connection: None, or the error
Taker = Callable[[str | HttpError | None], None]


class Connection:
    """One session with the service. Messages go to ``take``, in the reader's thread."""

    def __init__(self, websocket: WebSocket, take: Taker) -> None:
        self._websocket = websocket
        self._take = take
        self.noting: Callable[[dict[str, Any]], dict[str, Any]] = dict  # sees each event that is sent, and may name it
        self._reader = threading.Thread(target=self._read, name="psopenai-realtime", daemon=True)
        self.is_open = True
        self._reader.start()

    def _read(self) -> None:
        ended: HttpError | None = None
        try:
            while (text := self._websocket.receive()) is not None:
                self._take(text)
        except HttpError as error:
            ended = error
        finally:
            self.is_open = False
            self._take(ended)
            self._websocket.release()

    def send(self, event: dict[str, Any]) -> None:
        """Send an event of the client. Raises ClosedError when the connection has ended, ConfigError for no JSON."""
        if not self.is_open:
            raise ClosedError("The realtime session has ended.")
        json_bytes(event)  # what cannot be sent is not noted
        self._websocket.send(json_bytes(self.noting(event)).decode())

    def hang_up(self) -> None:
        """Say that this side has ended. What the service still sends is taken, until it closes too."""
        self._websocket.close()

    def close(self) -> None:
        """End the session."""
        self._websocket.close()
        self._reader.join(CLOSE_WITHIN)
        if self._reader.is_alive():
            self._websocket.abort()
            self._reader.join(CLOSE_WITHIN)


class Realtime:
    """The realtime session of a PowerShell session, as a part of it: one at a time."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.why_ended = ""

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.close()

    def drop(self, connection: Connection | None) -> None:
        """Forget a connection that has ended, if it is still the one of the session."""
        if self.connection is connection:
            self.connection = None


def realtime_of(session: Session) -> Realtime:
    """The session's realtime session, which ends with it: before the client's connections are closed."""
    client_of(session)
    realtime = session.part(Realtime)
    if realtime.close not in session.closers:
        session.closers.append(realtime.close)
    return realtime


def connect_to_events(session: Session, websocket: WebSocket) -> None:
    """Open the session's realtime session; its messages become events of the engine, on the session's own thread."""
    realtime = realtime_of(session)

    def take(message: str | HttpError | None) -> None:
        if isinstance(message, str):
            session.arrivals.post(partial(_raise_event, session, event_object(message)))
        else:
            session.arrivals.post(partial(_ended, session, realtime, connection, message))

    session.arrivals.expect()
    connection: list[Connection] = []  # a list: the thread of the connection begins before there is a name for it
    connection.append(Connection(websocket, take))
    realtime.connection, realtime.why_ended = connection[0], ""


def _raise_event(session: Session, event: PSObject) -> None:
    session.part(Events).raise_event(SOURCE, None, [event])


def _ended(session: Session, realtime: Realtime, connection: list[Connection], error: HttpError | None) -> None:
    """The connection has ended. If it broke, that is an error, and an event for a script that waits for one."""
    session.arrivals.expect_less()
    realtime.drop(connection[0] if connection else None)
    if error is None:
        return
    realtime.why_ended = str(error)
    record = record_of(error)
    session.remember(record)
    session.streams.error(record)
    _raise_event(session, event_object(json.dumps(broken_event(error))))


def broken_event(error: HttpError) -> dict[str, Any]:
    """An event, in the form of the service's own, that says how a connection broke."""
    code = error.code if isinstance(error, ClosedError) else None
    detail = {"type": "connection_error", "code": None if code is None else str(code), "message": str(error)}
    return {"type": "error", "event_id": None, "error": {**detail, "param": None, "event_id": None}}


def event_object(text: str) -> PSObject:
    """An event of the service as an object; as a text it is its JSON."""
    return to_object(event_data(text), TYPE_NAME)


def event_data(text: str) -> dict[str, Any]:
    """The JSON object of a message; an error event in place of anything else."""
    try:
        data = read_json(text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        said = {"type": "invalid_event", "code": None, "message": "The service sent what is not a JSON object."}
        return {"type": "error", "event_id": None, "error": {**said, "param": None, "event_id": None}}
    return data


def _as_json(event: PSObject) -> str:
    return json.dumps(event.to_dict(), ensure_ascii=False)


TO_STRING[TYPE_NAME] = _as_json
