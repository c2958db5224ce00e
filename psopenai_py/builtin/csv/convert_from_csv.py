from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from .parsing import CsvReader
from .writing import DELIMITER_HELP


@cmdlet(
    "ConvertFrom-Csv",
    default_set="Delimiter",
    outputs="System.Object",
    error_name="Microsoft.PowerShell.Commands.ConvertFromCsvCommand",
)
class ConvertFromCsv(Cmdlet):
    """Turn lines of CSV into objects."""

    delimiter = Param(
        "char", set="Delimiter", position=1, default=",", validators=(ValidateNotNull(),), help=DELIMITER_HELP
    )
    use_culture = Param(
        "switch", set="UseCulture", mandatory=True, help="Use the list separator of the culture as the delimiter."
    )
    input_object = Param(
        "psobject[]",
        mandatory=True,
        position=0,
        pipeline="value property",
        validators=(ValidateNotNull(),),
        help="The lines.",
    )
    header = Param("string[]", validators=(ValidateNotNullOrEmpty(),), help="Names for the columns.")
    examples = (
        Example(
            "'id,text', '1,hello' | ConvertFrom-Csv",
            "An object with the properties id and text.",
            result="id text\n-- ----\n1  hello",
        ),
    )

    def begin(self) -> None:
        names = None if self.header is None else [str(name) for name in self.header]
        self._reader = CsvReader(str(self.delimiter), names, self.warn)

    def process(self) -> Iterator[PSObject]:
        for value in self.input_object:
            yield from self._reader.objects(to_text(value))
