"""How a culture writes numbers: en-US, which scripts run in, the invariant culture, and some that scripts name."""

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
    decimal: str = "."
    group: str = ","
    minus: str = "-"

    def written(self, text: str) -> str:
        """A number in the invariant form, with this culture's signs for point, groups and minus."""
        if self.decimal == "." and self.minus == "-":
            return text
        return text.translate({ord("."): self.decimal, ord(","): self.group, ord("-"): self.minus})

    def invariant(self, text: str) -> str:
        """A number that somebody wrote in this culture, in the invariant form."""
        if self.decimal == "." and self.minus == "-":
            return text
        strange = "\ufffd"  # what the culture gives no meaning makes no number
        signs = {".": strange, ",": strange, self.decimal: ".", self.group: ",", self.minus: "-"}
        if self.group.isspace():
            signs |= {"\xa0": ",", "\u202f": ","}
        return text.translate({ord(sign): meaning for sign, meaning in signs.items()})


def _euro(group: str, minus: str = "-", symbol: str = "€") -> NumberCulture:
    """Comma as the point, and symbols behind the number."""
    return NumberCulture(
        3, 3, 2, "n %", f"{minus}n %", f"n {symbol}", f"{minus}n {symbol}", symbol, "∞", "NaN", ",", group, minus
    )  # fmt: skip


EN_US = NumberCulture()
INVARIANT = NumberCulture(2, 2, 2, "n %", "-n %", "¤n", "(¤n)", "¤", "Infinity", "NaN")
_OTHERS = {
    "en-GB": NumberCulture(currency="£n", negative_currency="-£n", currency_symbol="£"),
    "de": _euro("."),
    "fr": _euro("\u202f"),
    "sv": _euro("\xa0", "\u2212", "kr"),
    "ja": NumberCulture(currency_digits=0, currency="￥n", negative_currency="-￥n", currency_symbol="￥"),
}


def numbers_of(name: str) -> NumberCulture:
    """The number rules of a culture by its name; en-US's for a language that is not known here."""
    if not name:
        return INVARIANT
    return _OTHERS.get(name) or _OTHERS.get(name.partition("-")[0]) or EN_US


def number_culture(provider: object) -> NumberCulture:
    """The number rules of a format provider; the current culture's (en-US) where it has none."""
    if isinstance(provider, NumberCulture):
        return provider
    own = getattr(provider, "numbers", None)
    return own if isinstance(own, NumberCulture) else EN_US
