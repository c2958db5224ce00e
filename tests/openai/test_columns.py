"""The rows of results in CSV, and columns by their paths."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from psopenai_py.emulator import output_line
from psopenai_py.openai.columns import RESULT_COLUMNS, answer_of, chooser, result_row
from psopenai_py.openai.result_line import LineReader

from .conftest import Service


def line(**fields: Any) -> dict[str, Any]:
    return {"id": "batch_req_1", "custom_id": "a", "response": None, "error": None, **fields}


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"choices": [{"message": {"content": "x"}}]}, "x"),
        ({"choices": [{"message": {"content": None, "refusal": "no"}}]}, "no"),
        ({"choices": [{"message": {"content": "x"}}, {"message": {"content": "y"}}]}, '["x","y"]'),
        ({"choices": [{"text": "x"}]}, "x"),
        ({"choices": ["x"]}, "x"),
        ({"output": [{"type": "reasoning"}, {"type": "message", "content": [{"type": "output_text", "text": "x"}]},
                     {"type": "message", "content": [{"type": "output_text", "text": "y"}]}]}, "xy"),
        ({"data": [{"embedding": [0.5, 1]}]}, "[0.5,1]"),
        ({"data": [{"embedding": "AAA="}]}, "AAA="),
        ({"data": [{"url": "https://x/y.png"}]}, "https://x/y.png"),
        ({"results": [{"flagged": False}]}, '{"flagged":false}'),
        ("plain text", "plain text"),
        ({"error": {"message": "bad"}}, None),
        ({"choices": []}, None),
        (None, None),
        ([1], None),
    ],
)  # fmt: skip
def test_the_answer_of_each_kind_of_body(body: Any, answer: str | None) -> None:
    assert answer_of(body) == answer


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (line(error={"code": 7, "message": "expired"}), "expired"),
        (line(error={"code": "batch_expired"}), "batch_expired"),
        (line(error="text"), "text"),
        (line(response={"status_code": 400, "body": {"error": {"message": "too long"}}}), "too long"),
        (line(response={"status_code": 400, "body": {"error": {"a": [1]}}}), '{"a":[1]}'),
        (line(response={"status_code": 200, "body": {}}), None),
    ],
)
def test_the_error_of_a_result(result: dict[str, Any], told: str | None) -> None:
    assert result_row(result)["error"] == told


def test_tokens_of_both_kinds_of_usage() -> None:
    for usage in ({"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
                  {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}):  # fmt: skip
        row = result_row(line(response={"status_code": 200, "body": {"usage": usage}}))
        assert (row["input_tokens"], row["output_tokens"], row["total_tokens"]) == (1, 2, 3)


def test_results_have_the_same_columns_whatever_their_bodies_are(service: Service) -> None:
    rows = [output_line("a", 'say "hi",\nJo'), line(custom_id="c", error="gone")]
    rows.append(line(custom_id="b", response={"status_code": 400, "body": {"error": {"message": "too long"}}}))
    service.emulator.add_batch(rows, id="batch_1")
    text = "\n".join(service.texts("Get-BatchOutput batch_1 -OutputFormat Csv -Property response.body.model"))
    found = {row["custom_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(found["a"]) == [*RESULT_COLUMNS, "response.body.model"]
    assert (found["a"]["status_code"], found["a"]["answer"]) == ("200", 'say "hi",\nJo')
    assert (found["b"]["status_code"], found["b"]["answer"], found["b"]["error"]) == ("400", "", "too long")
    assert (found["c"]["status_code"], found["c"]["error"]) == ("", "gone")


def test_columns_by_path() -> None:
    item = LineReader().line(json.dumps(output_line("a", "x")).encode()).item()
    choices = "response.body.choices"
    paths = [
        "Custom_Id",
        "answer",
        f"{choices}.0.message.role",
        f"{choices}[0].index",
        f"{choices}.index",
        "no.x",
        "id.x",
    ]
    choose = chooser("Jsonl", paths)
    assert choose is not None
    row = choose(item)
    assert list(row._props.values()) == ["a", "x", "assistant", 0, [0], None, None]
    assert chooser("Jsonl", None) is None
    assert chooser("Csv", None) is not None
