"""Rows of data files."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from psopenai_py.openai.batch.rows import Row, UnreadableRows, form_of, rows_of


def rows(content: bytes, form: str = "Csv", delimiter: str | None = None) -> list[Row]:
    return list(rows_of(io.BytesIO(content), "q", form, delimiter))


def test_a_row_of_csv_knows_its_line() -> None:
    found = rows(b'\xef\xbb\xbfid,text\r\n1,"two\nlines"\r\n\r\n2,\xc3\xbc\n3\n')
    assert found == [
        ("q, line 2", {"id": "1", "text": "two\nlines"}),
        ("q, line 5", {"id": "2", "text": "ü"}),
        ("q, line 6", {"id": "3"}),
    ]


def test_separators_and_encodings() -> None:
    assert rows(b"a;b\n1;2", delimiter=";") == rows(b"a\tb\n1\t2", "Tsv") == rows("a,b\n1,2".encode("utf-16"))
    assert rows(gzip.compress(b"a,b\n1,2")) == [("q, line 2", {"a": "1", "b": "2"})]


def test_a_field_may_be_long() -> None:
    assert len(rows(b"a\n" + b"x" * 300_000)[0].data["a"]) == 300_000


def test_json_lines() -> None:
    assert rows(b'\xef\xbb\xbf{"a": 1}\n\n{"b": [2]}', "Jsonl") == [("q, line 1", {"a": 1}), ("q, line 3", {"b": [2]})]
    assert rows(gzip.compress(b'{"a": 1}\n'), "Jsonl") == [("q, line 1", {"a": 1})]


@pytest.mark.parametrize(
    ("content", "form", "message"),
    [
        (b"a,b\n1,2\n1,2,3\n", "Csv", "q, line 3: the row has 3 fields, and the header 2"),
        (b"a,a\n", "Csv", "q, line 1: the column 'a' comes twice"),
        (b"a\nx\n\xff\n", "Csv", "q, line 3: this is not UTF-8"),
        (b'a,b\n1,2\n3,"open\n4,5\n', "Csv", "q, line 3: a quote in it is not closed"),  # it would swallow the last row
        (b'a,b\n1,"two"s\n', "Csv", "q, line 2: this cannot be read: ',' expected after"),
        (b'{"a": 1}\n{"a"\n', "Jsonl", "q, line 2: this cannot be read"),
        (b"[1]\n", "Jsonl", r"q, line 1: this is not an object, but '\[1\]'"),
        (gzip.compress(b"a\n" + b"x" * 9000, mtime=0)[:-9], "Csv", "q, line 2: this cannot be read"),
        (b"no parquet", "Parquet", "^q: "),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(content: bytes, form: str, message: str) -> None:
    with pytest.raises(UnreadableRows, match=message):
        rows(content, form)


def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = arrow.table({"id": [1, 2], "day": [date(2026, 1, 2), None], "in": [{"at": datetime(2026, 1, 2, 3)}, None]})
    pyarrow.parquet.write_table(table, tmp_path / "q.parquet")
    with open(tmp_path / "q.parquet", "rb") as file:
        found = list(rows_of(file, "q", "Parquet"))
    assert found == [
        ("q, row 1", {"id": 1, "day": "2026-01-02", "in": {"at": "2026-01-02T03:00:00"}}),
        ("q, row 2", {"id": 2, "day": None, "in": None}),
    ]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.CSV", "Csv"), ("a.csv.gz", "Csv"), ("a.ndjson", "Jsonl"), ("a.parquet", "Parquet"), ("a.txt", None)],
)
def test_the_ending_of_a_name_tells_the_form(name: str, form: str | None) -> None:
    assert form_of(name) == form


@pytest.mark.parametrize(("form", "line"), [("Csv", b"%d,some text\n"), ("Jsonl", b'{"a":%d}\n')])
def test_rows_pass_in_flat_memory(form: str, line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_bytes(b"".join(line % n for n in range(200_000)))

    def read() -> Iterator[Row]:
        with open(path, "rb") as file:
            yield from rows_of(cast(BinaryIO, file), "q", form)

    assert next(read()).place.startswith("q, line")
    tracemalloc.start()
    try:
        assert sum(1 for _ in read()) >= 199_999
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()
