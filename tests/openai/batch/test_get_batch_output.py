from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import output_line, request_line
from psopenai_py.emulator.content import BytesContent
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.context_state import state_of

from ..command import asked, command
from ..conftest import Service

LINES = [output_line("a", "eins"), output_line("b", "two"), output_line("c", "bad", 400)]


@pytest.fixture
def sleeps(service: Service) -> list[float]:
    """Waits are noted instead of waited for."""
    noted: list[float] = []
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=noted.append, chance=lambda: 0.5))
    return noted


def ids(objects: list[Any]) -> list[str]:
    return [item["custom_id"] for item in objects]


# -- which batch -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        "Get-BatchOutput b1",
        "Get-BatchOutput -Id b1",
        "Get-BatchOutput -batch_id b1",
        "'b1' | Get-BatchOutput",
        "[pscustomobject]@{ batch_id = 'b1' } | Get-BatchOutput",
        "Get-BatchOutput (Get-Batch b1)",
        "Get-Batch b1 | Get-BatchOutput",
    ],
)
def test_a_batch_is_named_by_its_id_or_itself(service: Service, script: str) -> None:
    service.emulator.add_batch(LINES, id="b1")
    assert ids(service.output(script)) == ["a", "b", "c"]


def test_a_piped_batch_costs_no_request_of_its_own(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1")
    service.output("$b = Get-Batch b1")
    service.emulator.requests.clear()
    service.output("$b | Get-BatchOutput")
    assert [route.split("/")[1] for _, route in asked(service.emulator)] == ["files", "files"]


def test_an_item_reads_like_the_answer_of_the_plain_call(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1")
    script = (
        "$r = Get-BatchOutput b1; $r[0].response.body.Answer; $r[0].response.status_code; $r[2].response.status_code"
    )
    assert service.texts(script)[1:] == ["200", "400"]
    assert service.texts("(Get-BatchOutput b1)[0].PSTypeNames[0]") == ["PSOpenAI.Batch.Output"]


def test_the_error_file_is_read_too(service: Service) -> None:
    service.emulator.add_batch([output_line("x", "no", 500)], id="b1")
    assert service.emulator.batches.look("b1")["output_file_id"] is None
    assert ids(service.output("Get-BatchOutput b1")) == ["x"]


@pytest.mark.parametrize("absent", [None, ""])
def test_no_error_file_may_be_written_as_null_or_empty(service: Service, absent: str | None) -> None:
    service.emulator.add_batch([output_line("x")], id="b1", error_file_id=absent)
    assert ids(service.output("Get-BatchOutput b1")) == ["x"]


# -- states ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["expired", "cancelled", "failed"])
def test_partial_results_come_with_a_warning(service: Service, status: str) -> None:
    service.emulator.add_batch(LINES, status, "b1")
    result = service.run("Get-BatchOutput b1")
    assert ids(result.output) == ["a", "b", "c"] and result.errors == []
    assert len(result.warnings) == 1 and status in result.warnings[0] and "b1" in result.warnings[0]


def test_a_failed_batch_reports_each_of_its_errors(service: Service) -> None:
    problems = [{"code": "invalid_json_line", "line": n, "message": f"line {n} is bad", "param": None} for n in (3, 9)]
    service.emulator.add_batch([], "failed", "b1", errors={"object": "list", "data": problems})
    result = service.run("Get-BatchOutput b1")
    assert [e.error_id for e in result.errors] == ["invalid_json_line"] * 2
    assert "line 3" in result.errors[0].message and "b1" in result.errors[1].message
    assert result.output == [] and result.warnings == []


def test_a_batch_that_runs_is_an_error_that_says_what_to_do(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")], statuses=["in_progress"])
    (error,) = service.run("Get-BatchOutput b1").errors
    assert "in_progress" in error.message and "-Wait" in error.message


def test_wait_waits_until_the_batch_has_ended(service: Service, sleeps: list[float]) -> None:
    service.emulator.add_batch(
        id="b1", requests=[request_line("a"), request_line("b")], statuses=["in_progress", "finalizing", "completed"]
    )
    assert sorted(ids(service.output("Get-BatchOutput b1 -Wait"))) == ["a", "b"]
    assert sleeps == [1.0, 1.5]


def test_an_output_file_that_comes_late_is_waited_for(service: Service, sleeps: list[float]) -> None:
    service.emulator.add_batch(LINES, id="b1")
    service.emulator.add_fault("no-output,times=2,path=/batches/b1")
    assert ids(service.output("Get-BatchOutput b1")) == ["a", "b", "c"]
    assert len(sleeps) == 2


def test_an_output_file_that_never_comes_is_not_waited_for_without_end(service: Service, sleeps: list[float]) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    service.emulator.add_fault("no-output")
    (error,) = service.run("Get-BatchOutput b1").errors
    assert error.error_id == "IncompleteBatchOutput" and sum(sleeps) < 20


def test_a_stale_object_of_a_completed_batch_is_asked_for_again(service: Service, sleeps: list[float]) -> None:
    service.emulator.add_batch(LINES, id="b1")
    service.emulator.add_fault("no-output,times=1")
    assert ids(service.output("Get-Batch b1 | Get-BatchOutput")) == ["a", "b", "c"]


# -- the number of items ---------------------------------------------------------------------------------------------


def test_too_few_items_are_an_error_after_those_that_are_there(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1", request_counts={"total": 9, "completed": 7, "failed": 2})
    result = service.run("Get-BatchOutput b1")
    assert len(result.output) == 3
    (error,) = result.errors
    assert error.error_id == "IncompleteBatchOutput" and "9" in error.message and "3" in error.message


def test_too_few_items_give_the_exit_code_of_an_incomplete_result(service: Service) -> None:
    service.emulator.api_key = None
    service.emulator.add_batch(
        LINES, id="b1", request_counts={"total": 9, "completed": 9, "failed": 0}, error_file_id=""
    )
    done = command(service.emulator, "Get-BatchOutput", "b1")
    assert done.returncode == 5 and len(done.stdout.splitlines()) == 2
    assert done.stderr.count("\n") == 1


def test_more_items_than_counted_are_fine(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1", request_counts={"total": 1, "completed": 1, "failed": 0})
    assert len(service.output("Get-BatchOutput b1")) == 3


def test_blank_lines_are_no_items(service: Service) -> None:
    text = "\n".join([json.dumps(output_line("a")), "", json.dumps(output_line("b")), "", ""])
    made = service.emulator.add_file(text)["id"]
    service.emulator.add_batch(
        [], id="b1", output_file_id=made, request_counts={"total": 2, "completed": 2, "failed": 0}
    )
    assert ids(service.output("Get-BatchOutput b1")) == ["a", "b"]


# -- input, usage, forms ---------------------------------------------------------------------------------------------


def test_include_input_joins_the_request_by_its_custom_id(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line(f"r{n}", f"question {n}") for n in range(7)])
    service.output("Wait-Batch b1 -PollIntervalSec 0")
    found = service.output("Get-BatchOutput b1 -IncludeInput")
    assert len(found) == 7
    for item in found:
        assert item["input"]["custom_id"] == item["custom_id"]
        number = item["custom_id"][1:]
        assert item["input"]["body"]["messages"][0]["content"] == f"question {number}"


def test_a_result_without_request_has_a_null_input(service: Service) -> None:
    made = service.emulator.add_file("")["id"]
    service.emulator.add_batch([output_line("a")], id="b1", input_file_id=made)
    (item,) = service.output("Get-BatchOutput b1 -IncludeInput")
    assert item["input"] is None


def test_verbose_ends_with_the_usage_of_all(service: Service) -> None:
    for name in ("b1", "b2"):
        service.emulator.add_batch(LINES, id=name)
    one = json.loads(json.dumps(LINES[0]))["response"]["body"]["usage"]["total_tokens"]
    two = json.loads(json.dumps(LINES[1]))["response"]["body"]["usage"]["total_tokens"]
    said = service.run("'b1', 'b2' | Get-BatchOutput -Verbose | Out-Null").verbose
    assert f"total_tokens {2 * (one + two)}" in said[-1]


def test_jsonl_to_a_pipe_is_exactly_what_the_service_wrote(service: Service) -> None:
    service.emulator.api_key = None
    odd = '{"id":"x",  "custom_id":"a","response":{"body":{"t":"\\u00e9 \\ud83d"}}, "error":null}'
    service.emulator.add_batch([odd, json.dumps(output_line("b"))], id="b1")
    done = command(service.emulator, "Get-BatchOutput", "b1")
    assert done.returncode == 0 and sorted(done.stdout.splitlines()) == sorted([odd, json.dumps(output_line("b"))])


@pytest.mark.parametrize(
    ("form", "begins"), [("Jsonl", '{"id"'), ("Json", "["), ("Csv", '"custom_id"'), ("Table", "\n"), ("List", "\n")]
)
def test_output_format_gives_text(service: Service, form: str, begins: str) -> None:
    service.emulator.api_key = None
    service.emulator.add_batch(LINES, id="b1")
    lines = service.output(f"Get-BatchOutput b1 -OutputFormat {form}")
    assert all(isinstance(line, str) for line in lines)
    text = "\n".join(lines) + "\n"
    assert text.startswith(begins) and all(name in text for name in ("eins", "bad") if form.startswith("Json"))
    done = command(service.emulator, "Get-BatchOutput", "b1", "-OutputFormat", form)
    assert done.returncode == 0
    if form == "Table":  # a shell's has columns that can be read
        assert done.stdout.split()[:4] == ["custom_id", "status_code", "answer", "error"]
        assert "eins" in done.stdout and "bad" in done.stdout
    else:
        assert done.stdout == text


# -- many ------------------------------------------------------------------------------------------------------------


def test_one_bad_id_leaves_the_others_be(service: Service) -> None:
    for name in ("b1", "b2"):
        service.emulator.add_batch([output_line(name)], id=name)
    for throttle in (1, 3):
        result = service.run(f"'b1', 'none', 'b2' | Get-BatchOutput -ThrottleLimit {throttle}")
        assert ids(result.output) == ["b1", "b2"]
        assert [e.target for e in result.errors] == ["none"]


def test_error_action_stop_ends_at_the_first_bad_id(service: Service) -> None:
    service.emulator.add_batch([output_line("b1")], id="b1")
    for throttle in (1, 3):
        result = service.shell.run(f"'none', 'b1' | Get-BatchOutput -ThrottleLimit {throttle} -ErrorAction Stop; 'on'")
        assert result.terminated_by is not None and result.output == []


class Gate(BytesContent):
    """Content that says when it is asked for, and waits before it gives anything."""

    def __init__(self, data: bytes, opens: threading.Event, waits_for: threading.Event) -> None:
        super().__init__(data)
        self.opens, self.waits_for = opens, waits_for
        self.waited_in_vain = False

    def chunks(self, start: int, stop: int) -> Iterator[bytes]:
        self.opens.set()
        self.waited_in_vain = not self.waits_for.wait(20)
        yield from super().chunks(start, stop)


def gated_batches(service: Service) -> Gate:
    """Four batches; the first one's file is given only when the last one's is asked for."""
    last_asked, first_asked = threading.Event(), threading.Event()
    gates = [(first_asked, last_asked), *[(threading.Event(), first_asked)] * 2, (last_asked, first_asked)]
    made = []
    for n, (opens, waits_for) in enumerate(gates):
        lines = "".join(json.dumps(output_line(f"b{n}-{i}")) + "\n" for i in range(3)).encode()
        made.append(Gate(lines, opens, waits_for))
        file = service.emulator.add_file(made[-1])["id"]
        counts = {"total": 3, "completed": 3, "failed": 0}
        service.emulator.add_batch([], id=f"b{n}", output_file_id=file, request_counts=counts)
    return made[0]


IN_ORDER = [f"b{n}-{i}" for n in range(4) for i in range(3)]


def test_the_order_of_the_input_is_kept_while_requests_overlap(service: Service) -> None:
    first = gated_batches(service)
    script = "'b0', 'b1', 'b2', 'b3' | Get-BatchOutput -ThrottleLimit 4"
    assert ids(service.output(script)) == IN_ORDER and not first.waited_in_vain


def test_files_are_fetched_ahead_too(service: Service, tmp_path: Path) -> None:
    first = gated_batches(service)
    out = tmp_path / "out.jsonl"
    service.output(f"'b0', 'b1', 'b2', 'b3' | Get-BatchOutput -ThrottleLimit 4 -OutFile {out}")
    assert [
        json.loads(line)["custom_id"] for line in out.read_text().splitlines()
    ] == IN_ORDER and not first.waited_in_vain


def test_messages_of_batches_fetched_ahead_come_in_their_turn(service: Service) -> None:
    """Warnings and errors are written by the thread that runs the pipeline, between the right items."""
    service.emulator.add_batch([output_line("b1")], "expired", "b1")
    service.emulator.add_batch([output_line("b2")], "cancelled", "b2")
    script = "'b1', 'none', 'b2' | Get-BatchOutput -ThrottleLimit 3 -Verbose *>&1 | ForEach-Object { $_ }"
    told = [type(record).__name__ for record in service.run(script).output]
    kinds = [kind for kind in told if kind != "MessageRecord"]
    assert kinds == ["PSObject", "ErrorRecord", "PSObject"]
    texts = [str(r) for r in service.run(script.replace("-Verbose ", "")).output]
    assert "expired" in texts[0] and "cancelled" in texts[-2]


class Counted(BytesContent):
    """Content that counts what is sent."""

    sent = 0

    def chunks(self, start: int, stop: int) -> Iterator[bytes]:
        for at in range(start, stop, 65536):
            self.sent += 65536
            yield self._data[at : min(at + 65536, stop)]


@pytest.mark.parametrize("throttle", [1, 2])
def test_the_first_result_is_enough(service: Service, throttle: int) -> None:
    """What comes after is not fetched: the connection is closed while the body is still being sent."""
    content = Counted((json.dumps(output_line("a")) + "\n").encode() * 100_000)
    for name in ("b1", "b2"):
        file = service.emulator.add_file(content)["id"]
        service.emulator.add_batch([], id=name, output_file_id=file, request_counts=None)
    service.output(f"'b1', 'b2' | Get-BatchOutput -ThrottleLimit {throttle} | Select-Object -First 1")
    assert 0 < content.sent < content.size


def test_a_missing_key_is_one_error_for_all_inputs(service: Service) -> None:
    done = command(service.emulator, "Get-BatchOutput", stdin="b1\nb2\nb3\n", OPENAI_API_KEY="")
    assert done.returncode == 3 and done.stderr.count("\n") == 1 and not service.emulator.requests


def test_a_refused_key_is_one_error_for_all_inputs(service: Service) -> None:
    done = command(service.emulator, "Get-BatchOutput", stdin="b1\nb2\nb3\n")
    assert done.returncode == 3 and done.stderr.count("\n") == 1


def test_a_wrong_line_of_a_result_file_is_an_error_when_looked_at(service: Service) -> None:
    service.emulator.add_batch(["[1]", json.dumps(output_line("b"))], id="b1")
    result = service.run("Get-BatchOutput b1 | ForEach-Object { $_.custom_id }")
    assert result.output[-1] == "b"


def test_an_error_file_that_comes_late_is_asked_for_when_results_are_missing(
    service: Service, sleeps: list[float]
) -> None:
    service.emulator.add_batch(LINES, id="b1")
    found = service.output("Get-Batch b1 | ForEach-Object { $_.error_file_id = $null; $_ } | Get-BatchOutput")
    assert ids(found) == ["a", "b", "c"] and len(sleeps) == 1


def test_failed_requests_in_the_output_file_cost_no_further_look(service: Service, sleeps: list[float]) -> None:
    service.emulator.add_batch(LINES, id="b1", request_counts={"total": 2, "completed": 1, "failed": 1})
    service.output("Get-Batch b1 | ForEach-Object { $_.error_file_id = $null; $_ } | Get-BatchOutput")
    assert sleeps == []
