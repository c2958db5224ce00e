from __future__ import annotations

import math
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.core import DOUBLE
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert, try_convert
from ...engine.operators.comparison import compare_values
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.properties.expressions import Expression, values_of
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import NetException, TerminatingError
from ..records import COMMANDS, Record, net_record

_STATISTICS = dict.fromkeys(("Average", "Sum", "Maximum", "Minimum", "StandardDeviation"), "object")
_FLAGS = ("average", "sum", "maximum", "minimum", "standard_deviation")


@net_record(COMMANDS + "MeasureInfo", Property="string")
class MeasureInfo(Record):
    """The result of Measure-Object for one property."""


@net_record(COMMANDS + "GenericMeasureInfo", Count="int", **_STATISTICS)
class GenericMeasureInfo(MeasureInfo):
    """Statistics of numbers."""


@net_record(COMMANDS + "GenericObjectMeasureInfo", Count="int", **_STATISTICS)
class GenericObjectMeasureInfo(MeasureInfo):
    """Statistics of values that have an order but are not numbers."""


@net_record(COMMANDS + "TextMeasureInfo", Lines="object", Words="object", Characters="object")
class TextMeasureInfo(MeasureInfo):
    """The lines, words and characters of a text."""


class Statistics:
    """The statistics of one property's values."""

    __slots__ = ("count", "deviation", "maximum", "minimum", "text", "total")

    def __init__(self) -> None:
        self.count = 0
        self.total = 0.0
        self.deviation = 0.0  # the sum of the squared distances from the mean so far
        self.maximum: Value = None
        self.minimum: Value = None
        self.text = TextCounts()

    def add(self, number: float) -> None:
        self.total += number
        if self.count > 1:
            before = (self.total - number) / (self.count - 1)
            self.deviation += (number - before) ** 2 * (self.count - 1) / self.count


@cmdlet("Measure-Object", default_set="GenericMeasure", error_name="Microsoft.PowerShell.Commands.MeasureObjectCommand")
class MeasureObject(Cmdlet):
    """Count objects, and compute statistics of their numbers, or count lines, words and characters of their text."""

    input_object = Param("psobject", pipeline="value", help="The objects.")
    property = Param(
        "object[]",
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The properties to measure: names, wildcards or script blocks. By default the objects themselves.",
    )
    standard_deviation = Param("switch", set="GenericMeasure", help="Compute the standard deviation.")
    sum = Param("switch", set="GenericMeasure", help="Compute the sum.")
    all_stats = Param("switch", set="GenericMeasure", help="Compute all statistics.")
    average = Param("switch", set="GenericMeasure", help="Compute the average.")
    maximum = Param("switch", set="GenericMeasure", help="Find the greatest value.")
    minimum = Param("switch", set="GenericMeasure", help="Find the smallest value.")
    line = Param("switch", set="TextMeasure", help="Count lines.")
    word = Param("switch", set="TextMeasure", help="Count words.")
    character = Param("switch", set="TextMeasure", help="Count characters.")
    ignore_white_space = Param("switch", set="TextMeasure", help="Do not count white space.")
    examples = (
        Example(
            "Get-Batch -All | Measure-Object",
            "How many batches there are.",
            result=(
                "Count             : 1\n"
                "Average           :\n"
                "Sum               :\n"
                "Maximum           :\n"
                "Minimum           :\n"
                "StandardDeviation :\n"
                "Property          :"
            ),
        ),
        Example(
            "1, 2, 4 | Measure-Object -Sum -Average | Select-Object Count, Sum, Average",
            "Statistics of numbers.",
            result="Count   Sum Average\n-----   --- -------\n    3 7.000   2.333",
        ),
    )

    def begin(self) -> Output:
        if self.all_stats:
            for flag in _FLAGS:
                setattr(self, flag, True)
        self._wanted = [Expression(unwrap(each)) for each in self.property or ()]
        self._statistics: dict[str, Statistics] = {}
        self._numeric = bool(self.sum or self.average or self.standard_deviation)
        self._is_text = self.set_name == "TextMeasure"
        self._counts_only = not (self._numeric or self._is_text or self.maximum or self.minimum)
        self._own = Statistics()
        self._not_numeric = False
        return None

    def process(self) -> Output:
        item = self.input_object
        if item is None:
            return None
        if not self._wanted:
            if self._counts_only:
                self._own.count += 1
            else:
                self._measure(self._own, unwrap(item))
            return None
        counted: set[str] = set()
        for expression in self._wanted:
            found = values_of(self.session, expression, item)
            if not found and not expression.is_wildcard:
                self._of(str(expression))
            for name, value in found:
                if name.lower() not in counted:
                    counted.add(name.lower())
                    self._measure(self._of(name), None if value is MISSING else value)
        return None

    def _of(self, name: str) -> Statistics:
        for known, statistics in self._statistics.items():
            if known.lower() == name.lower():
                return statistics
        made = self._statistics[name] = Statistics()
        return made

    def _measure(self, statistics: Statistics, value: Value) -> None:
        statistics.count += 1
        if self._is_text:
            statistics.text.add("" if value is None else to_text(value), bool(self.ignore_white_space))
        if self._numeric:
            try:
                number = float(value) if type(value) is int or type(value) is float else convert(value, DOUBLE)
            except TerminatingError:
                self._not_numeric = True
                text = f'"{to_text(value)}" is not a number.'
                self.fail("NonNumericInputObject", text, "InvalidType", value, "System.InvalidOperationException")
                return
            statistics.add(number)
        if self.maximum:
            statistics.maximum = _extreme(value, statistics.maximum, 1)
        if self.minimum:
            statistics.minimum = _extreme(value, statistics.minimum, -1)

    def end(self) -> None:
        if not self._wanted:
            self._put(self._own, None)
            return
        for name, statistics in self._statistics.items():
            if statistics.count:
                self._put(statistics, name)
            elif self.session.scope.strictness >= 2:
                text = f"No object has a property {name}."
                self.fail("GenericMeasurePropertyNotFound", text, "InvalidArgument", name, "System.ArgumentException")

    def _put(self, statistics: Statistics, name: str | None) -> None:
        if self._is_text:
            text = statistics.text
            self.write(
                TextMeasureInfo(
                    Lines=text.lines if self.line else None,
                    Words=text.words if self.word else None,
                    Characters=text.characters if self.character else None,
                    Property=name,
                )
            )
            return
        highest, lowest = _as_number(statistics.maximum), _as_number(statistics.minimum)
        numbers = highest is not MISSING and lowest is not MISSING
        fields: dict[str, Any] = {"Count": statistics.count, "Property": name}
        if not self._not_numeric:
            if self.sum:
                fields["Sum"] = statistics.total
            if self.average and statistics.count:
                fields["Average"] = statistics.total / statistics.count
            if self.standard_deviation:
                rest = statistics.count - 1
                fields["StandardDeviation"] = math.sqrt(statistics.deviation / rest) if rest > 0 else math.nan
        fields["Maximum"] = highest if numbers else statistics.maximum
        fields["Minimum"] = lowest if numbers else statistics.minimum
        self.write(GenericMeasureInfo(**fields) if numbers else GenericObjectMeasureInfo(**fields))


def _as_number(value: Value) -> Value:
    """The value as a double, None for null, `MISSING` if it is not a number."""
    if value is None or type(value) is float:
        return value
    return try_convert(value, DOUBLE)


def _extreme(value: Value, known: Value, sign: int) -> Value:
    """The greater (or with ``sign`` -1 the smaller) of two values."""
    if known is None:
        return value
    left, right = _comparable(known), _comparable(value)
    if left is not None and right is not None and isinstance(left, float) is not isinstance(right, float):
        left, right = to_text(left), to_text(right)
    try:
        order = compare_values(left, right, True)
    except (TerminatingError, NetException):
        return known
    return known if order * sign > 0 else value


def _comparable(value: Value) -> Value:
    number = _as_number(value)
    return value if number is MISSING else number


class TextCounts:
    """Counts over all texts added."""

    __slots__ = ("characters", "lines", "words")

    def __init__(self) -> None:
        self.lines = self.words = self.characters = 0

    def add(self, text: str, ignore_white_space: bool = False) -> None:
        """A line feed at the very end does not begin a new line. A character is a UTF-16 unit."""
        words = text.split()
        self.words += len(words)
        self.lines += text.count("\n") + (1 if text and not text.endswith("\n") else 0)
        counted = "".join(words) if ignore_white_space else text
        self.characters += len(counted) + sum(char > "\uffff" for char in counted)
