"""``[semver]``: versions with a label, as PowerShell numbers its own releases."""

from __future__ import annotations

import functools
import re

from ...errors import NetException
from ..model.core import OBJECT
from ..model.exceptions import argument_error
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..model.values import converter, try_into
from .version import Version

_LABEL = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_FORM = re.compile(rf"(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-({_LABEL}))?(?:\+({_LABEL}))?\Z", re.ASCII)


@functools.total_ordering
class SemanticVersion:
    """Three numbers, a pre-release label, and a build label that comparisons ignore."""

    __slots__ = ("build", "label", "major", "minor", "patch")

    def __init__(self, major: int, minor: int = 0, patch: int = 0, label: str = "", build: str = "") -> None:
        if min(major, minor, patch) < 0:
            raise argument_error("A version's numbers must not be negative.", "version")
        self.major, self.minor, self.patch = major, minor, patch
        self.label, self.build = label or None, build or None

    def _key(self) -> tuple[object, ...]:
        """The sort key: a release comes after its pre-releases; in a label numbers come before words."""
        parts = (self.label or "").split(".")
        words = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
        return self.major, self.minor, self.patch, self.label is None, words

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, SemanticVersion) else NotImplemented

    def __lt__(self, other: SemanticVersion) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(str(self._key()))

    def __str__(self) -> str:
        text = f"{self.major}.{self.minor}.{self.patch}"
        return text + (f"-{self.label}" if self.label else "") + (f"+{self.build}" if self.build else "")


def parse_semantic_version(text: str | None) -> SemanticVersion:
    found = _FORM.match(text or "")
    if found is None:
        raise NetException("System.FormatException", f"The input string '{text}' was not in a correct format.")
    major, minor, patch, label, build = found.groups()
    return SemanticVersion(int(major), int(minor or 0), int(patch or 0), label or "", build or "")


def _from_version(version: Version) -> SemanticVersion:
    if version.part(3) > 0:
        raise argument_error("A semantic version cannot have a fourth number.", "version")
    return SemanticVersion(version.part(0), version.part(1), max(version.part(2), 0))


_from_text = converter(SemanticVersion, parse_semantic_version)


def _convert(value: Value) -> SemanticVersion:
    return _from_version(value) if isinstance(value, Version) else _from_text(value)


SEMANTIC_VERSION = register(
    DotNetType(
        "System.Management.Automation.SemanticVersion",
        "semver",
        python=SemanticVersion,
        base=OBJECT,
        interfaces=("System.IComparable",),
        convert=_convert,
    )
)


def _compare(version: SemanticVersion, other: Value) -> int:
    if other is None:
        return 1
    if not isinstance(other, SemanticVersion):
        raise argument_error("It can be compared with another semantic version only.", "version")
    return (version > other) - (version < other)


SEMANTIC_VERSION.prop("Major", "int")(lambda version: version.major)
SEMANTIC_VERSION.prop("Minor", "int")(lambda version: version.minor)
SEMANTIC_VERSION.prop("Patch", "int")(lambda version: version.patch)
SEMANTIC_VERSION.prop("PreReleaseLabel", "string")(lambda version: version.label)
SEMANTIC_VERSION.prop("BuildLabel", "string")(lambda version: version.build)
SEMANTIC_VERSION.method("ToString", returns="string")(str)
SEMANTIC_VERSION.method("CompareTo", "object", returns="int")(_compare)
SEMANTIC_VERSION.static("Parse", "string", returns="semver")(parse_semantic_version)
SEMANTIC_VERSION.static("TryParse", "string", "ref", returns="bool")(
    lambda text, out: try_into(out, None, parse_semantic_version, text)
)
SEMANTIC_VERSION.constructor("string")(parse_semantic_version)
SEMANTIC_VERSION.constructor("version")(_from_version)
for _count in (1, 2, 3):
    SEMANTIC_VERSION.constructor(*["int"] * _count)(SemanticVersion)
SEMANTIC_VERSION.constructor("int", "int", "int", "string")(SemanticVersion)
SEMANTIC_VERSION.constructor("int", "int", "int", "string", "string")(SemanticVersion)
