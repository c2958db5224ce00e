"""Processes of the machine, with real ones."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py import Shell

from ..conftest import Run


@pytest.fixture
def shell(folder: Path) -> Shell:
    return Shell(width=120, environ={"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder)})


def test_this_process_is_found(run: Run) -> None:
    assert run(
        "(Get-Process -Id $PID).Id -eq $PID; (Get-Process).Id -contains $PID; (Get-Process -Id $PID).WS -gt 1mb"
    ) == ("True\nTrue\nTrue")
    assert "ProcessName" in run("Get-Process -Id $PID")


def test_a_process_is_started_and_stopped(run: Run) -> None:
    assert run(
        "$p = Start-Process sleep 60 -PassThru; $p.ProcessName; $p.HasExited; (Get-Process -Id $p.Id).Id -eq $p.Id"
    ) == ("sleep\nFalse\nTrue")
    assert run("$p | Stop-Process; $p.HasExited; Get-Process -Id $p.Id -ErrorAction Ignore") == "True"


def test_waiting_and_exit_codes(run: Run, errors: Callable[[str], list[str]]) -> None:
    assert run("(Start-Process sh '-c \"exit 3\"' -Wait -PassThru).ExitCode") == "3"
    assert run("$p = Start-Process sleep 0.2 -PassThru; $p | Wait-Process -Timeout 20; $p.HasExited") == "True"
    assert errors("$p = Start-Process sleep 60 -PassThru; $p | Wait-Process -Timeout 1; $p.Kill()") == [
        "ProcessNotTerminated,Microsoft.PowerShell.Commands.WaitProcessCommand CloseError"
    ]


def test_files_words_and_environment(run: Run, folder: Path) -> None:
    (folder / "in.txt").write_text("from a file")
    script = (
        "Start-Process sh -ArgumentList '-c', '\"cat; echo [$A]; echo bad >&2\"' -Wait -Environment @{ A = 'x y' } "
    )
    run(script + "-RedirectStandardInput in.txt -RedirectStandardOutput out.txt -RedirectStandardError err.txt")
    assert (folder / "out.txt").read_text() == "from a file[x y]\n"
    assert (folder / "err.txt").read_text() == "bad\n"
    (folder / "sub").mkdir()
    run("Start-Process pwd -WorkingDirectory sub -Wait -RedirectStandardOutput where.txt")
    assert (folder / "where.txt").read_text().strip() == str(folder / "sub")


@pytest.mark.skipif(os.name == "nt", reason="there is a window there")
def test_what_only_windows_has_is_refused(ids: Callable[[str], list[str]]) -> None:
    name = "Microsoft.PowerShell.Commands.StartProcessCommand"
    assert ids("Start-Process true -Verb RunAs; Start-Process true -WindowStyle Normal") == [
        f"NotSupportedException,{name}"
    ]
    assert ids("Start-Process true -WindowStyle Hidden") == [f"NotSupportedException,{name}"]


def test_folder_and_files_must_do(ids: Callable[[str], list[str]]) -> None:
    script = "Start-Process true -WorkingDirectory nope; Start-Process true -RedirectStandardInput nope; "
    script += "Start-Process true -RedirectStandardOutput a -RedirectStandardError ./a"
    assert [each.partition(",")[0] for each in ids(script)] == [
        "DirectoryNotFoundException", "FileNotFoundException", "InvalidOperationException",
    ]  # fmt: skip


def test_user_and_file_of_a_process(run: Run) -> None:
    assert run(
        "$p = Get-Process -Id $PID -IncludeUserName; $p.UserName -eq [Environment]::UserName; $p.Id -eq $PID"
    ) == ("True\nTrue")
    assert run("(Get-Process -Id $PID).MainModule.FileName -eq (Get-Process -Id $PID -Module).FileName") == "True"


def test_what_is_not_there(errors: Callable[[str], list[str]]) -> None:
    names = "Microsoft.PowerShell.Commands"
    assert errors("Get-Process -Id 4194304; Get-Process no-such-process; Stop-Process -Name no-such-process") == [
        f"NoProcessFoundForGivenId,{names}.GetProcessCommand ObjectNotFound",
        f"NoProcessFoundForGivenName,{names}.GetProcessCommand ObjectNotFound",
        f"NoProcessFoundForGivenName,{names}.StopProcessCommand ObjectNotFound",
    ]
    assert (
        errors("try { Start-Process no-such-program } catch { Write-Error $_.FullyQualifiedErrorId -ErrorId E }")[0][:1]
        == "E"
    )


def test_the_clipboard_of_a_program(run: Run, shell: Shell, folder: Path) -> None:
    program = folder / "pbcopy"
    program.write_text(f"#!/bin/sh\ncat > {folder}/board\n")
    (folder / "pbpaste").write_text(f"#!/bin/sh\ncat {folder}/board\n")
    for each in (program, folder / "pbpaste"):
        each.chmod(each.stat().st_mode | stat.S_IXUSR)
    assert (
        run("'a', 'b' | Set-Clipboard; (Get-Clipboard) -join '+'; Set-Clipboard c -Append; Get-Clipboard -Raw")
        == "a+b\na\nb\nc"
    )
    shell.session.environ["PATH"] = ""
    ended = shell.run("Set-Clipboard x").terminated_by
    assert shell.run("Set-Clipboard x").errors or ended is not None


def test_connections(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert run(f"Test-Connection 127.0.0.1 -TcpPort {port}") == "True"
        assert (
            run(f"$s = Test-Connection localhost -IPv4 -TcpPort {port} -Detailed; $s.Connected; $s.Port -eq {port}")
            == "True\nTrue"
        )
    assert (
        run(f"Test-Connection 127.0.0.1 -TcpPort {port}; Test-Connection no.such.host.invalid -Quiet") == "False\nFalse"
    )
