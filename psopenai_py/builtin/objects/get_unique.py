from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import type_names, unwrap
from ...engine.values.text import to_text
from .ordering import compare_quietly


@cmdlet("Get-Unique", default_set="AsString", error_name="Microsoft.PowerShell.Commands.GetUniqueCommand")
class GetUnique(Cmdlet):
    """Leave out objects that equal the previous one; sort them first."""

    input_object = Param("psobject", pipeline="value", help="The objects.")
    as_string = Param("switch", set="AsString", help="Compare the objects as texts.")
    on_type = Param("switch", set="UniqueByType", help="Compare the types only.")
    case_insensitive = Param("switch", help="Ignore case.")
    examples = (
        Example("(Get-Batch -All).status | Sort-Object | Get-Unique", "The states that occur.", result="completed"),
    )

    def begin(self) -> Output:
        self._last: Value = None
        return None

    def process(self) -> Output:
        item = self.input_object
        if self._last is None or not self._equal(item, self._last):
            self._last = item
            self.write(item)
        return None

    def _equal(self, a: Value, b: Value) -> bool:
        if self.on_type:
            return type_names(a)[:1] == type_names(b)[:1]
        if self.as_string:
            a, b = to_text(a), to_text(b)
        return compare_quietly(unwrap(a), unwrap(b), not self.case_insensitive) == 0
