from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from .writing import CsvParams, CsvWriter, checked_quoting, column_names, type_line


@cmdlet(
    "ConvertTo-Csv",
    default_set="Delimiter",
    outputs="System.String",
    error_name="Microsoft.PowerShell.Commands.ConvertToCsvCommand",
)
class ConvertToCsv(CsvParams, Cmdlet):
    """Turn objects into lines of CSV."""

    input_object = Param("psobject", mandatory=True, position=0, pipeline="value property", help="The objects.")
    examples = (
        Example(
            "Get-Batch -All | Select-Object id, status | ConvertTo-Csv -UseQuotes AsNeeded",
            "The batches as CSV.",
            result="id,status\nbatch_abc123,completed",
        ),
    )

    def begin(self) -> None:
        self._writer = CsvWriter(str(self.delimiter), str(self.use_quotes), checked_quoting(self))
        self._names: list[str] | None = None

    def process(self) -> Iterator[str]:
        value = self.input_object
        if value is None:
            return
        if self._names is None:
            self._names = column_names(value)
            if self.include_type_information:
                yield type_line(value)
            if not self.no_header and self._names:
                yield self._writer.header(self._names)
        line = self._writer.line(value, self._names)
        if line:
            yield line
