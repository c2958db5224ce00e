"""Answers that are no answer of the service: errors with status 200, bodies and heads that do not end."""

from __future__ import annotations

import gzip

import pytest

from psopenai_py.http import (
    ApiConfig,
    ApiError,
    Client,
    InvalidResponseError,
    Request,
    RetryPolicy,
    TransportError,
    download_bytes,
)
from psopenai_py.http.errors import api_error, is_refusal
from psopenai_py.http.transport import READ_SIZE

from .server import FILE, Reply, ScriptedServer, reply

BATCH = Request("batch", {"batch_id": "b"})


@pytest.mark.parametrize(
    ("body", "refuses"),
    [
        ({"error": {"message": "x"}}, True),
        ({"error": "x", "status": 500}, True),
        ({"error": None}, False),
        ({"error": {}}, False),
        ({"id": "resp_1", "error": {"message": "x"}}, False),
        ({"custom_id": "a", "error": {"message": "x"}}, False),
        ([], False),
    ],
)
def test_what_is_nothing_but_an_error_is_one(body: object, refuses: bool) -> None:
    assert is_refusal(body) is refuses


def test_an_error_with_status_200_is_raised(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b'{"error": {"message": "overloaded"}}')]
    with pytest.raises(ApiError, match="overloaded"):
        client.request(config, BATCH).json()
    with pytest.raises(ApiError, match="overloaded"):
        list(download_bytes(client, config, FILE, lines=True))


def test_a_result_that_begins_with_its_error_is_content(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    for content in (b'{"error": {"a": 1}, "custom_id": "x"}\n', b'{"error": {"a": 1}}\n{"custom_id": "y"}\n'):
        server.script = [reply(content)]
        assert b"".join(download_bytes(client, config, FILE, lines=True)) == content
    server.script = [reply(b'{"error": {"message": "x"}}')]  # a file of any kind may hold that
    assert b"".join(download_bytes(client, config, FILE)) == b'{"error": {"message": "x"}}'


def test_an_answer_that_does_not_end_is_given_up(
    server: ScriptedServer, client: Client, config: ApiConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("psopenai_py.http.exchange.LONGEST_ANSWER", 1000)
    server.script = [reply(b"x" * 1001)]
    with pytest.raises(InvalidResponseError, match="longer than 1,000 bytes"):
        client.request(config, BATCH)


def test_what_is_not_http_is_said_without_pythons_text(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    server.script = [Reply(b"HTTP/1.1 200 OK\r\nhello\r\n\r\n", cut=True)]
    with pytest.raises(TransportError, match=r"is not valid HTTP: illegal header line[.]$"):
        client.request(config, BATCH)


@pytest.mark.parametrize(("status", "again"), [(408, True), (425, True), (409, False), (499, False), (529, True)])
def test_what_is_tried_again(status: int, again: bool) -> None:
    assert RetryPolicy().allows(api_error(status, b"")) is again


def test_a_body_that_comes_with_the_head_is_no_long_head(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    content = b"x" * (3 * READ_SIZE)
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"
    server.script = [Reply(hints + reply(content).raw)]
    assert client.request(config, FILE).content == content


def test_of_an_error_no_more_is_read_than_is_shown(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    """A few kB can be gigabytes, compressed; masking them would take minutes."""
    bomb = gzip.compress(gzip.compress(bytes(1 << 26), 1), 1)
    server.script = [reply(bomb, 400, {"Content-Encoding": "gzip, gzip"})]
    with pytest.raises(ApiError) as caught:
        client.request(config, BATCH)
    assert caught.value.status == 400
    assert len(str(caught.value)) < 2000
