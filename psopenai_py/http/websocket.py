"""Websockets: one connection on which both sides send messages of text.

The handshake is a call like any other: its address, key, proxy, TLS, retries and errors are the client's. What follows
it, the frames of RFC 6455, are read and written by `websocket-client` (the extra ``[realtime]``).

A connection is never opened again unasked: what the service kept for it is lost, so the caller must know. A silent one
is asked for a sign of life, so that a peer that has gone is noticed and no proxy takes the connection for idle.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .config import ApiConfig
from .errors import ClosedError, ConfigError, HttpError, InvalidResponseError, TimeoutError, TransportError
from .request import Request, prepare

if TYPE_CHECKING:
    from .client import Client
    from .exchange import Upgraded

SILENCE = (
    30.0  # seconds without a message until a ping asks for a sign of life, and again until the service is given up
)
SEND_WITHIN = 30.0  # seconds
READ_SIZE = 1 << 16
_ACCEPT = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # of RFC 6455, to be hashed together with the request's key

_CLOSE = 8  # the kind of a frame that closes

NORMAL = 1000
NO_CODE = 1005  # stands for a close without a code
_MEANINGS = {
    1001: "the service is going away, or the session has reached its longest duration",
    1002: "the service met an error of the protocol",
    1003: "the service cannot take this kind of data",
    1007: "the service met data that is not valid",
    1008: "the service refuses it by its rules",
    1009: "a message was too large",
    1011: "the service met an error of its own",
    1012: "the service restarts",
    1013: "the service is busy; try again later",
    1014: "a gateway got no valid answer",
    3000: "the key is not accepted",
    3003: "the key does not allow it",
    3008: "the service waited too long",
}


def open_websocket(client: Client, config: ApiConfig, request: Request) -> WebSocket:
    """Open a websocket at an endpoint, with the client's proxy, trust and retries. The key is sent in the header only.

    Raises ConfigError without the extra, ApiError where the service refuses, TransportError where it is not reached.
    """
    library = _library()
    key = base64.b64encode(os.urandom(16)).decode()
    headers = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": key,
    }
    call = prepare(config, request, headers)
    connection = client.upgrade(config, call)
    digest = hashlib.sha1(key.encode() + _ACCEPT, usedforsecurity=False).digest()
    if connection.headers.get("sec-websocket-accept", "").strip() != base64.b64encode(digest).decode():
        connection.close()
        raise InvalidResponseError("The service answered the request for a websocket with a wrong handshake.")
    return WebSocket(connection, library, call.mask)


def _library() -> Any:
    try:
        import websocket
    except ImportError:
        websocket = None  # type: ignore[assignment]
    if not hasattr(websocket, "ABNF"):  # another distribution has a package of that name
        raise ConfigError("A realtime session needs the package websocket-client: pip install 'psopenai-py[realtime]'.")
    return websocket


class WebSocket:
    """An open websocket. One thread may receive while others send."""

    def __init__(self, connection: Upgraded, library: Any, mask: Callable[[str], str]) -> None:
        self._connection = connection
        self._library = library
        self._mask = mask
        self._closing = False
        self._frames = library.WebSocket(enable_multithread=True)
        self._frames.sock = _Socket(connection)
        self._frames.connected = True

    def send(self, text: str) -> None:
        """Send a message. Raises ClosedError when the connection has ended."""
        try:
            self._frames.send(text)
        except (TransportError, OSError, self._library.WebSocketException) as error:
            raise self._broken(error) from error

    def receive(self) -> str | None:
        """Wait for the next message; None at the regular end. Raises ClosedError for any other end."""
        asked = False
        while True:
            try:
                kind, frame = self._frames.recv_data_frame(control_frame=True)
            except TimeoutError as error:
                if asked:
                    raise self._broken(error, f"it has been silent for {2 * SILENCE:.0f} s") from error
                self._ping()
                asked = True
                continue
            except (HttpError, OSError, self._library.WebSocketException) as error:
                if self._closing:
                    return None
                raise self._broken(error) from error
            asked = False
            if kind == self._library.ABNF.OPCODE_CLOSE:
                self._end(frame.data)
                return None
            if kind in (self._library.ABNF.OPCODE_TEXT, self._library.ABNF.OPCODE_BINARY):
                return str(frame.data.decode("utf-8", "replace"))

    def _ping(self) -> None:
        with suppress(TransportError, OSError, self._library.WebSocketException):  # the next read meets it
            self._frames.ping()

    def _end(self, data: bytes) -> None:
        """The service closes: in order, or as an error that its code names."""
        code = int.from_bytes(data[:2], "big") if len(data) >= 2 else NO_CODE
        if self._closing or code in (NORMAL, NO_CODE):
            return
        reason = self._mask(data[2:].decode("utf-8", "replace")).strip()
        why = reason or _MEANINGS.get(code, "it does not say why")
        raise ClosedError(f"The service closed the connection with the code {code}: {why.rstrip('.')}.", code, reason)

    def _broken(self, error: Exception, why: str = "") -> ClosedError:
        if isinstance(error, ClosedError):
            return error
        if isinstance(error, self._library.WebSocketProtocolException | self._library.WebSocketPayloadException):
            why = f"what it sent is not a websocket's: {error}"
        elif isinstance(error, TransportError) and not why:
            return ClosedError(str(error))
        return ClosedError(f"The connection to the service broke: {why or 'it was closed without a word'}.")

    def close(self, code: int = NORMAL) -> None:
        """Say that this side has ended. The service's last messages can still be received, until `receive` ends."""
        self._closing = True
        with suppress(TransportError, OSError, self._library.WebSocketException):
            self._frames.send_close(code)

    def abort(self) -> None:
        """End the connection at once, also a `receive` of another thread."""
        self._closing = True
        self._connection.abort()

    def release(self) -> None:
        """Free the connection once nobody receives any more."""
        self._closing = True
        self._connection.close()


class _Socket:
    """The connection as websocket-client uses a socket."""

    def __init__(self, connection: Upgraded) -> None:
        self._connection = connection
        self._rest = b""
        self._has_closed = False

    def recv(self, most: int) -> bytes:
        if not self._rest:
            self._rest = self._connection.read(READ_SIZE, SILENCE)
        data, self._rest = self._rest[:most], self._rest[most:]
        return data

    def send(self, data: bytes) -> int:
        if data[0] & 0x0F != _CLOSE:
            self._connection.write(data, SEND_WITHIN)
        elif not self._has_closed:  # the library answers a close, also one that answers ours
            self._has_closed = True
            with suppress(HttpError):
                self._connection.write(data, SEND_WITHIN)
        return len(data)

    def gettimeout(self) -> float:
        return SILENCE

    def close(self) -> None:
        """The connection is closed by `WebSocket.release`."""
