"""The rows of data files, in constant memory: CSV and TSV, JSON Lines, Parquet; the first two also compressed."""

from __future__ import annotations

import codecs
import csv
import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple, cast

from ..reading import read

FORMS = ("Csv", "Tsv", "Jsonl", "Parquet")
_ENDINGS = {".csv": "Csv", ".tsv": "Tsv", ".tab": "Tsv", ".jsonl": "Jsonl", ".ndjson": "Jsonl", ".parquet": "Parquet"}
_ROWS_AT_ONCE = 1000
_BLOCK = 1 << 16
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Row(NamedTuple):
    """A row, and where it stands: ``q.csv, line 7``."""

    place: str
    data: dict[str, Any]


class UnreadableRows(ValueError):
    """A file that is not what it should be; the message names it and the line."""


def form_of(path: str) -> str | None:
    """The form of a file, by the ending of its name."""
    name = path.lower().removesuffix(".gz")
    return _ENDINGS.get(os.path.splitext(name)[1])


def rows_of(file: BinaryIO, name: str, form: str, delimiter: str | None = None) -> Iterator[Row]:
    """The rows of an open file that can be sought in. Raises UnreadableRows, or ImportError without pyarrow."""
    if form == "Parquet":
        return _parquet(file, name)
    start = file.read(2)
    file.seek(0)
    content = cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb")) if start == b"\x1f\x8b" else file
    if form == "Jsonl":
        return _json_lines(content, name)
    return _csv(content, name, delimiter or ("\t" if form == "Tsv" else ","))


def _lines(file: BinaryIO) -> Iterator[str]:
    """The lines of UTF-8, or of UTF-16 with a byte order mark."""
    start = file.read(2)
    file.seek(0)
    if start in _UTF16:
        rest = ""
        for text in codecs.iterdecode(iter(lambda: file.read(_BLOCK), b""), "utf-16"):
            *lines, rest = (rest + text).split("\n")
            yield from (line + "\n" for line in lines)
        if rest:
            yield rest
        return
    for number, line in enumerate(file):
        yield (line if number else line.removeprefix(codecs.BOM_UTF8)).decode()


def _csv(file: BinaryIO, name: str, delimiter: str) -> Iterator[Row]:
    if csv.field_size_limit() < sys.maxsize:
        csv.field_size_limit(sys.maxsize)  # a prompt may be long; the module has one limit for all readers
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)  # else an open quote swallows rows
    header: list[str] | None = None
    line = 1
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise UnreadableRows(f"{name}, line {line}: {_why(error)}") from error
        except (UnicodeError, EOFError, OSError, zlib.error) as error:
            raise UnreadableRows(f"{name}, line {reader.line_num + 1}: {_why(error)}") from error
        if fields is None:
            return
        if fields and header is None:
            header = fields
            if len(set(header)) < len(header):
                twice = next(column for column in header if header.count(column) > 1)
                raise UnreadableRows(f"{name}, line {line}: the column {twice!r} comes twice in the header")
        elif fields and header is not None:
            if len(fields) > len(header):
                raise UnreadableRows(
                    f"{name}, line {line}: the row has {len(fields)} fields, and the header {len(header)}"
                )
            yield Row(f"{name}, line {line}", dict(zip(header, fields, strict=False)))
        line = reader.line_num + 1


def _json_lines(file: BinaryIO, name: str) -> Iterator[Row]:
    number = 0
    lines = iter(cast(Iterable[bytes], file))
    while True:
        number += 1
        try:
            line = next(lines, None)
            if line is None:
                return
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if not line.strip():
                continue
            data = read(line)
        except (ValueError, EOFError, OSError, zlib.error) as error:
            raise UnreadableRows(f"{name}, line {number}: {_why(error)}") from error
        if not isinstance(data, dict):
            shown = line[:40].decode("utf-8", "replace").strip()
            raise UnreadableRows(f"{name}, line {number}: this is not an object, but {shown!r}")
        yield Row(f"{name}, line {number}", data)


def _parquet(file: BinaryIO, name: str) -> Iterator[Row]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        for batch in ParquetFile(file).iter_batches(_ROWS_AT_ONCE):
            for data in batch.to_pylist():
                number += 1
                yield Row(f"{name}, row {number}", _with_texts_of_dates(data))
    except ArrowException as error:
        raise UnreadableRows(f"{name}: {str(error).rstrip('.')}") from error


def _with_texts_of_dates(value: Any) -> Any:
    """Plain data of pyarrow, to its depths, with dates and times as ISO 8601 texts."""
    cls = value.__class__
    if cls is dict:
        return {name: _with_texts_of_dates(item) for name, item in value.items()}
    if cls is list:
        return [_with_texts_of_dates(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeError):
        return "this is not UTF-8"
    if isinstance(error, csv.Error) and str(error) == "unexpected end of data":
        return "a quote in it is not closed"
    return f"this cannot be read: {error}"
