"""Objects as tables of pyarrow, and Parquet files (extra ``frames``).

Results of a batch have the columns of `COLUMNS`, whatever their bodies are. Other objects have their fields as columns,
dates as timestamps with a zone; a field that holds an object or a list is JSON text. Columns that ``-Property`` asks
for are text.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any

from ..declare.sentinel import MISSING
from ..engine.values.objects import PSObject, has_changed, plain_data
from ..formatting.columns import picked, read_path
from .columns import PARSED, RESULT_TYPE, result_row
from .reading import is_object, read, read_around

if TYPE_CHECKING:
    import pyarrow

#: of a result of a batch, with the type of each: text, or whole numbers
COLUMNS = {
    "custom_id": "text", "status_code": "number", "answer": "text", "error": "text", "input_tokens": "number",
    "output_tokens": "number", "total_tokens": "number", "model": "text", "request_id": "text", "body": "text",
}  # fmt: skip
#: the first of them stand before the columns that somebody asked for, as in CSV
COMMON = tuple(COLUMNS)[:7]
BATCH_ID = "batch_id"  # a column of data sets
ROWS = 10_000  # that are turned into columns at a time
BLOCK = 32 * 1024 * 1024  # bytes of results after which fewer are


class MissingLibraryError(ImportError):
    """A library of an extra is not installed."""


def need(name: str, why: str = "makes these tables", extra: str = "frames") -> Any:
    """A library that is imported where it is used. Raises MissingLibraryError, which says what to install."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"{name.partition('.')[0]} {why}, and is not installed: pip install 'psopenai-py[{extra}]'"
        raise MissingLibraryError(message) from error


# -- rows -------------------------------------------------------------------------------------------------------------


def is_result(value: Any) -> bool:
    return isinstance(value, PSObject) and RESULT_TYPE in value._types


def _names(paths: Sequence[str], columns: Sequence[str]) -> Sequence[str]:
    """The columns of every result: those that are asked for, else `COLUMNS`, or before ``paths`` the common ones."""
    return columns or (COMMON if paths else tuple(COLUMNS))


def result_cells(item: Any, paths: Sequence[str] = (), columns: Sequence[str] = ()) -> dict[str, Any]:
    """The columns of a result (`_names`), and what ``paths`` lead to, as text.

    What is not there, or is of an odd shape, is None.
    """
    data, body_text = _read_result(item)
    response = _dict(data.get("response"))
    body = response.get("body")
    row = result_row(data)
    names = _names(paths, columns)
    row.update(model=_dict(body).get("model"), request_id=response.get("request_id"))
    row["body"] = body if body_text is None else body_text
    cells = {name: _number(row[name]) if COLUMNS[name] == "number" else text_of(row[name]) for name in names}
    for path in paths:
        if path.lower() not in names:
            found = read_path(data, path)
            if found is MISSING and PARSED in data:
                found = read_path(data[PARSED], path)
            cells[path] = None if found is MISSING else text_of(found)
    return cells


def _read_result(item: Any) -> tuple[dict[str, Any], str | None]:
    """The data of a result, and the text of its body as the service wrote it, if it is at hand."""
    raw = item._raw if isinstance(item, PSObject) else None
    if raw.__class__ is not bytes or has_changed(item):
        return _dict(plain_data(item)), None
    data = read_around(raw, "response")
    response = data.get("response")
    if response.__class__ is dict or not is_object(response):
        return data, None
    data["response"] = response = read_around(response, "body")
    body: Any = response.get("body")
    if body.__class__ is dict or not is_object(body):
        return data, None
    response["body"] = read(body)
    return data, bytes(body).decode("utf-8", "replace")


def picked_row(value: Any, paths: Sequence[str]) -> PSObject:
    """The columns of another object that were asked for."""
    return picked([lambda path: read_path(value, path)], paths)


def plain_row(value: Any) -> dict[str, Any]:
    """The columns of any other object."""
    if not isinstance(value, PSObject):
        return {"value": value}
    row = {}
    for name in value:
        found = value[name]
        is_cell = isinstance(found, (str, int, float, bool, datetime, type(None)))
        row[name] = found if is_cell else text_of(plain_data(found))
    return row


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def text_of(value: Any) -> str | None:
    """A cell of text; what is no text is JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _number(value: Any) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63
    return value if fits else None


# -- tables -----------------------------------------------------------------------------------------------------------


def result_schema(paths: Sequence[str] = (), columns: Sequence[str] = ()) -> pyarrow.Schema:
    """The schema of a table of results."""
    arrow = need("pyarrow")
    kinds = {"text": arrow.large_string(), "number": arrow.int64()}
    names = {name: COLUMNS[name] for name in _names(paths, columns)}
    names = {**names, **{path: "text" for path in paths if path.lower() not in names}}
    return arrow.schema([(name, kinds[kind]) for name, kind in names.items()])


def _blocks(
    results: Iterator[Any], paths: Sequence[str], rows: int, columns: Sequence[str] = ()
) -> Iterator[list[dict[str, Any]]]:
    """The rows of results, in blocks that are limited by their number and by their size."""
    block: list[dict[str, Any]] = []
    size = 0
    for item in results:
        block.append(result_cells(item, paths, columns))
        size += len(block[-1].get("body") or "")
        if len(block) >= rows or size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _batch(rows: list[dict[str, Any]], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    """Rows as columns. Half of a surrogate pair, which JSON can hold and a table cannot, becomes a question mark."""
    arrow = need("pyarrow")
    try:
        return arrow.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        whole = [{name: _encodable(value) for name, value in row.items()} for row in rows]
        return arrow.RecordBatch.from_pylist(whole, schema=schema)


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def record_batches(objects: Iterable[Any], rows: int = ROWS, paths: Sequence[str] = ()) -> pyarrow.RecordBatchReader:
    """A reader of record batches. Results of batches pass through in flat memory; other objects are read first.

    ``paths`` are columns that were asked for. Raises ImportError where pyarrow is missing.
    """
    arrow = need("pyarrow")
    left = iter(objects)
    first = list(islice(left, 1))
    if first and not is_result(first[0]):
        return _plain_table(chain(first, left)).to_reader(rows)
    schema = result_schema(paths)
    batches = (_batch(block, schema) for block in _blocks(chain(first, left), paths, rows))
    return arrow.RecordBatchReader.from_batches(schema, batches)


def _plain_table(objects: Iterable[Any]) -> Any:
    arrow = need("pyarrow")
    found = [plain_row(value) for value in objects]
    names = list(dict.fromkeys(name for row in found for name in row))
    return arrow.table({name: _column(arrow, [row.get(name) for row in found]) for name in names})


def _column(arrow: Any, values: list[Any]) -> Any:
    try:
        return arrow.array(values)
    except UnicodeEncodeError:
        return _column(arrow, [_encodable(value) for value in values])
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError):  # of several types: all as text
        return arrow.array([v.isoformat() if isinstance(v, datetime) else text_of(v) for v in values])


# -- files ------------------------------------------------------------------------------------------------------------


class ParquetWriter:
    """Writes objects as a Parquet file while they come; ``count`` is the number of rows.

    ``sink`` is a path or a binary file that need only go forward. Results of batches are written in flat memory, other
    objects at the end. ``paths`` are columns that were asked for. Raises MissingLibraryError.
    """

    def __init__(self, sink: Any, paths: Sequence[str] = (), rows: int = ROWS, columns: Sequence[str] = ()) -> None:
        self._parquet = need("pyarrow.parquet", "writes Parquet files")
        self._arrow = need("pyarrow")
        self._sink = sink
        self._paths = [path.strip() for path in paths if path.strip()]
        self._columns = columns
        self._rows = rows
        self._block: list[dict[str, Any]] = []
        self._size = 0
        self._schema: Any = None  # of results; None: not known yet
        self._others: list[Any] | None = None
        self._file: Any = None
        self.count = 0

    def write(self, value: Any) -> None:
        if self._schema is None and self._others is None:
            if is_result(value):
                self._schema = result_schema(self._paths, self._columns)
            else:
                self._others = []
        if self._others is not None:
            self._others.append(picked_row(value, self._paths) if self._paths else value)
            return
        row = result_cells(value, self._paths, self._columns)
        self._block.append(row)
        self._size += len(row.get("body") or "")
        if len(self._block) >= self._rows or self._size >= BLOCK:
            self._flush()

    def _flush(self) -> None:
        if self._block:
            self._put(self._arrow.Table.from_batches([_batch(self._block, self._schema)]))
            self._block, self._size = [], 0

    def _put(self, table: Any) -> None:
        if self._file is None:
            self._file = self._parquet.ParquetWriter(self._sink, table.schema, compression="zstd")
        self._file.write_table(table)
        self.count += table.num_rows

    def close(self) -> None:
        """Write what is left, and the end of the file; without objects it is a table of results without rows."""
        self._flush()
        if self._others is not None:
            self._put(_plain_table(self._others))
        if self._file is None:
            self._put(result_schema(self._paths, self._columns).empty_table())
        self._file.close()


def write_parquet(
    objects: Iterable[Any], sink: Any, rows: int = ROWS, paths: Sequence[str] = (), columns: Sequence[str] = ()
) -> int:
    """Write objects as a Parquet file into a path or a binary file; returns the number of rows."""
    writer = ParquetWriter(sink, paths, rows, columns)
    for value in objects:
        writer.write(value)
    writer.close()
    return writer.count


def write_dataset(
    results: Iterable[tuple[Any, str]],
    folder: str,
    keys: Sequence[str],
    paths: Sequence[str] = (),
    columns: Sequence[str] = (),
) -> None:
    """Write results, each with the id of its batch, as a folder of Parquet files: ``batch_id=batch_1/part-0.parquet``.

    There is a folder for each value of a key, a key below the other: the layout that DuckDB, Spark, Ray and pyarrow
    know. A key is a column of the results or ``batch_id``.
    """
    arrow, dataset = need("pyarrow"), need("pyarrow.dataset")
    given = _names(paths, columns)
    columns = (*given, *(key for key in keys if key in COLUMNS and key not in given))
    schema = result_schema(paths, columns).append(arrow.field(BATCH_ID, arrow.large_string()))

    def batches() -> Iterator[Any]:
        for batch_id, group in groupby(results, lambda pair: pair[1]):
            for block in _blocks((item for item, _ in group), paths, ROWS, columns):
                for row in block:
                    row[BATCH_ID] = batch_id
                yield _batch(block, schema)

    form = dataset.ParquetFileFormat()
    dataset.write_dataset(
        arrow.RecordBatchReader.from_batches(schema, batches()),
        folder,
        basename_template="part-{i}.parquet",
        format=form,
        file_options=form.make_write_options(compression="zstd"),
        partitioning=dataset.partitioning(arrow.schema([schema.field(key) for key in keys]), flavor="hive"),
        max_partitions=1 << 20,
        use_threads=False,  # keeps the order of the results
    )
