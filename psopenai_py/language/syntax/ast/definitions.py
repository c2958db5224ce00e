"""What holds code: script blocks, functions, classes and enums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..nodes import dataclass, field
from .base import Ast, StatementAst

if TYPE_CHECKING:
    from .base import ExpressionAst
    from .statements import TrapStatementAst, UsingStatementAst
    from .types import AttributeAst, ParamBlockAst, ParameterAst, TypeConstraintAst


@dataclass(slots=True, eq=False, repr=False)
class StatementBlockAst(Ast):
    """`{ statements }` of an `if`, a loop, a `try`, ...; traps are kept apart, in their order."""

    statements: list[StatementAst]
    traps: list[TrapStatementAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class NamedBlockAst(Ast):
    """`begin`, `process`, `end`, `clean` or `dynamicparam`. `unnamed` when the keyword was not written."""

    kind: str
    statements: list[StatementAst]
    traps: list[TrapStatementAst] = field(default_factory=list)
    unnamed: bool = False


@dataclass(slots=True, eq=False, repr=False)
class ScriptBlockAst(Ast):
    """A script, the inside of `{ }`, or the body of a function. Without named blocks the statements are in `end`
    (in `process` for a filter). `compiled` is free for the evaluator."""

    using_statements: list[UsingStatementAst] = field(default_factory=list)
    param_block: ParamBlockAst | None = None
    dynamicparam: NamedBlockAst | None = None
    begin: NamedBlockAst | None = None
    process: NamedBlockAst | None = None
    end: NamedBlockAst | None = None
    clean: NamedBlockAst | None = None
    compiled: Any = None

    @property
    def body_text(self) -> str:
        """What `{...}.ToString()` tells: the source without the braces."""
        text = self.extent.text
        if text.startswith("{") and text.endswith("}"):
            return text[1:-1]
        return text


@dataclass(slots=True, eq=False, repr=False)
class FunctionDefinitionAst(StatementAst):
    """`function name(...) { }` or `filter`. `parameters` are those of the parentheses (None when there are none)."""

    name: str
    parameters: list[ParameterAst] | None
    body: ScriptBlockAst
    is_filter: bool = False

    @property
    def all_parameters(self) -> list[ParameterAst]:
        """The parameters, wherever they are written."""
        if self.parameters is not None:
            return self.parameters
        return self.body.param_block.parameters if self.body.param_block else []


@dataclass(slots=True, eq=False, repr=False)
class PropertyMemberAst(Ast):
    """A property of a class, or a value of an enum (`initial` holds its number)."""

    name: str
    type_constraint: TypeConstraintAst | None
    initial: ExpressionAst | None
    is_static: bool = False
    is_hidden: bool = False
    attributes: list[AttributeAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class FunctionMemberAst(Ast):
    """A method or a constructor. `base_arguments` are those of `: base(...)` (None when not written)."""

    name: str
    parameters: list[ParameterAst]
    body: ScriptBlockAst
    return_type: TypeConstraintAst | None = None
    is_static: bool = False
    is_hidden: bool = False
    is_constructor: bool = False
    base_arguments: list[ExpressionAst] | None = None
    attributes: list[AttributeAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class TypeDefinitionAst(StatementAst):
    """`class Name : Base, IFace { }` or `enum Name : byte { }`."""

    name: str
    is_enum: bool
    base_types: list[TypeConstraintAst]
    members: list[PropertyMemberAst | FunctionMemberAst]
    attributes: list[AttributeAst] = field(default_factory=list)
