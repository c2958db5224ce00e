from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from .writer import JsonWriter


@cmdlet("ConvertTo-Json", outputs="System.String", error_name="Microsoft.PowerShell.Commands.ConvertToJsonCommand")
class ConvertToJson(Cmdlet):
    """Turn objects into JSON text."""

    input_object = Param(
        "object", mandatory=True, position=0, pipeline="value", allow_null=True, help="The objects to write as JSON."
    )
    depth = Param(
        "int",
        default=2,
        validators=(ValidateRange(0, 100),),
        help="How many levels of contained objects are written; deeper ones are written as text (2).",
    )
    compress = Param("switch", help="Leave out spaces and line breaks.")
    enums_as_strings = Param("switch", help="Write the names of enum values instead of their numbers.")
    as_array = Param("switch", help="Write an array even for one object.")
    escape_handling = Param(
        "Newtonsoft.Json.StringEscapeHandling",
        default="Default",
        enum=("Default", "EscapeNonAscii", "EscapeHtml"),
        help="Which characters are escaped besides those that JSON requires.",
    )
    examples = (
        Example("Get-Batch batch_abc123 | ConvertTo-Json -Depth 5", "A batch as JSON."),
        Example(
            "Get-Batch batch_abc123 | Select-Object id, request_counts | ConvertTo-Json -Compress",
            "Two properties, on one line.",
            result='{"id":"batch_abc123","request_counts":{"total":2,"completed":1,"failed":1}}',
        ),
    )
    remarks = "A GUID becomes its text, also one that came through a pipeline."

    def begin(self) -> None:
        self._inputs: list[Value] = []

    def process(self) -> None:
        self._inputs.append(self.input_object)

    def end(self) -> Iterator[Value]:
        if not self._inputs:
            return
        whole = self._inputs if len(self._inputs) > 1 or self.as_array else self._inputs[0]
        writer = JsonWriter(
            int(self.depth), bool(self.compress), bool(self.enums_as_strings), str(self.escape_handling)
        )
        text = writer.write(whole)
        if writer.truncated:
            self.warn(f"Resulting JSON is truncated as serialization has exceeded the set depth of {self.depth}.")
        yield text
