"""Get-Batch, Start-Batch and Stop-Batch."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from psopenai_py.emulator import request_line
from psopenai_py.errors import ErrorRecord
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.batch import start_batch
from psopenai_py.openai.context_state import state_of

from ..command import asked, ids
from ..conftest import Service

# -- Get-Batch -------------------------------------------------------------------------------------------------------


def test_all_asks_for_page_after_page(service: Service) -> None:
    for n in range(150):
        service.emulator.add_batch([], id=f"b{n}")
    assert len(service.output("Get-Batch -All")) == 150
    assert [r.query for r in service.emulator.requests] == [{"limit": "100"}, {"limit": "100", "after": "b50"}]


def test_pages_are_asked_for_as_they_are_needed(service: Service) -> None:
    for n in range(150):
        service.emulator.add_batch([], id=f"b{n}")
    service.output("Get-Batch -All | Select-Object -First 3")
    assert len(service.emulator.requests) == 1


def test_without_all_there_is_one_page(service: Service) -> None:
    for n in range(30):
        service.emulator.add_batch([], id=f"b{n}")
    assert len(service.output("Get-Batch")) == 20 and len(service.output("Get-Batch -Limit 7")) == 7


def test_an_id_with_odd_characters_stays_one_part_of_the_path(service: Service) -> None:
    result = service.run("Get-Batch 'a/../b c?d#e'")
    assert len(result.errors) == 1
    assert service.emulator.requests[-1].path == "/v1/batches/a%2F..%2Fb%20c%3Fd%23e"


def test_each_piped_id_is_done(service: Service) -> None:
    for name in ("b1", "b2"):
        service.emulator.add_batch([], id=name)
    result = service.run("'b1', 'none', 'b2' | Get-Batch")
    assert ids(result.output) == ["b1", "b2"] and len(result.errors) == 1


# -- Start-Batch -----------------------------------------------------------------------------------------------------


def no_waits(service: Service) -> list[float]:
    noted: list[float] = []
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=noted.append))
    return noted


def test_a_batch_starts_when_its_upload_has_been_read(service: Service) -> None:
    waits = no_waits(service)
    service.emulator.add_fault("pending,times=1,path=/files,method=POST")
    service.emulator.add_fault("pending,times=2,path=/files/*")
    assert service.texts("(Request-ChatCompletion x -AsBatch | Start-Batch).status") == ["validating"]
    assert len(waits) == 2


def test_a_refused_batch_waits_for_its_file_and_is_started_again(service: Service) -> None:
    waits = no_waits(service)
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    service.emulator.add_fault("pending,times=1,path=/batches,method=POST")
    service.emulator.add_fault("pending,times=2,path=/files/*")
    assert service.texts(f"(Start-Batch {file}).status") == ["validating"]
    assert len(waits) == 1


def test_a_batch_that_is_refused_for_another_reason_stays_refused(service: Service) -> None:
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    (error,) = service.run(f"Start-Batch {file} -CompletionWindow 1h").errors
    assert "completion_window" in error.message or "24h" in error.message


def uploaded(service: Service) -> list[dict[str, object]]:
    """The requests in the file that was uploaded last."""
    upload = [r for r in service.emulator.requests if r.route == "/files"][-1]
    file = next(iter(reversed(service.emulator.files._files.values())))
    assert upload.method == "POST"
    return [json.loads(line) for line in b"".join(file.content.chunks(0, file.content.size)).splitlines()]


def test_piped_requests_become_one_file_and_one_batch(service: Service) -> None:
    (batch,) = service.output("'Hello', 'Good morning' | Request-ChatCompletion -AsBatch -Model m | Start-Batch")
    assert asked(service.emulator) == [("POST", "/files"), ("POST", "/batches")]
    lines = uploaded(service)
    assert [line["body"]["messages"][0]["content"] for line in lines] == ["Hello", "Good morning"]  # type: ignore[index]
    assert batch["endpoint"] == "/v1/chat/completions" and batch["status"] == "validating"


def test_the_endpoint_of_the_requests_is_the_batchs(service: Service) -> None:
    (batch,) = service.output("Request-Embeddings a -Model m -AsBatch | Start-Batch")
    assert batch["endpoint"] == "/v1/embeddings"


def test_a_file_is_started_by_its_id_or_itself(service: Service) -> None:
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    for script in (f"Start-Batch {file}", f"'{file}' | Start-Batch", f"Get-OpenAIFile {file} | Start-Batch"):
        (batch,) = service.output(script)
        assert batch["input_file_id"] == file
    assert service.body == {"input_file_id": file, "endpoint": "/v1/chat/completions", "completion_window": "24h"}


def test_metadata_and_expiry_are_sent(service: Service) -> None:
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    service.output(
        f"Start-Batch {file} -MetaData @{{ who = 'me' }} -OutputExpiresAfterSeconds 3600 -Endpoint /V1/Embeddings"
    )
    assert service.body["metadata"] == {"who": "me"} and service.body["endpoint"] == "/v1/embeddings"
    assert service.body["output_expires_after"] == {"seconds": 3600, "anchor": "created_at"}


@pytest.mark.parametrize("value", ["[pscustomobject]@{ a = 1 }", "@{ a = 1 }", "(Get-Date)"])
def test_what_is_no_file_and_no_request_is_refused(service: Service, value: str) -> None:
    result = service.run(f"{value} | Start-Batch")
    assert len(result.errors) == 1 and not service.emulator.requests


def test_more_requests_than_the_service_takes_are_refused_before_the_upload(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_batch, "MOST_REQUESTS", 3)
    result = service.shell.run("1..4 | ForEach-Object { Request-Embeddings $_ -AsBatch -Model m } | Start-Batch")
    assert [e.error_id for e in result.errors] == ["BatchTooLarge"] and not service.emulator.requests


def test_a_larger_input_than_the_service_takes_is_refused(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_batch, "MOST_BYTES", 1000)
    script = "Request-Embeddings ('x' * 2000) -AsBatch -Model m | Start-Batch"
    assert [e.error_id for e in service.shell.run(script).errors] == ["BatchTooLarge"]


def test_requests_wait_on_the_disk(service: Service) -> None:
    script = "$t = 'x' * 20000; 1..{0} | ForEach-Object {{ Request-Embeddings $t -AsBatch -Model m }} | Start-Batch"
    service.output(script.format(2))
    tracemalloc.start()
    try:
        service.output(script.format(400))
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_a_failed_upload_is_one_error(service: Service) -> None:
    service.emulator.add_fault("500,path=/files")
    result = service.run("Request-Embeddings a -AsBatch -Model m | Start-Batch")
    assert len(result.errors) == 1 and asked(service.emulator) == [("POST", "/files")]


# -- Stop-Batch ------------------------------------------------------------------------------------------------------


def test_a_batch_that_runs_is_cancelled(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")], statuses=["in_progress"])
    assert service.output("Stop-Batch b1") == []
    assert asked(service.emulator)[-1] == ("POST", "/batches/b1/cancel")
    assert service.texts("(Get-Batch b1).status") == ["cancelled"]


def test_a_piped_batch_is_cancelled_and_passed_on(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")], statuses=["in_progress"])
    (batch,) = service.output("Get-Batch b1 | Stop-Batch -PassThru")
    assert batch["status"] == "cancelling" and len(service.emulator.requests) == 2


def test_a_batch_that_has_ended_is_an_error_and_nothing_is_sent(service: Service) -> None:
    service.emulator.add_batch([], id="b1")
    result = service.run("Stop-Batch b1")
    assert len(result.errors) == 1 and "completed" in result.errors[0].message
    assert asked(service.emulator) == [("GET", "/batches/b1")]


def test_wait_waits_until_it_is_cancelled(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")], statuses=["in_progress"])
    (batch,) = service.output("Stop-Batch b1 -Wait -PassThru")
    assert batch["status"] == "cancelled"


def test_errors_are_caught_by_their_types(service: Service) -> None:
    script = """try { Get-Batch batch_none -ErrorAction Stop } catch [%s] {
        [int]$_.Exception.StatusCode; "$($_.Exception.StatusCode)"; $_.Exception.StatusCode -eq 'NotFound'
        $_.Exception.StatusCode.value__; $_.Exception.Type; $_.Exception.Response.ReasonPhrase
    }"""
    for name in (
        "NotFoundException",
        "APIRequestException",
        "PSOpenAI.APIRequest.NotFoundException",
        "System.Net.Http.HttpRequestException",
    ):
        found = service.output(script % name)
        assert found == [404, "NotFound", True, 404, "invalid_request_error", "Not Found"], name


def test_a_request_without_an_id_of_its_own_starts_nothing(service: Service) -> None:
    script = "$r = Request-ChatCompletion x -AsBatch; $r.custom_id = ''; $r | Start-Batch"
    assert [error.error_id for error in errors_of(service, script)] == ["RequestWithoutCustomId"]
    assert not any(request.route == "/files" for request in service.emulator.requests)


def errors_of(service: Service, script: str) -> list[ErrorRecord]:
    result = service.shell.run(script)
    return [*result.errors, *([result.terminated_by] if result.terminated_by is not None else [])]
