"""Custom number formats: ``#,##0.00;(0.00)``, ``0.0E+0``, ``'text' 0%``."""

from __future__ import annotations

from dataclasses import dataclass

from ..culture.culture import EN_US, NumberCulture
from .format import Digits, exponent_text


@dataclass(slots=True)
class _Layout:
    """What a section of the format asks for; positions count digit places from the left."""

    places: int = 0
    point: int = -1  # how many places stand before the decimal point
    first_zero: int | None = None
    last_zero: int = 0
    scientific: bool = False
    grouped: bool = False
    shift: int = 0  # how far percent signs and trailing commas move the point


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
        chosen = zero_section  # it was rounded to nothing
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
    """The position behind the character at ``at``, or behind the quoted text or escape that begins there."""
    char = spec[at]
    if char in "'\"":
        end = spec.find(char, at + 1)
        return len(spec) if end < 0 else end + 1
    return at + 2 if char == "\\" else at + 1


def _exponent_zeros(section: str, at: int) -> int:
    """How many zeros make up the exponent that the E at ``at`` begins; 0 where it begins none."""
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
