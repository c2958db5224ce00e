from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.properties.expressions import calculated
from .ordering import Entry, Keys, default_keys

_COUNT = (ValidateRange(1, 2147483647),)


@cmdlet("Sort-Object", default_set="Default", error_name="Microsoft.PowerShell.Commands.SortObjectCommand")
class SortObject(Cmdlet):
    """Sort objects by their own values or by properties.

    A property is a name, a script block, or a hashtable with the key Expression and optionally Ascending or Descending.
    """

    stable = Param("switch", set="Default", help="Keep equal objects in their original order.")
    descending = Param("switch", help="Sort in descending order.")
    unique = Param("switch", help="Keep only one of equal objects.")
    top = Param("int", set="Top", mandatory=True, validators=_COUNT, help="Return only this many from the beginning.")
    bottom = Param("int", set="Bottom", mandatory=True, validators=_COUNT, help="Return only this many from the end.")
    input_object = Param("psobject", pipeline="value", help="The objects.")
    property = Param("object[]", position=0, help="The properties to sort by; earlier ones take precedence.")
    culture = Param("string", help="Accepted for compatibility; all cultures sort alike here.")
    case_sensitive = Param("switch", help="Distinguish upper and lower case.")
    examples = (
        Example(
            "(Get-OpenAIModels | Sort-Object created -Descending -Top 3).id",
            "The three newest models.",
            result="gpt-6-luna\ngpt-transcribe\ngpt-5.4-mini",
        ),
        Example(
            (
                "'b10', 'a2', 'b9' | Sort-Object { $_[0] }, @{ Expression = { [int] $_.Substring(1) }; "
                "Descending = $true }"
            ),
            "Two keys: by letter, then by number, the greatest first.",
            result="a2\nb10\nb9",
        ),
    )
    remarks = "Texts sort alike in all cultures."

    def begin(self) -> Output:
        self._wanted = calculated(self.property, "sort")
        self._items: list[Value] = []
        return None

    def process(self) -> Output:
        if self.input_object is not None:
            self._items.append(self.input_object)
        return None

    def end(self) -> None:
        if not self._items:
            return
        if not self._wanted:
            self._wanted = default_keys(self._items, "sort")
        keys = Keys(self.session, self._wanted, bool(self.descending), bool(self.case_sensitive))
        stable = bool(self.stable or self.top or self.bottom)
        found = keys.sort([keys.entry(item) for item in self._items], stable)
        if self.unique:
            found = _without_repeats(found, keys)
        if self.top is not None:
            found = found[: self.top]
        elif self.bottom is not None:
            found = found[-self.bottom :]
        for entry in found:
            self.write(entry.item)


def _without_repeats(entries: list[Entry], keys: Keys) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        if not found or keys.compare(found[-1], entry):
            found.append(entry)
    return found
