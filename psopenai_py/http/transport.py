"""httpx's transport: httpcore's connection pool with large reads, so that downloads run at the speed of the network.

httpcore reads 64 KiB at a time from the socket, and h11 works per read: reading 512 KiB halves the time of a large
body. The size is set in the network backend, which is httpcore's place for it.
"""

from __future__ import annotations

import contextlib
import ssl
import sys
import threading
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.request import getproxies

import httpcore

from .errors import ConfigError

# Importing httpx also imports its command-line client (with click, rich and pygments) if that is installed: a third of
# the start of a command that makes one call. httpx does not need it.
_COMMAND_LINE = "httpx._main"
_absent = _COMMAND_LINE not in sys.modules
if _absent:
    sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]  # how the import system marks what cannot be imported
import httpx as httpx  # noqa: E402  (exchange imports it from here)

if _absent:
    del sys.modules[_COMMAND_LINE]

READ_SIZE = 512 * 1024
POOL_SIZE = 32
KEEPALIVE_SECONDS = 30.0


class _WideStream(httpcore.NetworkStream):
    """A connection that reads all that has arrived, up to READ_SIZE."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max(max_bytes, READ_SIZE), timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        # TLS returns 16 KiB per read whatever the size: larger buffers would only cost.
        return self._inner.start_tls(ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _WideBackend(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return _WideStream(self._inner.connect_tcp(host, port, timeout, local_address, socket_options))


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
    httpcore.UnsupportedProtocol: httpx.UnsupportedProtocol,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
    httpcore.ProtocolError: httpx.ProtocolError,
}


@contextlib.contextmanager
def _httpx_errors() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        for theirs, ours in _AS_HTTPX.items():
            if isinstance(error, theirs):
                raise ours(str(error)) from error
        raise


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


def tls_context() -> ssl.SSLContext:
    """A verifying context, with the certificates of SSL_CERT_FILE or SSL_CERT_DIR if they are set."""
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise ConfigError(f"The certificates for TLS (see SSL_CERT_FILE) cannot be loaded: {error}") from error


class PooledTransport(httpx.BaseTransport):
    """A pool for each scheme, so that plain connections do not load certificates."""

    def __init__(self) -> None:
        self._pools: dict[bytes, httpcore.ConnectionPool] = {}
        self._lock = threading.Lock()

    def _pool(self, scheme: bytes) -> httpcore.ConnectionPool:
        with self._lock:
            pool = self._pools.get(scheme)
            if pool is None:
                pool = self._pools[scheme] = httpcore.ConnectionPool(
                    ssl_context=tls_context() if scheme == b"https" else None,
                    max_connections=POOL_SIZE,
                    max_keepalive_connections=POOL_SIZE,
                    keepalive_expiry=KEEPALIVE_SECONDS,
                    network_backend=_WideBackend(),
                )
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
        with _httpx_errors():
            answer = self._pool(url.raw_scheme).handle_request(inner)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(typing.cast("Iterable[bytes]", answer.stream)),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            pool.close()


def default_transport() -> httpx.BaseTransport | None:
    """Our transport, or None if the environment names proxies: httpx then handles them."""
    return None if getproxies() else PooledTransport()
