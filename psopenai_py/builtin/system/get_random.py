from __future__ import annotations

import random
import secrets
import sys
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateRange
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert_to_int
from ...engine.operators.arithmetic import number_from_text
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.numeric import INT, code_of, fit, plain
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text

_LARGEST, _LARGEST_LONG = (1 << 31) - 1, (1 << 63) - 1


class RandomCmdlet(Cmdlet):
    """Returns random numbers or picks objects; a subclass sets the source of randomness."""

    maximum = Param("object", set="RandomNumberParameterSet", position=0, help="The numbers are less than this one.")
    minimum = Param("object", set="RandomNumberParameterSet", help="The smallest possible number (default 0).")
    input_object = Param(
        "object[]",
        set=("RandomListItemParameterSet", "ShuffleParameterSet"),
        mandatory=True,
        position=0,
        pipeline="value",
        allow_null=True,
        help="The objects to pick from.",
    )
    count = Param(
        "int",
        set=("RandomNumberParameterSet", "RandomListItemParameterSet"),
        validators=(ValidateRange(1, _LARGEST),),
        default=1,
        help="How many.",
    )
    shuffle = Param("switch", set="ShuffleParameterSet", mandatory=True, help="Return all objects in random order.")

    def source(self) -> random.Random:
        return secrets.SystemRandom()

    def begin(self) -> Output:
        self._random = self.source()
        self._items: list[Value] = []
        if self.set_name == "RandomNumberParameterSet":
            for _ in range(self.count):
                self.write(self._number())
        return None

    def process(self) -> Output:
        if self.set_name != "RandomNumberParameterSet":
            self._items.extend([None] if self.input_object is None else as_list(self.input_object))
        return None

    def end(self) -> Output:
        if self._items:
            count = len(self._items) if self.shuffle else min(self.count, len(self._items))
            for item in self._random.sample(self._items, count):
                self.write(item)
        return None

    def _number(self) -> Value:
        low, high = self._bound(self.minimum), self._bound(self.maximum)
        if high is None:  # the largest number of the minimum's type
            high = (
                sys.float_info.max
                if isinstance(low, float)
                else _LARGEST
                if code_of(low) in (0, INT)
                else _LARGEST_LONG
            )
        if low is None:
            low = 0
        if isinstance(low, float) or isinstance(high, float):
            low, high = float(low), float(high)
        if low >= high:
            text = f"The minimum ({to_text(low)}) must be smaller than the maximum ({to_text(high)})."
            raise self.stop_with("MinGreaterThanOrEqualMax", text, "InvalidArgument", None, "System.ArgumentException")
        if isinstance(low, float):
            return low + self._random.random() * (high - low)
        return fit(self._random.randrange(low, high), max(code_of(low), code_of(high)))

    @staticmethod
    def _bound(given: Value) -> Any:
        value = unwrap(given)
        if value is None:
            return None
        if isinstance(value, str):
            value = number_from_text(value, 0)
        return plain(value) if code_of(value) else convert_to_int(value)


class Series:
    """The series of numbers that -SetSeed began in the session."""

    source: random.Random | None = None


@cmdlet(
    "Get-Random", default_set="RandomNumberParameterSet", error_name="Microsoft.PowerShell.Commands.GetRandomCommand"
)
class GetRandom(RandomCmdlet):
    """Get random numbers, or pick objects at random. The same seed gives the same series here."""

    set_seed = Param("int", validators=(ValidateNotNull(),), help="Start a series that can be repeated.")
    examples = (
        Example("Get-Random -Maximum 10", "A number from 0 to 9."),
        Example("Get-OpenAIModels | Get-Random -Count 3", "Three random models."),
    )
    remarks = "The same -SetSeed gives the same series in every run, but not PowerShell's series."

    def source(self) -> random.Random:
        kept = self.session.part(Series)
        if self.is_bound("SetSeed"):
            kept.source = random.Random(self.set_seed)
        return kept.source or super().source()
