"""What each realtime cmdlet sends."""

from __future__ import annotations

import base64
import json
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator

from ..conftest import Service


@pytest.fixture
def service() -> Iterator[Service]:
    with Emulator() as emulator:
        made = Service(emulator)
        made.run("Connect-RealtimeSession")
        yield made
        made.shell.close()


def sent(service: Service, text: str) -> Any:
    """The event that a command sends; several as a list."""
    messages = service.emulator.requests[-1].messages
    before = len(messages)
    service.run(text)
    service.run("Disconnect-RealtimeSession")
    found = [json.loads(message) for message in list(messages)[before:]]
    return found[0] if len(found) == 1 else found


SESSION = [
    ("-Instructions ''", {"instructions": ""}),
    ("-PromptId p -PromptVersion 2 -PromptVariables @{ a = 'b' }",
     {"prompt": {"id": "p", "version": "2", "variables": {"a": "b"}}}),
    ("-OutputModalities audio -Voice MARIN -Speed 1.25 -OutputAudioFormat g711_ulaw",
     {"output_modalities": ["audio"],
      "audio": {"output": {"voice": "marin", "speed": 1.25, "format": {"type": "audio/pcmu"}}}}),
    ("-InputAudioFormat pcm16 -InputAudioNoiseReductionType far_field",
     {"audio": {"input": {"format": {"type": "audio/pcm", "rate": 24000}, "noise_reduction": {"type": "far_field"}}}}),
    ("-InputAudioNoiseReductionType none", {"audio": {"input": {"noise_reduction": None}}}),
    ("-EnableInputAudioTranscription $true", {"audio": {"input": {"transcription": {"model": "whisper-1"}}}}),
    ("-EnableInputAudioTranscription $false -InputAudioTranscriptionLanguage en",
     {"audio": {"input": {"transcription": None}}}),
    ("-InputAudioTranscriptionModel gpt-4o-transcribe -InputAudioTranscriptionPrompt names",
     {"audio": {"input": {"transcription": {"model": "gpt-4o-transcribe", "prompt": "names"}}}}),
    ("-EnableTurnDetection $false", {"audio": {"input": {"turn_detection": None}}}),
    ("-EnableTurnDetection $true", {"audio": {"input": {"turn_detection": {"type": "server_vad"}}}}),
    ("-TurnDetectionThreshold 0.2 -TurnDetectionPrefixPadding 1 -TurnDetectionSilenceDuration 2 "
     "-TurnDetectionIdleTimeout 3 -CreateResponseOnTurnEnd $false -InterruptResponse $true",
     {"audio": {"input": {"turn_detection": {
         "type": "server_vad", "threshold": 0.2, "prefix_padding_ms": 1, "silence_duration_ms": 2,
         "idle_timeout_ms": 3, "create_response": False, "interrupt_response": True}}}}),
    ("-TurnDetectionType semantic_vad -TurnDetectionEagerness low",
     {"audio": {"input": {"turn_detection": {"type": "semantic_vad", "eagerness": "low"}}}}),
    ("-Tools @{ name = 'f'; description = 'd'; parameters = @{ type = 'object' } } -ToolChoice f "
     "-ParallelToolCalls $false",
     {"tools": [{"type": "function", "name": "f", "description": "d", "parameters": {"type": "object"}}],
      "tool_choice": {"type": "function", "name": "f"}, "parallel_tool_calls": False}),
    ("-Tools @{ type = 'mcp'; server_label = 's' } -ToolChoice required",
     {"tools": [{"type": "mcp", "server_label": "s"}], "tool_choice": "required"}),
    ("-Temperature 0.7 -MaxOutputTokens -1 -ReasoningEffort low",
     {"temperature": 0.7, "max_output_tokens": "inf", "reasoning": {"effort": "low"}}),
    ("-MaxOutputTokens 10", {"max_output_tokens": 10}),
    ("-Tracing auto -Truncation disabled", {"tracing": "auto", "truncation": "disabled"}),
    ("-Tracing ''", {"tracing": None}),
    ("-TracingGroupId g -TracingWorkflowName w -TracingMetadata @{ k = 'v' }",
     {"tracing": {"group_id": "g", "workflow_name": "w", "metadata": {"k": "v"}}}),
    ("-TruncationRetentionRatio 0.5 -TruncationTokenLimitsPostInstructions 100",
     {"truncation": {"type": "retention_ratio", "retention_ratio": 0.5, "token_limits": {"post_instructions": 100}}}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "session"), SESSION)
def test_the_settings_of_a_session(service: Service, words: str, session: dict[str, Any]) -> None:
    event = sent(service, f"Set-RealtimeSessionConfiguration {words}")
    assert event == {"type": "session.update", "session": {"type": "realtime", **session}}


def test_the_settings_of_a_transcription_session(service: Service) -> None:
    event = sent(
        service,
        "Set-RealtimeTranscriptionSessionConfiguration -EventId e1 -InputAudioFormat pcm16 "
        "-InputAudioTranscriptionModel gpt-realtime-whisper -InputAudioTranscriptionDelay low "
        "-InputAudioTranscriptionLanguage en -EnableTurnDetection $false "
        "-Include item.input_audio_transcription.logprobs",
    )
    heard = {
        "format": {"type": "audio/pcm", "rate": 24000},
        "transcription": {"model": "gpt-realtime-whisper", "delay": "low", "language": "en"},
        "turn_detection": None,
    }
    assert event == {
        "event_id": "e1",
        "type": "session.update",
        "session": {
            "type": "transcription",
            "audio": {"input": heard},
            "include": ["item.input_audio_transcription.logprobs"],
        },
    }


ITEMS = [
    ("'Hi' -EventId e -PreviousItemId root -ItemId i -Status completed -Role system",
     {"event_id": "e", "previous_item_id": "root",
      "item": {"type": "message", "id": "i", "status": "completed", "role": "system",
               "content": [{"type": "input_text", "text": "Hi"}]}}),
    ("-Text 'Hi' -Role assistant",
     {"item": {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hi"}]}}),
    ("-Message 'https://a/b.png' -ContentType input_image",
     {"item": {"type": "message", "role": "user",
               "content": [{"type": "input_image", "image_url": "https://a/b.png"}]}}),
    ("'AAAA' -ContentType input_audio -ContentTranscript 'aah'",
     {"item": {"type": "message", "role": "user",
               "content": [{"type": "input_audio", "audio": "AAAA", "transcript": "aah"}]}}),
    ("'item_9' -ContentType item_reference",
     {"item": {"type": "message", "role": "user", "content": [{"type": "item_reference", "id": "item_9"}]}}),
    ("'{}' -ItemType function_call -FunctionCallId c -FunctionCallName f",
     {"item": {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}}),
    ("'sunny' -ItemType function_call_output -FunctionCallId c",
     {"item": {"type": "function_call_output", "call_id": "c", "output": "sunny"}}),
    ("'-' -ItemType function_call_output -FunctionCallId c -FunctionCallOutput rain",
     {"item": {"type": "function_call_output", "call_id": "c", "output": "rain"}}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fields"), ITEMS)
def test_items(service: Service, words: str, fields: dict[str, Any]) -> None:
    assert sent(service, f"Add-RealtimeSessionItem {words}") == {"type": "conversation.item.create", **fields}


def test_an_item_that_asks_for_an_answer(service: Service) -> None:
    events = sent(service, "Add-RealtimeSessionItem 'Hi' -TriggerResponse")
    assert [event["type"] for event in events] == ["conversation.item.create", "response.create"]


def test_pictures_and_sound_come_from_files(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    (tmp_path / "a.pcm").write_bytes(b"\1\2\3\4")
    picture = sent(service, f"Add-RealtimeSessionItem '{tmp_path}/a.png' -ContentType input_image")
    assert picture["item"]["content"][0]["image_url"] == "data:image/png;base64,cG5n"
    service.run("Connect-RealtimeSession")
    sound = sent(service, f"Add-RealtimeSessionItem '{tmp_path}/a.pcm' -ContentType input_audio")
    assert sound["item"]["content"][0]["audio"] == "AQIDBA=="
    ids = service.error_ids("Connect-RealtimeSession; Add-RealtimeSessionItem 'no such.pcm' -ContentType input_audio")
    assert ids == ["FileNotFound,Add-RealtimeSessionItem"]


RESPONSES = [
    ("", None),
    ("-EventId e", None),
    ("-Instructions 'Be brief' -Modalities text -Temperature 0.8 -MaxOutputTokens -1 -Conversation none "
     "-MetaData @{ k = 'v' } -Voice cedar -OutputAudioFormat pcm16",
     {"instructions": "Be brief", "output_modalities": ["text"], "temperature": 0.8, "max_output_tokens": "inf",
      "conversation": "none", "metadata": {"k": "v"},
      "audio": {"output": {"voice": "cedar", "format": {"type": "audio/pcm", "rate": 24000}}}}),
    ("-InputObject @()", {"input": []}),
    ("-Input 'Hi', @{ type = 'item_reference'; id = 'i' }",
     {"input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi"}]},
                {"type": "item_reference", "id": "i"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "response"), RESPONSES)
def test_requests_for_a_response(service: Service, words: str, response: dict[str, Any] | None) -> None:
    event = sent(service, f"Request-RealtimeSessionResponse {words}")
    named = {"event_id": "e"} if "EventId" in words else {}
    assert event == {**named, "type": "response.create", **({} if response is None else {"response": response})}


def test_items_are_removed_and_responses_stopped(service: Service) -> None:
    assert sent(service, "Remove-RealtimeSessionItem e i; Stop-RealtimeSessionResponse s") == [
        {"event_id": "e", "type": "conversation.item.delete", "item_id": "i"},
        {"event_id": "s", "type": "response.cancel"},
    ]


def test_any_event(service: Service) -> None:
    script = (
        "Send-RealtimeSessionEvent '{\"type\": \"a\"}'; @{ type = 'b'; n = 1 } | Send-RealtimeSessionEvent; "
        '\'{"type": "c", "x": "\u00e9"}\' | Send-RealtimeSessionEvent'
    )
    assert sent(service, script) == [{"type": "a"}, {"type": "b", "n": 1}, {"type": "c", "x": "\u00e9"}]
    for wrong in ("no JSON", "[1]", '{"kind": 1}'):
        ids = service.error_ids(f"Send-RealtimeSessionEvent '{wrong}'")
        assert ids == ["InvalidRealtimeEvent,Send-RealtimeSessionEvent"]


def test_sound_is_sent_in_pieces(service: Service, tmp_path: Path) -> None:
    sound = bytes(range(256)) * 250
    (tmp_path / "a.pcm").write_bytes(sound)
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 24000, 0, "NONE", ""))
        file.writeframes(sound)
    for name in (f"'{tmp_path}/a.pcm'", f"'{tmp_path}/a.wav'", "([byte[]](0..255) * 250)"):
        service.run("Connect-RealtimeSession")
        *pieces, last = sent(service, f"Send-RealtimeSessionAudio {name} -Commit")
        assert last == {"type": "input_audio_buffer.commit"}
        assert b"".join(base64.b64decode(piece["audio"]) for piece in pieces) == sound
        assert {piece["type"] for piece in pieces} == {"input_audio_buffer.append"} and len(pieces) > 2


def test_sound_of_another_form_says_how_to_convert_it(service: Service, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((2, 2, 44100, 0, "NONE", ""))
        file.writeframes(bytes(400))
    (tmp_path / "b.wav").write_bytes(b"RIFFnonsense")
    for name, why in (("a.wav", "44100 Hz, 16 bits, 2 channels"), ("b.wav", "it is not PCM")):
        result = service.run(f"Send-RealtimeSessionAudio {tmp_path}/{name}")
        assert why in result.errors[0].message and "ffmpeg -i" in result.errors[0].message


@pytest.mark.parametrize("text", [r'"\ud800"', "NaN"])
def test_what_cannot_be_said_in_json_is_refused_and_the_session_stays(service: Service, text: str) -> None:
    refused = service.run(f'Send-RealtimeSessionEvent \'{{"type": "x", "y": {text}}}\'')
    assert "The request" in str(refused.errors[0])
    assert sent(service, "Add-RealtimeSessionItem Hello")["type"] == "conversation.item.create"
