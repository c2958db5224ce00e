"""What the service may do wrong: every byte is accounted for, or there is a clear error."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import output_line
from psopenai_py.emulator.content import LargeOutput
from psopenai_py.engine.binding.arguments import ParameterToken
from psopenai_py.engine.pipeline.cmdlet import CmdletProcessor, iterate
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.batch.get_batch_output import GetBatchOutput
from psopenai_py.openai.context_state import state_of

from ..command import command
from ..conftest import Service

LINES = 4000
TEXT = "".join(json.dumps(output_line(f"r{n}", f"{n} " + "x" * 400)) + "\n" for n in range(LINES)).encode()
CONTENT = "path=/files/*/content"

SURVIVED = [
    f"cut=100000,times=3,{CONTENT}",
    f"cut=0,times=2,{CONTENT}",
    f"delay=0.2,{CONTENT}",
    f"slow=20000000,{CONTENT}",
    f"disconnect,times=1,after=1,{CONTENT}",
    f"no-length,{CONTENT}",
    f"wrong-length=500,times=1,{CONTENT}",
    f"wrong-length=-500,times=1,{CONTENT}",
    f"429,times=2,retry_after_ms=1,{CONTENT}",
    f"503,times=2,{CONTENT}",
    "500,times=2,path=/batches/*",
    "disconnect,times=1,path=/batches/*",
]
BROKEN_RESUMES = [
    [f"cut=300000,times=1,{CONTENT}", fault]
    for fault in (
        f"etag,times=1,after=1,{CONTENT}",
        f"ignore-range,{CONTENT}",
        f"short-range=50000,{CONTENT}",
        f"503,times=1,after=1,{CONTENT}",
        f"disconnect,times=1,after=1,{CONTENT}",
        f"no-length,{CONTENT}",
    )
]
FAULTS = [[fault] for fault in SURVIVED] + BROKEN_RESUMES


@pytest.fixture
def batch(service: Service) -> Service:
    """A service whose waits are none, with a batch of some megabytes."""
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=lambda _: None))
    file = service.emulator.add_file(TEXT)["id"]
    counts = {"total": LINES, "completed": LINES, "failed": 0}
    service.emulator.add_batch([], id="b1", output_file_id=file, request_counts=counts)
    return service


@pytest.mark.parametrize("faults", FAULTS, ids="+".join)
def test_objects_survive(batch: Service, faults: list[str]) -> None:
    for fault in faults:
        batch.emulator.add_fault(fault)
    result = batch.run("Get-BatchOutput b1 -MaxRetryCount 3")
    assert result.errors == []
    assert b"".join(bytes(item._raw) + b"\n" for item in result.output) == TEXT


@pytest.mark.parametrize("faults", FAULTS, ids="+".join)
def test_a_file_survives(batch: Service, tmp_path: Path, faults: list[str]) -> None:
    for fault in faults:
        batch.emulator.add_fault(fault)
    batch.output(f"Get-BatchOutput b1 -MaxRetryCount 3 -OutFile {tmp_path}/out")
    assert (tmp_path / "out").read_bytes() == TEXT


@pytest.mark.parametrize("faults", [BROKEN_RESUMES[0], BROKEN_RESUMES[1], [SURVIVED[0]]], ids="+".join)
def test_a_pipe_survives(batch: Service, faults: list[str]) -> None:
    batch.emulator.api_key = None
    for fault in faults:
        batch.emulator.add_fault(fault)
    done = command(batch.emulator, "Get-BatchOutput", "b1")
    assert done.returncode == 0 and done.stdout.encode() == TEXT


def test_content_that_changes_on_the_way_is_an_error_and_never_mixed(batch: Service) -> None:
    file = batch.emulator.batches.look("b1")["output_file_id"]
    batch.emulator.add_fault(f"cut=300000,times=1,{CONTENT}")
    result_lines: list[Any] = []
    processor = CmdletProcessor(batch.shell.session, GetBatchOutput.spec, [ParameterToken("BatchId", "b1")])
    errors: list[Any] = []
    processor.streams = processor.streams.redirected(error=errors.append)
    for item in iterate(processor):
        if not result_lines:
            batch.emulator.replace_file(file, TEXT.replace(b"x", b"y"))
        result_lines.append(item)
    assert len(errors) == 1 and "changed" in errors[0].message
    assert all(b"y" * 400 not in item._raw for item in result_lines)
    assert 0 < len(result_lines) < LINES


def test_a_server_that_never_gives_the_rest_is_given_up_with_what_came(batch: Service) -> None:
    batch.emulator.add_fault(f"cut=300000,times=1,{CONTENT}")
    batch.emulator.add_fault(f"disconnect,after=1,{CONTENT}")
    result = batch.run("Get-BatchOutput b1")
    (error,) = result.errors
    assert "could not be resumed" in error.message and str(len(TEXT)) in error.message
    assert 0 < len(result.output) < LINES


def test_without_retries_the_first_fault_of_the_service_is_the_error(batch: Service) -> None:
    batch.emulator.add_fault("429,times=1,path=/batches/*")
    (error,) = batch.run("Get-BatchOutput b1").errors
    assert "RateLimitExceeded" in error.error_id


def test_each_retry_is_said(batch: Service) -> None:
    batch.emulator.add_fault("429,times=2,retry_after_ms=1,path=/batches/*")
    warnings = batch.run("Get-BatchOutput b1 -MaxRetryCount 2").warnings
    assert len([w for w in warnings if w.startswith("Retry")]) == 2


# -- memory ----------------------------------------------------------------------------------------------------------

SIZE = 16_000_000
ALLOWED = 10_000_000  # what is on the way at once: a few blocks of a megabyte, in two forms


def held(batch: Service, script: str) -> int:
    """The most memory that a script took."""
    batch.run("1 | ForEach-Object { $_ } | Out-Null")
    tracemalloc.start()
    try:
        result = batch.shell.invoke(script, lambda value: None)
        assert result.terminated_by is None
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture
def large(batch: Service) -> str:
    made = LargeOutput(SIZE)
    file = batch.emulator.add_file(made)["id"]
    counts = {"total": made.lines, "completed": made.lines, "failed": 0}
    return str(batch.emulator.add_batch([], output_file_id=file, request_counts=counts)["id"])


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "| ForEach-Object { $null = $_.custom_id }",
        "| Where-Object { $_.response.status_code -ne 200 }",
        "-ThrottleLimit 2",
        "-OutputFormat Csv",
        "-OutFile {out}",
        "-OutputFormat Json -OutFile {out}",
    ],
)
@pytest.mark.slow
def test_memory_does_not_grow_with_the_size(batch: Service, large: str, tmp_path: Path, rest: str) -> None:
    script = f"Get-BatchOutput {large} {rest.replace('{out}', str(tmp_path / 'out'))}"
    assert held(batch, script) < ALLOWED


@pytest.mark.slow
def test_memory_does_not_grow_for_those_who_iterate(batch: Service, large: str) -> None:
    tracemalloc.start()
    try:
        processor = CmdletProcessor(batch.shell.session, GetBatchOutput.spec, [ParameterToken("BatchId", large)])
        count = sum(1 for item in iterate(processor) if item["custom_id"])
        assert count > 1000 and tracemalloc.get_traced_memory()[1] < ALLOWED
    finally:
        tracemalloc.stop()
