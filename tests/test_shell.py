"""The Python door: sessions, results, programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from psopenai_py import ParseError, PSOpenAIError, Shell


def test_variables_and_functions_last_from_run_to_run() -> None:
    shell = Shell()
    shell.run("$x = 4; function twice($n) { $n * 2 }")
    assert shell.run("twice $x").output == [8]


def test_sessions_are_apart() -> None:
    Shell().run("$global:x = 1; class Apart { }")
    assert Shell().run('"[$x]"').output == ["[]"]
    assert Shell().run("try { [Apart]::new() } catch { $_.FullyQualifiedErrorId }").output == ["TypeNotFound"]


def test_text_that_is_no_powershell_raises() -> None:
    with pytest.raises(ParseError) as caught:
        Shell().run("1 +")
    assert isinstance(caught.value, PSOpenAIError)
    assert [(e.error_id, e.line) for e in caught.value.errors] == [("ExpectedValueExpression", 1)]


def test_objects_are_handed_over_as_they_come() -> None:
    shell, seen = Shell(), []

    def take(value: object) -> None:
        seen.append(value)
        if value == 3:
            shell.set("stop", True)

    shell.invoke("$i = 0; while (-not $stop) { $i++; $i }", take)
    assert seen == [1, 2, 3]


def test_programs_take_words_and_lines() -> None:
    result = Shell().run("/bin/echo one 'two three' 4; 'x', 'y' | /bin/cat; /bin/false; $LASTEXITCODE; $?")
    assert result.output == ["one two three 4", "x", "y", 1, True]


def test_output_goes_to_files(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    shell = Shell()
    assert shell.run(f"'a' > '{path}'; 'b' >> '{path}'").output == []
    assert path.read_text() == "a\nb\n"


def test_an_interrupt_runs_the_finally_blocks() -> None:
    shell = Shell()

    def interrupt(value: object) -> None:
        if value == "go":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shell.invoke("try { 'go' } finally { $global:cleaned = $true }", interrupt)
    assert shell.get("cleaned") is True
    assert shell.run("'still here'").output == ["still here"]


def test_importing_the_package_loads_little() -> None:
    code = "import sys, psopenai_py; print('psopenai_py.shell' in sys.modules, 'httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_what_is_redirected_to_nothing_is_still_on_record() -> None:
    """As a PowerShell host has it: 3>$null keeps a warning from the reader only. Errors are gone."""
    result = Shell().run(
        "Write-Warning w 3>$null; & { Write-Host h } *>$null; Write-Error e 2>$null; Write-Warning x 3>&1"
    )
    assert (result.warnings, result.information, result.errors) == (["w"], ["h"], [])
