"""``[System.Globalization.DateTimeFormatInfo]``: a culture's date patterns and names, as scripts ask for them."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import NetException
from ..culture.date_culture import EN_US, INVARIANT, DateCulture
from ..model.core import OBJECT, STRING
from ..model.enumerables import make_array
from ..model.enums import EnumValue
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from ..time.date_format import expand_standard

DATE_FORMAT_INFO = register(
    DotNetType(
        "System.Globalization.DateTimeFormatInfo",
        python=DateCulture,
        base=OBJECT,
        interfaces=("System.IFormatProvider", "System.ICloneable"),
    )
)


def _pattern(name: str, letter: str) -> None:
    DATE_FORMAT_INFO.prop(name, "string")(lambda culture: expand_standard(letter, culture)[0])


def _names(names: Iterable[str]) -> Value:
    return make_array(names, STRING)


_pattern("ShortDatePattern", "d")
_pattern("LongDatePattern", "D")
_pattern("ShortTimePattern", "t")
_pattern("LongTimePattern", "T")
_pattern("FullDateTimePattern", "F")
_pattern("MonthDayPattern", "M")
_pattern("YearMonthPattern", "Y")
_pattern("RFC1123Pattern", "R")
_pattern("SortableDateTimePattern", "s")
_pattern("UniversalSortableDateTimePattern", "u")
DATE_FORMAT_INFO.prop("DateSeparator", "string")(lambda culture: culture.date_separator)
DATE_FORMAT_INFO.prop("TimeSeparator", "string")(lambda culture: ":")
DATE_FORMAT_INFO.prop("AMDesignator", "string")(lambda culture: culture.am)
DATE_FORMAT_INFO.prop("PMDesignator", "string")(lambda culture: culture.pm)
DATE_FORMAT_INFO.prop("FirstDayOfWeek", "System.DayOfWeek")(
    lambda culture: EnumValue(get_type("System.DayOfWeek"), 0 if culture.month_first else 1)
)
DATE_FORMAT_INFO.prop("DayNames", "string[]")(lambda culture: _names(culture.days))
DATE_FORMAT_INFO.prop("AbbreviatedDayNames", "string[]")(lambda culture: _names(culture.short_days))
# .NET keeps a thirteenth month for calendars that have one
DATE_FORMAT_INFO.prop("MonthNames", "string[]")(lambda culture: _names((*culture.months, "")))
DATE_FORMAT_INFO.prop("AbbreviatedMonthNames", "string[]")(lambda culture: _names((*culture.short_months, "")))
DATE_FORMAT_INFO.static_prop("CurrentInfo", DATE_FORMAT_INFO.full_name)(lambda: EN_US)
DATE_FORMAT_INFO.static_prop("InvariantInfo", DATE_FORMAT_INFO.full_name)(lambda: INVARIANT)


@DATE_FORMAT_INFO.method("GetMonthName", "int", returns="string")
def _month_name(culture: DateCulture, month: int, short: bool = False) -> str:
    if not 1 <= month <= 13:
        raise NetException("System.ArgumentOutOfRangeException", "A month's number lies between 1 and 13.")
    return "" if month == 13 else culture.month_name(month, short)


DATE_FORMAT_INFO.method("GetAbbreviatedMonthName", "int", returns="string")(
    lambda culture, month: _month_name(culture, month, True)
)
DATE_FORMAT_INFO.method("GetDayName", "System.DayOfWeek", returns="string")(
    lambda culture, day: culture.day_name(int(day), False)
)
DATE_FORMAT_INFO.method("GetAbbreviatedDayName", "System.DayOfWeek", returns="string")(
    lambda culture, day: culture.day_name(int(day), True)
)
