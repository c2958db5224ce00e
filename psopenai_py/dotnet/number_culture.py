"""How a culture writes numbers. There are two: en-US, which scripts run in, and the invariant culture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberCulture:
    """What .NET calls a NumberFormatInfo; patterns hold ``n`` for the number."""

    decimal_digits: int = 3
    percent_digits: int = 3
    currency_digits: int = 2
    percent: str = "n%"
    negative_percent: str = "-n%"
    currency: str = "$n"
    negative_currency: str = "-$n"
    currency_symbol: str = "$"
    infinity: str = "∞"
    nan: str = "NaN"


EN_US = NumberCulture()
INVARIANT = NumberCulture(2, 2, 2, "n %", "-n %", "¤n", "(¤n)", "¤", "Infinity", "NaN")


def number_culture(provider: object) -> NumberCulture:
    """The number rules of a format provider; the current culture's (en-US) where it has none."""
    own = getattr(provider, "numbers", None)
    return own if isinstance(own, NumberCulture) else EN_US
