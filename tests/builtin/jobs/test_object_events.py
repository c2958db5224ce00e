"""Events of timers and of watched folders, and what scripts do with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import error_ids, output

_TIMER = "$t = [Timers.Timer]::new(10); "
_FAR = "; while (-not $global:seen) { Start-Sleep -Milliseconds 5 }; "


def test_an_action_sees_the_timer_the_event_and_its_data() -> None:
    shown = '"$($Sender.Interval) $($EventArgs.SignalTime.GetType().Name) $($Event.MessageData) $($args.Count)"'
    action = f"-MessageData 5 -Action {{ $global:seen = {shown} }}"
    script = f"$t.AutoReset = $false; $null = Register-ObjectEvent $t Elapsed tick {action}"
    assert output(f"{_TIMER}{script}; $t.Start(){_FAR}$global:seen; $t.Enabled") == ["10 DateTime 5 2", False]


def test_a_timer_repeats_until_it_is_stopped() -> None:
    script = "$j = Register-ObjectEvent $t Elapsed -Action { $global:n++; $global:seen = $global:n -ge 3; $global:n }; "
    found = output(f"{_TIMER}{script}$t.Start(){_FAR}$t.Stop(); (Receive-Job $j)[0..2]; $t.Enabled")
    assert found == [1, 2, 3, False]


def test_events_wait_for_whoever_asks() -> None:
    script = (
        "Register-ObjectEvent $t Elapsed tick; $t.Enabled = $true; (Wait-Event tick -Timeout 20).SourceArgs.Count; "
    )
    ended = "Get-EventSubscriber | ForEach-Object EventName; Unregister-Event tick; @(Get-EventSubscriber).Count; "
    assert output(_TIMER + script + ended + "$t.Dispose()") == [2, "Elapsed", 0]


def test_what_changes_in_a_folder(tmp_path: Path) -> None:
    script = f"""
    $w = New-Object IO.FileSystemWatcher '{tmp_path}', '*.txt'
    $w.NotifyFilter = [IO.NotifyFilters]'FileName, LastWrite'
    foreach ($e in 'Created', 'Changed', 'Renamed', 'Deleted') {{ Register-ObjectEvent $w $e -SourceIdentifier $e }}
    $w.EnableRaisingEvents = $true
    function Get-Change($name) {{
        $a = (Wait-Event $name -Timeout 30).SourceEventArgs
        "$($a.ChangeType) $($a.OldName) $($a.Name)"
    }}
    'x' > '{tmp_path}/no.log'; 'x' > '{tmp_path}/a.txt'; Get-Change Created
    'more' >> '{tmp_path}/a.txt'; Get-Change Changed
    Rename-Item '{tmp_path}/a.txt' b.txt; Get-Change Renamed
    Remove-Item '{tmp_path}/b.txt'; Get-Change Deleted
    $w.Dispose(); $w.EnableRaisingEvents
    """
    assert output(script) == ["Created  a.txt", "Changed  a.txt", "Renamed a.txt b.txt", "Deleted  b.txt", False]


def test_a_wait_for_a_change_ends(tmp_path: Path) -> None:
    made = f"$w = [IO.FileSystemWatcher]@{{ Path = '{tmp_path}'; IncludeSubdirectories = $true }}; "
    assert output(made + "$w.WaitForChanged('All', 1).TimedOut") == [True]
    made_again = f"$n++; Start-Sleep -Milliseconds 20; $n > '{tmp_path}/f$n'".replace("'", '"')
    job = f"$j = Start-ThreadJob {{ while ($true) {{ {made_again} }} }}; "  # some come after the wait has begun
    found = output(made + job + "$w.WaitForChanged('Created', 60000).Name -match '^f[0-9]+$'; $j | Remove-Job -Force")
    assert found == [True]


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("Register-ObjectEvent 5 Changed", "INVALID_REGISTRATION"),
        ("Register-ObjectEvent ([Timers.Timer]::new()) Ticked", "INVALID_REGISTRATION"),
    ],
)
def test_an_object_without_that_event(script: str, error_id: str) -> None:
    assert error_ids(script) == [f"{error_id},Microsoft.PowerShell.Commands.RegisterObjectEventCommand"]
