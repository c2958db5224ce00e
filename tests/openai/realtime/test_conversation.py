"""A realtime session as one conversation: from pipes, and in Python."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import threading
import wave
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

import psopenai_py
from psopenai_py import Shell
from psopenai_py.emulator import Emulator
from psopenai_py.exceptions import CmdletError
from tests.frontends.conftest import BIN, settings

from ..conftest import KEY, Service

ASK = '{"type": "response.create"}'


def test_a_pipeline_holds_a_conversation_until_all_is_answered(service: Service) -> None:
    script = (
        "$events = @{ type = 'session.update'; session = @{ type = 'realtime'; output_modalities = @('text') } }, "
        '\'{"type": "conversation.item.create", "item": {"type": "message", "role": "user", '
        '"content": [{"type": "input_text", "text": "a b c"}]}}\', @{ type = \'response.create\' } '
        "| Connect-RealtimeSession; ($events | ? type -eq 'response.output_text.delta').delta -join ''; "
        "@($events.type -eq 'response.done').Count; Request-RealtimeSessionResponse"
    )
    result = service.run(script)
    assert result.output == ["a b c", 1]
    assert [error.error_id for error in result.errors] == ["NoRealtimeSession"]  # it has ended


def test_the_cmdlets_before_it_in_a_pipeline_send_over_its_session(service: Service) -> None:
    script = "Add-RealtimeSessionItem 'a b c' -TriggerResponse | Connect-RealtimeSession | % transcript"
    assert [text for text in service.texts(script) if text != "None"] == ["a b c"]


def test_an_error_event_is_an_error_and_the_rest_is_answered(service: Service) -> None:
    result = service.run(f"@{{ type = 'bogus' }}, '{ASK}' | Connect-RealtimeSession | % type")
    assert "response.done" in result.output
    assert [error.error_id for error in result.errors] == ["Realtime.invalid_value"]


def test_sound_that_was_not_committed_is_a_last_turn(service: Service) -> None:
    audio = base64.b64encode(b"\1\2" * 24_000).decode()
    for detection in ("null", '{"type": "server_vad"}'):
        heard = f'{{"input":{{"turn_detection":{detection}}}}}'
        update = f'{{"type":"session.update","session":{{"type":"realtime","audio":{heard}}}}}'
        append = f'{{"type":"input_audio_buffer.append","audio":"{audio}"}}'
        result = service.run(f"'{update}', '{append}' | Connect-RealtimeSession | % type")
        assert result.errors == []
        assert result.output.count("response.done") == 1 and "input_audio_buffer.committed" in result.output


def test_a_turn_that_the_service_has_ended_is_answered_once(service: Service) -> None:
    audio = base64.b64encode(b"\1\2" * 24_000 + bytes(48_000)).decode()
    result = service.run(
        f'\'{{"type":"input_audio_buffer.append","audio":"{audio}"}}\' | Connect-RealtimeSession | % type'
    )
    assert result.errors == [] and result.output.count("response.done") == 1


def test_the_spoken_answer_goes_into_a_file(service: Service, tmp_path: Path) -> None:
    service.run(f"'{ASK}' | Connect-RealtimeSession -AudioOutFile {tmp_path}/a.pcm")
    service.run(f"'{ASK}' | Connect-RealtimeSession -AudioOutFile {tmp_path}/a.wav")
    sound = (tmp_path / "a.pcm").read_bytes()
    assert len(sound) == 80 * 48
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.readframes(9999)) == (24000, 1, sound)


# -- in a shell -------------------------------------------------------------------------------------------------------


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with Emulator() as emulator:
        yield settings(emulator, tmp_path)


def bash(text: str, environment: dict[str, str], **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["bash", "-c", text], env=environment, capture_output=True, timeout=60, check=False, **more)


def test_commands_make_events_and_a_pipe_carries_them(environment: dict[str, str]) -> None:
    text = """set -o pipefail
    { psopenai Set-RealtimeSessionConfiguration -Modalities text; psopenai Add-RealtimeSessionItem 'Hello, shell'
      psopenai Request-RealtimeSessionResponse; } | psopenai Connect-RealtimeSession"""
    done = bash(text, environment)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert "".join(e["delta"] for e in events if e["type"] == "response.output_text.delta") == "Hello, shell"


def test_sound_flows_through_pipes(environment: dict[str, str]) -> None:
    sound = b"\1\2" * 24_000
    text = "psopenai Send-RealtimeSessionAudio - | psopenai Connect-RealtimeSession -AudioOutFile -"
    done = bash(text, environment, input=sound)
    assert done.returncode == 0 and done.stderr == b""
    assert len(done.stdout) == 4 * 80 * 48  # a tone for each word: "Speech of 1000 milliseconds."


def test_each_side_sees_the_other_at_once(environment: dict[str, str]) -> None:
    """As a coprocess: what to send next depends on what has come."""
    command = [str(BIN / "psopenai"), "Connect-RealtimeSession"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None and running.stdout is not None
        watch = threading.Timer(120, running.kill)
        watch.start()
        for _ in range(2):
            running.stdin.write(ASK + "\n")
            running.stdin.flush()
            while (line := running.stdout.readline()) and json.loads(line)["type"] != "response.done":
                pass
            assert line
        running.stdin.close()
        assert running.wait() == 0
        watch.cancel()


def test_a_failure_in_a_shell_has_its_exit_code(environment: dict[str, str]) -> None:
    refused = bash('echo \'{"type": "bogus"}\' | psopenai Connect-RealtimeSession >/dev/null', environment)
    assert refused.returncode == 1 and b"Connect-RealtimeSession: Invalid value: 'bogus'" in refused.stderr
    nobody = bash(
        "psopenai Connect-RealtimeSession -MaxRetryCount 0 </dev/null",
        {**environment, "OPENAI_API_BASE": "http://127.0.0.1:9"},
    )
    assert nobody.returncode not in (0, 1) and b"cannot be reached" in nobody.stderr


# -- in Python --------------------------------------------------------------------------------------------------------


@pytest.fixture
def shell(service: Service) -> Iterator[Shell]:
    with Shell(environ={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": service.emulator.url}) as made:
        made.session.mode.door = "python"
        yield made


def test_an_iterator_of_events(shell: Shell) -> None:
    events = psopenai_py.connect_realtime_session(model="gpt-realtime", shell=shell)
    psopenai_py.set_realtime_session_configuration(output_modalities=["text"], shell=shell)
    psopenai_py.add_realtime_session_item("Hello there", shell=shell)
    psopenai_py.request_realtime_session_response(shell=shell)
    said = ""
    for event in events:
        assert isinstance(event, psopenai_py.RealtimeEvent)
        if event.type == "response.output_text.delta":
            said += event.delta
        if event.type == "response.done":
            break
    assert said == "Hello there"
    psopenai_py.disconnect_realtime_session(shell=shell)
    assert {event.type for event in events} <= {"rate_limits.updated"}  # the service may close before it says more
    with pytest.raises(CmdletError, match="Open one with connect_realtime_session"):
        psopenai_py.add_realtime_session_item("x", shell=shell)


def test_an_async_iterator_of_events(shell: Shell) -> None:
    async def talk() -> int:
        sound = 0
        async with aclosing(psopenai_py.connect_realtime_session(shell=shell)) as events:
            psopenai_py.send_realtime_session_event({"type": "response.create"}, shell=shell)
            async for event in events:
                if event.type == "response.output_audio.delta":
                    sound += len(base64.b64decode(event.delta))
                if event.type == "response.done":
                    return sound
        return 0

    assert asyncio.run(talk()) == 80 * 48


def test_a_stream_is_closed_from_another_thread(shell: Shell) -> None:
    events = psopenai_py.connect_realtime_session(shell=shell)
    threading.Timer(0.2, events.close).start()
    assert [event.type for event in events] == ["session.created"]


def test_closing_the_stream_ends_the_session(shell: Shell) -> None:
    with psopenai_py.connect_realtime_session(shell=shell):
        pass
    with pytest.raises(CmdletError):
        psopenai_py.request_realtime_session_response(shell=shell)


def test_a_conversation_that_ends_by_itself(shell: Shell, tmp_path: Path) -> None:
    events = psopenai_py.connect_realtime_session(
        input_object=[{"type": "response.create"}], audio_out_file=os.fspath(tmp_path / "a.pcm"), shell=shell
    )
    assert "response.done" in [event.type for event in events]
    assert (tmp_path / "a.pcm").stat().st_size == 80 * 48


def test_a_broken_connection_is_raised(service: Service, shell: Shell) -> None:
    service.emulator.add_fault("close-code=1013")
    events = psopenai_py.connect_realtime_session(shell=shell)
    psopenai_py.request_realtime_session_response(shell=shell)
    with pytest.raises(CmdletError, match="code 1013"):
        events.to_list()
