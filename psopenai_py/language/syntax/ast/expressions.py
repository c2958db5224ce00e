"""Expressions. For the operators see the table of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import dataclass, field
from .base import ExpressionAst

if TYPE_CHECKING:
    from ..numbers import NumberLiteral
    from ..source import Extent
    from .base import StatementAst
    from .definitions import ScriptBlockAst, StatementBlockAst
    from .types import AttributeAst, TypeConstraintAst, TypeName


@dataclass(slots=True, eq=False, repr=False)
class TernaryExpressionAst(ExpressionAst):
    """`condition ? if_true : if_false`."""

    condition: ExpressionAst
    if_true: ExpressionAst
    if_false: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class BinaryExpressionAst(ExpressionAst):
    """`left op right`; see the package's table. `op_extent` is where errors of the operator are reported."""

    left: ExpressionAst
    op: str
    right: ExpressionAst
    op_extent: Extent


@dataclass(slots=True, eq=False, repr=False)
class UnaryExpressionAst(ExpressionAst):
    """`op child`; see the package's table. The unary comma is an `ArrayLiteralAst` of one element instead."""

    op: str
    child: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class AttributedExpressionAst(ExpressionAst):
    """`[ValidateRange(1, 5)] $x`: an attribute in front of a variable."""

    attribute: AttributeAst | TypeConstraintAst
    child: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class ConvertExpressionAst(ExpressionAst):
    """`[int] child`."""

    type_constraint: TypeConstraintAst
    child: ExpressionAst

    @property
    def type_name(self) -> TypeName:
        """The target type's name."""
        return self.type_constraint.type_name


@dataclass(slots=True, eq=False, repr=False)
class TypeExpressionAst(ExpressionAst):
    """`[int]` as a value."""

    type_name: TypeName


@dataclass(slots=True, eq=False, repr=False)
class ConstantExpressionAst(ExpressionAst):
    """A number. `text` is how it was written: a text parameter gets that."""

    value: NumberLiteral
    text: str


@dataclass(slots=True, eq=False, repr=False)
class StringConstantExpressionAst(ExpressionAst):
    """Text without anything to expand. `kind` is `bare`, `single`, `double`, `single-here` or `double-here`."""

    value: str
    kind: str


@dataclass(slots=True, eq=False, repr=False)
class ExpandableStringExpressionAst(ExpressionAst):
    """Text with variables and sub-expressions: join the parts. `kind` is `bare`, `double` or `double-here`."""

    parts: list[str | ExpressionAst]
    kind: str


@dataclass(slots=True, eq=False, repr=False)
class VariableExpressionAst(ExpressionAst):
    """`$name`, `${na me}`, `@name` (splatted). `scope` is lower case: `''`, `global`, `script`, `local`, `private`,
    `variable`, `using`, or a drive such as `env` or `function`. The name is as written, without the scope."""

    name: str
    scope: str = ""
    splatted: bool = False
    braced: bool = False

    @property
    def path(self) -> str:
        """The name with its scope, as written after the `$`."""
        return f"{self.scope}:{self.name}" if self.scope else self.name


@dataclass(slots=True, eq=False, repr=False)
class UsingExpressionAst(ExpressionAst):
    """`$using:name`, also with members behind it."""

    child: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class ArrayExpressionAst(ExpressionAst):
    """`@( statements )`."""

    block: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class ArrayLiteralAst(ExpressionAst):
    """`a, b, c`, and `, a` with one element."""

    elements: list[ExpressionAst]


@dataclass(slots=True, eq=False, repr=False)
class HashtableAst(ExpressionAst):
    """`@{ key = statement }`. A bare word as a key is a `StringConstantExpressionAst`."""

    pairs: list[tuple[ExpressionAst, StatementAst]]


@dataclass(slots=True, eq=False, repr=False)
class SubExpressionAst(ExpressionAst):
    """`$( statements )`."""

    block: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class ParenExpressionAst(ExpressionAst):
    """`( pipeline )`; an assignment in it is also a value."""

    pipeline: StatementAst


@dataclass(slots=True, eq=False, repr=False)
class ScriptBlockExpressionAst(ExpressionAst):
    """`{ ... }` as a value."""

    script_block: ScriptBlockAst


@dataclass(slots=True, eq=False, repr=False)
class MemberExpressionAst(ExpressionAst):
    """`target.member`, `target::member` (`static`), `target?.member` (`null_conditional`). A plain name is a
    `StringConstantExpressionAst`."""

    target: ExpressionAst
    member: ExpressionAst
    static: bool = False
    null_conditional: bool = False


@dataclass(slots=True, eq=False, repr=False)
class InvokeMemberExpressionAst(MemberExpressionAst):
    """`target.member(arguments)`, with type arguments in `target.member[type](arguments)`."""

    arguments: list[ExpressionAst] = field(default_factory=list)
    generic_args: list[TypeName] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class IndexExpressionAst(ExpressionAst):
    """`target[index]`, `target?[index]` (`null_conditional`). `[1, 2]` is one `ArrayLiteralAst`."""

    target: ExpressionAst
    index: ExpressionAst
    null_conditional: bool = False
