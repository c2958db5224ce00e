"""Realtime sessions in scripts: the cmdlets send, and what comes raises the engine's events."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import Service

TALK = """
$Job = Register-EngineEvent -SourceIdentifier PSOpenAI.Realtime.ReceiveMessage -Action {
    $Item = $Event.SourceArgs[0]
    switch ($Item.type) {
        'session.created' { Write-Host 'connected' }
        'response.output_text.delta' { $global:Answer += $Item.delta }
        'response.done' { $global:Done = $true }
    }
    $Item.type
}
Connect-RealtimeSession -Model gpt-realtime
Set-RealtimeSessionConfiguration -Modalities text -Instructions 'Be brief.'
Add-RealtimeSessionItem 'Good morning, how are you?'
Request-RealtimeSessionResponse
"""
COLLECT = """
function Receive-Until ($Type) {
    do {
        $e = Wait-Event PSOpenAI.Realtime.ReceiveMessage -Timeout 60
        Remove-Event -EventIdentifier $e.EventIdentifier
        $e.SourceArgs[0]
    } until ($e.SourceArgs[0].type -eq $Type)
}
"""


def sent(service: Service) -> list[dict[str, Any]]:
    """The events of the client so far, without those of an earlier session."""
    return [json.loads(text) for text in service.emulator.requests[-1].messages]


@pytest.mark.parametrize(
    "wait",
    [
        "while (-not $Done) { Start-Sleep -Milliseconds 10 }",
        "while (-not $Done) { }",
        "do { } until ($Done)",
        "for (; -not $Done;) { }",
        "while (-not $Done) { $null = Wait-Event None -Timeout 0.05 }",
        "foreach ($n in 1..100000) { if ($Done) { break }; Start-Sleep -Milliseconds 5 }",
        "function Wait { while (-not $global:Done) { Get-Date | Out-Null } }; Wait",
    ],
)
def test_the_guides_conversation_runs_with_an_action(service: Service, wait: str) -> None:
    result = service.run(f'{TALK}\n{wait}\n$Answer; Disconnect-RealtimeSession; "$($Job.State)"; Receive-Job $Job')
    assert result.errors == []
    assert result.output[:2] == ["Good morning, how are you?", "Running"]
    assert result.information == ["connected"]
    assert result.output[2:6] == [
        "session.created", "session.updated", "conversation.item.added", "conversation.item.done",
    ]  # fmt: skip
    assert sent(service) == [
        {
            "type": "session.update",
            "session": {"type": "realtime", "instructions": "Be brief.", "output_modalities": ["text"]},
        },
        {
            "type": "conversation.item.create",
            "item": {
                "type": "message",
                "role": "user",
                "content": [{"type": "input_text", "text": "Good morning, how are you?"}],
            },
        },
        {"type": "response.create"},
    ]


def test_without_an_action_the_events_wait(service: Service) -> None:
    script = COLLECT + (
        "Connect-RealtimeSession; Add-RealtimeSessionItem 'Hello' -TriggerResponse; "
        "$all = Receive-Until response.done; $all.type -match 'transcript.delta'; $all[0].session.model; "
        '"$($all[1])" | ConvertFrom-Json | % { $_.item.role }; '
        "Add-RealtimeSessionItem 'And?'; $null = Wait-Event PSOpenAI.Realtime.ReceiveMessage -Timeout 60; "
        "Disconnect-RealtimeSession; Get-Event | Select-Object -First 1 | % { $_.SourceIdentifier }"
    )
    assert service.texts(script) == [
        "response.output_audio_transcript.delta",
        "gpt-realtime",
        "user",
        "PSOpenAI.Realtime.ReceiveMessage",
    ]


def test_an_action_runs_between_statements_whatever_runs_there(service: Service) -> None:
    script = (
        "$null = Register-EngineEvent PSOpenAI.Realtime.ReceiveMessage -Action { "
        "$mine = 'changed'; Write-Host 'seen'; Get-Item /nowhere; throw 'oops' } -MaxTriggerCount 1; "
        "function Talk { $mine = 'kept'; Connect-RealtimeSession; "
        "try { while (@(Get-EventSubscriber).Count) { } ; $mine } catch { 'caught' } }; "
        "Talk 6>$null; $?; $Error.Count; Disconnect-RealtimeSession"
    )
    result = service.run(script)
    assert result.output == ["kept", True, 2] and result.errors == []
    assert result.information == ["seen"]  # an action writes to the session's host, not into a redirection around it


def test_a_loop_that_breaks_in_an_action_goes_on(service: Service) -> None:
    script = (
        "$null = Register-EngineEvent PSOpenAI.Realtime.ReceiveMessage -Action { $global:seen = $true; break }; "
        "Connect-RealtimeSession; while (-not $seen) { Start-Sleep -Milliseconds 5 }; "
        "foreach ($n in 1..3) { Start-Sleep -Milliseconds 5; $n }; Disconnect-RealtimeSession"
    )
    assert service.texts(script) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [("close-code=1011", "1011", "1011"), ("cut=1600", None, "broke")],
)
def test_a_connection_that_breaks_is_an_error_and_an_event(
    service: Service, fault: str, code: str | None, said: str
) -> None:
    service.emulator.add_fault(fault)
    script = COLLECT + (
        "Connect-RealtimeSession; Request-RealtimeSessionResponse; $last = @(Receive-Until error)[-1]; "
        "$last.error.type; $last.error.code; Add-RealtimeSessionItem 'more'; 'goes on'"
    )
    result = service.run(script)
    assert result.output == ["connection_error", code, "goes on"]
    broken, refused = result.errors
    assert said in broken.message and "has ended: " + broken.message in refused.message
    assert refused.fully_qualified_error_id == "NoRealtimeSession,Add-RealtimeSessionItem"


def test_the_errors_of_a_connection(service: Service) -> None:
    assert service.error_ids("Add-RealtimeSessionItem 'x'; Request-RealtimeSessionResponse") == [
        "NoRealtimeSession,Add-RealtimeSessionItem",
        "NoRealtimeSession,Request-RealtimeSessionResponse",
    ]
    service.emulator.add_fault("401,times=1")
    refused = service.shell.run("Connect-RealtimeSession -ApiKey sk-wrong-0123456789; 'goes on'")
    assert "sk-wrong" not in str([*refused.errors, refused.terminated_by])
    assert (
        refused.errors[0].fully_qualified_error_id
        == "PSOpenAI.APIRequest.UnauthorizedException,Invoke-OpenAIAPIRequest"
    )
    assert service.run("Disconnect-RealtimeSession").errors == []


def test_a_second_session_takes_the_place_of_the_first(service: Service) -> None:
    result = service.run("Connect-RealtimeSession; Connect-RealtimeSession; Disconnect-RealtimeSession")
    assert result.errors == [] and "is closed" in result.warnings[0]
    assert len(service.emulator.requests) == 2


def test_the_session_ends_with_the_shell(service: Service) -> None:
    service.run("Connect-RealtimeSession")
    service.shell.close()
    assert service.shell.session.arrivals.sources == 1  # nobody has looked since
    service.shell.session.arrivals.run()
    assert service.shell.session.arrivals.sources == 0


def test_a_key_is_in_no_message(service: Service) -> None:
    result = service.run("Connect-RealtimeSession -Verbose -Debug; Disconnect-RealtimeSession")
    request = service.emulator.requests[-1]
    key = request.headers["authorization"].removeprefix("Bearer ")
    assert key not in str((result, request.query, request.path)) and len(key) > 5


def test_where_a_session_is_opened(service: Service) -> None:
    service.run("Connect-RealtimeTranscriptionSession; Disconnect-RealtimeSession")
    assert service.emulator.requests[-1].query == {"intent": "transcription"}
    service.run("Connect-RealtimeSession -SessionType transcription; Disconnect-RealtimeSession")
    assert service.emulator.requests[-1].query == {"intent": "transcription"}
    base = service.emulator.url.removesuffix("/v1")
    azure = f"Connect-RealtimeSession -Model mine -ApiType Azure -ApiBase {base} -ApiKey abcdef"
    service.run(f"{azure}; Disconnect-RealtimeSession")
    request = service.emulator.requests[-1]
    assert (request.path, request.query) == ("/openai/v1/realtime", {"model": "mine"})
    assert request.headers["api-key"] == "abcdef" and "authorization" not in request.headers
    service.run(f"{azure} -ApiVersion 2025-04-01-preview; Disconnect-RealtimeSession")
    request = service.emulator.requests[-1]
    assert request.path == "/openai/realtime"
    assert request.query == {"deployment": "mine", "api-version": "2025-04-01-preview"}


def test_what_is_left_out_says_so(service: Service) -> None:
    result = service.run("Start-RealtimeSessionAudioInput; Stop-RealtimeSessionAudioOutput")
    assert all("microphone and speaker are left out" in error.message for error in result.errors)
    assert len(result.errors) == 2
