"""Measure-Batch and Remove-BatchFile."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import psopenai_py
from psopenai_py import BatchMeasure
from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.openai.batch.measuring import PriceError, Prices, parse_prices, percentiles, read_prices
from psopenai_py.openai.batch.remove_batch_file import moment_before
from psopenai_py.testing import emulated

from ..command import asked, command
from ..conftest import Service


def used(
    custom_id: str, given: int, made: int, model: str = "gpt-4o-mini-2024-07-18", **details: Any
) -> dict[str, Any]:
    line = output_line(custom_id)
    usage = {"prompt_tokens": given, "completion_tokens": made, "total_tokens": given + made, **details}
    line["response"]["body"].update(model=model, usage=usage)
    return line


LINES = [
    used("a", 100, 10, prompt_tokens_details={"cached_tokens": 40}),
    used("b", 200, 30, completion_tokens_details={"reasoning_tokens": 20}),
    used("c", 1000, 1, "o9"),
    output_line("d", "Slow <down> & wait", 429),
    output_line("e", error={"code": "batch_expired", "message": "Too late."}),
    output_line("f", "Slow down", 429),
]


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.add_batch(LINES, id="b1", created_at=1700000000, completed_at=1700003661)
        emulator.add_batch([used("x", 1, 1)], id="b2", created_at=1700000100, completed_at=1700000200)
        yield emulator


def test_sums_of_a_batch(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1", created_at=1700000000, completed_at=1700003661)
    (measure,) = service.output("Measure-Batch b1")
    assert [measure[name] for name in ("Requests", "Succeeded", "Failed", "Missing")] == [6, 3, 3, 0]
    kinds = ("InputTokens", "CachedTokens", "OutputTokens", "ReasoningTokens", "TotalTokens")
    assert [measure[name] for name in kinds] == [1300, 40, 41, 20, 1341]
    assert [model.Model for model in measure.Models] == ["o9", "gpt-4o-mini-2024-07-18"]
    assert [(error.Code, error.Count, error.CustomId) for error in measure.Errors] == [
        ("invalid_request_error", 2, "d"),
        ("batch_expired", 1, "e"),
    ]
    assert measure.InputPercentiles.P50 == 200 and measure.InputPercentiles.Max == 1000
    assert measure.Price is None and service.texts("(Measure-Batch b1).Duration")[0] == "01:01:01"


def test_many_batches_are_one_object(emu: Emulator) -> None:
    done = command(emu, "Measure-Batch", stdin="b1\nb2\n")
    (measure,) = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0 and measure["TotalTokens"] == 1343
    assert [batch["Id"] for batch in measure["Batches"]] == ["b1", "b2"]
    done = command(emu, "Measure-Batch", "b1", "none", "b2")
    assert done.returncode == 1 and "none" in done.stderr and json.loads(done.stdout)["TotalTokens"] == 1343


def test_failed_and_running_batches_count_too(service: Service) -> None:
    problems = [{"code": "invalid_json_line", "line": n, "message": "bad"} for n in (3, 9)]
    service.emulator.add_batch([], "failed", "b1", errors={"object": "list", "data": problems})
    service.emulator.add_batch(id="b2", requests=[request_line("a")], statuses=["in_progress"])
    result = service.run("'b1', 'b2' | Measure-Batch")
    (measure,) = result.output
    assert [(e.Code, e.Count, e.Message) for e in measure.Errors] == [("invalid_json_line", 2, "line 3: bad")]
    assert result.errors == [] and "b2" in result.warnings[0] and measure.InputPercentiles is None


def test_python_has_its_type() -> None:
    with emulated() as emulator:
        emulator.add_batch(LINES, id="b1", created_at=1700000000, completed_at=1700003661)
        measure = psopenai_py.measure_batch("b1", price_table={"*": {"input": 1, "output": 2}})
        assert isinstance(measure, BatchMeasure) and measure.Duration == timedelta(seconds=3661)
        assert measure.Price == Decimal(1300 + 2 * 41) / 1_000_000
        assert psopenai_py.measure_batch(["b1", "b1"]).Requests == 12


# -- prices -----------------------------------------------------------------------------------------------------------


def test_prices_come_from_tables_of_many_kinds(emu: Emulator, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("model,input,cached input,output\ngpt-4o-mini,0.1,0.05,0.4\n")
    (tmp_path / "p.json").write_text('{"gpt-4o-mini": {"Input": 0.1, "CachedInput": 0.05, "Output": 0.4}}')
    rows = '[{"model": "gpt-4o*", "input": 0.1, "cached_input": 0.05, "output": 0.4}]'
    table = "@{ 'gpt-4o-mini' = @{ Input = 0.1; CachedInput = 0.05; Output = 0.4 } }"
    wanted = Decimal(260) * Decimal("0.1") + Decimal(40) * Decimal("0.05") + Decimal(40) * Decimal("0.4")
    for prices in ("p.csv", "p.json", rows, table):
        done = command(emu, "Measure-Batch", "b1", "-PriceTable", prices, cwd=tmp_path)
        assert done.returncode == 0 and "no price of o9" in done.stderr
        assert Decimal(str(json.loads(done.stdout)["Price"])) == wanted / 1_000_000


def test_a_price_without_its_output_is_warned_of(emu: Emulator) -> None:
    for table, warns in (('{"*": {"input": 1, "answer": 2}}', True), ('{"*": {"input": 1, "output": 0}}', False)):
        done = command(emu, "Measure-Batch", "b1", "-PriceTable", table)
        assert done.returncode == 0 and ("no output price of" in done.stderr) is warns
        assert Decimal(str(json.loads(done.stdout)["Price"])) == Decimal(1300) / 1_000_000


def test_the_nearest_price_counts() -> None:
    prices = Prices({"*": {"input": 9}, "m*": {"input": 8}, "m": {"input": 7}, "m-2024-01-01": {"input": 6}})
    found = [prices.of(name) for name in ("m-2024-01-01", "m-2025-01-01", "m", "mm", "x")]
    assert [price.input for price in found if price is not None] == [6, 7, 7, 8, 9]
    assert Prices({"a": {"input": 1}}).of("b") is None


@pytest.mark.parametrize("table", [{}, [], 5, {"m": 5}, {"m": {"input": "dear"}}, {"m": {"input": -1}}, [{"input": 1}]])
def test_a_table_that_is_none_is_refused(table: Any) -> None:
    with pytest.raises(PriceError):
        Prices(table)


def test_a_wrong_price_is_a_clear_error(emu: Emulator, tmp_path: Path) -> None:
    with pytest.raises(PriceError):
        parse_prices("{nope")
    (tmp_path / "p.csv").write_text("model;input;output\nm;1,5;2\n")
    with pytest.raises(PriceError, match="1,5"):
        read_prices(str(tmp_path / "p.csv"))
    for prices in ("nowhere.csv", '{"m": 1}'):
        done = command(emu, "Measure-Batch", "b1", "-PriceTable", prices, cwd=tmp_path)
        assert done.returncode != 0 and "-PriceTable" in done.stderr and done.stdout == ""


def test_percentiles_are_those_of_the_nearest_rank() -> None:
    assert percentiles(Counter(range(1, 101))) == {"P50": 50, "P90": 90, "P95": 95, "P99": 99, "Max": 100, "Mean": 50.5}
    assert percentiles(Counter({7: 3})) == {"P50": 7, "P90": 7, "P95": 7, "P99": 7, "Max": 7, "Mean": 7.0}
    assert percentiles(Counter()) == {}


# -- the chart and the report -----------------------------------------------------------------------------------------


def test_the_view_is_a_chart(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1", created_at=1700000000, completed_at=1700003661)
    text = "\n".join(service.texts("Measure-Batch b1 | Out-String"))
    assert "Requests   6: 3 succeeded, 3 failed" in text and "1,300 tokens, 40 of them cached" in text
    (bar,) = [line for line in text.splitlines() if line.startswith("o9")]
    assert "\u2588" * 24 in bar and bar.endswith("1,001")
    assert "d: Slow <down> & wait" in text and max(map(len, text.splitlines())) <= 120


class _Checked(HTMLParser):
    """Collects the tags and texts of a page, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.loads: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href") or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def test_a_table_has_the_number_of_batches(emu: Emulator) -> None:
    done = command(emu, "Measure-Batch", "b1", "-OutputFormat", "Table")
    header, _, row = done.stdout.strip().splitlines()
    assert header.split()[:3] == ["Batches", "Requests", "Succeeded"] and row.split()[0] == "1" and "@{" not in row


def test_without_a_batch_there_is_no_report(emu: Emulator, tmp_path: Path) -> None:
    done = command(emu, "Measure-Batch", "nosuch", "-OutFile", "report.html", cwd=tmp_path)
    assert done.returncode == 1 and "nosuch" in done.stderr and not (tmp_path / "report.html").exists()


@pytest.mark.parametrize("name", ["r.csv", "r.json", "r.XLSX", "r.pdf"])
def test_a_report_under_the_name_of_another_form_is_refused(emu: Emulator, tmp_path: Path, name: str) -> None:
    done = command(emu, "Measure-Batch", "b1", "-OutFile", name, cwd=tmp_path)
    assert done.returncode == 2 and "HTML" in done.stderr
    assert not emu.requests and not list(tmp_path.iterdir())


def test_the_report_is_one_page_that_loads_nothing(emu: Emulator, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    line = output_line(f"{evil}\"'&", evil, 400)
    line["response"]["body"]["error"]["code"] = evil
    emu.add_batch([line, used("y", 1, 1, evil)], id="evil")
    prices = '{"*":{"input":1,"output":2}}'
    done = command(emu, "Measure-Batch", "b1", "evil", "-OutFile", "report.html", "-PriceTable", prices, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = (tmp_path / "report.html").read_text()
    found = _Checked()
    found.feed(page)
    assert found.loads == [] and found.tags["script"] == 0 and evil not in page and "url(" not in page
    assert "default-src 'none'" in page and found.tags["table"] == 4
    assert evil in found.texts and f"{evil}\"'&" in found.texts and "2 batches" in found.texts
    assert command(emu, "Measure-Batch", "b1", "-OutFile", "-").stdout.startswith("<!DOCTYPE html>")


# -- Remove-BatchFile -------------------------------------------------------------------------------------------------


def test_old_files_of_batches_are_deleted(emu: Emulator) -> None:
    emu.add_file(b"x", "notes.txt", "assistants")
    waiting = emu.add_file(json.dumps(request_line("a")).encode(), "in.jsonl", "batch")["id"]
    emu.add_batch(id="b3", input_file_id=waiting, statuses=["in_progress"], requests=[request_line("a")])
    running = emu.batches.look("b3")["input_file_id"]
    emu.requests.clear()
    assert command(emu, "Remove-BatchFile", "-OlderThan", "1d").returncode == 0
    shown = command(emu, "Remove-BatchFile", "-OlderThan", "0", "-WhatIf")
    assert shown.returncode == 0 and not [method for method, _ in asked(emu) if method == "DELETE"]
    done = command(emu, "Remove-BatchFile", "-OlderThan", "0", "-Purpose", "batch_output")
    first = {route.rpartition("/")[2] for method, route in asked(emu) if method == "DELETE"}
    results = {emu.batches.look(b)[f"{kind}_file_id"] for b in ("b1", "b2") for kind in ("output", "error")}
    assert done.returncode == 0 and first == results - {None}
    assert command(emu, "Remove-BatchFile", "-OlderThan", "0").returncode == 0
    gone = {route.rpartition("/")[2] for method, route in asked(emu) if method == "DELETE"}
    assert gone > first and running not in gone
    left = {file["filename"] for file in json.loads("[" + ",".join(
        command(emu, "Get-OpenAIFile").stdout.splitlines()) + "]")}  # fmt: skip
    assert "notes.txt" in left


def test_files_of_a_batch_are_deleted(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1")
    facts = service.emulator.batches.look("b1")
    service.output("Get-Batch b1 | Remove-BatchFile -OlderThan 1d; Remove-BatchFile b1 -WhatIf")
    assert not [method for method, _ in asked(service.emulator) if method == "DELETE"]
    service.output("'b1' | Remove-BatchFile; Remove-BatchFile b1")  # the second time they are gone
    gone = [route.rpartition("/")[2] for method, route in asked(service.emulator) if method == "DELETE"]
    assert gone[:3] == [facts["output_file_id"], facts["error_file_id"], facts["input_file_id"]]


def test_a_batch_that_runs_keeps_its_files(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")], statuses=["in_progress"])
    (error,) = service.run("Remove-BatchFile b1").errors
    assert "b1" in error.message and "in_progress" in error.message


def test_an_object_from_when_the_batch_ran_is_looked_at_again(service: Service) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")], statuses=["in_progress", "completed"])
    service.output("$old = Get-Batch b1; $null = Wait-Batch b1; $old | Remove-BatchFile")
    facts = service.emulator.batches.look("b1")
    gone = [route.rpartition("/")[2] for method, route in asked(service.emulator) if method == "DELETE"]
    assert gone == [facts["output_file_id"], facts["input_file_id"]]


def test_without_an_age_or_a_batch_nothing_is_deleted(emu: Emulator) -> None:
    done = command(emu, "Remove-BatchFile")
    assert done.returncode == 2 and not asked(emu)


@pytest.mark.parametrize(
    "text, seconds",
    [("30d", 30 * 86400), ("12h", 12 * 3600), ("1.5h", 5400), ("2W", 14 * 86400), (3, 3 * 86400), ("90m", 5400),
     ("1.12:00:00", 36 * 3600), ("00:30", 1800), (timedelta(hours=2), 7200)],
)  # fmt: skip
def test_ages(text: Any, seconds: int) -> None:
    assert abs(datetime.now().timestamp() - seconds - moment_before(text)) < 5


def test_dates_are_ages_too() -> None:
    assert moment_before("2026-01-31") == datetime(2026, 1, 31).timestamp()
    assert moment_before("2026-01-31T12:00:00+00:00") == 1769860800
    with pytest.raises(ValueError, match="30d"):
        moment_before("long ago")
