"""What a culture says about dates: patterns and names.

Names are English throughout; the patterns are those of the cultures that scripts name most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


@dataclass(frozen=True, slots=True)
class DateCulture:
    """The patterns behind the standard formats. ``month_first`` decides how ``3/4/2025`` is read."""

    short_date: str
    long_date: str
    short_time: str
    long_time: str
    month_day: str
    year_month: str
    date_separator: str = "/"
    month_first: bool = True
    am: str = "AM"
    pm: str = "PM"


INVARIANT = DateCulture("MM/dd/yyyy", "dddd, dd MMMM yyyy", "HH:mm", "HH:mm:ss", "MMMM dd", "yyyy MMMM")
# The space before AM and PM is U+202F in current locale data.
EN_US = DateCulture("M/d/yyyy", "dddd, MMMM d, yyyy", "h:mm\u202ftt", "h:mm:ss\u202ftt", "MMMM d", "MMMM yyyy")

_DAY_FIRST = ("dddd, d MMMM yyyy", "HH:mm", "HH:mm:ss", "d MMMM", "MMMM yyyy")
_OTHERS = {
    "en-gb": DateCulture("dd/MM/yyyy", *_DAY_FIRST, month_first=False, am="am", pm="pm"),
    "de-de": DateCulture("dd.MM.yyyy", *_DAY_FIRST, date_separator=".", month_first=False),
    "fr-fr": DateCulture("dd/MM/yyyy", *_DAY_FIRST, month_first=False),
    "sv-se": DateCulture("yyyy-MM-dd", *_DAY_FIRST, date_separator="-"),
    "ja-jp": DateCulture("yyyy/MM/dd", "yyyy MMMM d, dddd", "H:mm", "H:mm:ss", "MMMM d", "yyyy MMMM"),
}


def culture_of(provider: Any) -> DateCulture:
    """The date culture of a format provider: a CultureInfo (by its ``name``), a `DateCulture`, or None for en-US."""
    if provider is None:
        return EN_US
    if isinstance(provider, DateCulture):
        return provider
    name = getattr(provider, "name", None)
    if name == "":
        return INVARIANT
    return _OTHERS.get(str(name).lower(), EN_US)
