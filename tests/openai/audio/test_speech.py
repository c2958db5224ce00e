from __future__ import annotations

import base64
import json
from pathlib import Path

import httpx
import pytest

from psopenai_py import Shell
from psopenai_py.http import Client
from psopenai_py.openai.context_state import state_of

from ..conftest import Recorded

SOUND = b"ID3\x04fakeaudio"


def test_a_text_is_read_into_a_file(recorded: Recorded, tmp_path: Path) -> None:
    target = tmp_path / "out.mp3"
    assert recorded.output(f"Request-AudioSpeech 'Hello' -OutFile '{target}' -Speed 1.5 -Voice Coral") == []
    assert recorded.body == {
        "model": "tts-1", "input": "Hello", "voice": "coral", "response_format": "mp3", "speed": 1.5,
    }  # fmt: skip
    assert target.read_bytes() == SOUND


@pytest.mark.parametrize(
    ("words", "kind"),
    [("a.flac", "flac"), ("a.FLAC", "flac"), ("a.bin", "mp3"), ("a", "mp3"), ("a.flac -Format wav", "wav")],
)
def test_the_extension_tells_the_format_unless_it_is_given(
    recorded: Recorded, tmp_path: Path, words: str, kind: str
) -> None:
    recorded.output(f"Set-Location '{tmp_path}'; Request-AudioSpeech 'Hello' -OutFile {words}")
    assert recorded.body["response_format"] == kind


def test_answers_are_read(recorded: Recorded, tmp_path: Path) -> None:
    speech = f"Request-AudioSpeech -OutFile '{tmp_path}/a.mp3'"
    recorded.output(f"'plain text' | {speech}")
    assert recorded.body["input"] == "plain text"
    recorded.output(f"Request-ChatCompletion Hi | {speech}")
    assert recorded.body["input"] == "Hello! How can I help?"
    recorded.output(f"Request-Response Hi | {speech}")
    assert recorded.body["input"] == "In a peaceful grove."


def test_an_object_without_an_answer_is_an_error(recorded: Recorded, tmp_path: Path) -> None:
    ids = recorded.error_ids(f"[pscustomobject]@{{ a = 1 }} | Request-AudioSpeech -OutFile '{tmp_path}/a.mp3'")
    assert ids == ["System.ArgumentException,Request-AudioSpeech"]
    assert recorded.calls == [] and not list(tmp_path.iterdir())


@pytest.mark.parametrize(("kind", "sound"), [("events", b"onetwo"), ("nothing", None)])
def test_audio_as_events_is_put_together(tmp_path: Path, kind: str, sound: bytes | None) -> None:
    pieces = [{"type": "speech.audio.delta", "audio": base64.b64encode(text).decode()} for text in (b"one", b"two")]
    sent = [*pieces, {"type": "speech.audio.done"}] if kind == "events" else []

    def answer(request: httpx.Request) -> httpx.Response:
        assert json.loads(request.content)["stream_format"] == "sse"
        text = "".join(f"data: {json.dumps(event)}\n\n" for event in sent)
        return httpx.Response(200, content=iter([text.encode()]), headers={"content-type": "text/event-stream"})

    target = tmp_path / "out.mp3"
    with Shell(environ={"OPENAI_API_KEY": "k"}) as shell:
        state_of(shell.session).client = Client(httpx.MockTransport(answer))
        result = shell.run(f"Request-AudioSpeech Hello -OutFile '{target}' -StreamFormat SSE")
    assert (target.read_bytes() if target.exists() else None) == sound
    assert [e.fully_qualified_error_id for e in result.errors] == ([] if sound else ["NoAudio,Request-AudioSpeech"])
