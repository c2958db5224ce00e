"""``ForEach-Object -Parallel``: blocks that really run at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator, output_line

from ..running import error_ids, output, run, texts

#: a block that ends only when three of them run at the same time
_MEET = (
    "$gate = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new(); "
    '1..3 | ForEach-Object -Parallel { $g = $using:gate; $g["$_"] = 1; $n = 0; '
    "while ($g.Count -lt 3 -and $n++ -lt 6000) { Start-Sleep -Milliseconds 10 }; $g.Count }"
)


def test_blocks_run_at_the_same_time() -> None:
    assert output(_MEET) == [3, 3, 3]
    assert output(_MEET.replace("6000", "2") + " -ThrottleLimit 1") == [1, 2, 3]


def test_a_block_has_a_session_of_its_own() -> None:
    script = (
        '$x = 1; function f { 1 }; $h = @{ a = 2 }; 5 | ForEach-Object -Parallel { "$_ [$x] $using:x $(($using:h).a)"; '
    )
    found = output(script + '$global:y = 3; $x = 9; $null -eq (Get-Command f -ErrorAction Ignore) }; "$x [$y]"')
    assert found == ["5 [] 1 2", True, "1 []"]


def test_the_environment_and_the_pipeline_are_shared() -> None:
    assert output("$env:FOR_BLOCKS = 'e'; 1..2 | ForEach-Object -Parallel { $env:FOR_BLOCKS }") == ["e", "e"]
    assert sorted(output("1..20 | ForEach-Object -Parallel { $_ } | ForEach-Object { $_ * 10 }")) == list(
        range(10, 210, 10)
    )
    assert len(output("1..1000 | ForEach-Object -Parallel { $_ } -ThrottleLimit 3 | Select-Object -First 2")) == 2


def test_what_a_block_writes_reaches_the_caller() -> None:
    result = run(
        "1 | ForEach-Object -Parallel { Write-Warning w; Write-Error e; Write-Verbose v -Verbose; Write-Host h; 'o' }"
    )
    assert (result.output, result.warnings, result.verbose, result.information) == (["o"], ["w"], ["v"], ["h"])
    assert [record.message for record in result.errors] == ["e"]


def test_a_block_that_fails_ends_alone() -> None:
    result = run("1..3 | ForEach-Object -Parallel { if ($_ -eq 2) { throw 'two' }; $_ }; 'on'")
    assert sorted(map(str, result.output)) == ["1", "3", "on"]
    assert [(e.fully_qualified_error_id, e.message) for e in result.errors] == [("PSTaskException", "two")]
    assert error_ids("$ErrorActionPreference = 'Stop'; 1 | ForEach-Object -Parallel { throw 'x' }; 'no'") == [
        "PSTaskException"
    ]


def test_time_runs_out() -> None:
    result = run("1..2 | ForEach-Object -Parallel { Start-Sleep 3600; 'late' } -TimeoutSeconds 1; 'on'")
    assert (result.output, [e.error_id for e in result.errors]) == (["on"], ["PSTaskException"])


def test_it_can_be_a_job() -> None:
    script = (
        "$j = 1..4 | ForEach-Object -Parallel { $_ * 2 } -AsJob; $j.PSJobTypeName; "
        "$j | Wait-Job | Receive-Job | Sort-Object"
    )
    assert output(script + "; [string] $j.State") == ["PSTaskJob", 2, 4, 6, 8, "Completed"]


def test_requests_go_out_together() -> None:
    with Emulator() as emulator:
        for n in range(4):
            emulator.add_batch([output_line(f"b{n}")], id=f"batch_{n}")
        with Shell(environ={"PATH": "", "HOME": "/"}) as shell:
            shell.run(f"Set-OpenAIContext -ApiKey sk-0123456789 -ApiBase {emulator.url}")
            found = shell.run('0..3 | ForEach-Object -Parallel { (Get-BatchOutput "batch_$_").custom_id }')
        assert ([str(e) for e in found.errors], sorted(found.output)) == ([], ["b0", "b1", "b2", "b3"])


def test_no_thread_stays_behind() -> None:
    run("1..5 | ForEach-Object -Parallel { $_ }")

    def mine() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name.startswith("psopenai-pool")]

    _until(lambda: not mine())


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen")


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("$b = { 1 }; 1 | ForEach-Object -Parallel { $using:b }", "ParallelUsingVariableCannotBeScriptBlock"),
        ("(,{ 1 }) | ForEach-Object -Parallel { 1 }", "ParallelPipedInputObjectCannotBeScriptBlock"),
        ("1 | ForEach-Object -Parallel { 1 } -ErrorAction Stop", "ParallelCommonParametersNotSupported"),
        ("1 | ForEach-Object -Parallel { 1 } -AsJob -TimeoutSeconds 9", "ParallelCannotUseTimeoutWithJob"),
        ("1 | ForEach-Object -Parallel { $using:missing }", "UsingVariableIsUndefined"),
        ("$missing = 1; 1 | ForEach-Object -Parallel { $using:global:other }", "UsingVariableIsUndefined"),
    ],
)
def test_what_does_not_go_with_other_threads(text: str, error_id: str) -> None:
    assert error_ids(text) == [f"{error_id},Microsoft.PowerShell.Commands.ForEachObjectCommand"]


def test_a_part_of_a_using_variable() -> None:
    assert output("$a = 'x', 'y'; $o = @{ P = 3 }; 1 | ForEach-Object -Parallel { $using:a[1]; $using:o.P }") == [
        "y",
        3,
    ]


def test_a_using_variable_of_a_scope_or_drive() -> None:
    script = """$global:town = 'Oslo'; $env:TOWN = 'Bergen'
    function Show { $town = 'Moss'; 1 | ForEach-Object -Parallel { "$using:town $using:global:town $using:env:TOWN" } }
    Show; $global:map = @{ a = @{ b = 3 } }; Start-Job { $using:global:map.a.b } | Receive-Job -Wait"""
    assert output(script) == ["Moss Oslo Bergen", 3]


def test_information_can_be_redirected() -> None:
    assert texts("1 | ForEach-Object -Parallel { Write-Information told } 6>&1") == ["told"]


def test_a_job_has_a_part_for_each_object() -> None:
    assert texts(
        "$job = 1, 2 | ForEach-Object -Parallel { if ($_ -eq 1) { throw 'bad' } } -AsJob | Wait-Job;"
        "$job.ChildJobs.State; $job.ChildJobs[0].JobStateInfo.Reason.Message; $job.State"
    ) == ["Failed", "Completed", "bad", "Failed"]
