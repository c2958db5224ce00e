"""An index says which cmdlets a layer has, as plain data: a row per cmdlet, under its family.

Start-up, help, the pages in Docs/ and completion read the index. A cmdlet's module is imported when the cmdlet is first
used (`engine.session.commands`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """One cmdlet: its name, and the Python module that declares it, below the index's package."""

    name: str
    module: str
    shown_under: str = ""  # the PowerShell module, where it is not the family's


class Family(NamedTuple):
    """Cmdlets that belong together."""

    title: str
    shown_under: str  # the PowerShell module that Get-Command shows for them
    rows: tuple[Row, ...]


class Place(NamedTuple):
    """Where a cmdlet is found: the full name of its Python module, its family's title and its PowerShell module."""

    module: str
    title: str
    shown_under: str


class Index(NamedTuple):
    """The cmdlets of one layer, their aliases, and the known cmdlets that the layer leaves out (with the reason)."""

    package: str
    families: tuple[Family, ...]
    aliases: Mapping[str, str]
    left_out: Mapping[str, str]

    def names(self) -> list[str]:
        """The cmdlets' names, family by family."""
        return [row.name for family in self.families for row in family.rows]

    def places(self) -> Iterator[tuple[str, Place]]:
        """Every cmdlet's name with its place."""
        for family in self.families:
            for row in family.rows:
                shown_under = row.shown_under or family.shown_under
                yield row.name, Place(f"{self.package}.{row.module}", family.title, shown_under)
