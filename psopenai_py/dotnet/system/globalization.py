"""``[cultureinfo]`` with its number and date formats, text info and calendar, and ``[StringComparer]``."""

from __future__ import annotations

import calendar as stdlib_calendar
import datetime
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar

from ...errors import NetException
from ..culture.dates import EN_US as EN_US_DATES
from ..culture.dates import INVARIANT as INVARIANT_DATES
from ..culture.dates import DateCulture, culture_of, current_dates
from ..culture.numbers import INVARIANT, NumberCulture, current_numbers, numbers_of
from ..model.core import OBJECT, STRING
from ..model.enumerables import default_compare, make_array
from ..model.enums import EnumValue
from ..model.object import hash_code, net_equals
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from ..model.values import converter
from ..text.strings import compare_culture, compare_ordinal, fold
from ..time.date_format import expand_standard
from ..time.datetime import DATETIME, from_parts

_DISPLAY_NAMES = {
    "": "Invariant Language (Invariant Country)",
    "en-US": "English (United States)",
    "en-GB": "English (United Kingdom)",
    "de-DE": "German (Germany)",
    "fr-FR": "French (France)",
    "sv-SE": "Swedish (Sweden)",
    "ja-JP": "Japanese (Japan)",
}
_NUMBERS = {"": 127, "en-US": 1033, "en-GB": 2057, "de-DE": 1031, "fr-FR": 1036, "sv-SE": 1053, "ja-JP": 1041}


class CultureInfo:
    """A culture. A culture that is not in the tables formats like en-US."""

    __slots__ = ("name", "numbers")

    def __init__(self, name: str = "en-US") -> None:
        if name and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", name):
            raise NetException(
                "System.Globalization.CultureNotFoundException", f"Culture is not supported. (Parameter 'name')\n{name}"
            )
        language, dash, region = name.partition("-")
        self.name = language.lower() + dash + (region.upper() if len(region) == 2 else region)
        self.numbers: NumberCulture = numbers_of(self.name)

    @property
    def display_name(self) -> str:
        return _DISPLAY_NAMES.get(self.name, self.name)

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return self.name == other.name if isinstance(other, CultureInfo) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)


class TextInfo:
    __slots__ = ("culture",)

    def __init__(self, culture: CultureInfo) -> None:
        self.culture = culture


class Calendar:
    __slots__ = ()


def title_case(text: str) -> str:
    """Capitalise each word; words in capitals stay."""

    def change(found: re.Match[str]) -> str:
        word = found[0]
        return word if len(word) > 1 and word.isupper() else word[:1].upper() + word[1:].lower()

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", change, text)


def week_of_year(date: datetime.date, rule: int, first_day: int) -> int:
    """``Calendar.GetWeekOfYear``: rule 0 first day, 1 first full week, 2 first four-day week; 0 is Sunday."""
    least = {0: 1, 1: 7, 2: 4}[rule]  # days that the year's first week must have

    def start(new_year: int) -> int:
        """The first day of the year's first week, or January 1 where any week counts; days are counted from year 1."""
        offset = (new_year - first_day) % 7
        days = 7 - offset
        return new_year - offset if days >= least else new_year + days

    today, new_year = date.toordinal(), datetime.date(date.year, 1, 1).toordinal()
    begin = start(new_year)
    if today < begin:
        begin = start(new_year - (366 if stdlib_calendar.isleap(date.year - 1) else 365))
    return (today - begin) // 7 + 1


def _python_date(date: Value) -> datetime.date:
    made: datetime.datetime = date.to_python()
    return made.date()


CURRENT = CultureInfo("en-US")
#: what a script has set as the current culture, and that of messages
_current: ContextVar[CultureInfo] = ContextVar("current_culture", default=CURRENT)
_current_of_messages: ContextVar[CultureInfo] = ContextVar("current_culture_of_messages", default=CURRENT)


def current_culture() -> CultureInfo:
    return _current.get()


def set_current_culture(culture: CultureInfo) -> None:
    """Make a culture the current one: numbers and dates are then formatted as it does."""
    _current.set(culture)
    current_numbers.set(culture.numbers)
    current_dates.set(culture_of(culture))


INVARIANT_CULTURE = CultureInfo("")


CULTURE = register(
    DotNetType(
        "System.Globalization.CultureInfo",
        "cultureinfo",
        python=CultureInfo,
        base=OBJECT,
        interfaces=("System.IFormatProvider", "System.ICloneable"),
        convert=converter(CultureInfo, CultureInfo),
    )
)
CULTURE.prop("Name", "string")(str)
CULTURE.prop("DisplayName", "string")(lambda culture: culture.display_name)
CULTURE.prop("EnglishName", "string")(lambda culture: culture.display_name)
CULTURE.prop("NativeName", "string")(lambda culture: culture.display_name)
CULTURE.prop("TwoLetterISOLanguageName", "string")(lambda culture: culture.name.partition("-")[0] or "iv")
CULTURE.prop("LCID", "int")(lambda culture: _NUMBERS.get(culture.name, 4096))
CULTURE.prop("IsNeutralCulture", "bool")(lambda culture: bool(culture.name) and "-" not in culture.name)
CULTURE.prop("TextInfo", "System.Globalization.TextInfo")(TextInfo)
CULTURE.prop("Calendar", "System.Globalization.Calendar")(lambda culture: Calendar())
CULTURE.prop("DateTimeFormat", "System.Globalization.DateTimeFormatInfo")(culture_of)
CULTURE.prop("NumberFormat", "System.Globalization.NumberFormatInfo")(lambda culture: culture.numbers)
CULTURE.method("ToString", returns="string")(str)
CULTURE.method("Clone")(lambda culture: culture)
CULTURE.static_prop("CurrentCulture", "cultureinfo")(current_culture)
CULTURE.static_properties["currentculture"].set = lambda _, new: set_current_culture(new)
CULTURE.static_prop("CurrentUICulture", "cultureinfo")(_current_of_messages.get)
CULTURE.static_properties["currentuiculture"].set = lambda _, new: _current_of_messages.set(new) and None
CULTURE.static_prop("InstalledUICulture", "cultureinfo")(lambda: CURRENT)
CULTURE.static_prop("InvariantCulture", "cultureinfo")(lambda: INVARIANT_CULTURE)
CULTURE.static("GetCultureInfo", "string", returns="cultureinfo")(CultureInfo)
CULTURE.static("CreateSpecificCulture", "string", returns="cultureinfo")(CultureInfo)
CULTURE.static("GetCultures", "System.Globalization.CultureTypes", returns="cultureinfo[]")(
    lambda types: make_array([CultureInfo(name) for name in _DISPLAY_NAMES], CULTURE)
)
CULTURE.constructor("string")(CultureInfo)
CULTURE.constructor("string", "bool")(lambda name, _: CultureInfo(name))

NUMBER_FORMAT = register(
    DotNetType(
        "System.Globalization.NumberFormatInfo",
        python=NumberCulture,
        base=OBJECT,
        interfaces=("System.IFormatProvider", "System.ICloneable"),
    )
)
NUMBER_FORMAT.prop("NumberDecimalSeparator", "string")(lambda numbers: numbers.decimal)
NUMBER_FORMAT.prop("NumberGroupSeparator", "string")(lambda numbers: numbers.group)
for _name in ("Currency", "Percent"):
    NUMBER_FORMAT.prop(_name + "DecimalSeparator", "string")(lambda numbers: numbers.decimal)
    NUMBER_FORMAT.prop(_name + "GroupSeparator", "string")(lambda numbers: numbers.group)
NUMBER_FORMAT.prop("NegativeSign", "string")(lambda numbers: numbers.minus)
NUMBER_FORMAT.prop("PositiveSign", "string")(lambda numbers: "+")
NUMBER_FORMAT.prop("PercentSymbol", "string")(lambda numbers: "%")
NUMBER_FORMAT.prop("CurrencyDecimalDigits", "int")(lambda numbers: numbers.currency_digits)
NUMBER_FORMAT.prop("PercentDecimalDigits", "int")(lambda numbers: numbers.percent_digits)
NUMBER_FORMAT.prop("NumberDecimalDigits", "int")(lambda numbers: numbers.decimal_digits)
NUMBER_FORMAT.prop("CurrencySymbol", "string")(lambda numbers: numbers.currency_symbol)
NUMBER_FORMAT.static_prop("InvariantInfo")(lambda: INVARIANT)
NUMBER_FORMAT.static_prop("CurrentInfo")(current_numbers.get)

TEXT_INFO = register(DotNetType("System.Globalization.TextInfo", python=TextInfo, base=OBJECT))
TEXT_INFO.method("ToTitleCase", "string", returns="string")(lambda info, text: title_case(text))
TEXT_INFO.method("ToUpper", "string", returns="string")(lambda info, text: text.upper())
TEXT_INFO.method("ToLower", "string", returns="string")(lambda info, text: text.lower())
TEXT_INFO.prop("CultureName", "string")(lambda info: info.culture.name)
TEXT_INFO.prop("ListSeparator", "string")(lambda info: ",")

CALENDAR = register(DotNetType("System.Globalization.Calendar", base=OBJECT))
GREGORIAN = register(DotNetType("System.Globalization.GregorianCalendar", python=Calendar, base=CALENDAR))
GREGORIAN.constructor()(Calendar)
CALENDAR.method(
    "GetWeekOfYear", "datetime", "System.Globalization.CalendarWeekRule", "System.DayOfWeek", returns="int"
)(lambda calendar, date, rule, first: week_of_year(_python_date(date), int(rule), int(first)))
CALENDAR.method("GetDaysInMonth", "int", "int", returns="int")(
    lambda calendar, year, month: DATETIME.static_methods["daysinmonth"][0].call(year, month)
)

for _name in ("Year", "Month", "DayOfMonth", "DayOfYear", "DayOfWeek", "Hour", "Minute", "Second", "Milliseconds"):
    _of = {"DayOfMonth": "day", "Milliseconds": "millisecond"}.get(_name, _name.lower())
    CALENDAR.method("Get" + _name, "datetime", returns="object")(
        lambda calendar, date, of=DATETIME.properties[_of]: of.get(date)
    )
CALENDAR.method("GetEra", "datetime", returns="int")(lambda calendar, date: 1)
CALENDAR.method("IsLeapYear", "int", returns="bool")(lambda calendar, year: stdlib_calendar.isleap(year))
CALENDAR.method("GetDaysInYear", "int", returns="int")(lambda calendar, year: 365 + stdlib_calendar.isleap(year))
CALENDAR.method("GetMonthsInYear", "int", returns="int")(lambda calendar, year: 12)
for _name, _unit, _kind in (
    ("Years", "addyears", "int"), ("Months", "addmonths", "int"), ("Days", "adddays", "int"),
    ("Hours", "addhours", "int"), ("Minutes", "addminutes", "int"), ("Seconds", "addseconds", "int"),
    ("Milliseconds", "addmilliseconds", "double"),
):  # fmt: skip
    CALENDAR.method("Add" + _name, "datetime", _kind, returns="datetime")(
        lambda calendar, date, count, add=DATETIME.methods[_unit][0]: add.call(date, count)
    )
CALENDAR.method("AddWeeks", "datetime", "int", returns="datetime")(
    lambda calendar, date, count: DATETIME.methods["adddays"][0].call(date, count * 7)
)
DATETIME.constructor("int", "int", "int", CALENDAR.full_name)(
    lambda year, month, day, calendar: from_parts(year, month, day)
)

# -- StringComparer ---------------------------------------------------------------------------------------------------


class StringComparer:
    """One of .NET's standard comparers; collections read `ignore_case`."""

    __slots__ = ("ignore_case", "ordinal")

    def __init__(self, ordinal: bool, ignore_case: bool) -> None:
        self.ordinal = ordinal
        self.ignore_case = ignore_case

    def compare(self, left: Value, right: Value) -> int:
        if not all(each is None or isinstance(each, str) for each in (left, right)):
            return default_compare(left, right)
        if not self.ordinal:
            return compare_culture(left, right, self.ignore_case)
        if self.ignore_case and left is not None and right is not None:
            return compare_ordinal(fold(left), fold(right))
        return compare_ordinal(left, right)

    def equals(self, left: Value, right: Value) -> bool:
        if self.ignore_case and isinstance(left, str) and isinstance(right, str):
            return fold(left) == fold(right)
        return net_equals(left, right)


COMPARER = register(
    DotNetType(
        "System.StringComparer",
        python=StringComparer,
        base=OBJECT,
        interfaces=("System.Collections.IComparer", "System.Collections.IEqualityComparer"),
    )
)


def _always(comparer: StringComparer) -> Callable[[], StringComparer]:
    return lambda: comparer


for _name, _ordinal in {"CurrentCulture": False, "InvariantCulture": False, "Ordinal": True}.items():
    COMPARER.static_prop(_name, "System.StringComparer")(_always(StringComparer(_ordinal, False)))
    COMPARER.static_prop(_name + "IgnoreCase", "System.StringComparer")(_always(StringComparer(_ordinal, True)))
COMPARER.method("Compare", "string", "string", returns="int")(StringComparer.compare)
COMPARER.method("Equals", "string", "string", returns="bool")(StringComparer.equals)
COMPARER.method("GetHashCode", "string", returns="int")(
    lambda comparer, text: hash_code(fold(text) if comparer.ignore_case else text)
)

# -- DateTimeFormatInfo ------------------------------------------------------------------------------------------------

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
DATE_FORMAT_INFO.prop("Calendar", CALENDAR.full_name)(lambda culture: Calendar())
DATE_FORMAT_INFO.prop("DateSeparator", "string")(lambda culture: culture.date_separator)
DATE_FORMAT_INFO.prop("TimeSeparator", "string")(lambda culture: ":")
DATE_FORMAT_INFO.prop("AMDesignator", "string")(lambda culture: culture.am)
DATE_FORMAT_INFO.prop("PMDesignator", "string")(lambda culture: culture.pm)
DATE_FORMAT_INFO.prop("FirstDayOfWeek", "System.DayOfWeek")(
    lambda culture: EnumValue(get_type("System.DayOfWeek"), 0 if culture.month_first else 1)
)
DATE_FORMAT_INFO.prop("DayNames", "string[]")(lambda culture: _names(culture.days))
DATE_FORMAT_INFO.prop("AbbreviatedDayNames", "string[]")(lambda culture: _names(culture.short_days))
# .NET has a thirteenth month, for calendars that need it
DATE_FORMAT_INFO.prop("MonthNames", "string[]")(lambda culture: _names((*culture.months, "")))
DATE_FORMAT_INFO.prop("AbbreviatedMonthNames", "string[]")(lambda culture: _names((*culture.short_months, "")))
DATE_FORMAT_INFO.static_prop("CurrentInfo", DATE_FORMAT_INFO.full_name)(lambda: EN_US_DATES)
DATE_FORMAT_INFO.static_prop("InvariantInfo", DATE_FORMAT_INFO.full_name)(lambda: INVARIANT_DATES)


@DATE_FORMAT_INFO.method("GetMonthName", "int", returns="string")
def _month_name(culture: DateCulture, month: int, short: bool = False) -> str:
    if not 1 <= month <= 13:
        raise NetException("System.ArgumentOutOfRangeException", "The month must be between 1 and 13.")
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
