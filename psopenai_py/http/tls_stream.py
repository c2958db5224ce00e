"""TLS on a connection, with large reads.

A TLS socket hands out one record per read, at most 16 KiB, and asks the system several times for it. Here OpenSSL works
in memory: a read takes what has arrived from the connection below, up to READ_SIZE, and decrypts all records in it.

One thread may read while another one writes, as a websocket's do: OpenSSL is used under a lock, and nobody waits for
the network while holding it. A peer may send before it takes anything: where a reader waited for a writer, all three
would wait for ever.

The connection below is any of httpcore's network streams, so that TLS runs inside TLS, too (a proxy that is reached
through https).
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

import httpcore

T = TypeVar("T")

READ_SIZE = 256 * 1024  # of plain and of encrypted data; more does not fit into the processor's cache
# bytes that are allocated once: glibc then keeps as much for what is read next. Else it gives the memory of each read
# back, and the system clears new memory for the next one. Nobody touches these bytes, so they cost nothing.
KEPT = 32 * READ_SIZE


class TlsStream(httpcore.NetworkStream):
    """The client's side of a TLS connection. Closing it closes the connection below."""

    def __init__(
        self,
        inner: httpcore.NetworkStream,
        context: ssl.SSLContext,
        server_hostname: str | None,
        timeout: float | None,
    ) -> None:
        """Make the connection secure; raises httpcore.ConnectError or ConnectTimeout, and closes ``inner`` then."""
        self._inner = inner
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._buffer = memoryview(bytearray())
        self._lock = threading.Lock()
        self._sending = threading.Lock()  # held while encrypted data go out, in the order in which they were made
        bytes(KEPT)
        try:
            with _as_connect_error():
                self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_hostname)
                self._until_done(self._tls.do_handshake, timeout)
        except BaseException:
            inner.close()
            raise

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._buffer:
            self._buffer = memoryview(bytearray(READ_SIZE))
        with _as(httpcore.ReadError):
            try:
                filled = self._until_done(partial(self._decrypt, 0), timeout)
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):  # the end, said or not: the length of the body tells
                return b""
            with self._lock, suppress(ssl.SSLError):  # the next read meets it again; what came before it counts
                while 0 < filled < READ_SIZE and (more := self._decrypt(filled)):
                    filled += more
        return bytes(self._buffer[:filled])

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _as(httpcore.WriteError):
            rest = memoryview(buffer)
            while rest:
                rest = rest[self._until_done(partial(self._tls.write, rest), timeout) :]

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TlsStream(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        return self._tls if info == "ssl_object" else self._inner.get_extra_info(info)

    def _until_done(self, step: Callable[[], T], timeout: float | None) -> T:
        """What ``step`` returns when OpenSSL has received all that it needs for it."""
        while True:
            with self._lock:
                waiting = self._outgoing.pending
                try:
                    done, is_done = step(), True
                except ssl.SSLWantReadError:
                    is_done = False
                made = self._outgoing.pending > waiting
            if made:  # else what is there is the other thread's to send, and may take its time
                self._send(timeout)
            if is_done:
                return done
            received = self._inner.read(READ_SIZE, timeout)
            with self._lock:
                if received:
                    self._incoming.write(received)
                else:
                    self._incoming.write_eof()

    def _decrypt(self, start: int) -> int:
        """Put a record's content into the buffer; returns its length."""
        length: Any = self._tls.read(READ_SIZE, self._buffer[start:])
        return int(length)

    def _send(self, timeout: float | None) -> None:
        with self._sending:
            with self._lock:
                data = self._outgoing.read()
            if data:
                self._inner.write(data, timeout)


@contextmanager
def _as(kind: type[Exception]) -> Iterator[None]:
    """An error of OpenSSL as one of httpcore's."""
    try:
        yield
    except ssl.SSLError as error:
        raise kind(str(error)) from error


@contextmanager
def _as_connect_error() -> Iterator[None]:
    try:
        with _as(httpcore.ConnectError):
            yield
    except httpcore.TimeoutException as error:
        raise httpcore.ConnectTimeout(str(error)) from error
    except (httpcore.ReadError, httpcore.WriteError) as error:
        raise httpcore.ConnectError(str(error)) from error
