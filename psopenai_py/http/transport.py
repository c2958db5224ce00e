"""httpx's transport: httpcore's connection pool with large reads, so that downloads run at the speed of the network.

httpcore reads 64 KiB at a time from the socket, and h11 works per read: reading 1 MiB halves the time of a large
body. The size is set in the network backend, which is httpcore's place for it.

h11 copies a body three times. Of a long one whose length is known, only the beginning goes through it: the rest is read
from the connection, which httpcore offers with each answer (`_Body`).
"""

from __future__ import annotations

import contextlib
import ssl
import sys
import threading
import time
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpcore

from .errors import ConfigError
from .proxy import SOCKS, Proxies, Proxy
from .tls_stream import TlsStream

# Importing httpx also imports its command-line client (with click, rich and pygments) if that is installed: a third of
# the start of a command that makes one call. httpx does not need it.
_COMMAND_LINE = "httpx._main"
_absent = _COMMAND_LINE not in sys.modules
if _absent:
    sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]  # how the import system marks what cannot be imported
import httpx as httpx  # noqa: E402  (exchange imports it from here)

if _absent:
    del sys.modules[_COMMAND_LINE]

CERTIFICATE = "psopenai.certificate"  # the extension of a request that names the client's certificate
READ_SIZE = 1024 * 1024
LONG_BODY = 8 * 1024 * 1024  # bytes that cost more in h11 than the new connection that the next call then needs
LONGEST_HEAD = 1 << 20  # bytes, with what may have come of the body: a few reads of httpcore's size
POOL_SIZE = 32
KEEPALIVE_SECONDS = 30.0
ENDS = "psopenai_ends"  # the extension of a request that says when its attempt must have ended


class _Limit(threading.local):
    """When the attempt of this thread must have ended, by the monotonic clock; None if only each silence is limited."""

    ends: float | None = None
    head: int | None = None  # bytes that may still come before the head of the answer is complete

    def count(self, data: bytes) -> bytes:
        """What was read, unless it is too much for a head: informational answers (100, 103) may come without end."""
        if self.head is not None:
            self.head -= len(data)
            if self.head < 0:
                raise httpcore.RemoteProtocolError("its headers do not end")
        return data

    def of(self, timeout: float | None) -> float | None:
        """The seconds that a step of the attempt may take."""
        if self.ends is None:
            return timeout
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the attempt is over")
        return left if timeout is None else min(left, timeout)

    @contextlib.contextmanager
    def of_head(self) -> Iterator[None]:
        """Limit what is read until the head is complete."""
        self.head = LONGEST_HEAD
        try:
            yield
        finally:
            self.head = None

    @contextlib.contextmanager
    def until(self, ends: float | None) -> Iterator[None]:
        self.ends = ends
        try:
            yield
        finally:
            self.ends = None


class _Stream(httpcore.NetworkStream):
    """A connection. Once `spent` is set, the pool uses it no more: it looks like one that the service has closed."""

    def __init__(self, inner: httpcore.NetworkStream, limit: _Limit) -> None:
        self._inner = inner
        self._limit = limit
        self.spent = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._limit.count(self._inner.read(max_bytes, self._limit.of(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._limit.of(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(TlsStream(self._inner, ssl_context, server_hostname, self._limit.of(timeout)), self._limit)

    def get_extra_info(self, info: str) -> Any:
        return True if self.spent and info == "is_readable" else self._inner.get_extra_info(info)


class _WideStream(_Stream):
    """A connection that reads all of a body that has arrived, up to READ_SIZE. Little of it is read with the head: h11
    would copy that, and a small answer needs no large buffer."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        most = max_bytes if self._limit.head is not None else max(max_bytes, READ_SIZE)
        return self._limit.count(self._inner.read(most, self._limit.of(timeout)))


class _WideBackend(httpcore.NetworkBackend):
    def __init__(self, limit: _Limit) -> None:
        self._inner = httpcore.SyncBackend()
        self._limit = limit

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        timeout = self._limit.of(timeout)
        return _WideStream(self._inner.connect_tcp(host, port, timeout, local_address, socket_options), self._limit)


class _SocksBackend(_WideBackend):
    """Knows the connection that each thread opened last: httpcore leaves it open if the proxy refuses."""

    def __init__(self, limit: _Limit) -> None:
        super().__init__(limit)
        self._last = threading.local()

    def connect_tcp(self, *args: Any, **named: Any) -> httpcore.NetworkStream:
        self._last.stream = super().connect_tcp(*args, **named)
        return typing.cast("httpcore.NetworkStream", self._last.stream)

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Close a connection that the proxy refused. What socksio raises becomes an error of the proxy."""
        self._last.stream = None
        try:
            yield
        except Exception as error:
            if self._last.stream is not None:
                self._last.stream.close()
            # for an answer that is not SOCKS, httpcore fails with an assertion, socksio with errors of its own
            if isinstance(error, AssertionError) or type(error).__module__.partition(".")[0] in ("socksio", "struct"):
                raise httpcore.ProxyError("it does not answer as a SOCKS 5 proxy") from error
            raise
        finally:
            self._last.stream = None


# The first entry that matches an error is used; subclasses come before their bases.
_AS_HTTPX: Mapping[type[Exception], type[httpx.TransportError]] = {
    httpcore.ConnectTimeout: httpx.ConnectTimeout,
    httpcore.ReadTimeout: httpx.ReadTimeout,
    httpcore.WriteTimeout: httpx.WriteTimeout,
    httpcore.PoolTimeout: httpx.PoolTimeout,
    httpcore.TimeoutException: httpx.TimeoutException,
    httpcore.ConnectError: httpx.ConnectError,
    httpcore.ReadError: httpx.ReadError,
    httpcore.WriteError: httpx.WriteError,
    httpcore.NetworkError: httpx.NetworkError,
    httpcore.ProxyError: httpx.ProxyError,
    httpcore.UnsupportedProtocol: httpx.UnsupportedProtocol,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
    httpcore.ProtocolError: httpx.ProtocolError,
}


@contextlib.contextmanager
def as_httpx() -> Iterator[None]:
    """An error of httpcore as httpx has it."""
    try:
        yield
    except Exception as error:
        for theirs, ours in _AS_HTTPX.items():
            if isinstance(error, theirs):
                raise ours(str(error)) from error
        raise


class _Body(httpx.SyncByteStream):
    """The body of an answer. ``length`` is None where only the parser can tell where it ends."""

    def __init__(self, answer: httpcore.Response, length: int | None, limit: _Limit, request: httpx.Request) -> None:
        self._stream = typing.cast("Iterable[bytes]", answer.stream)
        self._connection = answer.extensions.get("network_stream")
        self._length = length
        self._limit = limit
        self._ends = request.extensions.get(ENDS)
        self._silence: float | None = request.extensions.get("timeout", {}).get("read")

    def __iter__(self) -> Iterator[bytes]:
        with as_httpx():
            if self._ends is None:
                yield from self._chunks()
                return
            chunks = iter(self._stream)
            while True:
                with self._limit.until(self._ends):
                    chunk = next(chunks, None)
                if chunk is None:
                    return
                yield chunk

    def _chunks(self) -> Iterator[bytes]:
        received = 0
        for chunk in self._stream:
            yield chunk
            received += len(chunk)
            if self._length is not None and self._length - received >= LONG_BODY and self._unparsed == b"":
                yield from self._past_parser(received, self._length)
                return

    def _past_parser(self, received: int, length: int) -> Iterator[bytes]:
        """The rest of the body, from the connection. The parser still waits for it, so httpcore closes the connection
        in the end and does not use it again."""
        assert self._connection is not None
        while received < length:
            chunk = self._connection.read(READ_SIZE, self._silence)[: length - received]
            if not chunk:
                raise httpx.RemoteProtocolError(f"it was closed after {received} of {length} bytes of the answer")
            received += len(chunk)
            yield chunk

    @property
    def _unparsed(self) -> bytes | None:
        """What the parser holds and has not handed out. None: httpcore does not show its parser."""
        parser = getattr(getattr(getattr(self._stream, "_stream", None), "_connection", None), "_h11_state", None)
        return None if parser is None else bytes(parser.trailing_data[0])

    def close(self) -> None:
        # What a service sent after the end of its answer would be read as the next answer. httpcore does not look;
        # what it has read beyond the end is known to its parser alone.
        if isinstance(self._connection, _Stream) and self._unparsed:
            self._connection.spent = True
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


def _known_length(answer: httpcore.Response) -> int | None:
    """The length of a body that comes as it is; None if there is none, or the body has marks of its own."""
    lengths = [value for name, value in answer.headers if name.lower() in (b"content-length", b"transfer-encoding")]
    return int(lengths[0]) if len(lengths) == 1 and lengths[0].isdigit() else None


class _Route(typing.NamedTuple):
    """What calls must have in common to share a pool."""

    scheme: str
    proxy: Proxy | None
    certificate: tuple[str, str | None] | None


class PooledTransport(httpx.BaseTransport):
    """A pool for each proxy, scheme and client certificate, so that plain connections do not load certificates."""

    def __init__(self) -> None:
        self.proxies = Proxies()
        self._pools: dict[_Route, tuple[httpcore.ConnectionPool, _WideBackend]] = {}
        self._lock = threading.Lock()
        self._limit = _Limit()

    def _pool(self, route: _Route) -> tuple[httpcore.ConnectionPool, _WideBackend]:
        with self._lock:
            pool = self._pools.get(route)
            if pool is None:
                backend = _backend_for(route.proxy, self._limit)
                pool = self._pools[route] = _new_pool(route, backend), backend
            return pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        inner = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        certificate = request.extensions.get(CERTIFICATE) if url.scheme == "https" else None
        pool, backend = self._pool(_Route(url.scheme, self.proxies.route(str(url)), certificate))
        ends = request.extensions.get(ENDS)
        with (
            self._limit.until(ends),
            self._limit.of_head(),
            as_httpx(),
            backend.errors() if isinstance(backend, _SocksBackend) else contextlib.nullcontext(),
        ):
            answer = pool.handle_request(inner)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer, _known_length(answer), self._limit, request),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool, _ in pools:
            pool.close()


def _backend_for(proxy: Proxy | None, limit: _Limit) -> _WideBackend:
    return _SocksBackend(limit) if proxy is not None and proxy.scheme in SOCKS else _WideBackend(limit)


def _new_pool(route: _Route, backend: _WideBackend) -> httpcore.ConnectionPool:
    from .trust import tls_context

    settings: dict[str, Any] = {
        "ssl_context": tls_context(*(route.certificate or ())) if route.scheme == "https" else None,
        "max_connections": POOL_SIZE,
        "max_keepalive_connections": POOL_SIZE,
        "keepalive_expiry": KEEPALIVE_SECONDS,
        "network_backend": backend,
    }
    proxy = route.proxy
    if proxy is None:
        return httpcore.ConnectionPool(**settings)
    if proxy.scheme not in SOCKS:
        if proxy.scheme == "https":
            settings["proxy_ssl_context"] = tls_context()
        return httpcore.HTTPProxy(proxy.address, proxy_auth=proxy.auth, **settings)
    try:
        return httpcore.SOCKSProxy(proxy.address, proxy_auth=proxy.auth, **settings)
    except (ImportError, RuntimeError) as error:  # httpcore says with a RuntimeError that socksio is not there
        raise ConfigError(
            f"{proxy.variable} names a SOCKS proxy, {proxy.address}, which needs the package socksio: pip install "
            "'psopenai-py[socks]'. To call the service without the proxy, name its host in NO_PROXY."
        ) from error
