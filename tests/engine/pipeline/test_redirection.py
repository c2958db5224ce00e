"""A command whose output goes into a file is still that command to its pipeline."""

from __future__ import annotations

from pathlib import Path

from psopenai_py import Shell
from psopenai_py.engine.pipeline.redirection import FileSink, RedirectedProcessor

from ..cmdlets import FirstOf, Run, TraceIt


def redirected(run: Run, at: int, path: Path) -> Run:
    sink = FileSink(run.session, str(path), append=False)
    run.processors[at] = RedirectedProcessor(run.processors[at], sink.put, [sink])
    return run


def test_the_output_goes_into_the_file_only(tmp_path: Path) -> None:
    run = redirected(Run((TraceIt, ["a"]), (TraceIt, ["b"]), inputs=["x", "y"]), 1, tmp_path / "out")
    assert run() == []
    assert (tmp_path / "out").read_text() == "x\ny\n"


def test_a_redirected_command_may_stop_those_before_it(tmp_path: Path) -> None:
    run = redirected(Run((TraceIt, ["a"]), (FirstOf, [2]), inputs=["x", "y", "z"]), 1, tmp_path / "out")
    assert run() == []
    assert (tmp_path / "out").read_text() == "x\ny\n"


def test_what_it_wrote_is_in_the_file_also_after_an_error(tmp_path: Path) -> None:
    shell = Shell()
    result = shell.run(f"try {{ & {{ 'x'; throw 'no' }} > {tmp_path / 'out'} }} catch {{ \"$_\" }}")
    assert result.output == ["no"] and (tmp_path / "out").read_text() == "x\n"


def test_a_failed_command_is_failed_behind_its_redirection(tmp_path: Path) -> None:
    shell = Shell()
    result = shell.run(f"Get-Item nowhere > {tmp_path / 'out'}; $?")
    assert result.output == [False] and len(result.errors) == 1
