"""Websockets, as a server has them: the handshake and the frames of RFC 6455."""

from __future__ import annotations

import base64
import hashlib
import select
import socket
import time
from typing import Any

from .errors import ApiFailure
from .messages import Request

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_CONTINUED, _TEXT, _BINARY, _CLOSE, _PING, _PONG = 0, 1, 2, 8, 9, 10
MOST = 32 * 1024 * 1024  # bytes of a message

NORMAL, PROTOCOL_ERROR, NOT_VALID, TOO_LARGE = 1000, 1002, 1007, 1009


class Closed(Exception):
    """The conversation ends, with this code and reason."""

    def __init__(self, code: int = NORMAL, reason: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def asks_for_websocket(request: Request) -> bool:
    return request.headers.get("upgrade", "").lower() == "websocket" or request.route == "/realtime"


def accept(request: Request) -> dict[str, str]:
    """The headers of the answer to a handshake; an ApiFailure if it is not one."""
    if request.headers.get("upgrade", "").lower() != "websocket":
        raise ApiFailure(400, "This address takes websockets only.", code="websocket_expected")
    key, version = request.headers.get("sec-websocket-key", ""), request.headers.get("sec-websocket-version")
    if not key or version != "13" or "upgrade" not in request.headers.get("connection", "").lower():
        raise ApiFailure(
            400, "The handshake of the websocket is not complete.", headers={"Sec-WebSocket-Version": "13"}
        )
    if request.method != "GET":
        raise ApiFailure(405, "A websocket is opened with GET.")
    if request.route != "/realtime":
        raise ApiFailure(404, f"There is no websocket at {request.path}.")
    digest = hashlib.sha1(key.encode() + _GUID, usedforsecurity=False).digest()
    return {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": base64.b64encode(digest).decode()}


class Channel:
    """An open websocket. After ``cut`` bytes of messages the connection breaks."""

    def __init__(self, reader: Any, writer: Any, connection: socket.socket, cut: int | None = None) -> None:
        self._reader = reader
        self._writer = writer
        self._connection = connection
        self._cut = cut

    def receive(self, until: float | None = None) -> str | None:
        """The next message; None if none has begun until that time, by the monotonic clock.

        Raises Closed at the end of the conversation, ConnectionError where the client has gone.
        """
        kind, size = 0, 0
        parts: list[bytes] = []
        while True:
            if until is not None and not parts and not self._has_more(until - time.monotonic()):
                return None
            last, code, data = self._frame()
            if code == _PING:
                self._send(_PONG, data)
            elif code == _CLOSE:
                raise Closed(int.from_bytes(data[:2], "big") if len(data) >= 2 else NORMAL)
            elif code in (_TEXT, _BINARY, _CONTINUED):
                if (code == _CONTINUED) is not bool(kind):
                    raise Closed(PROTOCOL_ERROR, "a message begins inside of another")
                kind = kind or code
                parts.append(data)
                size += len(data)
                if size > MOST:
                    raise Closed(TOO_LARGE, f"a message has more than {MOST} bytes")
                if last:
                    return _text(b"".join(parts))
            elif code != _PONG:
                raise Closed(PROTOCOL_ERROR, f"there is no frame of the kind {code}")

    def _has_more(self, seconds: float) -> bool:
        """Whether something of the client has come, or comes within some seconds."""
        return self._pending() or (seconds > 0 and bool(select.select([self._connection], [], [], seconds)[0]))

    def _pending(self) -> bool:
        """Whether bytes have been read from the connection already."""
        self._connection.setblocking(False)
        try:
            return bool(self._reader.peek(1))
        except OSError:
            return False
        finally:
            self._connection.setblocking(True)

    def _frame(self) -> tuple[bool, int, bytes]:
        first, second = self._read(2)
        if first & 0x70:
            raise Closed(PROTOCOL_ERROR, "an extension was not agreed on")
        if not second & 0x80:
            raise Closed(PROTOCOL_ERROR, "a client's frame must be masked")
        size = second & 0x7F
        if size >= 126:
            size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
        if size > MOST:
            raise Closed(TOO_LARGE, f"a message has more than {MOST} bytes")
        mask, data = self._read(4), self._read(size)
        repeated = mask * (size // 4 + 1)
        plain = int.from_bytes(data, "big") ^ int.from_bytes(repeated[:size], "big")
        return bool(first & 0x80), first & 0x0F, plain.to_bytes(size, "big")

    def _read(self, size: int) -> bytes:
        data: bytes = self._reader.read(size)
        if len(data) < size:
            raise ConnectionAbortedError("the client has gone")
        return data

    def send(self, text: str) -> None:
        data = text.encode()
        if self._cut is not None:
            self._cut -= len(data)
            if self._cut < 0:
                raise ConnectionAbortedError("the fault 'cut'")
        self._send(_TEXT, data)

    def ping(self) -> None:
        self._send(_PING, b"are you there")

    def close(self, code: int, reason: str = "") -> None:
        try:
            self._send(_CLOSE, code.to_bytes(2, "big") + reason.encode()[:120])
        except OSError:  # the client has gone
            return

    def _send(self, kind: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = bytes((0x80 | kind, size))
        elif size < 1 << 16:
            head = bytes((0x80 | kind, 126)) + size.to_bytes(2, "big")
        else:
            head = bytes((0x80 | kind, 127)) + size.to_bytes(8, "big")
        self._writer.write(head + data)
        self._writer.flush()


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Closed(NOT_VALID, "a message is not valid UTF-8") from None
