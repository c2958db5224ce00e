"""HTTP: read a request from the socket, have it answered, send the response with the requested faults."""

from __future__ import annotations

import gzip
import re
import select
import socket
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from .content import BytesContent, PathContent
from .errors import MALFORMED, ApiFailure, malformed
from .faults import Fault, Faults
from .files import Files
from .media.images import stored_picture
from .messages import Reply, Request, json_reply
from .multipart import discard, read_form
from .realtime import Conversation
from .routes import Api
from .websocket import Channel, Closed, accept, asks_for_websocket

# /v1/files, /openai/v1/files, /openai/files and /openai/deployments/NAME/chat/completions
_PREFIX = re.compile(r"/(?:v1|openai(?:/v1)?(?:/deployments/([^/]+))?)(?=/)")
_LONGEST_BODY = 1 << 27  # bytes of a body that is not a form
_STALL = 60.0  # seconds
_SLICES = 20  # how often per second a slowed response is continued
_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


class Served(Protocol):
    """What a connection needs of its server (`server.Emulator`)."""

    open: bool
    api_key: str | None
    api: Api
    files: Files
    faults: Faults
    requests: deque[Request]

    def next_number(self) -> int: ...
    def add_fault(self, fault: Fault | str) -> None: ...
    def seed_large(self, n_bytes: int) -> dict[str, Any]: ...


class Handler(BaseHTTPRequestHandler):
    """One connection; `emulator` is set on the subclass that a server uses."""

    emulator: Served
    protocol_version = "HTTP/1.1"
    server_version = "psopenai-emulator"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def finish(self) -> None:
        """Close both files of the connection; the base class keeps one open where the client has gone."""
        with suppress(OSError):
            self.wfile.close()
        self.rfile.close()

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):
            super().handle_one_request()
            return
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """No log: the requests are in `requests`."""

    def answer(self) -> None:
        """Handle a request of any method."""
        request = Request("", "", "", {}, {})
        self._is_read = self._has_begun = False
        try:
            self._read(request)
            self._is_read = True
            if self.path.startswith("/__"):
                self._send(request, self._control(request))
                return
            self.emulator.requests.append(request)
            if self._take("disconnect", request):
                self._hang_up()
                return
            if delay := self._take("delay", request):
                time.sleep(delay.value)
            if status := self._take("status", request):
                raise status.failure()
            if self._take("page", request):
                self._send(request, Reply(BytesContent(b"<html>The service is busy.</html>"), content_type="text/html"))
                return
            self._check_key(request)
            if asks_for_websocket(request):
                self._converse(request)
                return
            reply = self.emulator.api.handle(request)
            if self._take("lose", request):
                self._hang_up()
            else:
                self._send(request, reply)
        except ApiFailure as failure:
            self._refuse(request, failure)
        except ConnectionError:
            raise
        except MALFORMED as error:
            self._refuse(request, malformed(error))
        except Exception as error:  # a request that the emulator was not made for
            self._refuse(request, ApiFailure(500, f"The emulator cannot handle this: {error!r}", type="server_error"))
        finally:
            discard(request.parts)

    def _refuse(self, request: Request, failure: ApiFailure) -> None:
        """Send an error. Where the request was not read to its end, or an answer has begun, the connection ends."""
        if self._has_begun:
            self._hang_up()
            return
        self.close_connection |= not self._is_read
        self._send(request, json_reply(failure.body, failure.status, failure.headers))

    do_GET = do_HEAD = do_POST = do_DELETE = do_PUT = do_PATCH = answer

    def _converse(self, request: Request) -> None:
        """Speak over a websocket until one side closes it. What goes wrong in it ends it."""
        headers = accept(request)
        conversation = Conversation(request, lambda kind: self._take(kind, request))
        self.close_connection = self._has_begun = True
        self.send_response(101)
        for name, value in {**headers, **self._usual_headers()}.items():
            self.send_header(name, value)
        self.end_headers()
        cut = self._take("cut", request)
        channel = Channel(self.rfile, self.wfile, self.connection, None if cut is None else int(cut.value))
        try:
            conversation.run(channel)
        except Closed as closed:
            channel.close(closed.code, closed.reason)
        self._hang_up()

    # -- in ---------------------------------------------------------------------------------------------------------

    def _read(self, request: Request) -> None:
        split = urlsplit(self.path)
        prefix = _PREFIX.match(split.path)
        request.method = self.command
        request.path = split.path
        request.route = split.path[prefix.end() :] if prefix else split.path if split.path.startswith("/__") else ""
        request.deployment = prefix[1] if prefix else None
        request.query = dict(parse_qsl(split.query, keep_blank_values=True))
        request.headers = {name.lower(): value for name, value in self.headers.items()}
        body = _Body(self.rfile, request.headers)
        content_type = request.headers.get("content-type", "")
        if content_type.startswith("multipart/"):
            request.parts = read_form(body, content_type, self.emulator.files.folder)
        else:
            request.body = body.read_all()

    def _check_key(self, request: Request) -> None:
        if self.emulator.open:
            return
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        given = key.strip() if scheme.lower() == "bearer" else ""
        given = given or request.headers.get("api-key", "")
        if not given:
            message = "You didn't provide an API key. Send it in an Authorization header, using Bearer auth."
            raise ApiFailure(401, message)
        if self.emulator.api_key not in (None, given):
            raise ApiFailure(401, "Incorrect API key provided.", code="invalid_api_key")

    def _control(self, request: Request) -> Reply:
        """Control requests, from a test, a demo or a benchmark in another process."""
        emulator, what = self.emulator, (request.method, request.path)
        if request.method in ("GET", "HEAD") and request.path.startswith("/__pictures/"):
            return stored_picture(request.path)
        if what == ("POST", "/__faults"):
            try:
                for fault in request.json_object.get("faults", []):
                    emulator.add_fault(str(fault))
            except ValueError as error:
                raise ApiFailure(400, str(error)) from None
        elif what == ("DELETE", "/__faults"):
            emulator.faults.clear()
        elif what == ("POST", "/__large"):
            return json_reply(emulator.seed_large(int(request.json_object.get("bytes", 0))))
        elif what == ("GET", "/__requests"):
            seen = [{"method": r.method, "path": r.path, "query": r.query} for r in list(emulator.requests)]
            return json_reply({"requests": seen})
        else:
            raise ApiFailure(404, f"There is no {request.method} {request.path}.")
        return json_reply({"ok": True})

    # -- out --------------------------------------------------------------------------------------------------------

    def _take(self, kind: str, request: Request) -> Fault | None:
        return self.emulator.faults.take(kind, request.method, request.route)

    def _send(self, request: Request, reply: Reply) -> None:
        headers = {"Content-Type": reply.content_type, **reply.headers, **self._usual_headers()}
        if reply.events is not None:
            self._send_events(request, reply, headers)
            return
        status, start, stop = reply.status, 0, reply.content.size
        if reply.etag is not None and not self._take("no-etag", request):
            headers["ETag"] = reply.etag
            part = None
            if "range" in request.headers and not self._take("ignore-range", request):
                part = _asked_range(request.headers, reply.etag, reply.content.size)
            if part is not None:
                start, stop = part
                if short := self._take("short-range", request):
                    stop = min(stop, start + int(short.value))
                status = 206
                headers["Content-Range"] = f"bytes {start}-{stop - 1}/{reply.content.size}"
                if elsewhere := self._take("wrong-range", request):
                    start = min(start + int(elsewhere.value), stop)
        if self._take("gzip", request):
            packed = gzip.compress(b"".join(reply.content.chunks(start, stop)))
            reply = replace(reply, content=BytesContent(packed))
            headers["Content-Encoding"], start, stop = "gzip", 0, len(packed)
        self._send_parts(request, reply, status, headers, start, stop)

    def _send_parts(
        self, request: Request, reply: Reply, status: int, headers: dict[str, str], start: int, stop: int
    ) -> None:
        """Send a part of the content, with the faults that its transfer has."""
        chunked = self._take("no-length", request) is not None
        closes = self._take("close", request) is not None
        wrong = self._take("wrong-length", request)
        if chunked:
            headers["Transfer-Encoding"] = "chunked"
        elif closes:
            headers["Connection"] = "close"
        else:
            headers["Content-Length"] = str(max(0, stop - start + (int(wrong.value) if wrong else 0)))
        self._send_head(status, headers)
        if self.command == "HEAD":
            return
        if wrong is not None and wrong.value < 0:
            stop = max(start, stop + int(wrong.value))
        breaks = self._take("cut", request) or self._take("stall", request)
        if breaks is not None and breaks.value < stop - start:
            stop = start + int(breaks.value)
        else:
            breaks = None
        slow = self._take("slow", request)
        self._send_body(reply, start, stop, chunked, slow.value if slow else None)
        if breaks is not None and breaks.kind == "stall":
            self.wfile.flush()
            select.select([self.connection], [], [], _STALL)  # until the client closes it
        if chunked and breaks is None:
            self.wfile.write(b"0\r\n\r\n")
        if self._take("extra", request):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        if breaks is not None or wrong is not None or closes:
            self._hang_up()

    def _send_head(self, status: int, headers: dict[str, str]) -> None:
        self._has_begun = True
        if self.close_connection:
            headers = {**headers, "Connection": "close"}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _usual_headers(self) -> dict[str, str]:
        number = self.emulator.next_number()
        return {"x-request-id": f"req_{number:024x}", "openai-processing-ms": "7", "openai-version": "2020-10-01"}

    def _send_body(self, reply: Reply, start: int, stop: int, chunked: bool, rate: float | None) -> None:
        content = reply.content
        if isinstance(content, PathContent) and not chunked and rate is None:
            self.wfile.flush()
            with content.path.open("rb") as file:
                if stop > start:
                    self.connection.sendfile(file, start, stop - start)
            return
        for data in content.chunks(start, stop):
            for piece in _slices(data, rate):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
                if rate is not None:
                    self.wfile.flush()
                    time.sleep(len(piece) / rate)

    def _send_events(self, request: Request, reply: Reply, headers: dict[str, str]) -> None:
        """Send each event as it comes; the length is not known before."""
        assert reply.events is not None
        self._send_head(reply.status, {**headers, "Transfer-Encoding": "chunked", "Cache-Control": "no-cache"})
        cut, slow, sent = self._take("cut", request), self._take("slow", request), 0
        for event in reply.events:
            piece = event if cut is None else event[: max(0, int(cut.value) - sent)]
            if piece:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                self.wfile.flush()
                sent += len(piece)
            if len(piece) < len(event):
                self._hang_up()
                return
            if slow is not None:
                time.sleep(len(piece) / slow.value)
        self.wfile.write(b"0\r\n\r\n")

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)


def _asked_range(headers: Mapping[str, str], etag: str, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of the part to send, or None for everything.

    As in the standard, everything is sent if the header is invalid or has several parts, or if ``If-Range`` has another
    version. A part that begins after the end is a 416.
    """
    found = _ONE_RANGE.match(headers.get("range", "").replace(" ", ""))
    if found is None or found[0] == "bytes=-" or headers.get("if-range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
        unsatisfiable = int(last) == 0 or size == 0
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
        unsatisfiable = start >= size
    if unsatisfiable:
        raise ApiFailure(
            416, "The requested range lies outside the file.", headers={"Content-Range": f"bytes */{size}"}
        )
    return start, stop


class _Body:
    """The body of a request, with Content-Length or chunked."""

    def __init__(self, stream: Any, headers: dict[str, str]) -> None:
        self._stream = stream
        self._chunked = headers.get("transfer-encoding", "").lower() == "chunked"
        self._left = 0 if self._chunked else int(headers.get("content-length") or 0)
        self._ended = not self._chunked

    def read_all(self) -> bytes:
        """All of it, if it is not longer than a body may be."""
        blocks, size = [], 0
        while data := self.read(1 << 18):
            blocks.append(data)
            size += len(data)
            if size > _LONGEST_BODY:
                raise ApiFailure(413, f"The body of the request is longer than {_LONGEST_BODY} bytes.")
        return b"".join(blocks)

    def read(self, size: int) -> bytes:
        """At most `size` bytes; empty at the end."""
        if not self._left and not self._ended:
            self._left = int(self._stream.readline().split(b";")[0] or b"0", 16)
            if not self._left:
                self._ended = True
                while self._stream.readline().strip():
                    pass
        data: bytes = self._stream.read(min(size, self._left))
        if len(data) < min(size, self._left):
            raise ConnectionAbortedError("the request ends before its body does")
        self._left -= len(data)
        if self._chunked and data and not self._left:
            self._stream.readline()
        return data


def _slices(data: bytes, rate: float | None) -> list[bytes]:
    """The data at once, or in pieces for an even rate."""
    if rate is None:
        return [data]
    size = max(1, int(rate / _SLICES))
    return [data[at : at + size] for at in range(0, len(data), size)]
