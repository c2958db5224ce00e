"""-Attributes of Get-ChildItem: ``Hidden+!Directory,ReadOnly``."""

from __future__ import annotations

from dataclasses import dataclass

from ...dotnet.io.info import FILE_ATTRIBUTES
from ...dotnet.model.types import Value
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text

_SHORT = {"d": "directory", "h": "hidden", "r": "readonly", "s": "system"}


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """What -Attributes asks for: any of some groups, each a list of (bit, whether it must be set)."""

    groups: list[list[tuple[int, bool]]]

    def fit(self, bits: int) -> bool:
        return any(all(bool(bits & bit) is wanted for bit, wanted in group) for group in self.groups)

    def names(self, bit: int) -> bool:
        return any(bit == each and wanted for group in self.groups for each, wanted in group)


def attribute_test(value: Value) -> AttributeTest:
    """``Hidden+!Directory,ReadOnly`` as a test; a ValueError for an unknown attribute."""
    known: dict[str, int] = {name.lower(): number for name, number in FILE_ATTRIBUTES.members.items()}
    groups = []
    for part in ",".join(map(to_text, as_list(value))).split(","):
        group = []
        for word in part.split("+"):
            name = word.strip().lstrip("!").strip().lower()
            if (bit := known.get(_SHORT.get(name, name))) is None:
                raise ValueError(f"{name} is no attribute of files; there are {', '.join(known)}.")
            group.append((bit, not word.strip().startswith("!")))
        groups.append(group)
    return AttributeTest(groups)
