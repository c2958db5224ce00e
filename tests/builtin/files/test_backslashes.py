"""Backslashes separate folders where PowerShell names files, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import psopenai_py
from psopenai_py import Shell
from psopenai_py.emulator import Emulator, output_line

from ..conftest import Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there both are separators everywhere")


def test_scripts_and_programs(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    (folder / "lib").mkdir()
    (folder / "lib" / "x.ps1").write_text("'ran'")
    program = folder / "lib" / "tool"
    program.write_text("#!/bin/sh\nprintf 'tool %s\\n' \"$1\"\n")
    program.chmod(0o755)
    assert run(r". .\lib\x.ps1; & '.\lib\x.ps1'; .\lib\x; lib\x.ps1; .\lib\tool a\b").split("\n") == [
        "ran", "ran", "ran", "ran", r"tool a\b",
    ]  # fmt: skip
    assert run(r"(Get-Command .\lib\x.ps1).CommandType") == "ExternalScript"
    assert run(r"cd lib; ..\lib\x.ps1; ~\lib\x.ps1") == "ran\nran"


def test_what_is_written(run: Run, folder: Path) -> None:
    (folder / "w").mkdir()
    run(
        r"1 > .\w\1; 2 | Out-File w\2; 3 | Tee-Object w\3 | Out-Null; Write-Error x 2> w\4; 'a' | Set-Content .\w\5;"
        r"[pscustomobject]@{ a = 1 } | Export-Csv .\w\6; 'x' *>> .\w\7; New-Item .\w\sub\8 -Force | Out-Null"
    )
    assert sorted(os.listdir(folder)) == ["w"]
    assert sorted(os.listdir(folder / "w")) == ["1", "2", "3", "4", "5", "6", "7", "sub"]
    assert run(r"switch -File .\w\1 { 1 { 'one' } }; Get-Content w\2; (Format-Hex .\w\5).Bytes.Count") == "one\n2\n2"


def test_drives_that_are_folders(run: Run, folder: Path, shell: Shell) -> None:
    shell.session.environ["TMPDIR"] = str(folder)
    run(r"1 > Temp:\a.txt; 2 | Out-File Temp:/b.txt; 3 | Set-Content 'FileSystem::c.txt'")
    assert sorted(os.listdir(folder)) == ["a.txt", "b.txt", "c.txt"]


def test_a_python_call_takes_them_as_characters(folder: Path) -> None:
    with Emulator() as emulator, Shell(environ={"OPENAI_API_BASE": emulator.url, "OPENAI_API_KEY": "sk-0123"}) as shell:
        emulator.add_batch([output_line("a")], id="b1")
        assert psopenai_py.get_batch_output("b1", out_file="a\\b", shell=shell) is None
        os.mkdir("out")
        assert shell.run(r"Get-BatchOutput b1 -OutFile .\out\c.jsonl").errors == []
    assert sorted(os.listdir(folder)) == ["a\\b", "out"]
    assert os.listdir(folder / "out") == ["c.jsonl"]
