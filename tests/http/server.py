"""A real server on a socket that sends exactly the bytes that a test specifies."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from psopenai_py.http import Request

FILE = Request("file.content", {"file_id": "file-1"})  # what the tests of downloads ask for


@dataclass
class Seen:
    """One request as it was received."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)


@dataclass
class Reply:
    """Bytes to send; after them the connection is kept or cut."""

    raw: bytes
    cut: bool = False
    wait_for: threading.Event | None = None


def reply(
    body: bytes = b"",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    length: int | None = None,
    send: int | None = None,
    cut: bool = False,
) -> Reply:
    """A response; `length` is its Content-Length (-1 for none), `send` the number of bytes that are sent."""
    told = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status} X"] + [f"{name}: {value}" for name, value in (headers or {}).items()]
    if told >= 0:
        lines.append(f"Content-Length: {told}")
    sent = body if send is None else body[:send]
    return Reply("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + sent, cut or len(sent) < told)


def chunked(*pieces: bytes, end: bool = True, headers: Mapping[str, str] | None = None) -> Reply:
    head = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    raw = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + (b"0\r\n\r\n" if end else b"")
    return Reply(f"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n{head}\r\n".encode() + raw, cut=not end)


Handler = Callable[[Seen], Reply]


@dataclass
class ScriptedServer:
    """Answers from `script`: an entry per request (a Reply or a function of it); the last is repeated."""

    script: list[Reply | Handler] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    stopping: bool = False

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def open_connections(self) -> int:
        with self._lock:
            return len(self._open)

    def stop(self) -> None:
        self.stopping = True
        # Closing the listener does not wake the thread that waits in accept; a last connection does.
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._threads[0].join(5)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.stopping:
                connection.close()
                return
            with self._lock:
                self.connections += 1
                self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            with connection.makefile("rb") as stream:
                while (seen := self._read(stream, number)) is not None:
                    with self._lock:
                        self.seen.append(seen)
                        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                    answer = step if isinstance(step, Reply) else step(seen)
                    connection.sendall(answer.raw)
                    if answer.wait_for is not None:
                        answer.wait_for.wait(10)
                    if answer.cut:
                        return
        except OSError:
            pass
        finally:
            with self._lock:
                self._open.discard(connection)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    @staticmethod
    def _read(stream: Any, number: int) -> Seen | None:
        first = stream.readline().decode("latin-1").split()
        if not first:
            return None
        headers: dict[str, str] = {}
        while line := stream.readline().decode("latin-1").rstrip("\r\n"):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(stream.readline(), 16):
                body += stream.read(size)
                stream.readline()
            stream.readline()
        else:
            body = stream.read(int(headers.get("content-length", 0)))
        return Seen(first[0], first[1], headers, body, number)


class FileServer:
    """A handler that serves `content` with ranges; arguments switch off what it should do wrong."""

    def __init__(
        self, content: bytes, etag: str | None = '"v1"', *, ranges: bool = True, part: int | None = None
    ) -> None:
        self.content = content
        self.etag = etag
        self.ranges = ranges
        self.part = part
        self.cuts: list[int] = []

    def __call__(self, seen: Seen) -> Reply:
        headers = {} if self.etag is None else {"ETag": self.etag, "Accept-Ranges": "bytes"}
        cut = self.cuts.pop(0) if self.cuts else None
        asked = seen.headers.get("range")
        if asked and self.ranges and seen.headers.get("if-range") == self.etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(self.content):
                return reply(b"", 416, {"Content-Range": f"bytes */{len(self.content)}"})
            body = self.content[start:][: self.part]
            last = start + len(body) - 1
            headers["Content-Range"] = f"bytes {start}-{last}/{len(self.content)}"
            return reply(body, 206, headers, send=cut)
        return reply(self.content, 200, headers, send=cut)


class Key:
    """A key as the credentials hold it."""

    def __init__(self, text: str = "sk-test-0123456789") -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text
