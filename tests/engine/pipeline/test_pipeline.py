from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.engine.pipeline.cmdlet import CmdletProcessor, iterate
from psopenai_py.engine.pipeline.pipeline import IDLE
from psopenai_py.errors import ExitCode, TerminatingError

from ..cmdlets import FailOn, FirstOf, Run, TraceIt, new_session, tokens


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    noted: list[str] = []
    monkeypatch.setattr(TraceIt, "log", noted)
    return noted


def texts(script: str) -> list[str]:
    shell = Shell()
    result = shell.run(script)
    return [str(value) for value in result.output] + [f"! {e.error_id}" for e in result.errors]


# -- order -----------------------------------------------------------------------------------------------------------


def test_all_begin_then_each_object_runs_through_then_all_end(log: list[str]) -> None:
    assert Run((TraceIt, ["a"]), (TraceIt, ["b"]), inputs=[1, 2])() == [1, 2]
    assert log == [
        "a begin", "b begin", "a process 1", "b process 1", "a process 2", "b process 2", "a end", "b end",
        "a dispose", "b dispose",
    ]  # fmt: skip


def test_without_input_the_first_command_processes_once(log: list[str]) -> None:
    assert Run((TraceIt, ["a"]))() == [None]
    assert log == ["a begin", "a process None", "a end", "a dispose"]


def test_empty_input_processes_nothing(log: list[str]) -> None:
    assert Run((TraceIt, ["a"]), inputs=[])() == []
    assert log == ["a begin", "a end", "a dispose"]


def test_a_wrong_command_line_anywhere_keeps_all_from_beginning(log: list[str]) -> None:
    with pytest.raises(TerminatingError, match="Colour"):
        Run((TraceIt, ["a"]), (TraceIt, ["b", "-Colour", "red"]), inputs=[1])()
    assert log == ["a dispose"]


def test_a_slow_input_lets_the_first_command_hand_on_what_it_has(log: list[str]) -> None:
    assert Run((TraceIt, ["a"]), inputs=[1, IDLE, 2])() == [1, "idle", 2]


# -- stopping --------------------------------------------------------------------------------------------------------


def test_who_has_enough_stops_what_is_before_it_only(log: list[str]) -> None:
    run = Run((TraceIt, ["a"]), (FirstOf, [2]), (TraceIt, ["b"]), inputs=iter(range(100)))
    assert run() == [0, 1]
    assert "a process 2" not in log and "a end" not in log and "b end" in log
    assert next(run.inputs) == 2  # type: ignore[call-overload]


def test_all_are_disposed_of_after_an_error(log: list[str]) -> None:
    with pytest.raises(TerminatingError):
        Run((TraceIt, ["a"]), (FailOn, [2]), (TraceIt, ["b"]), inputs=[1, 2, 3])()
    assert log[-2:] == ["a dispose", "b dispose"] and "b end" not in log and "a process 3" not in log


def test_a_generator_is_closed_when_what_follows_stops() -> None:
    closed: list[bool] = []

    class Endless(TraceIt):
        def process(self) -> Iterator[Any]:
            try:
                while True:
                    yield 1
            finally:
                closed.append(True)

    run = Run((TraceIt, ["a"]), (FirstOf, [1]))
    run.processors[0].cmdlet = Endless()
    assert run() == [1] and closed == [True]


# -- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "error_id", "category"),
    [
        ("terminating", "Bad", "NotSpecified"),
        ("net", "System.FormatException", "NotSpecified"),
        ("disk", "System.IO.IOException", "WriteError"),
    ],
)
def test_what_ends_a_cmdlet_becomes_an_error_that_names_it(kind: str, error_id: str, category: str) -> None:
    with pytest.raises(TerminatingError) as caught:
        Run((FailOn, [1, kind]), inputs=[1])()
    record = caught.value.record
    assert (record.fully_qualified_error_id, record.category) == (f"{error_id},Fail-On", category)


def test_a_reader_that_has_gone_is_no_error() -> None:
    with pytest.raises(BrokenPipeError):
        Run((FailOn, [1, "pipe"]), inputs=[1])()


def test_what_breaks_downstream_cannot_be_caught_upstream() -> None:
    script = """
    function Use-It {
        [CmdletBinding()] param([Parameter(ValueFromPipeline)]$x) process { if ($x -eq 2) { throw 'no' }; $x }
    }
    try { & { 1..4 | ForEach-Object { try { $_ } catch { 'caught upstream' } finally { "finally $_" } } } | Use-It }
    catch { "caught outside: $_" }
    """
    assert texts(script) == ["1", "finally 1", "caught outside: no"]


def test_statements_upstream_do_not_go_on_after_a_break() -> None:
    script = """
    $seen = [System.Collections.ArrayList]@()
    $note = { $_; $null = $seen.Add("after $_") }
    try { 1..3 | ForEach-Object $note | ForEach-Object { if ($_ -eq 2) { throw 'x' } } } catch { }
    $seen
    """
    assert texts(script) == ["after 1"]


# -- inputs that fail, for the shell command -------------------------------------------------------------------------


def keeping_going(kind: str) -> Run:
    run = Run((FailOn, [2, kind]), inputs=[1, 2, 3])
    run.session.mode.keep_going = True
    return run


@pytest.mark.parametrize("kind", ["terminating", "net", "disk"])
def test_a_failed_input_leaves_the_others_be(kind: str) -> None:
    run = keeping_going(kind)
    assert run() == [1, 3]
    (error,) = run.errors
    assert error.command == "Fail-On" and run.processors[0].failed and not run.session.succeeded


def test_the_target_of_the_error_is_the_input() -> None:
    run = keeping_going("terminating")
    run()
    assert run.errors[0].target == 2


def test_what_concerns_all_inputs_ends_them_all() -> None:
    run = keeping_going("ends-all")
    with pytest.raises(TerminatingError):
        run()
    assert run.output == [1] and run.errors == []


def test_error_action_stop_ends_them_all() -> None:
    run = Run((FailOn, [2, "-ErrorAction", "Stop"]), inputs=[1, 2, 3])
    run.session.mode.keep_going = True
    with pytest.raises(TerminatingError):
        run()
    assert run.output == [1]


def test_an_input_that_does_not_fit_is_a_failed_input_and_no_wrong_usage() -> None:
    class Numbers(FailOn):
        pass

    shell = Shell()
    found: list[Any] = []
    shell.session.streams.error = found.append
    result = shell.run(
        "function N { [CmdletBinding()] param([Parameter(ValueFromPipeline)][int]$n) process { $n } }; 'x', '5' | N"
    )
    assert result.output == [5] and [e.error_id for e in result.errors] == ["InputObjectNotBound"]


def test_output_that_cannot_be_written_ends_them_all() -> None:
    run = keeping_going("terminating")

    def full(value: Any) -> None:
        raise OSError(28, "No space left on device")

    from psopenai_py.engine.pipeline.pipeline import run_pipeline

    with pytest.raises(TerminatingError, match="No space left"):
        run_pipeline(run.processors, full, [1, 3, 4])
    assert run.errors == []


# -- the Python functions' way ---------------------------------------------------------------------------------------


def pulled(*words: Any, inputs: list[Any] | None = None) -> Iterator[Any]:
    return iterate(CmdletProcessor(new_session(), TraceIt.spec, tokens(*words)), inputs)


def test_output_is_pulled_as_it_is_wanted(log: list[str]) -> None:
    items = pulled("a", inputs=[1, 2, 3])
    assert next(items) == 1 and log == ["a begin", "a process 1"]
    items.close()  # type: ignore[attr-defined]
    assert log[-1] == "a dispose" and "a end" not in log
    assert list(pulled("a", inputs=[1, 2])) == [1, 2]


def test_what_is_written_comes_before_what_is_yielded_later(log: list[str]) -> None:
    class Writing(TraceIt):
        def process(self) -> Iterator[Any]:
            self.write("first")
            yield "second"
            self.write("third")

    processor = CmdletProcessor(new_session(), TraceIt.spec, tokens("a"))
    processor.cmdlet = Writing()
    assert list(iterate(processor)) == ["first", "second", "third"]


@pytest.mark.parametrize("kind", ["terminating", "net", "disk"])
def test_errors_reach_the_one_who_pulls(kind: str) -> None:
    items = iterate(CmdletProcessor(new_session(), FailOn.spec, tokens(2, kind)), [1, 2])
    assert next(items) == 1
    with pytest.raises(TerminatingError) as caught:
        next(items)
    assert caught.value.record.command == "Fail-On" and caught.value.record.exit_code == ExitCode.INPUT_FAILED
