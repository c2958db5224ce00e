"""What a view is: which types it is for, and what it shows of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...dataclass import dataclass
from ...dotnet.model.types import Value
from ..text import Token

#: a property's name, or a function of the object
Show = str | Callable[[Value], Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table view. Without a label its header is the property's name."""

    show: Show
    width: int = 0
    alignment: str = ""
    label: str | None = None
    rank: int | None = None  # how important it is where there is no room for all


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list view; ``when`` decides whether an object has it."""

    show: Show
    label: str | None = None
    when: Callable[[Value], bool] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What starts a new group with a header: a changed ``key``. ``header`` makes the header, else label and key."""

    key: Show
    label: str | None = None
    header: Callable[[Value], list[Token]] | None = None


@dataclass(frozen=True, slots=True)
class View:
    types: tuple[str, ...]
    name: str
    group: Group | None = None
    out_of_band: bool = False  # shown alone, wherever it comes


@dataclass(frozen=True, slots=True)
class TableView(View):
    columns: tuple[Column, ...] = ()
    wrap: bool = False
    auto_size: bool = False


@dataclass(frozen=True, slots=True)
class ListView(View):
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class WideView(View):
    show: Show = "Name"
    format: str | None = None


@dataclass(frozen=True, slots=True)
class CustomView(View):
    tokens: Callable[[Value], Sequence[Token]] = lambda value: []


def items(*names: str) -> tuple[Item, ...]:
    return tuple(Item(name) for name in names)
