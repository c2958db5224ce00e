from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import enumerate_value
from .lenient import JsonError
from .reader import DEFAULT_DEPTH, KeyFault, read_json


@cmdlet(
    "ConvertFrom-Json",
    outputs="System.Management.Automation.PSCustomObject",
    error_name="Microsoft.PowerShell.Commands.ConvertFromJsonCommand",
)
class ConvertFromJson(Cmdlet):
    """Turn JSON text into objects."""

    input_object = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        allow_empty_string=True,
        help="The JSON: one text, or its lines.",
    )
    as_hashtable = Param("switch", help="Return ordered hashtables instead of objects.")
    depth = Param(
        "int", default=DEFAULT_DEPTH, validators=(ValidateRange(kind="Positive"),), help="The deepest nesting allowed."
    )
    no_enumerate = Param("switch", help="Return an array as one object.")
    date_kind = Param(
        "Microsoft.PowerShell.Commands.JsonDateKind",
        default="Default",
        enum=("Default", "Local", "Utc", "Offset", "String"),
        help="How texts that are dates are converted.",
    )
    examples = (
        Example(
            "Get-Content results.json | ConvertFrom-Json",
            "The objects of a file.",
            result="id score\n-- -----\na      1\nb      2",
        ),
    )
    remarks = (
        "An array that is cut off is an error, where PowerShell takes `[1` for a whole value; lines of one value "
        "are joined."
    )

    def begin(self) -> None:
        self._texts: list[str] = []

    def process(self) -> None:
        self._texts.append(self.input_object)

    def end(self) -> Iterator[Value]:
        """Several inputs are separate values if the first one is complete, otherwise the lines of one value."""
        texts = self._texts
        if len(texts) <= 1:
            for text in texts:
                yield from self._converted(text)
            return
        try:
            first = read_json(texts[0], bool(self.as_hashtable), int(self.depth), str(self.date_kind))
        except (JsonError, KeyFault):
            first = None
        if first is None:
            yield from self._converted("\n".join(texts))
            return
        yield from self._put_out(first)
        for text in texts[1:]:
            yield from self._converted(text)

    def _converted(self, text: str) -> list[Value]:
        try:
            value = read_json(text, bool(self.as_hashtable), int(self.depth), str(self.date_kind))
        except JsonError as error:
            exception = "System.ArgumentException"
            raise self.stop_with(exception, f"Conversion from JSON failed: {error}", exception=exception) from error
        except KeyFault as error:
            raise self.stop_with(
                error.error_id, str(error), "InvalidOperation", error.key, "System.InvalidOperationException"
            ) from error
        return self._put_out(value)

    def _put_out(self, value: Value) -> list[Value]:
        items = None if self.no_enumerate else enumerate_value(value)
        return [value] if items is None else list(items)
