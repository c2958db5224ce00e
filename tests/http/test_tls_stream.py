"""TLS on a connection: many records in one read, ends of all kinds, time limits."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpcore
import pytest

from psopenai_py.http import ApiConfig, Client, Request, download_bytes
from psopenai_py.http.errors import ConnectError, IncompleteDownloadError, TimeoutError
from psopenai_py.http.tls_stream import READ_SIZE, TlsStream

from .test_trust import certificate as certificate

CONTENT = b"".join(b"line %07d\n" % number for number in range(200_000))
FILE = Request("file.content", {"file_id": "file-1"})
Serve = Callable[[ssl.SSLSocket], object]


@contextmanager
def serving(certificate: Path, serve: Serve, plain: Callable[[socket.socket], None] | None = None) -> Iterator[int]:
    """A server that calls ``serve`` with each connection; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                if plain is not None:
                    plain(connection)
                else:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        serve(secure)

    thread = threading.Thread(target=accept)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def stream_to(port: int, certificate: Path, timeout: float = 5.0) -> TlsStream:
    context = ssl.create_default_context(cafile=str(certificate))
    inner = httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout)
    return TlsStream(inner, context, "localhost", timeout)


def request_of(secure: ssl.SSLSocket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += secure.recv(4096)
    return got


def test_a_read_returns_all_records_that_have_arrived(certificate: Path) -> None:
    sent = threading.Event()

    def serve(secure: ssl.SSLSocket) -> None:
        secure.sendall(CONTENT[:100_000])
        sent.set()
        assert secure.recv(5) == b"hello"
        secure.sendall(CONTENT[100_000:])
        secure.unwrap()

    with serving(certificate, serve) as port:
        stream = stream_to(port, certificate)
        assert sent.wait(5)
        first = stream.read(10)
        stream.write(b"hello")
        found = [first]
        while chunk := stream.read(READ_SIZE, 5):
            found.append(chunk)
        assert stream.read(1) == b""
        stream.close()
    assert b"".join(found) == CONTENT
    assert len(first) > 16 * 1024 and len(found) < len(CONTENT) / (16 * 1024)


def test_a_write_that_waits_does_not_hold_up_a_read(certificate: Path) -> None:
    """The server takes nothing until all that it sends has been read, as some do at both ends of a websocket."""
    much = bytes(8 * 1024 * 1024)  # more than the buffers on the way hold

    def serve(secure: ssl.SSLSocket) -> None:
        secure.sendall(much)
        left = len(much)
        while left:
            left -= len(secure.recv(1 << 16))

    with serving(certificate, serve) as port:
        stream = stream_to(port, certificate, 30)
        writer = threading.Thread(target=lambda: stream.write(much, 30))
        writer.start()
        read = 0
        while read < len(much):
            read += len(stream.read(READ_SIZE, 30))
        writer.join()
        stream.close()


@pytest.mark.parametrize("cut", [None, 1_000_003])
def test_a_download_is_whole_or_an_error(
    certificate: Path, cut: int | None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that ends without TLS's goodbye in the middle of the body is no end of the body."""

    def serve(secure: ssl.SSLSocket) -> None:
        for _ in range(2):  # the connection is used again
            request_of(secure)
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(CONTENT) + CONTENT[:cut])
            if cut is not None:
                secure.close()
                return

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate, serve) as port:
        config = ApiConfig(api_base=f"https://localhost:{port}/v1", timeout=5)
        if cut is not None:
            with pytest.raises(IncompleteDownloadError):
                b"".join(download_bytes(client, config, FILE))
        else:
            for _ in range(2):
                assert b"".join(download_bytes(client, config, FILE)) == CONTENT


def test_a_server_that_speaks_no_tls(certificate: Path, client: Client) -> None:
    def answer(plain: socket.socket) -> None:
        plain.sendall(b"HTTP/1.1 400 No\r\n\r\n")

    with serving(certificate, request_of, answer) as port, pytest.raises(ConnectError):
        client.request(ApiConfig(api_base=f"https://localhost:{port}/v1"), Request("models"))


def test_a_server_that_says_nothing(certificate: Path, client: Client) -> None:
    released = threading.Event()

    def wait(plain: socket.socket) -> None:
        released.wait(5)

    with serving(certificate, request_of, wait) as port:
        with pytest.raises(TimeoutError):
            client.request(ApiConfig(api_base=f"https://localhost:{port}/v1", timeout=0.3), Request("models"))
        released.set()


def test_waiting_for_an_answer_has_a_limit(certificate: Path) -> None:
    released = threading.Event()

    def wait(secure: ssl.SSLSocket) -> None:
        released.wait(5)

    with serving(certificate, wait) as port:
        stream = stream_to(port, certificate)
        with pytest.raises(httpcore.ReadTimeout):
            stream.read(1, timeout=0.1)
        stream.close()
        released.set()
