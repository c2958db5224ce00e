from __future__ import annotations

import os
from typing import BinaryIO

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.text.encoding import decode_file, detect
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.streams import discard
from ..file_text import encoding_param
from ..files.paths import output_path
from .parsing import CsvReader
from .writing import CsvParams, CsvWriter, checked_quoting, column_names, type_line


@cmdlet(
    "Export-Csv",
    default_set="Delimiter",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.ExportCsvCommand",
)
class ExportCsv(CsvParams, Cmdlet):
    """Write objects to a CSV file."""

    input_object = Param("psobject", mandatory=True, pipeline="value property", help="The objects to write.")
    path = Param("string", position=0, validators=(ValidateNotNullOrEmpty(),), help="The file.")
    literal_path = Param(
        "string", aliases=("PSPath", "LP"), validators=(ValidateNotNullOrEmpty(),), help="The file, without wildcards."
    )
    force = Param("switch", help="Write to a read-only file too, and append objects that lack a column.")
    no_clobber = Param("switch", aliases=("NoOverwrite",), help="Fail if the file exists.")
    encoding = encoding_param("The file's encoding.")
    append = Param("switch", help="Append to the rows of the file.")
    examples = (
        Example(
            "Get-Batch -All | Select-Object id, status | Export-Csv batches.csv; Get-Content batches.csv",
            "The batches as a CSV file.",
            result='"id","status"\n"batch_abc123","completed"',
        ),
    )

    _file: BinaryIO | None = None

    def begin(self) -> None:
        self._writer = CsvWriter(str(self.delimiter), str(self.use_quotes), checked_quoting(self))
        self._names: list[str] | None = None
        self._kept: list[str] | None = None  # the columns of the file to append to
        if (self.path is None) == (self.literal_path is None):
            raise self.stop_with(
                "CannotSpecifyPathAndLiteralPath",
                "Give the file by -Path or by -LiteralPath, not by both.",
                "InvalidData",
            )
        self._target = output_path(self, str(self.path if self.path is not None else self.literal_path))
        self._opened = self.should_process(self._target)
        if self._opened:
            self._open()

    def _open(self) -> None:
        path = self._target
        exists = os.path.exists(path)
        if self.no_clobber and exists and not self.append:
            raise self.stop_with(
                "NoClobber",
                f"The file '{path}' exists, and -NoClobber keeps it.",
                "ResourceExists",
                path,
                "System.IO.IOException",
            )
        self._codec = self.encoding
        size = os.path.getsize(path) if exists and self.append else 0
        if size:
            self._read_columns(path)
        if self.force and exists and not os.access(path, os.W_OK):
            os.chmod(path, os.stat(path).st_mode | 0o200)
        try:
            self._file = open(path, "ab" if self.append else "wb")  # noqa: SIM115 (closed in dispose)
        except OSError as error:
            raise self.stop_with(
                "FileOpenFailure", f"The file '{path}' cannot be written: {error.strerror}.", "OpenError", path
            ) from error
        if not size:
            self._file.write(self._codec.preamble)

    def _read_columns(self, path: str) -> None:
        """The existing columns of the file; its byte order mark determines the encoding."""
        with open(path, "rb") as file:
            data = file.read()
        self._codec, _ = detect(data, self._codec)
        text = decode_file(data, self._codec)
        reader = CsvReader(str(self.delimiter), None, discard)
        next(reader.objects(text), None)
        self._kept = reader.header
        self._separator = "" if text.endswith(("\n", "\r")) else "\n"

    def process(self) -> None:
        value = self.input_object
        if value is None or not self._opened:
            return
        if self._names is None:
            self._start(column_names(value))
            if self.include_type_information and self._kept is None:
                self._write(type_line(value))
            if not self.no_header and self._kept is None and self._names:
                self._write(self._writer.header(self._names))
        line = self._writer.line(value, self._names or ())
        if line:
            self._write(line)

    def _start(self, names: list[str]) -> None:
        self._names = names if self._kept is None else self._kept
        missing = [name for name in self._kept or () if name.lower() not in {n.lower() for n in names}]
        if missing and not self.force:
            raise self.stop_with(
                "CannotAppendCsvWithMismatchedPropertyNames",
                f"The objects have no property '{missing[0]}', which is a column of '{self._target}'. Use -Force.",
                "InvalidData",
                missing[0],
                "System.InvalidOperationException",
            )
        if self._kept is not None and self._separator:
            self._write("")

    def _write(self, line: str) -> None:
        assert self._file is not None
        self._file.write(self._codec.encode(line + "\n"))

    def dispose(self) -> None:
        if self._file is not None:
            self._file.close()
