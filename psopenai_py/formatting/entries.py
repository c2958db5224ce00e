"""What the Format-* cmdlets put out: instructions that the Out-* cmdlets turn into text.

A document is ``FormatStartData``, then groups of ``GroupStartData``, ``FormatEntryData``... and ``GroupEndData``, then
``FormatEndData``. Objects that stand for themselves (text, numbers, errors) are entries marked ``out_of_band`` and may
come anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..dotnet.model.registry import get_type, register
from ..dotnet.model.types import DotNetType
from .complex_writer import Token

_NAMESPACE = "Microsoft.PowerShell.Commands.Internal.Format."


@dataclass(slots=True)
class ColumnInfo:
    """A column's header; width 0 leaves the width to the layout."""

    label: str
    width: int = 0
    alignment: str = "left"


@dataclass(slots=True)
class TableShape:
    columns: list[ColumnInfo]
    hide_header: bool = False
    repeat_header: bool = False


@dataclass(slots=True)
class WideShape:
    columns: int = 0  # 0: as many as fit with -AutoSize, else two


class ListShape:
    """Each entry of a list tells its own labels."""


class CustomShape:
    """Each entry is free-form."""


Shape = TableShape | WideShape | ListShape | CustomShape


@dataclass(slots=True)
class RawText:
    """Text to write as it is."""

    text: str


@dataclass(slots=True)
class TableRow:
    values: list[str]
    alignments: list[str] | None = None
    wrapped: bool = False


@dataclass(slots=True)
class ListFields:
    fields: list[tuple[str, str]]


@dataclass(slots=True)
class WideItem:
    text: str


@dataclass(slots=True)
class FreeForm:
    tokens: list[Token] = field(default_factory=list)


Entry = RawText | TableRow | ListFields | WideItem | FreeForm


class FormatData:
    """Base of the instructions; to a script they are opaque objects of these type names."""

    dotnet_type: ClassVar[DotNetType]

    def __init_subclass__(cls) -> None:
        cls.dotnet_type = register(DotNetType(_NAMESPACE + cls.__name__, python=cls, base=get_type("System.Object")))

    def __str__(self) -> str:
        return self.dotnet_type.full_name


class FormatStartData(FormatData):
    __slots__ = ("auto_size", "shape")

    def __init__(self, shape: Shape, auto_size: bool = False) -> None:
        self.shape, self.auto_size = shape, auto_size


class GroupStartData(FormatData):
    __slots__ = ("header",)

    def __init__(self, header: list[Token] | None = None) -> None:
        self.header = header


class FormatEntryData(FormatData):
    __slots__ = ("entry", "out_of_band")

    def __init__(self, entry: Entry, out_of_band: bool = False) -> None:
        self.entry, self.out_of_band = entry, out_of_band


class GroupEndData(FormatData):
    __slots__ = ()


class FormatEndData(FormatData):
    __slots__ = ()
