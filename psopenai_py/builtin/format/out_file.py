from __future__ import annotations

import os

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.text.encoding import UTF8_NO_BOM, Encoding, detect
from ...engine.pipeline.cmdlet import Cmdlet
from ...formatting.output import OutCommand, enumeration_limit
from ..file_text import encoding_param


@cmdlet(
    "Out-File",
    default_set="ByPath",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.OutFileCommand",
)
class OutFile(Cmdlet):
    """Write objects to a file, as text as the shell shows it."""

    file_path = Param("string", set="ByPath", mandatory=True, position=0, aliases=("Path",), help="The file.")
    literal_path = Param(
        "string",
        set="ByLiteralPath",
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP"),
        help="The file; no character is treated as a wildcard.",
    )
    encoding = encoding_param("The text's encoding (utf8).", position=1)
    append = Param("switch", help="Append to the file.")
    force = Param("switch", help="Write to a read-only file too.")
    no_clobber = Param("switch", aliases=("NoOverwrite",), help="Fail if the file exists.")
    width = Param("int", validators=(ValidateRange(2, 2147483647),), help="The maximum number of characters in a line.")
    no_newline = Param("switch", help="Leave out the line breaks.")
    input_object = Param("psobject", pipeline="value", help="The objects to write.")
    examples = (
        Example(
            "Get-Batch | Format-List id, status | Out-File batches.txt; Get-Content batches.txt",
            "What the shell would show, in a file.",
            result="id     : batch_abc123\nstatus : completed",
        ),
    )

    _file = None

    def begin(self) -> None:
        path = str(self.file_path or self.literal_path)
        full = os.path.abspath(self.session.path(path))
        encoding = self.encoding or UTF8_NO_BOM
        if not self.should_process(full, "Output to File"):
            self._command: OutCommand | None = None
            return
        if self.no_clobber and not self.append and os.path.exists(full):
            raise self.stop_with(
                "NoClobber",
                f"The file {full} exists, and -NoClobber keeps it.",
                "ResourceExists",
                full,
                "System.IO.IOException",
            )
        self._open(full, encoding)

    def _open(self, path: str, encoding: Encoding) -> None:
        size = os.path.getsize(path) if self.append and os.path.exists(path) else 0
        if size and not self.is_bound("Encoding"):
            with open(path, "rb") as existing:
                encoding, _ = detect(existing.read(4), encoding)
        if self.force and os.path.exists(path) and not os.access(path, os.W_OK):
            os.chmod(path, os.stat(path).st_mode | 0o200)
        try:
            file = open(path, "ab" if self.append else "wb")  # noqa: SIM115 (closed in dispose)
        except OSError as error:
            raise self.stop_with(
                "FileOpenFailure",
                f"The file {path} cannot be opened: {error.strerror}.",
                "OpenError",
                None,
                "System.IO.DirectoryNotFoundException"
                if isinstance(error, FileNotFoundError)
                else "System.UnauthorizedAccessException",
            ) from error
        self._file = file
        if not size:
            file.write(encoding.preamble)
        end = "" if self.no_newline else "\n"

        def write(line: str) -> None:
            file.write(encoding.encode(line + end))

        self._command = OutCommand(
            int(self.width) if self.is_bound("Width") else None,
            write,
            table_width=self.session.host.width,
            limit=enumeration_limit(self.session),
        )

    def process(self) -> None:
        if self._command is not None:
            self._command.process(self.input_object)

    def end(self) -> None:
        if self._command is not None:
            self._command.end()

    def dispose(self) -> None:
        if self._file is not None:
            self._file.close()
