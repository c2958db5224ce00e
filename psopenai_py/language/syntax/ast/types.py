"""Types, attributes and parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import dataclass, field
from .base import Ast

if TYPE_CHECKING:
    from .base import ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class TypeName(Ast):
    """A type's name as written: `List[string]` has `generic_args`, `int[,]` has `array_ranks` [2], `int[][]` [1, 1]."""

    name: str
    generic_args: list[TypeName] = field(default_factory=list)
    array_ranks: list[int] = field(default_factory=list)
    assembly: str | None = None

    @property
    def full_name(self) -> str:
        """The name with its arguments and ranks, without spaces."""
        args = f"[{','.join(arg.full_name for arg in self.generic_args)}]" if self.generic_args else ""
        return self.name + args + "".join(f"[{',' * (rank - 1)}]" for rank in self.array_ranks)


@dataclass(slots=True, eq=False, repr=False)
class TypeConstraintAst(Ast):
    """`[int]` in front of a parameter, a variable or a value."""

    type_name: TypeName


@dataclass(slots=True, eq=False, repr=False)
class NamedAttributeArgumentAst(Ast):
    """`Mandatory` or `Position = 0`. `argument` is None when only the name was given: that means true."""

    name: str
    argument: ExpressionAst | None


@dataclass(slots=True, eq=False, repr=False)
class AttributeAst(Ast):
    """`[Parameter(Mandatory)]`, `[ValidateSet('a', 'b')]`."""

    type_name: TypeName
    positional: list[ExpressionAst] = field(default_factory=list)
    named: list[NamedAttributeArgumentAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class ParameterAst(Ast):
    """A parameter of a script block, a function or a method. `name` is without the `$`."""

    name: str
    attributes: list[AttributeAst | TypeConstraintAst] = field(default_factory=list)
    default: ExpressionAst | None = None

    @property
    def type_constraint(self) -> TypeConstraintAst | None:
        """The parameter's type: the last one that is written."""
        for attribute in reversed(self.attributes):
            if isinstance(attribute, TypeConstraintAst):
                return attribute
        return None


@dataclass(slots=True, eq=False, repr=False)
class ParamBlockAst(Ast):
    """`[CmdletBinding()] param(...)`."""

    attributes: list[AttributeAst]
    parameters: list[ParameterAst]
