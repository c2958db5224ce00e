"""Watch-Batch: a live table of batches, lines where there is no terminal, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator, request_line
from psopenai_py.frontends.standard_error import aligned
from psopenai_py.openai.batch.watching import Pace, bar, duration

from ...frontends.conftest import settings
from ...screen import Terminal
from ..command import command, start
from ..conftest import Service
from .test_journal import AtHome, home  # noqa: F401 (a fixture)

STAGE = 3600.0  # seconds: longer than any test


def slow(emulator: Emulator, id: str, count: int = 4, last: str = "completed") -> None:
    states = ["validating", "in_progress", last]
    emulator.add_batch(id=id, requests=[request_line(f"{id}-{n}") for n in range(count)], statuses=states)


def test_batches_come_when_they_have_ended_and_a_summary_comes_last(service: Service) -> None:
    service.emulator.batches.speed = 0.05
    for id in ("b1", "b2"):
        service.emulator.add_batch(id=id, requests=[request_line(f"q{n}") for n in range(4)])
    result = service.run("'b1', 'b2', 'b1' | Watch-Batch -PollIntervalSec 0.02")
    assert not result.errors and [batch["status"] for batch in result.output] == ["completed"] * 2
    (summary,) = map(str, result.information)
    assert summary.startswith("2 batches: 2 completed; 8 requests done; watched for ")


def test_what_batches_have_done_counts_although_they_have_not_ended(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")])
    counts = {"total": 9, "completed": 3, "failed": 1}
    service.emulator.add_batch(
        id="b2", requests=[request_line("a")], statuses=["in_progress"] * 999, request_counts=counts
    )
    result = service.run("'b1', 'b2' | Watch-Batch -PollIntervalSec 0.02 -TimeoutSec 1")
    assert "1 not ended; 4 requests done, 1 failed" in str(result.information[-1])


def test_failed_requests_are_counted_and_a_failed_batch_is_an_error(service: Service) -> None:
    service.emulator.add_batch(id="good", requests=[request_line("a"), request_line("fail-500")])
    service.emulator.add_batch(id="bad", requests=[request_line("a"), request_line("a")])
    result = service.run("Get-Batch good | Watch-Batch -PollIntervalSec 0")
    assert not result.errors and "1 failed. " not in str(result.information[0])
    assert "1 requests done, 1 failed" in str(result.information[0]) and "Restart-Batch" in str(result.information[0])
    result = service.run("'bad' | Watch-Batch -PollIntervalSec 0")
    assert [error.fully_qualified_error_id for error in result.errors] == ["BatchNotCompleted,Watch-Batch"]
    assert "custom_id" in result.errors[0].message and result.output[0]["status"] == "failed"


def test_results_follow_in_the_pipeline(service: Service) -> None:
    slow(service.emulator, "b1", 2)
    assert service.output(
        "Watch-Batch b1 -PollIntervalSec 0 | Get-BatchOutput | ForEach-Object custom_id | Sort-Object"
    ) == [
        "b1-0",
        "b1-1",
    ]


def test_without_ids_what_the_journal_has_running_is_watched(home: AtHome) -> None:  # noqa: F811
    (first,) = home.start("one").output
    (second,) = home.start("two").output
    watched = home.output("Watch-Batch -PollIntervalSec 0")
    assert [batch["id"] for batch in watched] == [first["id"], second["id"]]
    assert home.output("Get-Batch -Local | ForEach-Object status") == ["completed"] * 2
    result = home.run("Watch-Batch; @() | Watch-Batch")
    assert not result.output and len(result.warnings) == 1


@pytest.fixture
def held() -> Iterator[Emulator]:
    """A service whose batches do not go on by themselves: `run_for` says how far each has come."""
    with Emulator(speed=STAGE) as emulator:
        yield emulator


def run_for(emulator: Emulator, stages: float, *ids: str) -> None:
    """Let batches go on by so many of their stages: validating, in progress, finalizing, completed."""
    for id in ids:
        emulator.batches.shift(id, -stages * STAGE)


def test_the_shell_command_writes_lines_and_its_exit_code_tells(held: Emulator) -> None:
    held.add_batch(id="good", requests=[request_line(f"q{n}") for n in range(10)])
    held.add_batch(id="bad", requests=[request_line("a"), request_line("a")])
    run_for(held, 1.5, "good")
    process = start(held, "Watch-Batch", "good", "bad", "-PollIntervalSec", "0.1", "-TimeoutSec", "60")
    assert process.stderr is not None
    lines: list[str] = []
    while not any("good  in_progress" in line for line in lines):
        lines.append(process.stderr.readline().decode())
        assert lines[-1], lines
    run_for(held, 1.5, "bad")
    run_for(held, 3, "good")
    out, rest = process.communicate(timeout=60)
    lines += rest.decode().splitlines()
    assert process.returncode == 1
    assert {json.loads(line)["id"] for line in out.splitlines()} == {"good", "bad"}
    assert sum(line.startswith("psopenai: Watch-Batch: good  in_progress") for line in lines) == 1
    assert lines[-1].startswith("2 batches: 1 ") and "1 failed" in lines[-1] and "1 completed" in lines[-1]
    assert not any("\x1b" in line for line in lines)
    assert command(held, "Watch-Batch", "good").returncode == 0


def test_a_terminal_shows_a_table_that_goes_when_all_have_ended(held: Emulator, tmp_path: Path) -> None:
    ids = ("batch_1", "batch_2")
    for id in ids:
        held.add_batch(id=id, requests=[request_line(f"q{n}") for n in range(10)])
    run_for(held, 1.5, *ids)
    terminal = Terminal(("Watch-Batch", *ids, "-PollIntervalSec", "0.15"), settings(held, tmp_path), columns=100)
    try:
        shown = terminal.wait_for("#.")
        assert "BATCH" in shown and "0 of 2 batches have ended" in shown
        rows = [line for line in shown.splitlines() if line.startswith("batch_")]
        assert [row.split()[0] for row in rows] == list(ids)
        assert all(row.index("in_progress") == rows[0].index("in_progress") for row in rows)
        run_for(held, 3, *ids)
        assert terminal.wait_for_end() == 0
        left = [line for line in terminal.screen.display if line.strip()]
        assert not any("BATCH" in line or "#" in line for line in left)
        assert any(line.startswith("2 batches: 2 completed") for line in left)
    finally:
        terminal.close()


def test_a_table_higher_than_the_terminal_is_cut(held: Emulator, tmp_path: Path) -> None:
    ids = [f"batch_{n:02}" for n in range(30)]
    for id in ids:
        held.add_batch(id=id, requests=[request_line("q")])
    words = ("Watch-Batch", *ids, "-PollIntervalSec", "0.15")
    terminal = Terminal(words, settings(held, tmp_path), columns=100, lines=12)
    try:
        shown = terminal.wait_for("more")
        assert "... and 22 more" in shown and "0 of 30 batches" in shown
        run_for(held, 4, *ids)
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()


def test_cells_are_aligned_and_empty_columns_left_out() -> None:
    rows = [("BATCH", "DONE", "FAILED", "LEFT"), ("b1", "5/10", "", "1 min 5 s"), ("batch_2", "10/100", "", "")]
    assert aligned(rows) == ["BATCH      DONE       LEFT", "b1         5/10  1 min 5 s", "batch_2  10/100"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (3599, "59 min 59 s"), (3661, "1 h 1 min"), (1e5, "1 d 3 h")],
)
def test_a_duration_has_two_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_bar_is_never_longer_than_full() -> None:
    assert bar(0.5) == "[##########..........]  50 %" and bar(3.0) == "[####################] 100 %"


def test_the_speed_is_that_of_the_last_minutes() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    pace.note(0)
    assert pace.speed is None
    for now, done in ((60.0, 600), (120.0, 1200), (180.0, 1200), (240.0, 1200)):
        pace.note(done)
        if now == 120.0:
            assert pace.speed == 10.0
    assert pace.speed is None  # nothing more was done
    now = 300.0
    pace.note(5)  # counted anew
    assert pace.speed is None
