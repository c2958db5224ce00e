"""Start-Job and the cmdlets around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import error_ids, output, run, texts


def test_a_job_is_received() -> None:
    assert output("Start-Job { 6 * 7; 'x' } | Wait-Job | Receive-Job") == [42, "x"]
    assert output("$n = 2; Start-Job { $args[0] + $using:n } -ArgumentList 1 | Receive-Job -Wait") == [3]
    assert output("$a = 5; 1, 2 | Start-Job { $input | ForEach-Object { $_ + $using:a } } | Receive-Job -Wait") == [
        6,
        7,
    ]
    assert output(
        "Start-Job { $b } -InitializationScript { $b = 'first' } | Receive-Job -Wait -AutoRemoveJob; Get-Job"
    ) == ["first"]


def test_results_are_received_once_unless_kept() -> None:
    script = "$j = Start-Job { 1 } -Name Mine | Wait-Job; Receive-Job $j -Keep; $j.HasMoreData; Receive-Job -Name M*; "
    assert output(script + "$j.HasMoreData; Receive-Job -Id $j.Id") == [1, True, 1, False]


def test_what_a_job_is() -> None:
    script = "$j = Start-Job { 1 } | Wait-Job; $j.Id; $j.Name; $j.State; $j.PSJobTypeName; $j.Command.Trim(); "
    script += "$j.ChildJobs.Count; "
    assert texts(script + "$j.ChildJobs[0].Output; (Start-Job { 2 }).Id; $j.PSEndTime -ge $j.PSBeginTime") == [
        "1", "Job1", "Completed", "BackgroundJob", "1", "1", "1", "3", "True",
    ]  # fmt: skip


def test_errors_and_messages_come_after_the_output() -> None:
    result = run(
        "$j = Start-Job { Write-Warning w; Write-Error e; 1; throw 'end' } | Wait-Job; "
        "[string] $j.State; $j | Receive-Job"
    )
    assert (result.output, result.warnings) == (["Failed", 1], ["w"])
    assert [record.message for record in result.errors] == ["e", "end"]


def test_jobs_are_stopped_and_removed() -> None:
    assert output("$j = Start-Job { Start-Sleep 3600 }; $j | Stop-Job; [string] $j.State; Remove-Job $j; Get-Job") == [
        "Stopped"
    ]
    assert output(
        "$j = Start-Job { while ($true) { } }; Start-Sleep -Milliseconds 100; Stop-Job $j; [string] $j.State"
    ) == ["Stopped"]
    assert error_ids("$j = Start-Job { Start-Sleep 3600 }; Remove-Job $j; Remove-Job $j -Force") == [
        "JobObjectNotFinishedCannotBeRemoved,Microsoft.PowerShell.Commands.RemoveJobCommand"
    ]
    assert output(
        "Start-Job { Start-Sleep 3600 } | Wait-Job -Timeout 0.2; [string] (Get-Job).State; "
        "(Get-Job -State Running).Count"
    ) == ["Running", 1]


@pytest.mark.parametrize(
    "busy",
    [
        "while ($true) { }",
        "do { } while ($true)",
        "foreach ($n in 1..1000000000) { $sum += $n }",
        "1..1000000000 | ForEach-Object { $sum += $_ }",
        "Get-ChildItem Variable: | ForEach-Object { while ($true) { } }",
        "while ($true) { 1 }",
        "class Q { static [int] Of([int]$n) { if ($n -lt 2) { return 1 } return [Q]::Of($n - 1) + [Q]::Of($n - 2) } } "
        "[Q]::Of(60)",
        "$f = { param($n) if ($n -lt 2) { $n } else { $f.Invoke($n - 1)[0] + $f.Invoke($n - 2)[0] } }; $f.Invoke(60)",
        "try { Start-Sleep 3600 } finally { 'tidied' }",
        "Wait-Event None",
        "/bin/sleep 3600",
        "1..3 | /bin/cat | ForEach-Object { Start-Sleep 3600 }",
        "1..3 | ForEach-Object -Parallel { Start-Sleep 3600 }",
        "[powershell]::Create().AddScript('Start-Sleep 3600').Invoke()",
        "$null = [powershell]::Create().AddScript('Start-Sleep 3600').BeginInvoke().AsyncWaitHandle.WaitOne()",
        "Start-Job { Start-Sleep 3600 } | Wait-Job",
    ],
)
def test_a_job_is_stopped_whatever_it_does(busy: str) -> None:
    """Between two steps, where it holds no lock and breaks nothing off in the middle."""
    script = f"$j = Start-Job {{ 'ready'; {busy} }}; while (-not $j.HasMoreData) {{ Start-Sleep -Milliseconds 5 }}; "
    assert texts(script + "Stop-Job $j; $j.State; 'and on'")[-2:] == ["Stopped", "and on"]


def test_a_stopped_runspace_takes_the_next_work() -> None:
    script = (
        "$space = [runspacefactory]::CreateRunspace(); $space.Open(); $ps = [powershell]::Create(); "
        "$ps.Runspace = $space; $null = $ps.AddScript('while ($true) { }'); $null = $ps.BeginInvoke(); "
        "Start-Sleep -Milliseconds 100; $ps.Stop(); while (-not ($ps.InvocationStateInfo.State -eq 'Stopped')) { }; "
        "$next = [powershell]::Create(); $next.Runspace = $space; $next.AddScript('1..3 | % { $_ }').Invoke()"
    )
    assert output(script) == [1, 2, 3]


def test_any_of_several_jobs() -> None:
    script = "$slow = Start-Job { Start-Sleep 3600 } -Name slow; $fast = Start-Job { 1 } -Name fast; "
    assert texts(script + "(Wait-Job $slow, $fast -Any).Name") == ["fast"]


def test_thread_jobs_are_throttled() -> None:
    waits = "while (-not ($using:gate).open) { Start-Sleep -Milliseconds 5 }; $using:_"
    script = (
        "$gate = [hashtable]::Synchronized(@{}); "
        f"$j = 1..3 | ForEach-Object {{ Start-ThreadJob {{ {waits} }} -ThrottleLimit 1 }}; "
        "($j.State -eq 'NotStarted').Count; $gate.open = $true; $j | Receive-Job -Wait; $j[0].PSJobTypeName"
    )
    assert texts(script) == ["2", "1", "2", "3", "ThreadJob"]


def test_a_thread_job_that_waits_for_its_turn_is_stopped() -> None:
    script = "$first, $second = 1..2 | ForEach-Object { Start-ThreadJob { Start-Sleep 3600 } -ThrottleLimit 1 }; "
    assert texts(script + "Stop-Job $second; $second.State, $first.State; Stop-Job $first; $first.State") == [
        "Stopped",
        "Running",
        "Stopped",
    ]


def test_a_command_in_the_background() -> None:
    assert output('$v = 3; $j = Write-Output "v $v" &; $j.PSJobTypeName; $j | Receive-Job -Wait') == [
        "BackgroundJob",
        "v 3",
    ]


def test_unknown_jobs() -> None:
    assert error_ids("Get-Job -Id 99; Receive-Job -Name none; Get-Job -Name none*") == [
        "JobWithSpecifiedSessionIdNotFound,Microsoft.PowerShell.Commands.GetJobCommand",
        "JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.ReceiveJobCommand",
    ]


def test_jobs_are_chosen_by_what_stands_first() -> None:
    script = "$j = Start-Job { 7 } -Name Mine | Wait-Job; "
    assert texts(script + "Receive-Job Mine -Keep; Receive-Job $j -Keep; (Get-Job $j.Id).Name; (Get-Job M*).Name") == [
        "7", "7", "Mine", "Mine",
    ]  # fmt: skip
    assert texts(script + "(Get-Job $j.InstanceId).Name; $j.State.GetType().FullName; Remove-Job Mine; Get-Job") == [
        "Mine",
        "System.Management.Automation.JobState",
    ]
    for verb in ("Get", "Receive", "Wait", "Stop", "Remove"):
        name = f"Microsoft.PowerShell.Commands.{verb}JobCommand"
        assert error_ids(f"{verb}-Job nope") == [f"JobWithSpecifiedNameNotFound,{name}"]
    assert error_ids("Get-Job -State Bogus") == [
        "CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetJobCommand"
    ]


def test_a_job_runs_in_a_folder(tmp_path: Path) -> None:
    script = f"Start-Job {{ $pwd.Path }} -WorkingDirectory '{tmp_path}' | Receive-Job -Wait -AutoRemoveJob"
    assert output(script) == [str(tmp_path)]
    assert error_ids("Start-Job { 1 } -WorkingDirectory ./nope") == [
        "DirectoryNotFoundException,Microsoft.PowerShell.Commands.StartJobCommand"
    ]
