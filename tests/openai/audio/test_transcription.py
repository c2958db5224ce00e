from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from psopenai_py.openai.audio.sound import language_code

from ..conftest import Recorded

WAV = b"RIFF0000WAVE"


def transcribed(recorded: Recorded, place: Path, words: str = "", verb: str = "Transcription") -> dict[str, Any]:
    """The fields that a recording is sent with; of a repeated field all values."""
    (place / "a.wav").write_bytes(WAV)
    recorded.run(f"Set-Location '{place}'; Request-Audio{verb} a.wav {words}")
    found: dict[str, Any] = {}
    for part in recorded.service.requests[-1]["body"]["parts"]:
        if part["filename"] is None:
            found.setdefault(part["name"], []).append(part["text"])
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def test_the_text_is_the_services_own(recorded: Recorded, tmp_path: Path) -> None:
    assert transcribed(recorded, tmp_path) == {"model": "whisper-1", "response_format": "text"}
    (text,) = recorded.output("Request-AudioTranscription a.wav -Format json")
    assert text.startswith('{"text"')


@pytest.mark.parametrize(
    ("words", "strategy"),
    [
        ("-ChunkingStrategy auto", "auto"),
        ("-ChunkingStrategy server_vad", '{"type":"server_vad"}'),
        ("-ChunkingStrategyThreshold 0.5", '{"type":"server_vad","threshold":0.5}'),
        ("-ChunkingStrategy auto -ChunkingStrategyThreshold 0.5", "auto"),
    ],
)
def test_settings_imply_the_strategy(recorded: Recorded, tmp_path: Path, words: str, strategy: str) -> None:
    assert transcribed(recorded, tmp_path, words)["chunking_strategy"] == strategy


def test_speakers_are_shown_as_data_urls(recorded: Recorded, tmp_path: Path) -> None:
    fields = transcribed(recorded, tmp_path, "-KnownSpeakerNames amy, bob -KnownSpeakerReferences a.wav")
    assert fields["known_speaker_names[]"] == ["amy", "bob"]
    assert fields["known_speaker_references[]"].startswith("data:audio/wav;base64,")


@pytest.mark.parametrize(
    ("words", "code"),
    [("-Language English", "en"), ("-Language ja", "ja"), ("-LiteralLanguage xx", "xx")],
)
def test_languages_have_names(recorded: Recorded, tmp_path: Path, words: str, code: str) -> None:
    assert transcribed(recorded, tmp_path, words)["language"] == code


def test_names_of_languages_are_matched_whole_and_in_any_case() -> None:
    assert [language_code(name) for name in ("CHINESE", "haitian creole", "Klingon")] == ["zh", "ht", "Klingon"]


def test_a_stream_is_asked_for(recorded: Recorded, tmp_path: Path) -> None:
    assert transcribed(recorded, tmp_path, "-Stream")["stream"] == "True"


def test_translation_takes_less(recorded: Recorded, tmp_path: Path) -> None:
    fields = transcribed(recorded, tmp_path, "-Temperature 0.5 -Prompt p", "Translation")
    assert fields == {"model": "whisper-1", "response_format": "text", "temperature": "0.5", "prompt": "p"}


def test_a_file_that_is_not_there_is_told(recorded: Recorded) -> None:
    assert recorded.error_ids("Request-AudioTranscription none.wav") == ["FileNotFound,Request-AudioTranscription"]
    assert recorded.calls == []


def test_keywords_and_languages_are_repeated_fields(recorded: Recorded, tmp_path: Path) -> None:
    fields = transcribed(recorded, tmp_path, "-Keywords PSOpenAI, Azure -Languages English, de -Model gpt-transcribe")
    assert sorted(fields["keywords[]"]) == ["Azure", "PSOpenAI"]
    assert sorted(fields["languages[]"]) == ["de", "en"]


def test_languages_and_a_language_exclude_each_other(recorded: Recorded, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(WAV)
    script = f"Request-AudioTranscription '{tmp_path}/a.wav' -Languages en -Language de"
    assert recorded.error_ids(script) == ["AmbiguousLanguage,Request-AudioTranscription"]
    assert recorded.calls == []
