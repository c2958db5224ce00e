"""The methods of ``[datetime]`` that reckon: sums, differences, comparisons, zones, other counts of time."""

from __future__ import annotations

import math

from ...errors import NetException
from ..model.carriers import Int64
from ..model.enums import EnumValue
from ..model.types import Value
from . import ticks as tk
from .date_format import LOCAL, UTC
from .date_parse import local_today
from .datetime import DATETIME, DateTime, now, out_of_range, utc_now
from .timespan import TimeSpan, compare, declare_operators

_OLE_EPOCH: int = tk.from_date(1899, 12, 30)

# -- arithmetic -------------------------------------------------------------------------------------------------------


def ticks_of(amount: float, unit: int) -> int:
    """So many units as ticks; what lies below a tick is cut off."""
    if not abs(amount) * unit <= 2 * tk.MAX:  # NaN fails this too
        raise out_of_range("The amount of time to add is too large")
    fraction, whole = math.modf(amount)
    return int(whole) * unit + int(fraction * unit)


def months_later(ticks: int, months: int) -> int:
    """The same time on the same day of another month, or on its last day where it is shorter."""
    day = tk.to_date(ticks)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise out_of_range("The months or years to add lead out of the calendar")
    last = days_in_month(year, month + 1)
    return tk.from_date(year, month + 1, min(day.day, last)) + ticks % tk.PER_DAY


@DATETIME.static("DaysInMonth", "int", "int", returns="int")
def days_in_month(year: int, month: int) -> int:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        raise out_of_range("There is no such month")
    return 29 if month == 2 and _is_leap_year(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


@DATETIME.static("IsLeapYear", "int", returns="bool")
def _is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


for _name, _unit in tk.UNITS.items():
    DATETIME.method(f"Add{_name}", "double", returns="datetime")(
        lambda value, amount, unit=_unit: value.plus(ticks_of(amount, unit))
    )


@DATETIME.method("AddMonths", "int", returns="datetime")
def _add_months(value: DateTime, months: int) -> DateTime:
    return DateTime(months_later(value.ticks, months), value.kind)


def _add(value: DateTime, span: TimeSpan) -> DateTime:
    return value.plus(span.ticks)


def _subtract(value: DateTime, span: TimeSpan) -> DateTime:
    return value.plus(-span.ticks)


def _difference(value: DateTime, other: DateTime) -> TimeSpan:
    return TimeSpan(value.ticks - other.ticks)


DATETIME.method("AddYears", "int", returns="datetime")(lambda value, years: _add_months(value, years * 12))
DATETIME.method("AddTicks", "long", returns="datetime")(DateTime.plus)
DATETIME.method("Add", "timespan", returns="datetime")(_add)
DATETIME.method("Subtract", "datetime", returns="timespan")(_difference)
DATETIME.method("Subtract", "timespan", returns="datetime")(_subtract)
DATETIME.static("op_Addition", "datetime", "timespan", returns="datetime")(_add)
DATETIME.static("op_Subtraction", "datetime", "datetime", returns="timespan")(_difference)
DATETIME.static("op_Subtraction", "datetime", "timespan", returns="datetime")(_subtract)
declare_operators(DATETIME, "datetime", "datetime")


def _compare_to(value: DateTime, other: Value) -> int:
    if other is None:
        return 1
    if not isinstance(other, DateTime):
        raise NetException("System.ArgumentException", "The value to compare with must be a DateTime.")
    return compare(value, other)


DATETIME.method("CompareTo", "object", returns="int")(_compare_to)
DATETIME.method("Equals", "object", returns="bool")(lambda value, other: value == other)
DATETIME.static("Compare", "datetime", "datetime", returns="int")(compare)
DATETIME.static("Equals", "datetime", "datetime", returns="bool")(lambda a, b: a == b)

# -- zones and other calendars of instants ----------------------------------------------------------------------------

DATETIME.method("ToLocalTime", returns="datetime")(DateTime.to_local)
DATETIME.method("ToUniversalTime", returns="datetime")(DateTime.to_utc)
DATETIME.method("IsDaylightSavingTime", returns="bool")(
    lambda value: value.kind != UTC and tk.is_daylight(value.to_utc().ticks)
)
DATETIME.method("ToFileTime", returns="long")(lambda value: Int64(value.to_utc().ticks - tk.FILE_EPOCH))
DATETIME.method("ToFileTimeUtc", returns="long")(
    lambda value: Int64((value.to_utc() if value.kind == LOCAL else value).ticks - tk.FILE_EPOCH)
)
DATETIME.static("FromFileTime", "long", returns="datetime")(
    lambda file_time: DateTime(file_time + tk.FILE_EPOCH, UTC).to_local()
)
DATETIME.static("FromFileTimeUtc", "long", returns="datetime")(
    lambda file_time: DateTime(file_time + tk.FILE_EPOCH, UTC)
)
DATETIME.method("ToOADate", returns="double")(lambda value: (value.ticks - _OLE_EPOCH) / tk.PER_DAY)
DATETIME.static("FromOADate", "double", returns="datetime")(
    lambda days: DateTime(_OLE_EPOCH + round(days * 86_400_000) * tk.PER_MILLISECOND)
)

DATETIME.static_prop("Now", "datetime")(now)
DATETIME.static_prop("UtcNow", "datetime")(utc_now)
DATETIME.static_prop("Today", "datetime")(lambda: DateTime(local_today(), LOCAL))
DATETIME.static_prop("MinValue", "datetime")(lambda: DateTime(0))
DATETIME.static_prop("MaxValue", "datetime")(lambda: DateTime(tk.MAX))
DATETIME.static_prop("UnixEpoch", "datetime")(lambda: DateTime(tk.UNIX_EPOCH, UTC))


@DATETIME.static("SpecifyKind", "datetime", "System.DateTimeKind", returns="datetime")
def _specify_kind(value: DateTime, kind: EnumValue) -> DateTime:
    return DateTime(value.ticks, int(kind))
