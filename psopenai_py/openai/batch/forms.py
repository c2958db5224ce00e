"""The form of a file of results: what -OutputFormat says, else the ending of its name, else JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

ENDINGS = {
    ".jsonl": "Jsonl",
    ".ndjson": "Jsonl",
    ".json": "Json",
    ".csv": "Csv",
    ".tsv": "Tsv",
    ".parquet": "Parquet",
}
#: endings that promise another form than one of these; what has no ending, or one of its own, is JSON Lines
HTML_ENDINGS = (".htm", ".html", ".xhtml")
OTHER_ENDINGS = (
    ".7z", ".accdb", ".arrow", ".avro", ".br", ".bson", ".bz2", ".cbor", ".db", ".db3", ".dbf", ".doc", ".docx", ".dta",
    ".duckdb", ".feather", ".fods", ".h5", ".hdf5", *HTML_ENDINGS, ".ipc", ".json5", ".lz4", ".mdb", ".msgpack",
    ".npy", ".npz", ".numbers", ".odb", ".odf", ".ods", ".odt", ".orc", ".pdf", ".pickle", ".pkl", ".pptx", ".psv",
    ".rar", ".rdata", ".rds", ".rtf", ".sas7bdat", ".sav", ".sql", ".sqlite", ".sqlite3", ".tar", ".tgz", ".toml",
    ".xls", ".xlsb", ".xlsm", ".xlsx", ".xml", ".xz", ".yaml", ".yml", ".zip", ".zst",
)  # fmt: skip
GZ = ".gz"
LEVEL = 6  # of gzip: nearly as small as 9, in a fraction of the time


class Form(NamedTuple):
    """``name`` is one of the forms of -OutputFormat."""

    name: str
    is_compressed: bool


def form_of(file: str, asked: str | None) -> Form:
    """The form of a file: ``asked`` for, or by its name. Raises ValueError if it cannot be."""
    name = file.lower()
    is_compressed = name.endswith(GZ)
    if is_compressed:
        name = name[: -len(GZ)]
    if asked is None and name.endswith(OTHER_ENDINGS):
        known = " ".join(ENDINGS)
        raise ValueError(
            f"results are not written as {name[name.rindex('.') :]}; the forms are those of {known} (.gz may follow), "
            "or what -OutputFormat says"
        )
    form = asked or next((form for ending, form in ENDINGS.items() if name.endswith(ending)), "Jsonl")
    if form == "Parquet" and is_compressed:
        raise ValueError("a Parquet file is compressed already; leave .gz out of its name")
    return Form(form, is_compressed)


@contextmanager
def opened(path: Path, is_compressed: bool) -> Iterator[BinaryIO]:
    """A file to write to. Compressed ones hold neither a name nor a date, so that equal results are equal files."""
    with open(path, "wb") as file:
        if not is_compressed:
            yield file
            return
        import gzip  # noqa: PLC0415 (few files are compressed)
        import io  # noqa: PLC0415 (likewise)

        with gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed, io.BufferedWriter(packed, 1 << 20) as out:
            yield cast(BinaryIO, out)
