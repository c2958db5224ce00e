"""The engine's events."""

from __future__ import annotations

from psopenai_py import Shell
from psopenai_py.engine.session.streams import Streams

from ..running import error_ids, output, texts


def test_an_action_runs_for_each_event() -> None:
    script = (
        "Register-EngineEvent Mine -Action { $global:got += \"$($Event.MessageData)$($args -join '-') \" } | Out-Null; "
    )
    assert texts(
        script + "1..2 | ForEach-Object { $null = New-Event Mine -MessageData $_ -EventArguments a, b }; $got"
    ) == ["1a-b 2a-b "]


def test_events_without_an_action_wait() -> None:
    script = "Register-EngineEvent Other; $null = New-Event Other -MessageData 7; (Get-Event Other).MessageData; "
    waited = "(Wait-Event Other -Timeout 1).SourceIdentifier; Remove-Event Other; @(Get-Event).Count"
    assert texts(script + waited) == ["7", "Other", "0"]
    assert texts("$null -eq (Wait-Event None -Timeout 0.1)") == ["True"]


def test_subscriptions_end() -> None:
    script = (
        "$null = Register-EngineEvent A -Action { }; $null = Register-EngineEvent B -Action { } -MaxTriggerCount 1; "
    )
    ended = "$null = New-Event B; (Get-EventSubscriber).SourceIdentifier; Unregister-Event A; "
    assert texts(script + ended + "@(Get-EventSubscriber).Count") == ["A", "0"]
    assert error_ids("Unregister-Event None") == [
        "INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.UnregisterEventCommand"
    ]


def test_the_job_of_an_action_keeps_what_it_puts_out() -> None:
    script = (
        "$job = Register-EngineEvent A -Action { 'out'; Write-Error 'bad' }; "
        '"$($job.State) $($job.HasMoreData) [$($job.PSJobTypeName)] [$($job.Location)] $($job.Name)"; '
        '$null = New-Event A; "$((Get-Job -Name A).State) $($job.HasMoreData)"; Receive-Job $job 2>&1 | % { "$_" }; '
        "Unregister-Event A; $job.State; Remove-Job $job; @(Get-Job).Count"
    )
    assert texts(script) == ["NotStarted False [] [] A", "Running True", "out", "bad", "Stopped", "0"]
    stopped = "$job = Register-EngineEvent A -Action { }; Stop-Job $job; @(Get-EventSubscriber).Count"
    assert texts(stopped) == ["0"]


def test_data_of_a_subscription_and_hidden_ones() -> None:
    script = (
        "$null = Register-EngineEvent A -MessageData mine -Action { $global:got += $Event.MessageData } -SupportEvent; "
        "$null = New-Event A; $null = New-Event A -MessageData own; $got; @(Get-EventSubscriber).Count; "
        "(Get-EventSubscriber -Force).SupportEvent; Unregister-Event A -Force; @(Get-EventSubscriber -Force).Count"
    )
    assert texts(script) == ["mineown", "0", "True", "0"]


def test_an_action_leaves_everything_around_it_as_it_was() -> None:
    script = (
        "$null = Register-EngineEvent A -Action { $x = 2; $global:y = $x; Write-Error 'e'; Get-Item /nowhere; 'end' }; "
        "function f { $x = 1; try { $null = New-Event A; $x; $y } catch { 'caught' } }; f; "
        "(Get-Job -Name A | Receive-Job 2>$null) -join ','"
    )
    assert texts(script) == ["1", "2", "end"]


def test_the_end_of_the_session_is_an_event() -> None:
    shown: list[str] = []
    with Shell(environ={"PATH": ""}) as shell:
        streams = Streams(information=lambda record: shown.append(str(record)))
        shell.invoke(
            "Register-EngineEvent PowerShell.Exiting -Action { Write-Host bye } | Out-Null", lambda _: None, streams
        )
        assert shown == []
    assert shown == ["bye"]


def test_events_that_do_not_wait_are_an_error() -> None:
    assert output("$null = New-Event A; Remove-Event A; Get-Event; Get-Event B*; Remove-Event B*") == []
    for verb in ("Get", "Remove"):
        name = f"Microsoft.PowerShell.Commands.{verb}EventCommand"
        assert error_ids(f"{verb}-Event nope; {verb}-Event -EventIdentifier 9") == [
            f"INVALID_SOURCE_IDENTIFIER,{name}",
            f"INVALID_EVENT_IDENTIFIER,{name}",
        ]
