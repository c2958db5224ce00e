"""What goes into binding and what comes out: the words of a command line as tokens, the values of its parameters."""

from __future__ import annotations

from typing import NamedTuple

from ...dataclass import dataclass, field
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value


@dataclass(slots=True)
class ParameterToken:
    """``-Name``, ``-Name:value`` (``value``) as written (``text``); ``splatted`` when it came from ``@table``.

    ``word`` and ``value_word`` are the indexes of the name and of its value in the words of a shell command. ``apart``:
    white space stands between the colon and the value, which makes them two words for a program.
    """

    name: str
    value: Value = MISSING
    text: str = ""
    splatted: bool = False
    word: int | None = None
    value_word: int | None = None
    row: Row | None = None
    apart: bool = False


class RowItem(NamedTuple):
    """How an item of ``a,b`` was written, for programs: its text if it is constant, and the blanks around its comma."""

    text: str | None
    blank_before_comma: bool = False  # the comma before the item
    blank_after_comma: bool = False


Row = tuple[RowItem, ...]


@dataclass(slots=True)
class ValueToken:
    """An argument that is not a parameter name; ``text`` is what was written where it was a bare word.

    ``word`` is its index in the words of a shell command. Programs get more as it was written: ``globs`` marks a bare
    word whose wildcards and ``~`` they get expanded, ``row`` says how an array was written.
    """

    value: Value
    text: str | None = None
    word: int | None = None
    globs: bool = False
    row: Row | None = None


Argument = ParameterToken | ValueToken


@dataclass(slots=True)
class Bound:
    """The outcome. ``values`` holds what was bound (``$PSBoundParameters``), by the parameters' declared names."""

    set_name: str
    values: dict[str, Value] = field(default_factory=dict)
    common: dict[str, Value] = field(default_factory=dict)  # common parameters, by lower-case name
    rest: list[Value] = field(default_factory=list)  # a simple function's $args
