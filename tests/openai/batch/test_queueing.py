"""Queues of batches: under a limit, and after their end by force."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, request_line
from psopenai_py.openai.batch import queueing
from psopenai_py.openai.batch.journal import Journal

from ..command import INTERRUPTED, PROGRAM, command, environment
from ..conftest import KEY
from .test_journal import AtHome


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtHome]:
    monkeypatch.setattr(queueing, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(queueing, "LIMIT_PAUSE", 0.05)
    with Emulator(api_key=KEY, speed=0.05) as emulator:
        made = AtHome(emulator, tmp_path)
        with made.shell:
            yield made


def requests(folder: Path, count: int, name: str = "in.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(request_line(f"{name}-{n}")) + "\n" for n in range(count)))
    return path


class Load:
    """How many batches ran at the same time, seen whenever one was created."""

    def __init__(self, emulator: Emulator) -> None:
        self.most = 0
        create = emulator.batches.create

        def counted(*args: Any, **more: Any) -> dict[str, Any]:
            made = create(*args, **more)
            states = [batch["status"] for batch in emulator.batches.look_at_all()]
            self.most = max(self.most, sum(state in ("validating", "in_progress", "finalizing") for state in states))
            return made

        emulator.batches.create = counted  # type: ignore[method-assign]


@pytest.mark.parametrize("most", [1, 2])
def test_so_many_run_at_once(home: AtHome, most: int) -> None:
    home.emulator.batches.speed = 0.05 if most == 1 else 0.3  # the first still runs when the second begins
    load = Load(home.emulator)
    path = requests(home.folder, 10)
    done = home.output(f"Start-Batch {path} -SplitAt 2 -Queue -ThrottleLimit {most}")
    assert [batch["status"] for batch in done] == ["completed"] * 5 and load.most == most
    assert [part["psopenai_part"] for part in (batch["metadata"] for batch in done)] == [f"{n}/5" for n in range(1, 6)]
    ids = home.output("Get-Batch -Local | Get-BatchOutput | ForEach-Object custom_id")
    assert sorted(ids) == sorted(f"in.jsonl-{n}" for n in range(10))


def test_the_limit_of_tokens_is_kept_and_nothing_is_lost(home: AtHome) -> None:
    home.emulator.batches.token_limit, home.emulator.batches.speed = 150, 0.6
    requests(home.folder, 3, "a.jsonl"), requests(home.folder, 3, "b.jsonl")
    result = home.run(f"Start-Batch {home.folder}/?.jsonl -Queue -ThrottleLimit 2")
    assert not result.errors and [batch["status"] for batch in result.output] == ["completed"] * 2
    made = home.output("Get-Batch -All")
    refused = [batch for batch in made if batch["status"] == "failed"]
    assert len(refused) == 1 and len(made) == 3, "it learns that one fits, and does not try on"
    assert len({batch["input_file_id"] for batch in result.output}) == 2


def test_the_queue_waits_for_batches_of_others(home: AtHome) -> None:
    home.emulator.batches.token_limit = 150
    other = home.emulator.add_batch(requests=[request_line(f"o{n}") for n in range(3)])
    home.emulator.batches.shift(other["id"], 0.2)  # it runs for a while longer
    result = home.run(f"Start-Batch {requests(home.folder, 3)} -Queue")
    assert not result.errors and [batch["status"] for batch in result.output] == ["completed"]


def test_a_batch_that_alone_is_above_the_limit_is_an_error(home: AtHome) -> None:
    home.emulator.batches.token_limit = 100
    large, small = requests(home.folder, 3, "a.jsonl"), requests(home.folder, 1, "b.jsonl")
    result = home.run(f"Start-Batch {home.folder}/?.jsonl -Queue")
    assert large.exists() and small.exists()
    assert {batch["status"] for batch in result.output} == {"completed", "failed"}
    assert "-SplitAt" in result.errors[0].message
    assert not home.run("Resume-Batch").output


def test_what_the_service_refuses_does_not_stop_the_others(home: AtHome) -> None:
    requests(home.folder, 1, "a.jsonl"), requests(home.folder, 1, "b.jsonl")
    home.emulator.add_fault("404,path=/batches,method=POST,times=1")
    home.emulator.add_fault("500,path=/batches,method=POST,after=1,times=1")
    result = home.run(f"Start-Batch {home.folder}/?.jsonl -Queue -ThrottleLimit 1")
    assert [error.fully_qualified_error_id.split(",")[1] for error in result.errors] == ["Start-Batch"]
    assert [batch["status"] for batch in result.output] == ["completed"]


def test_a_lost_answer_starts_nothing_twice(home: AtHome) -> None:
    home.emulator.add_fault("lose,path=/batches,method=POST,times=1")
    result = home.run(f"Start-Batch {requests(home.folder, 4)} -SplitAt 2 -Queue")
    assert not result.errors and len(result.output) == 2 == len(home.output("Get-Batch -All"))


def test_a_queue_that_nobody_reads_to_its_end_can_be_resumed(home: AtHome) -> None:
    path = requests(home.folder, 6)
    result = home.run(f"Start-Batch {path} -SplitAt 2 -Queue -ThrottleLimit 1 | Select-Object -First 1")
    (warning,) = result.warnings
    assert "Resume-Batch queue_" in warning
    resumed = home.output(warning[warning.index("Resume-Batch") :].partition(" goes on")[0])
    assert [batch["metadata"]["psopenai_part"] for batch in resumed] == ["1/3", "2/3", "3/3"]
    assert len(home.output("Get-Batch -All")) == 3
    assert not home.run("Resume-Batch").output


def test_a_queue_works_without_a_journal(home: AtHome) -> None:
    (home.folder / "psopenai").write_text("in the way")
    result = home.run(f"Start-Batch {requests(home.folder, 4)} -SplitAt 2 -Queue")
    assert [batch["status"] for batch in result.output] == ["completed"] * 2 and len(result.warnings) == 1


def test_a_queue_that_is_not_there_is_an_error(home: AtHome) -> None:
    assert home.error_ids("Resume-Batch queue_none") == ["QueueNotFound,Resume-Batch"]
    assert home.error_ids("Start-Batch file-1 -ThrottleLimit 2") == ["ThrottleLimitWithoutQueue,Start-Batch"]


@pytest.mark.slow
def test_a_killed_queue_goes_on_where_it_was(tmp_path: Path) -> None:
    path = requests(tmp_path, 6)
    with Emulator(speed=0.4, token_limit=150) as emulator:
        state = {"XDG_STATE_HOME": str(tmp_path)}
        words = ("Start-Batch", path, "-SplitAt", "2", "-Queue")
        run = subprocess.Popen(
            [*PROGRAM, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(emulator, **state),
        )
        journal = Journal(str(tmp_path / "psopenai/batches.sqlite3"))
        while not any(entry.id and entry.place == 2 for entry in journal.entries()):
            assert run.poll() is None
            time.sleep(0.05)
        emulator.batches.speed = 3600  # the run must not end before it is killed
        other = command(emulator, "Resume-Batch", **state)
        assert other.returncode == 1 and "Another process" in other.stderr
        run.send_signal(signal.SIGKILL)
        run.wait()
        emulator.batches.speed = 0.1
        resumed = command(emulator, "Resume-Batch", **state)
        assert resumed.returncode == 0, resumed.stderr
        batches = [json.loads(line) for line in resumed.stdout.splitlines()]
        assert [batch["metadata"]["psopenai_part"] for batch in batches] == ["1/3", "2/3", "3/3"]
        results = command(emulator, "Get-BatchOutput", stdin=resumed.stdout, **state)
        ids = sorted(json.loads(line)["custom_id"] for line in results.stdout.splitlines())
        assert ids == sorted(f"in.jsonl-{n}" for n in range(6))


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    path = requests(tmp_path, 4)
    with Emulator(speed=3600) as emulator:
        state = {"XDG_STATE_HOME": str(tmp_path)}
        run = subprocess.Popen(
            [*PROGRAM, "Start-Batch", str(path), "-SplitAt", "2", "-Queue"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(emulator, **state),
        )
        while not any(request.route == "/batches" for request in emulator.requests):
            assert run.poll() is None
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=60)
        assert run.returncode in INTERRUPTED and "Resume-Batch queue_" in err
