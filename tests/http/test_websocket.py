"""Websockets: the handshake as a call, messages in both directions, and every way that one ends."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.credentials import SecureString
from psopenai_py.emulator import Emulator
from psopenai_py.http import (
    ApiConfig,
    Client,
    ClosedError,
    ConfigError,
    InvalidResponseError,
    NotFoundError,
    Request,
    UnauthorizedError,
    UntrustedError,
    WebSocket,
    open_websocket,
    websocket,
)

from .relay import Relay
from .server import ScriptedServer, reply
from .test_trust import certificate as certificate

KEY = "sk-realtime-0123456789abcdef"
REALTIME = Request("realtime", query={"model": "gpt-realtime"})


@pytest.fixture
def client() -> Iterator[Client]:
    with Client() as made:
        yield made


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(api_key=KEY) as running:
        yield running


def config(base: str, key: str = KEY, **more: Any) -> ApiConfig:
    return ApiConfig(api_key=SecureString(key), api_base=base, **more)


def put(channel: WebSocket, **event: Any) -> None:
    channel.send(json.dumps(event))


def received(channel: WebSocket, last: str) -> list[str]:
    """The kinds of the events until the one that is awaited."""
    found: list[str] = []
    while not found or found[-1] != last:
        text = channel.receive()
        assert text is not None, found
        found.append(json.loads(text)["type"])
    return found


def test_messages_go_both_ways_and_the_key_is_in_the_header_alone(client: Client, emulator: Emulator) -> None:
    lines: list[str] = []
    channel = open_websocket(client, config(emulator.url, notify=lines.append, trace=lines.append), REALTIME)
    assert received(channel, "session.created") == ["session.created"]
    put(channel, type="response.create")
    assert received(channel, "response.done")[0] == "response.created"
    channel.close()
    while channel.receive() is not None:
        pass
    channel.release()
    request = emulator.requests[-1]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(request.query) and KEY not in "".join(lines)
    assert f"{emulator.url}/realtime?model=gpt-realtime: status 101" in lines[-1]


def test_large_messages_arrive_whole(client: Client, emulator: Emulator) -> None:
    channel = open_websocket(client, config(emulator.url), REALTIME)
    text = "a word and " * 30_000
    part = {"type": "input_text", "text": text}
    item = {"type": "message", "role": "user", "content": [part]}
    put(channel, type="conversation.item.create", item=item)
    received(channel, "session.created")
    added = json.loads(channel.receive() or "")
    assert added["item"]["content"][0]["text"] == text
    channel.abort()
    channel.release()


def test_a_refused_handshake_is_the_error_of_the_call(client: Client, emulator: Emulator) -> None:
    with pytest.raises(UnauthorizedError, match="Incorrect API key") as caught:
        open_websocket(client, config(emulator.url, "sk-other-0123456789"), REALTIME)
    assert "sk-other" not in str(caught.value)
    with pytest.raises(NotFoundError):
        open_websocket(client, config(emulator.url), Request("models", query={"model": "x"}))


def test_a_busy_service_is_asked_again(client: Client, emulator: Emulator) -> None:
    emulator.add_fault("503,retry_after_ms=1,times=2")
    channel = open_websocket(client, config(emulator.url, max_retry_count=2), REALTIME)
    assert received(channel, "session.created")
    assert len(emulator.requests) == 3
    channel.abort()
    channel.release()


def test_a_conversation_is_not_sent_to_another_host(client: Client, emulator: Emulator, server: ScriptedServer) -> None:
    elsewhere = emulator.url.replace("127.0.0.1", "localhost")
    server.script = [reply(b"", 307, {"Location": f"{elsewhere}/realtime?model=gpt-realtime"})]
    with pytest.raises(InvalidResponseError, match="redirected to another host"):
        open_websocket(client, config(server.base), REALTIME)
    assert len(emulator.requests) == 0


def test_an_address_without_websockets(client: Client, emulator: Emulator) -> None:
    emulator.add_fault("page")
    with pytest.raises(InvalidResponseError, match="answered 200 instead of opening a websocket"):
        open_websocket(client, config(emulator.url), REALTIME)


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("close-code=1011", 1011, "code 1011: This close was asked for."),
        ("close-code=4003", 4003, "code 4003: This close was asked for."),
        ("cut=1500", None, "broke"),
    ],
)
def test_an_end_that_is_none_is_an_error(
    client: Client, emulator: Emulator, fault: str, code: int | None, said: str
) -> None:
    emulator.add_fault(fault)
    channel = open_websocket(client, config(emulator.url), REALTIME)
    put(channel, type="response.create")
    with pytest.raises(ClosedError, match=said) as caught:
        received(channel, "never")
    assert caught.value.code == code
    channel.release()
    with pytest.raises(ClosedError):
        for _ in range(100):
            channel.send("x" * 100_000)


@pytest.mark.slow
def test_a_silent_service_is_asked_for_a_sign_of_life(
    client: Client, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "SILENCE", 1.0)  # in which the emulator's pong must come
    channel = open_websocket(client, config(emulator.url), REALTIME)
    received(channel, "session.created")
    threading.Timer(2.5, lambda: put(channel, type="response.create")).start()
    assert "response.done" in received(channel, "response.done")  # its pongs kept the connection
    channel.abort()
    channel.release()


@contextmanager
def bare_service(then: bytes, accept: str | None = None) -> Iterator[str]:
    """A service that answers the handshake, sends some bytes, and says nothing more."""

    def serve() -> None:
        with suppress(OSError):
            connection = server.accept()[0]
            head = connection.recv(65536).decode()
            key = re.search(r"sec-websocket-key: (\S+)", head, re.IGNORECASE)
            assert key is not None
            digest = hashlib.sha1(key[1].encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
            accepted = accept or base64.b64encode(digest).decode()
            connection.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + accepted.encode() + b"\r\n\r\n" + then
            )
            while connection.recv(65536):
                pass
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        thread.join(5)


def test_a_service_that_has_gone_is_noticed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket, "SILENCE", 0.05)
    with bare_service(b"") as base:
        channel = open_websocket(client, config(base), REALTIME)
        with pytest.raises(ClosedError, match="silent for"):
            channel.receive()
        channel.release()


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (b"HTTP/1.1 500 Oops" * 9, "not a websocket's"),
        (b"\x81\x02\xff\xfe", "not a websocket's"),  # a text that is not UTF-8
        (b"\x83\x00", "not a websocket's"),  # a kind of frame that does not exist
        (b"\x88\x02\x03\xe9", "code 1001: the service is going away"),
        (b"\x88\x02\x13\x88", "code 5000|not a websocket's"),
    ],
)
def test_what_a_websocket_does_not_send_is_an_error(client: Client, then: bytes, said: str) -> None:
    with bare_service(then) as base:
        channel = open_websocket(client, config(base), REALTIME)
        with pytest.raises(ClosedError, match=said):
            channel.receive()
        channel.release()


def test_a_reason_that_shows_the_key_is_masked(client: Client) -> None:
    reason = f"bad key {KEY}".encode()
    with bare_service(b"\x88" + bytes((2 + len(reason),)) + b"\x0f\xa0" + reason) as base:
        channel = open_websocket(client, config(base), REALTIME)
        with pytest.raises(ClosedError, match="code 4000") as caught:
            channel.receive()
        channel.release()
    assert KEY not in str(caught.value) and KEY not in repr(caught.value.reason)


def test_a_wrong_handshake_is_an_error(client: Client) -> None:
    with bare_service(b"", accept="nonsense") as base, pytest.raises(InvalidResponseError, match="wrong handshake"):
        open_websocket(client, config(base), REALTIME)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_it_goes_through_the_proxy_and_trusts_whom_the_client_trusts(
    scheme: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    with Relay(socks=scheme == "socks5") as relay, Emulator(open=True, tls=context) as emulator:
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://127.0.0.1:{relay.port}")
        base = emulator.url.replace("127.0.0.1", "localhost")
        with Client() as client, pytest.raises(UntrustedError):
            open_websocket(client, config(base), REALTIME)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with Client() as client:
            channel = open_websocket(client, config(base), REALTIME)
            received(channel, "session.created")
            both_at_once(channel)
            channel.close()
            while channel.receive() is not None:
                pass
            channel.release()
        assert relay.asked == [f"localhost:{emulator.port}"] * 2


def both_at_once(channel: WebSocket) -> None:
    """A thread sends a lot while another one receives a lot."""
    silence = base64.b64encode(bytes(48_000)).decode()

    def send() -> None:
        for _ in range(60):
            put(channel, type="input_audio_buffer.append", audio=silence)
            put(channel, type="input_audio_buffer.clear")

    sender = threading.Thread(target=send)
    put(channel, type="session.update", session={"type": "realtime", "instructions": "x" * 30_000})
    sender.start()
    for _ in range(60):
        received(channel, "input_audio_buffer.cleared")
    sender.join()


def test_without_the_extra_it_says_what_to_install(
    client: Client, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "websocket", None)
    with pytest.raises(ConfigError, match=r"pip install 'psopenai-py\[realtime\]'"):
        open_websocket(client, config(emulator.url), REALTIME)
    assert not emulator.requests


def test_an_abort_ends_a_receive_of_another_thread(client: Client, emulator: Emulator) -> None:
    channel = open_websocket(client, config(emulator.url), REALTIME)
    received(channel, "session.created")
    threading.Timer(0.1, channel.abort).start()
    assert channel.receive() is None
    channel.release()
