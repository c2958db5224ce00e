"""``[version]``."""

from __future__ import annotations

import functools

from ...errors import NetException
from ..model.core import OBJECT
from ..model.exceptions import argument_error, range_error
from ..model.registry import register
from ..model.types import DotNetType
from ..model.values import converter, declare_compare_to, try_into


@functools.total_ordering
class Version:
    """Two to four numbers; those left out count as -1."""

    __slots__ = ("numbers",)

    def __init__(self, *numbers: int) -> None:
        if any(number < 0 for number in numbers):
            raise range_error("version", "A version's numbers must not be negative.")
        self.numbers = numbers

    def part(self, index: int) -> int:
        return self.numbers[index] if index < len(self.numbers) else -1

    def _all(self) -> tuple[int, ...]:
        return tuple(self.part(index) for index in range(4))

    def __eq__(self, other: object) -> bool:
        return self._all() == other._all() if isinstance(other, Version) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._all() < other._all() if isinstance(other, Version) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers))

    def text(self, count: int) -> str:
        """``ToString(count)``: the first ``count`` numbers."""
        if not 0 <= count <= len(self.numbers):
            raise argument_error(f"This version has {len(self.numbers)} numbers.", "fieldCount")
        return ".".join(map(str, self.numbers[:count]))


def parse_version(text: str | None) -> Version:
    parts = (text or "").split(".")
    if not 2 <= len(parts) <= 4:
        raise argument_error("A version must have two to four numbers, separated by dots.", "input")
    numbers = []
    for part in parts:
        digits = part.strip()
        if not (digits.isascii() and digits.isdigit()):
            raise NetException("System.FormatException", f"The input string '{part}' was not in a correct format.")
        numbers.append(int(digits))
        if numbers[-1] > 0x7FFFFFFF:
            raise NetException("System.OverflowException", "Value was either too large or too small for an Int32.")
    return Version(*numbers)


VERSION = register(
    DotNetType(
        "System.Version",
        "version",
        python=Version,
        base=OBJECT,
        interfaces=("System.IComparable", "System.ICloneable", "System.IFormattable"),
        convert=converter(Version, parse_version),
    )
)
for _index, _name in enumerate(("Major", "Minor", "Build", "Revision")):
    VERSION.prop(_name, "int")(lambda version, index=_index: version.part(index))
VERSION.prop("MajorRevision", "short")(lambda version: version.part(3) >> 16)
VERSION.prop("MinorRevision", "short")(lambda version: version.part(3) & 0xFFFF if version.part(3) >= 0 else -1)
VERSION.method("ToString", returns="string")(str)
VERSION.method("ToString", "int", returns="string")(Version.text)
declare_compare_to(VERSION, Version)
VERSION.method("Clone")(lambda version: version)
VERSION.static("Parse", "string", returns="version")(parse_version)
VERSION.static("TryParse", "string", "ref", returns="bool")(lambda text, out: try_into(out, None, parse_version, text))
for _count in (0, 2, 3, 4):
    VERSION.constructor(*["int"] * _count)((lambda *numbers: Version(*numbers)) if _count else (lambda: Version(0, 0)))
VERSION.constructor("string")(parse_version)
