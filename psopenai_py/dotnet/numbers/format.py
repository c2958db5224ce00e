"""Numbers as text: ``ToString`` with the standard formats (C, D, E, F, G, N, P, R, X, B) and with custom ones."""

from __future__ import annotations

import math
import re
import struct
from decimal import Decimal

from ...dataclass import dataclass
from ..culture.numbers import EN_US, NumberCulture
from ..model.carriers import BOUNDS, BigInteger, Single
from ..model.exceptions import invalid_format
from ..model.types import Value

_STANDARD = re.compile(r"([A-Za-z])([0-9]{0,9})\Z")
_DOUBLE_DIGITS, _SINGLE_DIGITS = 17, 9  # enough to distinguish any two values
_LONG_MAX = (1 << 63) - 1
_CUSTOM_DIGITS = {float: 15, Single: 7}  # custom formats use no more digits of a floating-point number


class Digits:
    """A number as its significant digits: ``0.digits * 10 ** scale``."""

    __slots__ = ("digits", "floating", "negative", "scale")

    def __init__(self, digits: str, scale: int, negative: bool, floating: bool = False) -> None:
        significant = digits.lstrip("0")
        self.digits = significant
        self.scale = scale - (len(digits) - len(significant)) if significant else 0
        self.negative = negative
        self.floating = floating

    def round(self, count: int) -> Digits:
        """Round to ``count`` digits in place, halves away from zero, and drop trailing zeros."""
        digits = self.digits
        if 0 <= count < len(digits):
            up = digits[count] >= "5"
            digits = digits[:count]
            if up:
                bumped = str(int(digits or "0") + 1).rjust(len(digits), "0")
                self.scale += len(bumped) - len(digits)
                digits = bumped
        elif count < 0:
            digits = ""
        self.digits = digits.rstrip("0")
        if not self.digits:
            self.scale = 0
            self.negative = self.negative and self.floating
        return self

    def whole(self) -> str:
        """The digits before the decimal point, at least one."""
        return self.digits[: self.scale].ljust(self.scale, "0") if self.scale > 0 else "0"

    def fraction(self, count: int) -> str:
        """``count`` digits after the decimal point."""
        all_behind = "0" * -self.scale + self.digits if self.scale < 0 else self.digits[self.scale :]
        return all_behind[:count].ljust(count, "0")


def format_number(value: Value, spec: str | None, culture: NumberCulture = EN_US) -> str:
    """``ToString(spec)`` of a number."""
    if not spec:
        return general_text(value, culture)
    if isinstance(value, float) and not math.isfinite(value):
        return _not_finite(value, culture)
    standard = _STANDARD.match(spec)
    if standard is None:
        return format_custom(_custom_digits(value), spec, culture)
    letter = standard[1]
    precision = int(standard[2]) if standard[2] else -1
    match letter.upper():
        case "G" | "R":
            return _general(value, letter, -1 if letter in "Rr" and not isinstance(value, int) else precision, culture)
        case "F" | "N" | "C" | "P":
            return _fixed(value, letter.upper(), precision, culture)
        case "E":
            return culture.written(_scientific(value, letter, precision))
        case "D" if isinstance(value, int):
            sign = "-" if value < 0 else ""
            return culture.written(sign + str(abs(int(value))).rjust(max(precision, 1), "0"))
        case "X" if isinstance(value, int):
            text = _radix_text(value, 4).rjust(precision, "0" if value >= 0 else "F")
            return text.lower() if letter == "x" else text
        case "B" if isinstance(value, int):
            return _radix_text(value, 1).rjust(precision, "0" if value >= 0 else "1")
    raise invalid_format()


def general_text(value: Value, culture: NumberCulture = EN_US) -> str:
    """``ToString()`` of a number."""
    if isinstance(value, float):
        return _general(value, "G", -1, culture)
    if isinstance(value, Decimal):
        return culture.written(decimal_text(value))
    return culture.written(str(int(value)))


def decimal_text(value: Decimal) -> str:
    """A decimal with all its digits, including trailing zeros."""
    if not value:
        value = abs(value)  # .NET does not show a negative zero
    return format(value, "f")


def shown_double(value: float) -> str:
    """How PowerShell shows a floating-point number: 15 significant digits, 7 for a single."""
    if not math.isfinite(value):
        return _not_finite(value, EN_US)
    return _general(value, "G", 7 if isinstance(value, Single) else 15, EN_US)


def _not_finite(value: float, culture: NumberCulture) -> str:
    if value != value:
        return culture.nan
    return culture.infinity if value > 0 else culture.minus + culture.infinity


# -- digits -----------------------------------------------------------------------------------------------------------


def _exact_digits(value: Value) -> Digits:
    """All digits of an integer or decimal."""
    if isinstance(value, Decimal):
        sign, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)
        return Digits("".join(map(str, digits)), len(digits) + exponent, bool(sign) and bool(value))
    text = str(abs(int(value)))
    return Digits(text, len(text), value < 0)


def _significant_digits(value: float, count: int) -> Digits:
    """The first ``count`` digits of a double, rounded from its exact value."""
    mantissa, _, exponent = f"{abs(value):.{count - 1}e}".partition("e")
    made = Digits(mantissa.replace(".", ""), int(exponent) + 1, math.copysign(1, value) < 0, floating=True)
    made.digits = made.digits.rstrip("0")
    return made


def _shortest_digits(value: float) -> Digits:
    """The fewest digits that parse back to the same value."""
    if isinstance(value, Single):
        for count in range(1, _SINGLE_DIGITS):
            if struct.pack("f", float(f"{value:.{count - 1}e}")) == struct.pack("f", value):
                return _significant_digits(value, count)
        return _significant_digits(value, _SINGLE_DIGITS)
    text = repr(abs(float(value)))
    mantissa, _, exponent = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    made = Digits(whole + fraction, len(whole) + int(exponent or 0), math.copysign(1, value) < 0, floating=True)
    made.digits = made.digits.rstrip("0")
    return made


def _custom_digits(value: Value) -> Digits:
    if isinstance(value, float):
        return _significant_digits(value, _CUSTOM_DIGITS[Single if isinstance(value, Single) else float])
    return _exact_digits(value)


# -- the standard formats ---------------------------------------------------------------------------------------------


def _general(value: Value, letter: str, precision: int, culture: NumberCulture) -> str:
    if precision == 0:
        precision = -1
    if isinstance(value, float):
        if not math.isfinite(value):
            return _not_finite(value, culture)
        if precision < 0:
            number = _shortest_digits(value)
            precision = _SINGLE_DIGITS if isinstance(value, Single) else _DOUBLE_DIGITS
        else:
            number = _significant_digits(value, precision)
    elif precision < 0:
        return general_text(value, culture)
    else:
        number = _exact_digits(value).round(precision)
    sign = "-" if number.negative else ""
    if number.digits and (number.scale > precision or number.scale < -3):
        mark = "e" if letter == "g" else "E"
        head, tail = number.digits[0], number.digits[1:]
        return culture.written(
            f"{sign}{head}{'.' + tail if tail else ''}{exponent_text(number.scale - 1, mark, 2, True)}"
        )
    behind = len(number.digits) - number.scale
    fraction = "." + number.fraction(behind) if number.digits and behind > 0 else ""
    return culture.written(sign + number.whole() + fraction)


def exponent_text(exponent: int, mark: str, width: int, plus: bool) -> str:
    sign = "-" if exponent < 0 else "+" if plus else ""
    return f"{mark}{sign}{abs(exponent):0{width}d}"


def _fixed(value: Value, kind: str, precision: int, culture: NumberCulture) -> str:
    if precision < 0:
        precision = {"C": culture.currency_digits, "P": culture.percent_digits}.get(kind, culture.decimal_digits)
    shift = 2 if kind == "P" else 0
    if isinstance(value, float):
        whole, _, fraction = f"{abs(value):.{precision + shift}f}".partition(".")
        number = Digits(whole + fraction, len(whole), math.copysign(1, value) < 0, floating=True)
    else:
        number = _exact_digits(value)
    if number.digits:
        number.scale += shift
    number.round(number.scale + precision)
    text = number.whole() if kind == "F" else group_thousands(number.whole())
    if precision:
        text += "." + number.fraction(precision)
    text = culture.written(text)
    if kind in "FN":
        return culture.minus + text if number.negative else text
    if kind == "P":
        pattern = culture.negative_percent if number.negative else culture.percent
    else:
        pattern = culture.negative_currency if number.negative else culture.currency
    return pattern.replace("n", text)


def group_thousands(whole: str) -> str:
    return f"{int(whole):,}" if len(whole) > 3 else whole


def _scientific(value: Value, letter: str, precision: int) -> str:
    precision = 6 if precision < 0 else precision
    if isinstance(value, float):
        number = _significant_digits(value, precision + 1)
    else:
        number = _exact_digits(value).round(precision + 1)
    digits = number.digits.ljust(precision + 1, "0")
    exponent = number.scale - 1 if number.digits else 0
    tail = "." + digits[1:] if precision else ""
    return f"{'-' if number.negative else ''}{digits[0]}{tail}{exponent_text(exponent, letter, 3, True)}"


def _radix_text(value: int, bits: int) -> str:
    """An integer in hexadecimal (4 bits per digit) or binary; a negative one as its two's complement."""
    letter = "X" if bits == 4 else "b"
    if isinstance(value, BigInteger):
        # a leading sign digit distinguishes positive numbers from the complements of negative ones
        width = max(value.bit_length() // bits + 1, 1) if bits == 4 else value.bit_length() + 1
        text = format(int(value) % (1 << (width * bits)), letter).rjust(width, "0")
        return text if value or bits == 1 else "0"
    if value < 0:
        low, high = BOUNDS.get(type(value), (0, 0))
        if not low <= value <= high:
            high = _LONG_MAX
        value = int(value) & (2 * high + 1)
    return format(int(value), letter)


# -- custom formats: #,##0.00;(0.00), 0.0E+0, "text" 0% ---------------------------------------------------------------


@dataclass(slots=True)
class _Layout:
    """The digit places of one section of a format, counted from the left."""

    places: int = 0
    point: int = -1  # the number of places before the decimal point
    first_zero: int | None = None
    last_zero: int = 0
    scientific: bool = False
    grouped: bool = False
    shift: int = 0  # how far percent signs and trailing commas move the decimal point


def format_custom(number: Digits, spec: str, culture: NumberCulture = EN_US) -> str:
    """The number in a custom format of one to three sections (positive, negative, zero)."""
    sections = _split_sections(spec)
    chosen = _choose(sections, 2 if not number.digits else 1 if number.negative else 0)
    while True:
        layout = _read_layout(sections[chosen])
        if not number.digits:
            number.negative = number.negative and number.floating
            break
        number.scale += layout.shift
        number.round(layout.places if layout.scientific else number.scale + layout.places - layout.point)
        zero_section = _choose(sections, 2)
        if number.digits or zero_section == chosen:
            break
        chosen = zero_section  # it was rounded to zero
    text = _write(number, sections[chosen], layout, culture)
    return culture.minus + text if number.negative and chosen == 0 and text else text


def _choose(sections: list[str], wanted: int) -> int:
    return wanted if wanted < len(sections) and sections[wanted] else 0


def _split_sections(spec: str) -> list[str]:
    sections, at, start = [], 0, 0
    while at < len(spec):
        char = spec[at]
        if char == ";":
            sections.append(spec[start:at])
            start = at + 1
        at = _skip_literal(spec, at)
    return [*sections, spec[start:]]


def _skip_literal(spec: str, at: int) -> int:
    """The position after the character at ``at``, or after the quoted text or escape that begins there."""
    char = spec[at]
    if char in "'\"":
        end = spec.find(char, at + 1)
        return len(spec) if end < 0 else end + 1
    return at + 2 if char == "\\" else at + 1


def _exponent_zeros(section: str, at: int) -> int:
    """The number of zeros in the exponent that begins with the E at ``at``; 0 if it does not begin one."""
    rest = section[at + 1 :]
    if rest[:1] in ("+", "-"):
        rest = rest[1:]
    return len(rest) - len(rest.lstrip("0"))


def _read_layout(section: str) -> _Layout:
    layout, at = _Layout(), 0
    comma_at, commas = -1, 0
    while at < len(section):
        char = section[at]
        if char == "#":
            layout.places += 1
        elif char == "0":
            if layout.first_zero is None:
                layout.first_zero = layout.places
            layout.places += 1
            layout.last_zero = layout.places
        elif char == "." and layout.point < 0:
            layout.point = layout.places
        elif char == "," and layout.places and layout.point < 0:
            if comma_at == layout.places:
                commas += 1
            else:
                layout.grouped = layout.grouped or comma_at >= 0
                comma_at, commas = layout.places, 1
        elif char in "%‰":
            layout.shift += 2 if char == "%" else 3
        elif char in "eE" and (zeros := _exponent_zeros(section, at)):
            layout.scientific = True
            at += zeros + (section[at + 1] in "+-")
        at = _skip_literal(section, at)
    if layout.point < 0:
        layout.point = layout.places
    if comma_at == layout.point and comma_at >= 0:
        layout.shift -= 3 * commas
    elif comma_at >= 0:
        layout.grouped = True
    return layout


def _write(number: Digits, section: str, layout: _Layout, culture: NumberCulture) -> str:
    out: list[str] = []
    point = layout.point
    first = max(point - layout.first_zero, 0) if layout.first_zero is not None else 0
    last = min(point - layout.last_zero, 0)
    if layout.scientific:
        place, surplus = point, 0
    else:
        place, surplus = max(number.scale, point), number.scale - point
    digits = iter(number.digits)
    left = len(number.digits)
    point_written = False

    def digit() -> str:
        nonlocal left
        left -= 1
        return next(digits, "")

    def put(char: str) -> None:
        out.append(char)
        if layout.grouped and place > 1 and (place - 1) % 3 == 0:
            out.append(culture.group)

    at = 0
    while at < len(section):
        char = section[at]
        if surplus > 0 and char in "#0.":
            while surplus > 0:
                put(digit() or "0")
                place -= 1
                surplus -= 1
        if char in "#0":
            if surplus < 0:
                surplus += 1
                found = "0" if place <= first else ""
            else:
                found = digit() or ("0" if place > last else "")
            if found:
                put(found)
            place -= 1
        elif char == ".":
            if place == 0 and not point_written and (last < 0 or (point < layout.places and left > 0)):
                out.append(culture.decimal)
                point_written = True
        elif char in "'\"":
            end = _skip_literal(section, at)
            out.append(section[at + 1 : end].rstrip(char) if section[end - 1] == char else section[at + 1 : end])
        elif char == "\\":
            out.append(section[at + 1 : at + 2])
        elif char in "eE" and (zeros := _exponent_zeros(section, at)):
            signed = section[at + 1] in "+-"
            exponent = number.scale - point if number.digits else 0
            out.append(exponent_text(exponent, char, min(zeros, 10), section[at + 1] == "+"))
            at += zeros + signed
        elif char != ",":
            out.append(char)
        at = _skip_literal(section, at)
    return "".join(out)
