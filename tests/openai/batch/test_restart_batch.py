"""Restart-Batch: only what failed again, and the results of all rounds as one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.openai.batch.rounds import merged

from ..command import command
from ..conftest import KEY, Service
from .test_journal import AtHome

IDS = ["good", "a-fail-500-x1", "b-fail-429-x2", "c-fail-400", "d-lost-x1"]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[AtHome]:
    with Emulator(api_key=KEY) as emulator:
        made = AtHome(emulator, tmp_path)
        with made.shell:
            yield made


def ended(emulator: Emulator, ids: list[str], id: str = "b1", **more: Any) -> None:
    emulator.add_batch(id=id, requests=[request_line(each) for each in ids], **more)
    emulator.batches.look(id)


def input_of(service: Service, batch: Any) -> list[str]:
    content = service.emulator.files.get(batch["input_file_id"]).content
    lines = b"".join(content.chunks(0, content.size)).splitlines()
    return [json.loads(line)["custom_id"] for line in lines]


def test_what_failed_or_is_missing_becomes_a_batch(home: AtHome) -> None:
    ended(home.emulator, IDS, metadata={"team": "x", "psopenai_split": "s", "psopenai_part": "1/2"})
    (batch,) = home.output("Restart-Batch b1")
    assert input_of(home, batch) == IDS[1:], "in the order of the input"
    assert batch["metadata"]["team"] == "x" and "psopenai_part" not in batch["metadata"]
    assert batch["Follows"] == ["b1"] and batch["endpoint"] == "/v1/chat/completions"
    assert home.output("(Get-Batch -Local).follows") == ["b1"]


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_what_was_not_done_any_more_is_repeated(home: AtHome, status: str) -> None:
    ids = [f"q{n}" for n in range(10)]
    home.emulator.add_batch(id="b1", requests=[request_line(id) for id in ids], statuses=["in_progress", status])
    home.output("Get-Batch b1; Get-Batch b1")
    done = set(home.output("Get-BatchOutput b1 | Where-Object { $_.response } | ForEach-Object custom_id"))
    assert len(done) == 5
    (batch,) = home.output("Restart-Batch b1")
    assert set(input_of(home, batch)) == set(ids) - done
    results = home.output("$b = Get-Batch b1 | Restart-Batch; $b | Get-BatchOutput -Wait | ForEach-Object custom_id")
    assert sorted(results) == ids


def test_rounds_go_on_until_nothing_fails(home: AtHome) -> None:
    ended(home.emulator, IDS[:3])
    (last,) = home.output("Restart-Batch b1 -Until 5 -PollIntervalSec 0")
    assert len(last["Follows"]) == 2 and len(home.output("Get-Batch -All")) == 3
    results = home.output("$last = Restart-Batch b1 -Until 1; Get-Batch -All | Out-Null; $last | Get-BatchOutput")
    assert {item["custom_id"]: item["response"]["status_code"] for item in results} == dict.fromkeys(IDS[:3], 200)


def test_rounds_end_and_the_last_good_result_wins(home: AtHome) -> None:
    ended(home.emulator, IDS)
    home.run("$last = Restart-Batch b1 -Until 3 -PollIntervalSec 0")
    results = home.output("$last | Get-BatchOutput -InInputOrder")
    found = [(item["custom_id"], item["response"]["status_code"]) for item in results]
    assert found == [(id, 400 if id == "c-fail-400" else 200) for id in IDS]
    (failed,) = home.output("$last | Get-BatchOutput -Failed")
    assert failed["custom_id"] == "c-fail-400" and failed["input"]["method"] == "POST"
    home.output(f"$last | Get-BatchOutput -OutFile {home.folder}/x.jsonl")
    lines = [json.loads(line) for line in (home.folder / "x.jsonl").read_text().splitlines()]
    assert sorted(line["custom_id"] for line in lines) == sorted(IDS)


@pytest.mark.parametrize(
    "passed_on",
    [
        "$b | Wait-Batch",
        "Wait-Batch $b",
        "Wait-Batch -BatchId $b",
        "$b | Get-Batch",
        "Get-Batch $b",
        "Watch-Batch $b",
    ],
)
def test_what_a_batch_follows_is_passed_on(home: AtHome, passed_on: str) -> None:
    ended(home.emulator, IDS[:2])
    home.run("$b = Restart-Batch b1; Get-Batch $b.id | Wait-Batch | Out-Null")
    assert home.output(f"({passed_on}).Follows") == ["b1"]
    assert sorted(home.output(f"{passed_on} | Get-BatchOutput | ForEach-Object custom_id")) == sorted(IDS[:2])
    assert home.output("Get-Batch $b.id | Wait-Batch | Where-Object Follows") == [], "an id is one batch"


def test_what_a_cancelled_batch_follows_is_passed_on(home: AtHome) -> None:
    home.emulator.add_batch(id="runs", requests=[request_line("a")], statuses=["in_progress"])
    script = "Get-Batch runs | Add-Member Follows @('b1') -PassThru | Stop-Batch -PassThru"
    assert home.output(f"({script}).Follows") == ["b1"]


def test_several_batches_are_repeated_together(home: AtHome) -> None:
    ended(home.emulator, ["a-fail-500-x1"], "b1")
    ended(home.emulator, ["good"], "b2")
    ended(home.emulator, ["c-fail-500-x2"], "b3")
    batches = home.output("'b1', 'b2', 'b3' | Restart-Batch -Until 3 -PollIntervalSec 0")
    assert [list(batch["Follows"] or ()) if "Follows" in list(batch) else [] for batch in batches][:2] == [["b1"], []]
    assert [item["custom_id"] for item in home.output("'b2' | Restart-Batch -Until 1 | Get-BatchOutput")] == ["good"]


def test_all_rounds_are_measured(home: AtHome) -> None:
    ended(home.emulator, IDS[:3])
    (measured,) = home.output("Restart-Batch b1 -Until 5 -PollIntervalSec 0 | Measure-Batch")
    assert [batch["Requests"] for batch in measured["Batches"]] == [3, 2, 1]
    assert (measured["Succeeded"], measured["Failed"]) == (3, 3)


def test_the_journal_knows_the_rounds_of_an_earlier_run(home: AtHome) -> None:
    ended(home.emulator, IDS)
    (second,) = home.output("Restart-Batch b1")
    (third,) = home.output(f"Restart-Batch {second['id']} -Until 1 -PollIntervalSec 0")
    assert third["Follows"] == ["b1", second["id"]]


def test_nothing_is_started_where_nothing_failed(home: AtHome) -> None:
    ended(home.emulator, ["good"])
    result = home.run("Restart-Batch b1")
    assert not result.output and not result.errors and "Nothing" in str(result.information[0])
    assert not any(request.route == "/files" for request in home.emulator.requests)


def test_what_cannot_be_repeated_says_why(home: AtHome) -> None:
    home.emulator.add_batch(id="runs", requests=[request_line("a")], statuses=["in_progress"])
    ended(home.emulator, ["a", "a"], "refused")
    ended(home.emulator, ["fail-500"], "gone")
    home.emulator.files.delete(home.emulator.batches.look("gone")["input_file_id"])
    result = home.run("'runs', 'refused', 'gone', 'none' | Restart-Batch")
    ids = [error.fully_qualified_error_id.partition(",")[0] for error in result.errors]
    assert sorted(ids) == ["BatchNotEnded", "InputGone", "InputRefused", "NotFoundException"] and not result.output
    assert not result.warnings
    messages = [error.message for error in result.errors]
    assert any("-Until" in text for text in messages) and any("input file" in text for text in messages)


def test_failed_results_bring_their_requests_to_a_new_batch(home: AtHome) -> None:
    ended(home.emulator, IDS)
    (batch,) = home.run("Get-BatchOutput b1 -Failed | Start-Batch").output
    assert sorted(input_of(home, batch)) == sorted(IDS[1:])


def test_the_shell_carries_what_a_batch_follows(tmp_path: Path) -> None:
    with Emulator() as emulator:
        ended(emulator, IDS[:2])
        state = {"XDG_STATE_HOME": str(tmp_path)}
        restarted = command(emulator, "Restart-Batch", "b1", **state)
        assert json.loads(restarted.stdout)["psopenai"] == {"follows": ["b1"]}
        results = command(emulator, "Get-BatchOutput", "-Wait", stdin=restarted.stdout, **state)
        lines = [json.loads(line) for line in results.stdout.splitlines()]
        assert {line["custom_id"]: line["response"]["status_code"] for line in lines} == dict.fromkeys(IDS[:2], 200)
        failed = command(emulator, "Get-BatchOutput", "b1", "-Failed", **state)
        again = command(emulator, "Start-Batch", stdin=failed.stdout, **state)
        assert again.returncode == 0 and json.loads(again.stdout)["object"] == "batch"


def test_merging_keeps_one_result_for_each_id() -> None:
    rounds = [("a", 500), ("b", 200)], [("a", 200), ("b", 500), ("c", 400)], [("c", 429), ("d", 200), ("b", 200)]
    blocks = [
        [json.dumps(output_line(id, f"round {at}", status)).encode() for id, status in lines]
        for at, lines in enumerate(rounds)
    ]
    random.Random(1).shuffle(blocks[2])
    found = [json.loads(line) for block in merged(blocks) for line in block]
    kept = {line["custom_id"]: (line["response"]["status_code"], json.dumps(line)) for line in found}
    assert len(found) == 4 and {id: status for id, (status, _) in kept.items()} == {
        "a": 200,
        "b": 200,
        "c": 400,
        "d": 200,
    }
    assert "round 0" in kept["b"][1] and "round 1" in kept["a"][1] and "round 1" in kept["c"][1]
