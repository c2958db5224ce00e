"""Objects as tables: pyarrow, pandas and polars (``pip install 'psopenai-py[frames]'``), and Parquet files.

Results of a batch have the columns of `RESULT_COLUMNS`, whatever their bodies are. Other objects have their fields as
columns, dates as timestamps with a zone; a field that holds an object or a list is JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from .engine.values.objects import PSObject, plain_data
from .openai.columns import RESULT_TYPE, result_row

if TYPE_CHECKING:
    import pyarrow

#: of a result of a batch, with the type of each: text, or whole numbers
RESULT_COLUMNS = {
    "custom_id": "text", "status_code": "number", "answer": "text", "error": "text", "input_tokens": "number",
    "output_tokens": "number", "total_tokens": "number", "model": "text", "request_id": "text", "body": "text",
}  # fmt: skip


class MissingLibraryError(ImportError):
    """A library that makes tables is not installed."""


def _need(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibraryError(f"{name} makes these tables: pip install 'psopenai-py[frames]'") from error


# -- rows -------------------------------------------------------------------------------------------------------------


def _table_row(data: dict[str, Any]) -> dict[str, Any]:
    """The columns of a result, from the service's data; what is not there, or is of an odd shape, is None."""
    response = _dict(data.get("response"))
    body = response.get("body")
    row = {
        **result_row(data),
        "model": _dict(body).get("model"),
        "request_id": response.get("request_id"),
        "body": body,
    }
    return {name: _number(row[name]) if kind == "number" else _text(row[name]) for name, kind in RESULT_COLUMNS.items()}


def plain_row(value: Any) -> dict[str, Any]:
    """The columns of any other object."""
    if not isinstance(value, PSObject):
        return {"value": value}
    row = {}
    for name in value:
        found = value[name]
        row[name] = (
            found if isinstance(found, (str, int, float, bool, datetime, type(None))) else _text(plain_data(found))
        )
    return row


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _number(value: Any) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63
    return value if fits else None


# -- tables -----------------------------------------------------------------------------------------------------------


def _is_result(value: Any) -> bool:
    return isinstance(value, PSObject) and RESULT_TYPE in value._types


def result_schema() -> pyarrow.Schema:
    """The schema of a table of results."""
    arrow = _need("pyarrow")
    kinds = {"text": arrow.large_string(), "number": arrow.int64()}
    return arrow.schema([(name, kinds[kind]) for name, kind in RESULT_COLUMNS.items()])


def _result_batches(results: Iterator[Any], rows: int) -> Iterator[Any]:
    arrow = _need("pyarrow")
    schema = result_schema()
    while block := [_table_row(_dict(plain_data(item))) for item in islice(results, rows)]:
        yield arrow.RecordBatch.from_pylist(block, schema=schema)


def record_batches(objects: Iterable[Any], rows: int = 10_000) -> pyarrow.RecordBatchReader:
    """A reader of record batches. Results of batches pass through in flat memory; other objects are read first.

    Raises ImportError where pyarrow is missing.
    """
    arrow = _need("pyarrow")
    left = iter(objects)
    first = list(islice(left, 1))
    if first and not _is_result(first[0]):
        return _plain_table(chain(first, left)).to_reader(rows)
    return arrow.RecordBatchReader.from_batches(result_schema(), _result_batches(chain(first, left), rows))


def _plain_table(objects: Iterable[Any]) -> Any:
    arrow = _need("pyarrow")
    found = [plain_row(value) for value in objects]
    names = list(dict.fromkeys(name for row in found for name in row))
    return arrow.table({name: _column(arrow, [row.get(name) for row in found]) for name in names})


def _column(arrow: Any, values: list[Any]) -> Any:
    try:
        return arrow.array(values)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError):  # of several types: all as text
        return arrow.array([v.isoformat() if isinstance(v, datetime) else _text(v) for v in values])


def to_arrow(objects: Iterable[Any]) -> pyarrow.Table:
    """A table of pyarrow, a row for each object. Raises ImportError where pyarrow is missing."""
    return record_batches(objects).read_all()


def to_frame(objects: Iterable[Any], library: str = "pandas") -> Any:
    """A data frame of pandas or polars. Raises ImportError where it is missing, ValueError for another library."""
    if library == "pandas":
        _need("pandas")
        return to_arrow(objects).to_pandas()
    if library == "polars":
        return _need("polars").from_arrow(to_arrow(objects))
    raise ValueError(f"to_frame() makes frames of 'pandas' or 'polars', not of {library!r}")


def write_parquet(objects: Iterable[Any], path: str, rows: int = 10_000) -> int:
    """Write objects into a Parquet file, in flat memory for results of batches; returns the number of rows."""
    parquet = _need("pyarrow.parquet")
    reader = record_batches(objects, rows)
    count = 0
    with parquet.ParquetWriter(path, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return count
