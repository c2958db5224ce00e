from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateNotNullOrEmpty
from ...dotnet.text.encoding import decode_file
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject
from ..file_text import encoding_param
from ..files.paths import file_paths
from .parsing import CsvReader
from .writing import DELIMITER_HELP


@cmdlet(
    "Import-Csv",
    default_set="DelimiterPath",
    outputs="System.Object",
    error_name="Microsoft.PowerShell.Commands.ImportCsvCommand",
)
class ImportCsv(Cmdlet):
    """Read objects from a CSV file."""

    delimiter = Param(
        "char",
        set=("DelimiterPath", "DelimiterLiteralPath"),
        position=1,
        default=",",
        validators=(ValidateNotNull(),),
        help=DELIMITER_HELP,
    )
    path = Param(
        "string[]",
        set=("DelimiterPath", "CulturePath"),
        mandatory=True,
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The files; wildcards are allowed.",
    )
    literal_path = Param(
        "string[]",
        set=("DelimiterLiteralPath", "CultureLiteralPath"),
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The files, without wildcards.",
    )
    use_culture = Param(
        "switch",
        set=("CulturePath", "CultureLiteralPath"),
        mandatory=True,
        help="Use the list separator of the culture as the delimiter.",
    )
    header = Param("string[]", validators=(ValidateNotNullOrEmpty(),), help="Names for the columns.")
    encoding = encoding_param("The encoding of a file without a byte order mark.")
    examples = (
        Example(
            "Import-Csv prompts.csv | ForEach-Object prompt", "The values of one column.", result="Hello\nGood morning"
        ),
    )

    def process(self) -> Iterator[PSObject]:
        literal = self.literal_path is not None
        for path in file_paths(self, self.literal_path if literal else self.path, literal):
            try:
                with open(path, "rb") as file:
                    text = decode_file(file.read(), self.encoding)
            except OSError as error:
                raise self.stop_with(
                    "FileOpenFailure",
                    f"The file '{path}' cannot be read: {error.strerror}.",
                    "OpenError",
                    path,
                    "System.IO.FileNotFoundException"
                    if isinstance(error, FileNotFoundError)
                    else "System.IO.IOException",
                ) from error
            names = None if self.header is None else [str(name) for name in self.header]
            yield from CsvReader(str(self.delimiter), names, self.warn).objects(text)
