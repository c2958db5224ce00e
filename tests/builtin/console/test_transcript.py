"""Transcripts, and the settings of the line editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import error_ids, output, run


def test_a_transcript_begins_and_ends(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    result = run(f"Start-Transcript '{log}'; 'shown'; Stop-Transcript")
    assert [str(line).rpartition(" ")[2] for line in result.output] == [str(log), "shown", str(log)]
    text = log.read_text()
    assert "transcript start" in text and "transcript end" in text


def test_a_file_that_is_there_can_be_kept_or_added_to(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("before\n")
    assert error_ids(f"Start-Transcript '{log}' -NoClobber") == [
        "CannotStartTranscription,Microsoft.PowerShell.Commands.StartTranscriptCommand"
    ]
    run(f"Start-Transcript '{log}' -Append; Stop-Transcript")
    assert log.read_text().startswith("before\n***")


def test_no_transcript_cannot_be_stopped() -> None:
    assert error_ids("Stop-Transcript") == ["InvalidOperation,Microsoft.PowerShell.Commands.StopTranscriptCommand"]


def test_settings_are_kept_and_read_again() -> None:
    script = "Set-PSReadLineOption -EditMode Vi -Colors @{ Command = 'Red' }; $o = Get-PSReadLineOption; "
    assert output(script + "$o.EditMode, $o.CommandColor, $o.PredictionSource") == ["Vi", "Red", "History"]


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("Set-PSReadLineOption -EditMode None", "CannotConvertArgument"),
        ("Set-PSReadLineOption -Colors @{ Nothing = 'Red' }", "InvalidColor"),
        ("Set-PSReadLineOption -Colors @{ Command = 'Reddish' }", "InvalidColor"),
        ("Set-PSReadLineKeyHandler Tab Nothing", "CannotConvertArgument"),
    ],
)
def test_wrong_settings_are_errors(script: str, error_id: str) -> None:
    assert error_ids(script)[0].startswith(error_id)
