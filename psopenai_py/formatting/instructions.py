"""What the Format-* cmdlets put out: instructions that the Out-* cmdlets turn into text.

A document is ``FormatStartData``, then groups of ``GroupStartData``, ``FormatEntryData``... and ``GroupEndData``, then
``FormatEndData``. Objects that stand for themselves (text, numbers, errors) are entries marked ``out_of_band`` and may
come anywhere.

A `Shape` says what the entries of a document have in common. Each kind has a module: `table`, `list`, `wide`, `custom`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from ..dataclass import dataclass
from ..dotnet.model.registry import get_type, register
from ..dotnet.model.types import DotNetType
from .text import Token

_NAMESPACE = "Microsoft.PowerShell.Commands.Internal.Format."


@dataclass(frozen=True, slots=True)
class Page:
    """Where lines are written, and how wide they are. Tables have a width also where other lines are not broken."""

    width: int
    table_width: int
    write: Callable[[str], None]


class Shape(ABC):
    """What the entries of a document have in common."""

    __slots__ = ()

    ends_with_blank = True  # a blank line ends the document (the entries of a list have ended with one each)

    @property
    def sized_by_rows(self) -> bool:
        """Whether widths come from the first entries, so that the document waits for some of them."""
        return False

    def measure(self, entries: Sequence[Entry]) -> Any:
        """The widths that the entries need, for `layout`; None for shapes without widths."""
        return None

    @abstractmethod
    def layout(self, page: Page, measured: Any) -> Layout:
        """The writer for the entries of one group."""


class Layout:
    """Writes the entries of one group as lines."""

    def begin(self) -> None:
        """Write the header over the entries."""

    def write(self, entry: Any) -> None:
        """Write an entry of this shape, or keep it for a line that it shares with others."""

    def end(self) -> None:
        """Write what was kept."""


class Entry:
    """One object, as the entry of a document."""

    __slots__ = ()


@dataclass(slots=True)
class RawText(Entry):
    """Text to write as it is."""

    text: str


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
