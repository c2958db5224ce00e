"""Arrays of several dimensions: ``[int[,]]::new(2, 3)``. A loop visits their elements row by row."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from ...errors import NetException
from ..model.enumerables import TypedArray, checked_length
from ..model.exceptions import range_error
from ..model.object import value_default
from ..model.registry import define
from ..model.types import DotNetType, Value


class Grid(TypedArray):
    """An array of several dimensions; its elements lie in one list."""

    __slots__ = ("array_type", "lengths")

    def __init__(self, array_type: DotNetType, lengths: Sequence[int]) -> None:
        element = array_type.element
        assert element is not None
        if any(length < 0 for length in lengths):
            raise range_error("length", "Non-negative number required.")
        super().__init__([value_default(element)] * checked_length(prod(lengths), element), element)
        self.array_type = array_type
        self.lengths = tuple(lengths)

    @property
    def dotnet_type(self) -> DotNetType:
        return self.array_type

    def place(self, indexes: Sequence[int]) -> int:
        """Where the element at some indexes lies; IndexOutOfRangeException outside of the array."""
        at = 0
        for index, length in zip(indexes, self.lengths, strict=True):
            if not 0 <= index < length:
                raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
            at = at * length + index
        return at

    def length_of(self, dimension: int) -> int:
        """The length of one dimension."""
        if not 0 <= dimension < len(self.lengths):
            raise NetException("System.IndexOutOfRangeException", "Array does not have that many dimensions.")
        return self.lengths[dimension]


@define("System.Array", 1)
def _grid(type_: DotNetType, _: tuple[DotNetType, ...]) -> None:
    """What such an array has beyond the members of every array."""
    rank = type_.rank
    indexes = ("int",) * rank
    type_.prop("Rank", "int")(lambda grid: rank)
    type_.method("GetValue", *indexes)(lambda grid, *at: grid[grid.place(at)])
    type_.method("Get", *indexes)(lambda grid, *at: grid[grid.place(at)])
    type_.method("GetLength", "int", returns="int")(Grid.length_of)
    type_.method("GetUpperBound", "int", returns="int")(lambda grid, dimension: grid.length_of(dimension) - 1)
    type_.method("GetLowerBound", "int", returns="int")(lambda grid, dimension: 0)

    @type_.method("SetValue", "object", *indexes, returns="void")
    def set_value(grid: Grid, new: Value, *at: int) -> None:
        grid[grid.place(at)] = new

    @type_.method("Clone")
    def clone(grid: Grid) -> Grid:
        made = Grid(grid.array_type, grid.lengths)
        made[:] = list(grid)
        return made

    type_.constructor(*indexes)(lambda *lengths: Grid(type_, lengths))
