"""A server before the emulator that answers some requests with bytes of its own, and passes on all others.

What no well-behaved HTTP server can be told to send, a `Trick` sends: header lines that never end, chunks of a
malformed size, a reset in place of an end. A trick is bytes, or a function that is given the `Caller`.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from psopenai_py.emulator.faults import applies

Action = Callable[["Caller"], object]


@dataclass
class Trick:
    """What the requests for ``path`` (without ``/v1``, a pattern) get; of those the first ``times`` after ``after``."""

    path: str
    does: Action | bytes
    times: int | None = None
    after: int = 0
    method: str | None = None


class Caller:
    """A connection with a request that has been read. ``send`` answers; a trick may do anything to ``socket``."""

    def __init__(self, connection: socket.socket, head: bytes, body: bytes, address: str) -> None:
        self.socket = connection
        self.head = head
        self.body = body
        self.address = address  # of this server, such as http://127.0.0.1:1234
        self.method, self.path = head.split(b" ", 2)[:2]
        self.headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:])
        }

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self, body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> None:
        """An answer of the usual form, with ``headers`` in Python's spelling."""
        self.send(answer(body, status, length, **headers))

    def reset(self) -> None:
        """End the connection at once (RST), where closing it would say that all has been sent."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def gone(self, seconds: float) -> bool:
        """Wait until the caller closes the connection; False if it has not by then."""
        self.socket.settimeout(seconds)
        with suppress(TimeoutError):
            return self.socket.recv(1) == b""
        return False


def answer(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """The bytes of an answer with a Content-Length (``length``, if it is to be another one than the body's)."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class Front:
    """The server. ``strangers`` has the heads of requests that came to it under another name."""

    def __init__(self, behind: str, tricks: list[Trick]) -> None:
        self._behind = urlsplit(behind)
        self.tricks = tricks
        self.strangers = b""
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.url = self.address + self._behind.path

    def clear(self) -> None:
        with self._lock:
            self.tricks = []

    @contextmanager
    def running(self) -> Iterator[Front]:
        accepting = threading.Thread(target=self._accept, daemon=True)
        accepting.start()
        try:
            yield self
        finally:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            accepting.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        """Answer one request, and end the connection."""
        with connection, suppress(OSError):
            head, body = _request(connection)
            if not head:
                return
            caller = Caller(connection, head, body, self.address)
            trick = self._trick(caller)
            if trick is None:
                self._pass_on(caller)
                return
            if caller.headers.get("host", "") not in self.address:
                self.strangers += head
            if isinstance(trick.does, bytes):
                caller.send(trick.does)
            else:
                trick.does(caller)

    def _trick(self, caller: Caller) -> Trick | None:
        path = urlsplit(caller.path.decode("latin-1")).path.removeprefix(self._behind.path)
        with self._lock:
            return next((trick for trick in self.tricks if applies(trick, caller.method.decode(), path)), None)

    def _pass_on(self, caller: Caller) -> None:
        address = (self._behind.hostname or "", self._behind.port or 80)
        with socket.create_connection(address) as onward:
            first, _, rest = caller.head.partition(b"\r\n")
            onward.sendall(first + b"\r\nConnection: close\r\n" + rest + b"\r\n\r\n" + caller.body)
            while data := onward.recv(1 << 16):
                caller.send(data)


def _request(connection: socket.socket) -> tuple[bytes, bytes]:
    """Head and body of a request; empty if the caller has closed the connection."""
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(1 << 16)
        if not more:
            return b"", b""
        got += more
    head, _, body = got.partition(b"\r\n\r\n")
    lower = head.lower()
    length = (
        int(lower.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0) if b"content-length:" in lower else 0
    )
    chunked = b"transfer-encoding: chunked" in lower
    while (chunked and not body.endswith(b"0\r\n\r\n")) or len(body) < length:
        more = connection.recv(1 << 16)
        if not more:
            break
        body += more
    return head, body
