from __future__ import annotations

import os

from ...credentials import EncryptionUnavailable
from ...declare.cmdlet import ALL_SETS, Example, InSet, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.io.errors import file_error
from ...dotnet.text.encoding import PARAMETER_NAMES, UTF8_NO_BOM, Encoding
from ...engine.pipeline.cmdlet import Cmdlet
from ..file_text import to_encoding
from ..files.paths import output_path
from .clixml_writer import ClixmlWriter
from .user_key import protect


@cmdlet(
    "Export-Clixml",
    default_set="ByPath",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.ExportClixmlCommand",
)
class ExportClixml(Cmdlet):
    """Write objects to a file, from which Import-Clixml reads them back.

    Secure strings are encrypted with a key of the user (~/.local/share/psopenai/clixml.key).
    """

    path = Param("string", set="ByPath", mandatory=True, position=0, help="The file.")
    literal_path = Param(
        "string",
        set="ByLiteralPath",
        mandatory=True,
        aliases=("PSPath", "LP"),
        help="The file; no character is treated as a wildcard.",
    )
    input_object = Param(
        "psobject", sets={ALL_SETS: InSet(mandatory=True, by_value=True)}, allow_null=True, help="The objects to write."
    )
    depth = Param("int", default=2, validators=(ValidateRange(1, 2147483647),), help="How deep properties are written.")
    force = Param("switch", help="Write to a read-only file too.")
    no_clobber = Param("switch", aliases=("NoOverwrite",), help="Fail if the file exists.")
    encoding = Param("object", transform=to_encoding, completions=PARAMETER_NAMES, help="The text's encoding (utf8).")
    examples = (
        Example(
            "Get-Batch batch_abc123 | Export-Clixml batch.xml; (Import-Clixml batch.xml).status",
            "Keeps a batch in a file, and reads it again.",
            result="completed",
        ),
    )
    remarks = (
        "Secure strings are encrypted with a key of the user, where PowerShell outside of Windows writes them in "
        "the open."
    )

    _file = None
    _writer: ClixmlWriter | None = None

    def begin(self) -> None:
        full = output_path(self, str(self.path or self.literal_path))
        encoding: Encoding = self.encoding or UTF8_NO_BOM
        if not self.should_process(full, "Export-Clixml"):
            return
        if self.no_clobber and os.path.exists(full):
            text = f"The file {full} exists, and -NoClobber keeps it."
            raise self.stop_with("NoClobber", text, "ResourceExists", full, "System.IO.IOException")
        if self.force and os.path.exists(full) and not os.access(full, os.W_OK):
            os.chmod(full, os.stat(full).st_mode | 0o200)
        try:
            file = self._file = open(full, "wb")  # noqa: SIM115 (closed in dispose)
        except OSError as error:
            raise self.stop_with(
                "FileOpenFailure",
                f"The file {full} cannot be opened: {error.strerror}.",
                "OpenError",
                None,
                file_error(error, full).type_name,
            ) from error
        file.write(encoding.preamble)
        environ = self.session.environ
        self._writer = ClixmlWriter(
            lambda line: file.write(encoding.encode(line + "\n")),
            int(self.depth),
            lambda secret: protect(secret, environ),
        )
        self._writer.start()

    def process(self) -> None:
        if self._writer is None:
            return
        try:
            self._writer.write(self.input_object)
        except (EncryptionUnavailable, ValueError) as error:
            raise self.stop_with("ExportClixml", f"A secure string cannot be written: {error}.") from error

    def end(self) -> None:
        if self._writer is not None:
            self._writer.end()

    def dispose(self) -> None:
        if self._file is not None:
            self._file.close()
