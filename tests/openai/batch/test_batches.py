"""Get-Batch and Stop-Batch."""

from __future__ import annotations

import pytest

from psopenai_py.emulator import request_line

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


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (120, ["Id", "endpoint", "Count", "Status", "created_at", "completed_at"]),
        (100, ["Id", "Count", "Status", "created_at", "completed_at"]),
        (80, ["Id", "Count", "Status", "created_at"]),
    ],
)
def test_a_batch_in_a_narrow_terminal_is_a_line_with_whole_dates(
    service: Service, width: int, columns: list[str]
) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")])
    (batch,) = service.output("Wait-Batch b1 -PollIntervalSec 0")
    lines = service.shell.format_at([batch], width).strip().splitlines()
    assert lines[0].split() == columns and len(lines) == 3 and all(len(line) <= width for line in lines)
    assert lines[2].count(":") == 2 * sum(column.endswith("_at") for column in columns)
