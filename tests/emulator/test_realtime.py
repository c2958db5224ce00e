"""The emulator's realtime sessions, event by event, over a real socket."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from psopenai_py.credentials import SecureString
from psopenai_py.emulator import Emulator, realtime
from psopenai_py.http import ApiConfig, Client, Request, WebSocket, open_websocket

SECOND = 48_000  # bytes of pcm16
SOUND, SILENCE = b"\x01\x10" * (SECOND // 2), bytes(SECOND)


class Session:
    """A client of the emulator."""

    def __init__(self, emulator: Emulator, **query: str) -> None:
        self._client = Client()
        config = ApiConfig(api_key=SecureString("sk-realtime-012345"), api_base=emulator.url)
        query = query or {"model": "gpt-realtime"}
        self.channel: WebSocket = open_websocket(self._client, config, Request("realtime", query=query))
        self.created = self.until("session.created")[-1]["session"]

    def ask(self, type: str, last: str, **fields: Any) -> list[dict[str, Any]]:
        """Send an event; the events until the kind that is awaited."""
        self.channel.send(json.dumps({"type": type, "event_id": "mine", **fields}))
        return self.until(last)

    def until(self, last: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while not found or found[-1]["type"] != last:
            text = self.channel.receive()
            assert text is not None
            found.append(json.loads(text))
        return found

    def say(self, text: str, **fields: Any) -> None:
        item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
        self.ask("conversation.item.create", "conversation.item.done", item={**item, **fields})

    def hear(self, sound: bytes, last: str) -> list[dict[str, Any]]:
        return self.ask("input_audio_buffer.append", last, audio=base64.b64encode(sound).decode())

    def error(self, type: str, **fields: Any) -> tuple[str, Any]:
        error = self.ask(type, "error", **fields)[-1]["error"]
        assert error["event_id"] == "mine" and error["message"]
        return error["type"], error["code"]

    def close(self) -> None:
        self.channel.close()
        while self.channel.receive() is not None:
            pass
        self.channel.release()
        self._client.close()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def session(emulator: Emulator) -> Iterator[Session]:
    made = Session(emulator)
    yield made
    made.close()


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in events]


def test_an_answer_as_text(session: Session) -> None:
    assert session.created["model"] == "gpt-realtime" and session.created["output_modalities"] == ["audio"]
    changed = session.ask(
        "session.update", "session.updated", session={"type": "realtime", "output_modalities": ["text"]}
    )
    assert changed[-1]["session"]["output_modalities"] == ["text"]
    assert changed[-1]["session"]["audio"] == session.created["audio"]
    session.say("Hello my friend")
    events = session.ask("response.create", "response.done")
    assert "".join(e["delta"] for e in events if e["type"] == "response.output_text.delta") == "Hello my friend"
    assert kinds(events) == [
        "response.created", "rate_limits.updated", "response.output_item.added", "conversation.item.added",
        "response.content_part.added",
        *["response.output_text.delta"] * 3, "response.output_text.done", "response.content_part.done",
        "conversation.item.done", "response.output_item.done", "response.done",
    ]  # fmt: skip
    done = events[-1]["response"]
    assert done["status"] == "completed" and done["usage"]["output_tokens"] == 3
    assert done["output"][0]["content"] == [{"type": "output_text", "text": "Hello my friend"}]
    assert len({event["event_id"] for event in events}) == len(events)


def test_an_answer_as_sound(session: Session) -> None:
    session.say("two words")
    events = session.ask("response.create", "response.done")
    sound = b"".join(base64.b64decode(e["delta"]) for e in events if e["type"] == "response.output_audio.delta")
    assert len(sound) == 2 * 80 * 48
    assert [e["transcript"] for e in events if e["type"].endswith("transcript.done")] == ["two words"]


def test_sound_is_cut_into_turns_and_answered(session: Session) -> None:
    settings = {"type": "realtime", "audio": {"input": {"transcription": {"model": "whisper-1"}}}}
    session.ask("session.update", "session.updated", session=settings)
    assert kinds(session.hear(SILENCE + SOUND, "input_audio_buffer.speech_started")) == [
        "input_audio_buffer.speech_started"
    ]
    events = session.hear(SILENCE, "response.done")
    assert kinds(events)[:4] == [
        "input_audio_buffer.speech_stopped", "input_audio_buffer.committed", "conversation.item.added",
        "conversation.item.done",
    ]  # fmt: skip
    written = [e for e in events if e["type"].endswith("transcription.completed")]
    assert [e["transcript"] for e in written] == ["Speech of 3000 milliseconds."]
    assert "audio" not in json.dumps(events[2]["item"]["content"][0].get("audio", ""))
    assert events[-1]["response"]["output"][0]["content"][0]["transcript"] == "Speech of 3000 milliseconds."


def test_without_turn_detection_the_client_commits(session: Session) -> None:
    off = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
    session.ask("session.update", "session.updated", session=off)
    assert session.error("input_audio_buffer.commit") == ("invalid_request_error", "input_audio_buffer_commit_empty")
    session.channel.send(json.dumps({"type": "input_audio_buffer.append", "audio": base64.b64encode(SOUND).decode()}))
    assert (
        kinds(session.ask("input_audio_buffer.commit", "conversation.item.done"))[0] == "input_audio_buffer.committed"
    )
    assert kinds(session.ask("input_audio_buffer.clear", "input_audio_buffer.cleared")) == [
        "input_audio_buffer.cleared"
    ]


def test_items_are_placed_retrieved_and_deleted(session: Session) -> None:
    session.say("one", id="a")
    session.say("two", id="b")
    item = {"type": "message", "role": "system", "id": "c", "content": [{"type": "input_text", "text": "three"}]}
    added = session.ask("conversation.item.create", "conversation.item.done", item=item, previous_item_id="a")
    assert added[0]["previous_item_id"] == "a"
    first = session.ask("conversation.item.create", "conversation.item.done", item={**item, "id": "d"},
                        previous_item_id="root")  # fmt: skip
    assert first[0]["previous_item_id"] is None
    found = session.ask("conversation.item.retrieve", "conversation.item.retrieved", item_id="b")
    assert found[-1]["item"]["content"][0]["text"] == "two"
    session.ask("conversation.item.delete", "conversation.item.deleted", item_id="b")
    assert session.error("conversation.item.delete", item_id="b")[1] == "item_not_found"
    assert session.error("conversation.item.create", item=item)[1] == "item_create_duplicate_id"
    events = session.ask("response.create", "response.done", response={"output_modalities": ["text"]})
    assert events[-1]["response"]["output"][0]["content"][0]["text"] == "one"


def test_functions_are_called_and_answered(session: Session) -> None:
    session.say('call weather {"city": "Rome"}')
    call = session.ask("response.create", "response.done")[-1]["response"]["output"][0]
    assert (call["type"], call["name"], json.loads(call["arguments"])) == ("function_call", "weather", {"city": "Rome"})
    result = {"type": "function_call_output", "call_id": call["call_id"], "output": "sunny"}
    session.ask("conversation.item.create", "conversation.item.done", item=result)
    events = session.ask("response.create", "response.done", response={"output_modalities": ["text"]})
    assert events[-1]["response"]["output"][0]["content"][0]["text"] == "sunny"


def test_responses_out_of_band_limited_and_failed(session: Session) -> None:
    words = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a b c d"}]}
    apart = {"conversation": "none", "input": [words], "output_modalities": ["text"], "metadata": {"k": "v"}}
    done = session.ask("response.create", "response.done", response={**apart, "max_output_tokens": 2})[-1]["response"]
    assert (done["status"], done["conversation_id"], done["metadata"]) == ("incomplete", None, {"k": "v"})
    session.say("fail-500")
    failed = session.ask("response.create", "response.done")[-1]["response"]
    assert failed["status"] == "failed" and failed["status_details"]["error"]["code"] == "emulated_500"


def test_answers_and_sound_are_bounded(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(realtime, "_MOST_WORDS", 5)
    monkeypatch.setattr(realtime, "_MOST_SOUND", 2 * SECOND)
    for words, status in ((5, "completed"), (6, "incomplete")):
        session.say("word " * words)
        events = session.ask("response.create", "response.done", response={"output_modalities": ["text"]})
        done = events[-1]["response"]
        assert (done["status"], done["usage"]["output_tokens"]) == (status, 5)
    off = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
    session.ask("session.update", "session.updated", session=off)
    piece = base64.b64encode(SILENCE).decode()
    for _ in range(2):
        session.channel.send(json.dumps({"type": "input_audio_buffer.append", "audio": piece}))
    assert session.error("input_audio_buffer.append", audio=piece)[1] == "input_audio_buffer_full"


def test_a_response_is_cancelled_while_it_is_sent(emulator: Emulator) -> None:
    emulator.add_fault("slow=20000,times=1")
    session = Session(emulator)
    session.say("a b c d e f g h i j k l m n")
    session.ask("response.create", "response.output_text.delta", response={"output_modalities": ["text"]})
    assert session.error("response.create")[1] == "conversation_already_has_active_response"
    done = session.ask("response.cancel", "response.done")[-1]["response"]
    assert (done["status"], done["status_details"]["reason"]) == ("cancelled", "client_cancelled")
    assert session.error("response.cancel")[1] == "response_cancel_not_active"
    session.close()


def test_a_transcription_session(emulator: Emulator) -> None:
    session = Session(emulator, intent="transcription")
    assert session.created["type"] == "transcription" and "model" not in session.created
    assert session.error("response.create")[1] == "invalid_value"
    on = {"type": "transcription", "audio": {"input": {"transcription": {"model": "gpt-4o-transcribe"}}}}
    session.ask("session.update", "session.updated", session=on)
    events = session.hear(SOUND + SILENCE, "conversation.item.input_audio_transcription.completed")
    assert events[-1]["transcript"] == "".join(e["delta"] for e in events if e["type"].endswith("transcription.delta"))
    session.close()


def test_what_is_wrong_with_an_event_is_an_event(session: Session) -> None:
    assert session.error("bogus") == ("invalid_request_error", "invalid_value")
    assert session.error("session.update", session={"type": "transcription"})[1] == "invalid_value"
    assert session.error("session.update", session={"type": "realtime", "modalities": []})[1] == "unknown_parameter"
    assert session.error("session.update", session={"type": "realtime", "model": "other"})[0] == "invalid_request_error"
    assert session.error("session.update")[0] == "invalid_request_error"
    assert session.error("input_audio_buffer.append", audio="%%%")[1] == "invalid_value"
    assert session.error("conversation.item.create", item={"type": "message", "role": "robot"})[1] == "invalid_value"
    for text in ("[]", "{", "\u00e9"):
        session.channel.send(text)
        assert session.until("error")[-1]["error"]["event_id"] is None


def test_the_client_events_can_be_looked_at(emulator: Emulator, session: Session) -> None:
    session.say("Hello")
    assert [json.loads(text)["type"] for text in emulator.requests[-1].messages] == ["conversation.item.create"]


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /v1/realtime?model=m HTTP/1.1\r\n", b"400"),
        ("GET /v1/realtime?model=m HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", b"400"),
        ("GET /v1/models HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: eA==\r\n", b"404"),
        ("GET /v1/realtime HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: eA==\r\n", b"400"),
    ],
)  # fmt: skip
def test_what_is_not_a_handshake_is_refused(emulator: Emulator, head: str, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", emulator.port)) as connection:
        connection.sendall(f"{head}Authorization: Bearer k\r\nHost: x\r\n\r\n".encode())
        assert connection.recv(4096).split(b" ")[1] == status


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"\x81\x02hi", 1002),  # not masked
        (b"\xc1\x80\0\0\0\0", 1002),  # an extension
        (b"\x83\x80\0\0\0\0", 1002),  # a kind that does not exist
        (b"\x80\x80\0\0\0\0", 1002),  # goes on with nothing
        (b"\x81\x82\0\0\0\0\xff\xfe", 1007),  # not UTF-8
        (b"\x81\xff\x7f" + bytes(7) + bytes(4), 1009),  # endless
        (b"\x88\x82\0\0\0\0\x03\xe8", 1000),
    ],
)
def test_frames_that_cannot_be_end_the_conversation(emulator: Emulator, frame: bytes, code: int) -> None:
    with socket.create_connection(("127.0.0.1", emulator.port)) as connection:
        connection.sendall(
            b"GET /v1/realtime?model=m HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nHost: x\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\nAuthorization: Bearer k\r\n\r\n" + frame
        )
        received = b""
        while data := connection.recv(65536):
            received += data
    assert received.rpartition(b"\x88")[2][1:3] == code.to_bytes(2, "big")
