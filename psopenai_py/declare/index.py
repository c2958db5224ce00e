"""An index says which cmdlets a layer has, as plain data: a row per cmdlet, under its family.

Start-up, help, the pages in Docs/ and completion read the index. A cmdlet's module is imported when the cmdlet is first
used (`engine.session.commands`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Plain classes: every start reads the indexes, and a dataclass or named tuple takes ten times as long to make.


class Row:
    """One cmdlet: its name, and the Python module that declares it, below the index's package.

    ``shown_under`` is its PowerShell module, if that is not the family's.
    """

    __slots__ = ("module", "name", "shown_under")

    def __init__(self, name: str, module: str, shown_under: str = "") -> None:
        self.name = name
        self.module = module
        self.shown_under = shown_under


class Family:
    """Cmdlets that belong together; ``shown_under`` is the PowerShell module that Get-Command shows for them."""

    __slots__ = ("rows", "shown_under", "title")

    def __init__(self, title: str, shown_under: str, rows: tuple[Row, ...]) -> None:
        self.title = title
        self.shown_under = shown_under
        self.rows = rows


class Place:
    """Where a cmdlet is found: the full name of its Python module, its family's title and its PowerShell module."""

    __slots__ = ("module", "shown_under", "title")

    def __init__(self, module: str, title: str, shown_under: str) -> None:
        self.module = module
        self.title = title
        self.shown_under = shown_under


class Index:
    """The cmdlets of one layer, their aliases, and the known cmdlets that the layer leaves out (with the reason)."""

    __slots__ = ("aliases", "families", "left_out", "package")

    def __init__(
        self, package: str, families: tuple[Family, ...], aliases: Mapping[str, str], left_out: Mapping[str, str]
    ) -> None:
        self.package = package
        self.families = families
        self.aliases = aliases
        self.left_out = left_out

    def names(self) -> list[str]:
        """The cmdlets' names, family by family."""
        return [row.name for family in self.families for row in family.rows]

    def places(self) -> Iterator[tuple[str, Place]]:
        """Every cmdlet's name with its place."""
        for family in self.families:
            for row in family.rows:
                shown_under = row.shown_under or family.shown_under
                yield row.name, Place(f"{self.package}.{row.module}", family.title, shown_under)
