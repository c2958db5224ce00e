"""How cultures write numbers: en-US (the current culture of every script), the invariant one, and some others."""

from __future__ import annotations

from contextvars import ContextVar

from ...dataclass import dataclass


@dataclass(frozen=True, slots=True)
class NumberCulture:
    """The rules of one culture, .NET's NumberFormatInfo. In patterns, ``n`` is the number."""

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
        """Replace the invariant decimal point, group separator and minus sign with those of this culture."""
        if self.decimal == "." and self.minus == "-":
            return text
        return text.translate({ord("."): self.decimal, ord(","): self.group, ord("-"): self.minus})

    def invariant(self, text: str) -> str:
        """Replace this culture's decimal point, group separator and minus sign with the invariant ones."""
        if self.decimal == "." and self.minus == "-":
            return text
        invalid = "\ufffd"  # a separator of another culture makes the text invalid
        signs = {".": invalid, ",": invalid, self.decimal: ".", self.group: ",", self.minus: "-"}
        if self.group.isspace():
            signs |= {"\xa0": ",", "\u202f": ","}
        return text.translate({ord(sign): meaning for sign, meaning in signs.items()})


def _euro(group: str, minus: str = "-", symbol: str = "€") -> NumberCulture:
    """A decimal comma, and symbols after the number."""
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
    """The number rules of a culture by its name; those of en-US if the language is not known here."""
    if not name:
        return INVARIANT
    return _OTHERS.get(name) or _OTHERS.get(name.partition("-")[0]) or EN_US


#: the rules of the current culture, which a script may set; text in strings ("$x") is always invariant
current_numbers: ContextVar[NumberCulture] = ContextVar("current_numbers", default=EN_US)


def number_culture(provider: object) -> NumberCulture:
    """The number rules of a format provider; those of the current culture if it has none."""
    if isinstance(provider, NumberCulture):
        return provider
    if provider is None:
        return current_numbers.get()
    own = getattr(provider, "numbers", None)
    return own if isinstance(own, NumberCulture) else current_numbers.get()
