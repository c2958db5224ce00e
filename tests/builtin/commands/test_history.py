"""The lines of a session: how many are kept, and which are forgotten."""

from __future__ import annotations

from psopenai_py.builtin.commands.get_history import remember_line
from psopenai_py.dotnet.time.datetime import now
from psopenai_py.shell import Shell

from ..running import error_ids, output


def shell_with(*lines: str) -> Shell:
    shell = Shell(environ={})
    for line in lines:
        remember_line(shell.session, line, now(), now())
    return shell


def test_as_many_lines_are_kept_as_are_wanted() -> None:
    shell = shell_with()
    shell.run("$MaximumHistoryCount = 3")
    for number in range(1, 6):
        remember_line(shell.session, f"line {number}", now(), now())
    assert shell.run("(Get-History).CommandLine").output == ["line 3", "line 4", "line 5"]
    assert shell.run("(Get-History).Id").output == [3, 4, 5]


def test_lines_are_forgotten_by_number_by_text_and_by_count() -> None:
    left = {
        "Clear-History -Id 1, 3": ["b1", "b2"],
        "Clear-History -CommandLine a*": ["b1", "b2"],
        "Clear-History -Count 1": ["b1", "a2", "b2"],
        "Clear-History -Count 1 -Newest": ["a1", "b1", "a2"],
        "Clear-History": [],
        "Clear-History -WhatIf": ["a1", "b1", "a2", "b2"],
    }
    for script, expected in left.items():
        shell = shell_with("a1", "b1", "a2", "b2")
        assert not shell.run(script).errors, script
        assert [entry.__dict__["CommandLine"] for entry in shell.session.history] == expected, script


def test_lines_of_another_session_are_added() -> None:
    line = "@{ CommandLine = 'ls'; ExecutionStatus = 'Failed'; StartExecutionTime = '2024-01-01'; EndExecutionTime = "
    assert output(f"[pscustomobject]{line}'2024-01-02' }} | Add-History -Passthru | ForEach-Object CommandLine") == [
        "ls"
    ]
    assert output(f"[pscustomobject]{line}'2024-01-02' }} | Add-History; (Get-History).Duration.Days") == [1]
    assert error_ids("Add-History 5") == ["AddHistoryInvalidInput,Microsoft.PowerShell.Commands.AddHistoryCommand"]


def test_a_key_in_an_added_line_is_hidden() -> None:
    times = "StartExecutionTime = '2024-01-01'; EndExecutionTime = '2024-01-02'"
    line = f"@{{ CommandLine = 'Get-Batch -ApiKey hunter2'; {times} }}"
    assert output(f"[pscustomobject]{line} | Add-History -Passthru | ForEach-Object CommandLine") == [
        "Get-Batch -ApiKey ***"
    ]
