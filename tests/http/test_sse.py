from __future__ import annotations

import json

import pytest

from psopenai_py.http import ApiConfig, ApiError, Client, InvalidResponseError, Request, ServerSentEvent, TransportError
from psopenai_py.http.sse import parse_events

from .server import ScriptedServer, chunked, reply

STREAM = """\
\ufeff: a comment
event: first
id: 7
data: {"a":
data:  1}

retry: 10
unknown: x
data

event: only

data: é\u2028日

""".encode()
EVENTS = [
    ServerSentEvent('{"a":\n 1}', "first", "7"),
    ServerSentEvent("", "message", "7"),
    ServerSentEvent("é\u2028日", "message", "7"),
]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_do_not_depend_on_line_ends_or_on_how_the_bytes_arrive(end: bytes, size: int) -> None:
    stream = STREAM.replace(b"\n", end)
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    assert list(parse_events(pieces)) == EVENTS


def test_done_ends_the_stream_and_a_cut_event_is_dropped() -> None:
    assert [event.data for event in parse_events([b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"])] == ["1"]
    assert [event.data for event in parse_events([b"data: 1\n\ndata: 2\n"])] == ["1"]


def test_an_event_is_read_as_json() -> None:
    assert ServerSentEvent('{"a":1}').json() == {"a": 1}
    with pytest.raises(InvalidResponseError):
        ServerSentEvent("no").json()


def stream(client: Client, config: ApiConfig) -> list[ServerSentEvent]:
    return list(client.stream_sse(config, Request("chat.completions", method="POST", body={"stream": True})))


def test_the_client_streams_events(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [chunked(b'data: {"n":1}\n', b'\ndata: {"n":2}\n\n', headers={"Content-Type": "text/event-stream"})]
    assert [event.json()["n"] for event in stream(client, config)] == [1, 2]
    assert server.seen[0].headers["accept"] == "text/event-stream"


def test_an_error_in_the_stream_is_raised_after_what_came_before(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    for bad in (
        {"error": {"message": "key sk-abc-123 is wrong", "code": "c", "type": "t"}},
        {"type": "error", "message": "key sk-abc-123 is wrong", "code": "c"},
    ):
        name = "event: error\n" if "type" in bad else ""
        server.script = [reply(f'data: {{"n":1}}\n\n{name}data: {json.dumps(bad)}\n\n'.encode())]
        events = client.stream_sse(config, Request("responses", method="POST", body={}))
        assert next(events).json() == {"n": 1}
        with pytest.raises(ApiError, match=r"sk-\.\.\. is wrong") as caught:
            next(events)
        assert caught.value.code == "c"


def test_an_event_that_mentions_no_error_is_none(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b'data: {"error":null,"n":1}\n\n')]
    assert [event.json()["n"] for event in stream(client, config)] == [1]


def test_a_stream_that_breaks_off_is_an_error(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [chunked(b"data: 1\n\n", end=False)]
    events = client.stream_sse(config, Request("responses", method="POST", body={}))
    assert next(events).data == "1"
    with pytest.raises(TransportError):
        next(events)


def test_an_answer_in_one_piece_is_one_event(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b'{\n"a": 1}', headers={"Content-Type": "application/json; charset=utf-8"})]
    assert [event.json() for event in stream(client, config)] == [{"a": 1}]


def test_leaving_a_stream_early_frees_its_connection(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [chunked(b"data: 1\n\n", b"data: 2\n\n")]
    for _ in range(3):
        events = client.stream_sse(config, Request("responses", method="POST", body={}))
        next(events)
        events.close()  # type: ignore[attr-defined]
    assert len(server.seen) == 3
