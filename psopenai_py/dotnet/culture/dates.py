"""How cultures write dates: the patterns and names of the cultures that scripts use most."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ...dataclass import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
_SHORT_DAYS = tuple(name[:3] for name in DAYS)


@dataclass(frozen=True, slots=True)
class DateCulture:
    """The patterns of the standard formats, and the names. ``month_first`` decides how ``3/4/2025`` is parsed."""

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
    months: tuple[str, ...] = MONTHS
    days: tuple[str, ...] = DAYS
    short_months: tuple[str, ...] = _SHORT_MONTHS
    short_days: tuple[str, ...] = _SHORT_DAYS
    months_beside_day: tuple[str, ...] = ()  # the short month names in patterns with a day, if they differ

    def month_name(self, month: int, short: bool, beside_day: bool = False) -> str:
        """The name of a month; the short name can depend on whether the pattern has a day."""
        names = ((beside_day and self.months_beside_day) or self.short_months) if short else self.months
        return names[month - 1]

    def day_name(self, day: int, short: bool) -> str:
        """The name of a day of the week; 0 is Sunday."""
        return (self.short_days if short else self.days)[day]


INVARIANT = DateCulture("MM/dd/yyyy", "dddd, dd MMMM yyyy", "HH:mm", "HH:mm:ss", "MMMM dd", "yyyy MMMM")
# The space before AM and PM is U+202F in current locale data.
EN_US = DateCulture("M/d/yyyy", "dddd, MMMM d, yyyy", "h:mm\u202ftt", "h:mm:ss\u202ftt", "MMMM d", "MMMM yyyy")

_24_HOURS = ("HH:mm", "HH:mm:ss")
_OTHERS = {
    "en-GB": DateCulture(
        "dd/MM/yyyy", "dddd, d MMMM yyyy", *_24_HOURS, "d MMMM", "MMMM yyyy", month_first=False, am="am", pm="pm",
        short_months=(*_SHORT_MONTHS[:8], "Sept", *_SHORT_MONTHS[9:]),
    ),
    "de": DateCulture(
        "dd.MM.yyyy", "dddd, d. MMMM yyyy", *_24_HOURS, "d. MMMM", "MMMM yyyy", ".", False,
        months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
                "November", "Dezember"),
        days=("Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"),
        short_months=("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"),
        short_days=("So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"),
        months_beside_day=("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
                           "Dez."),
    ),
    "fr": DateCulture(
        "dd/MM/yyyy", "dddd d MMMM yyyy", *_24_HOURS, "d MMMM", "MMMM yyyy", month_first=False,
        months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                "novembre", "décembre"),
        days=("dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"),
        short_months=("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
                      "déc."),
        short_days=("dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."),
    ),
    "sv": DateCulture(
        "yyyy-MM-dd", "dddd d MMMM yyyy", *_24_HOURS, "d MMMM", "MMMM yyyy", "-", am="fm", pm="em",
        months=("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
                "november", "december"),
        days=("söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"),
        short_months=("jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."),
        short_days=("sön", "mån", "tis", "ons", "tors", "fre", "lör"),
    ),
    "ja": DateCulture(
        "yyyy/MM/dd", "yyyy年M月d日dddd", "H:mm", "H:mm:ss", "M月d日", "yyyy年M月", am="午前", pm="午後",
        months=tuple(f"{month}月" for month in range(1, 13)),
        days=tuple(f"{day}曜日" for day in "日月火水木金土"),
        short_months=tuple(f"{month}月" for month in range(1, 13)),
        short_days=tuple("日月火水木金土"),
    ),
}  # fmt: skip


#: the rules of the current culture, which a script may set
current_dates: ContextVar[DateCulture] = ContextVar("current_dates", default=EN_US)


def culture_of(provider: Any) -> DateCulture:
    """The date culture of a format provider: a CultureInfo (by its ``name``), a `DateCulture`, or None.

    None stands for the current culture.
    """
    if provider is None:
        return current_dates.get()
    if isinstance(provider, DateCulture):
        return provider
    name = getattr(provider, "name", None)
    if name == "":
        return INVARIANT
    return _OTHERS.get(str(name)) or _OTHERS.get(str(name).partition("-")[0]) or EN_US
