"""The rows of the fault matrix that are faults of the wire: what no well-behaved server sends (`front`)."""

from __future__ import annotations

import gzip
import json
import socket
import time
import zlib
from collections.abc import Callable
from itertools import repeat

from psopenai_py.emulator import Emulator, output_line

from .front import Action, Caller, Trick, answer
from .rows import BREAK, LINES, MIDDLE, TEXTS, Fault, content_is

TEXT = TEXTS["b1"]
ETAG = '"v1"'
PATH = "/files/file-b1/content"
#: what an error file holds
FAILED = "".join(json.dumps(output_line(f"b1-{LINES + n}", "x" * 500)) + "\n" for n in range(200)).encode()


# -- answers ---------------------------------------------------------------------------------------------------------


def content(does: Action | bytes, times: int | None = 1) -> Trick:
    return Trick(PATH, does, times)


def batch(does: Action | bytes, times: int | None = 1) -> Trick:
    return Trick("/batches/b1", does, times)


def raw(*lines: str, body: bytes = b"") -> bytes:
    """An answer whose head is these lines."""
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def whole(*lines: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """The content in an answer with more header lines."""
    return raw(status, f"Content-Length: {len(TEXT)}", "Connection: close", *lines, body=TEXT)


def whole_length(length: int) -> bytes:
    """The content, with a length that is not its own."""
    return raw("HTTP/1.1 200 OK", f"Content-Length: {length}", "Connection: close", body=TEXT)


def broken(at: int = MIDDLE, etag: str = ETAG) -> Trick:
    """The first answer breaks after ``at`` bytes."""
    return content(answer(TEXT[:at], length=len(TEXT), Accept_Ranges="bytes", ETag=etag))


def rest(
    content_range: str = "bytes {start}-{last}/{total}", status: str = "206 Partial Content", etag: str = ETAG
) -> Action:
    """The rest of the content for a resume, with this Content-Range; empty: without one."""

    def does(caller: Caller) -> None:
        start = int(caller.headers.get("range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
        named = content_range.format(start=start, last=len(TEXT) - 1, total=len(TEXT))
        headers = {"ETag": etag, **({"Content-Range": named} if named else {})}
        caller.answer(TEXT[start:], status, **headers)

    return does


def elsewhere(to: str = "http://localhost:{port}/elsewhere") -> Action:
    """A redirect; `localhost` is another host than the address of the service."""

    def does(caller: Caller) -> None:
        port = caller.address.rpartition(":")[2]
        caller.answer(b"", "302 Found", Location=to.format(port=port, path=caller.path.decode()))

    return does


def chunks(*parts: bytes, coding: str = "chunked") -> bytes:
    return raw("HTTP/1.1 200 OK", f"Transfer-Encoding: {coding}", "Connection: close", body=b"".join(parts))


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def endless(head: bytes, more: bytes) -> Action:
    def does(caller: Caller) -> None:
        caller.send(head)
        for piece in repeat(more * (65536 // len(more))):
            caller.send(piece)

    return does


def reset_inside(caller: Caller) -> None:
    caller.send(answer(TEXT, ETag=ETAG)[:MIDDLE])
    time.sleep(0.05)
    caller.reset()


def half_closed(caller: Caller) -> None:
    caller.send(answer(TEXT, ETag=ETAG)[:MIDDLE])
    caller.socket.shutdown(socket.SHUT_WR)
    caller.gone(20)


def silent(caller: Caller) -> None:
    caller.gone(20)


def trickling(caller: Caller) -> None:
    for byte in answer(BATCH):
        caller.send(bytes((byte,)))
        time.sleep(0.2)


def refused(status: str, **headers: str) -> bytes:
    return answer(json.dumps({"error": {"message": "It was asked for."}}).encode(), status, **headers)


def with_errors(emulator: Emulator) -> None:
    """The batch has an error file, too."""
    emulator.add_file(FAILED, id="file-e1")
    counts = {"total": LINES + 200, "completed": LINES, "failed": 200}
    emulator.batches.update("b1", {"error_file_id": "file-e1", "request_counts": counts})


def names(**fields: str | None) -> Callable[[Emulator], None]:
    def change(emulator: Emulator) -> None:
        emulator.batches.update("b1", fields)

    return change


# -- the rows --------------------------------------------------------------------------------------------------------

ERROR = json.dumps({"error": {"message": "The server is overloaded.", "type": "server_error"}}).encode()
BATCH = json.dumps(
    {
        "id": "b1",
        "object": "batch",
        "status": "completed",
        "output_file_id": "file-b1",
        "request_counts": {"total": LINES, "completed": LINES, "failed": 0},
    }
).encode()
OK = "HTTP/1.1 200 OK"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"


def wire(what: str, *tricks: Trick, words: tuple[str, ...] = (), slow: bool = False) -> Fault:
    return Fault(what, tricks=tricks, words=words, slow=slow)


def holds(what: str, text: bytes) -> Fault:
    """Content that is odd, and complete."""
    return Fault(what, change=content_is(text), stays=True, answers=(text,))


def lacks(what: str, text: bytes) -> Fault:
    """Content that is not what it should be."""
    return Fault(what, change=content_is(text), stays=True, answers=(TEXT, text))


WIRE: dict[str, Fault] = {
    "redirect": wire(
        "a redirect to another host", content(elsewhere(), None), Trick("/elsewhere", answer(TEXT, ETag=ETAG))
    ),
    "redirect-batch": wire(
        "the batch redirects to another host", batch(elsewhere(), None), Trick("/elsewhere", answer(BATCH))
    ),
    "redirect-resume": wire(
        "it breaks, and then redirects", broken(), content(elsewhere(), None), Trick("/elsewhere", rest())
    ),
    "redirect-loop": wire("redirects in a circle", content(elsewhere("{path}"), None)),
    "redirect-scheme": wire("a redirect to file:///etc/passwd", content(elsewhere("file:///etc/passwd"), None)),
    "redirect-bad": wire("a redirect to what is no address", content(elsewhere("http://[::bad/"), None)),
    "error-200": wire("status 200 with an error in place of the file", content(answer(ERROR))),
    "error-200-lines": wire("... in several lines", content(answer(json.dumps(json.loads(ERROR), indent=2).encode()))),
    "batch-error-200": wire("status 200 with an error in place of the batch", batch(answer(ERROR), None)),
    "batch-list": wire("a list in place of the batch", batch(answer(b"[1]"), None)),
    "batch-other": wire("another batch in its place", batch(answer(BATCH.replace(b'"b1"', b'"b9"')), None)),
    "204": wire("status 204 for the file", content(raw("HTTP/1.1 204 No Content"))),
    "empty": wire("an empty file", content(answer(b""))),
    "status-999": wire("status 999", content(whole(status="HTTP/1.1 999 X"))),
    "part": wire("status 206, not asked for", content(rest(), None)),
    "part-of-it": wire(
        "status 206 with a part, not asked for",
        content(answer(TEXT[:MIDDLE], "206 Part", Content_Range=f"bytes 0-{MIDDLE - 1}/{len(TEXT)}", ETag=ETAG)),
    ),
    "416": wire("it breaks, then 416", broken(), content(answer(b"", "416 Range Not Satisfiable"))),
    "etag-weak": wire("it breaks, and the version is a weak one", broken(etag='W/"v1"')),
    "etag-changes": wire(
        "it breaks, and each answer is of another version",
        broken(),
        content(rest(etag='"v2"')),
        content(rest(etag='"v3"')),
    ),
    "range-none": wire("it breaks, and 206 does not say where it begins", broken(), content(rest(""))),
    "range-star": wire("it breaks, and 206 names no total", broken(), content(rest("bytes {start}-{last}/*"))),
    "range-digits": wire("... a total of 5,000 digits", broken(), content(rest("bytes {start}-{last}/" + "9" * 5000))),
    "range-200": wire("it breaks, and 200 brings the rest", broken(at=BREAK), content(rest(status="200 OK"))),
    "length-text": wire("Content-Length: many", content(raw(OK, "Content-Length: many", body=TEXT))),
    "length-two": wire("two lengths", content(whole("Content-Length: 5"))),
    "length-zero": wire("Content-Length: 0", content(raw(OK, "Content-Length: 0", body=TEXT))),
    "coding-name": wire("Content-Encoding: utf-8", content(whole("Content-Encoding: utf-8"))),
    "coding-br": wire("Content-Encoding: br", content(whole("Content-Encoding: br"))),
    "coding-gzip": wire("Content-Encoding: gzip, and it is not", content(whole("Content-Encoding: gzip"))),
    "gzip-checksum": wire(
        "compressed, with another checksum",
        content(answer(gzip.compress(TEXT)[:-8] + b"12345678", Content_Encoding="gzip")),
    ),
    "deflate": wire("deflated", content(answer(zlib.compress(TEXT), Content_Encoding="deflate"))),
    "deflate-cut": wire("deflated, and cut", content(answer(zlib.compress(TEXT)[:3000], Content_Encoding="deflate"))),
    "chunk-trailers": wire("chunks with trailers", content(chunks(chunk(TEXT), b"0\r\nContent-Length: 5\r\n\r\n"))),
    "chunk-size": wire("a chunk of size zz", content(chunks(chunk(TEXT[:MIDDLE]), b"zz\r\n", TEXT[MIDDLE:]))),
    "chunk-negative": wire("a chunk of size -5", content(chunks(chunk(TEXT[:MIDDLE]), b"-5\r\n", TEXT[MIDDLE:]))),
    "chunk-extension": wire("a chunk extension without end", content(endless(chunks(b"5;"), b"x"))),
    "chunk-gzip": wire(
        "Transfer-Encoding: gzip, chunked",
        content(chunks(chunk(gzip.compress(TEXT)), b"0\r\n\r\n", coding="gzip, chunked")),
    ),
    "headers": wire("header lines without end", content(endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"))),
    "header": wire("a header of 1 MB", content(whole("X-A: " + "b" * 1_000_000))),
    "header-bare": wire("a header line without a colon", content(whole("hello"))),
    "hints": wire("100 Continue and 103 Early Hints first", content(CONTINUE + HINTS + whole())),
    "continue": wire("100 Continue without end", content(endless(b"", CONTINUE))),
    "http-1.0": wire("HTTP/1.0 without a length", content(raw("HTTP/1.0 200 OK", body=TEXT))),
    "http-0.9": wire("no head at all", content(TEXT)),
    "tls": wire("TLS where HTTP is expected", content(b"\x15\x03\x01\x00\x02\x02\x46")),
    "reset": wire("a reset in the middle", content(reset_inside)),
    "reset-first": wire("a reset in place of the answer", content(Caller.reset)),
    "half-closed": wire("half of the connection is closed in the middle", content(half_closed)),
    "head-cut": wire("it breaks inside the head", content(b"HTTP/1.1 200 OK\r\nContent-Le")),
    "silence": wire("silence in place of the answer, with -TimeoutSec 1", content(silent), words=("-TimeoutSec", "1")),
    "trickle": wire("the batch comes byte by byte, with -TimeoutSec 1", batch(trickling), words=("-TimeoutSec", "1")),
    "401": wire("the key is revoked before the file", content(refused("401 Unauthorized"), None)),
    "401-resume": wire("it breaks, and the key is revoked", broken(), content(refused("401 Unauthorized"))),
    "404-resume": wire("it breaks, then 404", broken(), content(refused("404 Not Found"))),
    "408-resume": wire("it breaks, then 408", broken(), content(refused("408 Request Timeout"))),
    "408": wire("408 once for the file", content(refused("408 Request Timeout", Retry_After="0"))),
    "529": wire("529 once for the file", content(refused("529 Overloaded", Retry_After="0"))),
    "batch-425": wire("425 once for the batch", batch(refused("425 Too Early", Retry_After="0"))),
    "retry-past": wire(
        "429, to be tried again in 2015",
        content(refused("429 Too Many Requests", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")),
    ),
    "odd-file-id": wire(
        "the batch names its file by what is not Unicode",
        batch(answer(BATCH.replace(b"file-b1", b"\\ud800"))),
    ),
    "long-file-id": wire(
        "the batch names its file by 100,000 characters", batch(answer(BATCH.replace(b"file-b1", b"f" * 100_000)))
    ),
    "path-file-id": wire("the batch names its file ../b1", batch(answer(BATCH.replace(b"file-b1", b"../../v1/files")))),
    "other-batch": wire("another batch than was asked for", batch(answer(BATCH.replace(b'"b1"', b'"b2"')))),
    "length-2-63": wire("a Content-Length of 2^63", content(whole_length(2**63))),
    "two-codings": wire(
        "compressed twice", content(answer(gzip.compress(gzip.compress(TEXT)), Content_Encoding="gzip, gzip"))
    ),
    "garbage": wire(
        "compressed, with more behind it", content(answer(gzip.compress(TEXT) + b"garbage", Content_Encoding="gzip"))
    ),
    "426": wire("426 once for the file", content(refused("426 Upgrade Required", Upgrade="h2c"))),
    "retry-nan": wire("429, to be tried again in NaN", content(refused("429 Too Many Requests", Retry_After="NaN"))),
    "retry-soon": wire("429, to be tried again 'soon'", content(refused("429 Too Many Requests", Retry_After="soon"))),
    "errors-cut": Fault(
        "the error file breaks, the output file is whole",
        ("cut=50000,times=1,path=/files/file-e1/content",),
        with_errors,
        answers=(TEXT + FAILED,),
    ),
    "errors-500": Fault(
        "500 for the error file, the output file is whole",
        ("500,path=/files/file-e1/content",),
        with_errors,
        slow=True,
        answers=(TEXT + FAILED,),
    ),
    "same-file": Fault("output and error file are the same", change=names(error_file_id="file-b1"), stays=True),
    "only-errors": Fault(
        "the output is named as the error file",
        change=names(output_file_id=None, error_file_id="file-b1"),
        stays=True,
    ),
    "twice": holds("the file holds everything twice", TEXT + TEXT),
    "crlf": holds("lines that end in CR LF", TEXT.replace(b"\n", b"\r\n")),
    "separators": holds("U+2028 inside of lines", TEXT.replace(b"xxx", "\u2028".encode(), 50)),
    "numbers": holds("numbers like 1e400", TEXT.replace(b'"custom_id"', b'"n": 1e400, "custom_id"', 5)),
    "cr": lacks("lines that end in CR alone", TEXT.replace(b"\n", b"\r")),
    "nul": lacks("a line of NUL bytes", TEXT[:BREAK] + bytes(100) + b"\n" + TEXT[BREAK:]),
    "utf-16": lacks("UTF-16", TEXT.decode().encode("utf-16")),
}
