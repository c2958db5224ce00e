"""Results and lists as tables."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import psopenai_py
from psopenai_py import Results, Stream
from psopenai_py.emulator import output_line
from psopenai_py.frames import MissingLibraryError, record_batches, write_parquet
from psopenai_py.openai.columns import answer_of
from psopenai_py.openai.result_line import LineReader
from psopenai_py.testing import Emulator, emulated

pyarrow = pytest.importorskip("pyarrow")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with emulated() as running:
        lines = [output_line("a", "One."), output_line("b", status_code=429)]
        lines.append(output_line("c", error={"code": "batch_expired", "message": "Too late."}))
        running.add_batch(lines, id="batch_1")
        yield running


def test_results_have_fixed_columns(emulator: Emulator) -> None:
    table = psopenai_py.get_batch_output("batch_1").to_arrow()
    rows = {row["custom_id"]: row for row in table.to_pylist()}
    assert table.column_names[:4] == ["custom_id", "status_code", "answer", "error"]
    assert (rows["a"]["status_code"], rows["a"]["answer"], rows["a"]["error"]) == (200, "One.", None)
    assert rows["a"]["total_tokens"] == rows["a"]["input_tokens"] + rows["a"]["output_tokens"]
    assert rows["b"]["status_code"] == 429
    assert rows["b"]["error"]
    assert (rows["c"]["status_code"], rows["c"]["error"]) == (None, "Too late.")
    assert json.loads(rows["a"]["body"])["object"] == "chat.completion"


def test_frames_of_pandas_and_polars(emulator: Emulator) -> None:
    frame = psopenai_py.get_batch_output("batch_1").to_frame()
    assert list(frame["custom_id"]) == ["a", "b", "c"]
    assert psopenai_py.get_batch_output("batch_1").to_frame("polars")["custom_id"].to_list() == ["a", "b", "c"]
    batches = psopenai_py.get_batch().to_frame()
    assert batches["id"][0] == "batch_1"
    assert str(batches["created_at"].dtype).startswith("datetime64")
    with pytest.raises(ValueError, match="'pandas' or 'polars'"):
        psopenai_py.get_batch().to_frame("spark")


def test_odd_results_have_a_row_too() -> None:
    lines: list[Any] = [
        {"custom_id": 5, "response": {"status_code": "x", "body": {"choices": ["y"], "usage": []}}},
        {"custom_id": "r", "response": {"status_code": 200, "body": {"output": [{"content": [
            {"type": "output_text", "text": "Hi"}, {"type": "output_text", "text": "!"}]}]}}},
        {"custom_id": "n", "response": "text", "error": "plain"},
    ]  # fmt: skip
    table = Results(LineReader().line(json.dumps(line).encode()).item() for line in lines).to_arrow()
    assert table["custom_id"].to_pylist() == ["5", "r", "n"]
    assert table["answer"].to_pylist() == ["y", "Hi!", None]
    assert table["error"].to_pylist() == [None, None, "plain"]


def test_several_answers_are_an_array() -> None:
    assert answer_of({"choices": [{"message": {"content": "a"}}, {"text": "b"}]}) == '["a","b"]'
    assert answer_of({"data": [{"embedding": [0.5, 1]}]}) == "[0.5,1]"
    assert answer_of({}) is None


def test_parquet_is_written_block_by_block(tmp_path: Path) -> None:
    lines = (LineReader().line(json.dumps(output_line(f"q{n}")).encode()).item() for n in range(25))
    path = tmp_path / "x.parquet"
    assert write_parquet(lines, str(path), rows=10) == 25
    from pyarrow import parquet

    assert parquet.ParquetFile(path).num_row_groups == 3
    assert parquet.read_table(path)["custom_id"][24].as_py() == "q24"


def test_nothing_is_a_table_without_rows() -> None:
    assert record_batches([]).read_all().num_rows == 0
    assert Stream(iter(())).to_arrow().num_rows == 0  # type: ignore[arg-type]


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr("importlib.import_module", lambda name: refuse(name))
    with pytest.raises(MissingLibraryError, match=r"psopenai-py\[frames\]"):
        Results().to_arrow()
