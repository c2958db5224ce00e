from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from email.utils import formatdate

import pytest

from psopenai_py.http import (
    ApiConfig,
    ApiError,
    Client,
    ConnectError,
    HttpError,
    NotFoundError,
    QuotaExceededError,
    RateLimitError,
    Request,
    RetryPolicy,
    ServerError,
    TransportError,
)

from .server import Reply, ScriptedServer, reply

POLICY = RetryPolicy(now=lambda: 1_000_000.0, chance=lambda: 0.5)


def error(status: int = 500, headers: Mapping[str, str] | None = None) -> ApiError:
    kind = {404: NotFoundError, 429: RateLimitError}.get(status, ServerError)
    return kind("x", status=status, headers=headers)


@pytest.mark.parametrize(
    ("problem", "allowed"),
    [
        (error(429), True),
        (error(500), True),
        (error(503), True),
        (error(404), False),
        (QuotaExceededError("x", status=429), False),
        (ConnectError("x"), True),
        (error(500, {"x-should-retry": "false"}), False),
        (error(404, {"x-should-retry": "TRUE"}), True),
        (error(429, {"x-should-retry": "maybe"}), True),
    ],
)
def test_what_is_tried_again(problem: HttpError, allowed: bool) -> None:
    assert POLICY.allows(problem) is allowed


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "rubbish", "retry-after": "9"}, 9.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "60"}, 60.0),
        ({"retry-after": "61"}, 4.0),
        ({"retry-after": "-5"}, 4.0),
        ({"retry-after": "soon"}, 4.0),
        ({"retry-after": "nan"}, 4.0),
        ({"retry-after": formatdate(1_000_030, usegmt=True)}, 30.0),
        ({"retry-after": formatdate(999_000, usegmt=True)}, 0.0),
        ({"retry-after": formatdate(1_000_100, usegmt=True)}, 4.0),
        ({}, 4.0),
    ],
)
def test_the_service_says_how_long_to_wait(headers: Mapping[str, str], seconds: float) -> None:
    assert POLICY.wait(2, error(429, headers)) == seconds


def test_the_wait_doubles_within_its_jitter_up_to_a_limit() -> None:
    lowest, highest = RetryPolicy(chance=lambda: 0.0), RetryPolicy(chance=lambda: 1.0)
    assert [lowest.wait(n) for n in range(4)] == [0.8, 1.6, 3.2, 6.4]
    assert [round(highest.wait(n), 6) for n in range(4)] == [1.2, 2.4, 4.8, 9.6]
    assert highest.wait(7) == 129.0
    assert highest.wait(100_000) == 129.0


def test_without_a_retry_count_the_first_failure_stands(
    server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
) -> None:
    server.script = [reply(b"{}", 429, {"retry-after-ms": "1"}), reply(b"{}")]
    with pytest.raises(RateLimitError):
        client.request(config, Request("models"))
    assert (len(server.seen), sleeps) == (1, [])


def test_retries_end_with_success(
    server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
) -> None:
    server.script = [reply(b"{}", 429, {"retry-after-ms": "1"}), reply(b"{}", 500), reply(b'{"ok":1}')]
    notes: list[str] = []
    answer = client.request(replace(config, max_retry_count=3, notify=notes.append), Request("models"))
    assert answer.json() == {"ok": 1}
    assert (len(server.seen), sleeps) == (3, [0.001, 2.0])
    assert any("Retry 1 of 3 in 0.0 s" in note for note in notes)


def test_retries_end_with_the_last_error(
    server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
) -> None:
    server.script = [reply(b"{}", 500)]
    with pytest.raises(ServerError):
        client.request(replace(config, max_retry_count=2), Request("responses", method="POST", body={"a": 1}))
    assert [seen.body for seen in server.seen] == [b'{"a":1}'] * 3
    assert sleeps == [1.0, 2.0]


def test_a_broken_connection_is_tried_again(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [Reply(b"", cut=True), Reply(b"HTTP/1.1 2", cut=True), reply(b'{"ok":1}')]
    assert client.request(replace(config, max_retry_count=2), Request("models")).json() == {"ok": 1}
    server.script = [Reply(b"", cut=True)]
    with pytest.raises(TransportError):
        client.request(replace(config, max_retry_count=2), Request("models"))
    assert len(server.seen) == 6


def test_ctrl_c_ends_the_waiting(server: ScriptedServer, config: ApiConfig) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    server.script = [reply(b"{}", 500)]
    with Client(retry=RetryPolicy(sleep=interrupted)) as client, pytest.raises(KeyboardInterrupt):
        client.request(replace(config, max_retry_count=5), Request("models"))
    assert len(server.seen) == 1
