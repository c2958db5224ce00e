"""Statements, pipelines aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import dataclass
from .base import Ast, StatementAst

if TYPE_CHECKING:
    from .base import ExpressionAst
    from .definitions import StatementBlockAst
    from .expressions import HashtableAst, VariableExpressionAst
    from .types import TypeConstraintAst


@dataclass(slots=True, eq=False, repr=False)
class UsingStatementAst(StatementAst):
    """`using namespace X`, `using module X`, `using assembly X`. `module_spec` when a hashtable was given."""

    kind: str
    name: str | None
    module_spec: HashtableAst | None = None


@dataclass(slots=True, eq=False, repr=False)
class AssignmentStatementAst(StatementAst):
    """`left = right`. `left` may be an `ArrayLiteralAst` of targets; `right` may be any statement."""

    left: ExpressionAst
    op: str
    right: StatementAst


@dataclass(slots=True, eq=False, repr=False)
class IfStatementAst(StatementAst):
    """`if (...) { } elseif (...) { } else { }`."""

    clauses: list[tuple[StatementAst, StatementBlockAst]]
    else_block: StatementBlockAst | None


@dataclass(slots=True, eq=False, repr=False)
class SwitchStatementAst(StatementAst):
    """`switch`. `mode` is `''`, `regex`, `wildcard` or `exact`; with `-File` the condition is the file's path."""

    condition: StatementAst
    clauses: list[tuple[ExpressionAst, StatementBlockAst]]
    default: StatementBlockAst | None
    mode: str = ""
    case_sensitive: bool = False
    file: bool = False
    parallel: bool = False
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class ForStatementAst(StatementAst):
    """`for (initializer; condition; iterator) { }`."""

    initializer: StatementAst | None
    condition: StatementAst | None
    iterator: StatementAst | None
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class ForEachStatementAst(StatementAst):
    """`foreach ($variable in condition) { }`."""

    variable: VariableExpressionAst
    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class WhileStatementAst(StatementAst):
    """`while (condition) { }`."""

    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class DoWhileStatementAst(StatementAst):
    """`do { } while (condition)`."""

    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class DoUntilStatementAst(StatementAst):
    """`do { } until (condition)`."""

    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class CatchClauseAst(Ast):
    """`catch [A], [B] { }`; without types it catches everything."""

    types: list[TypeConstraintAst]
    body: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class TryStatementAst(StatementAst):
    """`try { } catch { } finally { }`."""

    body: StatementBlockAst
    catches: list[CatchClauseAst]
    finally_block: StatementBlockAst | None


@dataclass(slots=True, eq=False, repr=False)
class TrapStatementAst(StatementAst):
    """`trap [Type] { }`."""

    type_constraint: TypeConstraintAst | None
    body: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class ThrowStatementAst(StatementAst):
    """`throw value`; a bare `throw` rethrows or raises `ScriptHalted`."""

    pipeline: StatementAst | None


@dataclass(slots=True, eq=False, repr=False)
class ReturnStatementAst(StatementAst):
    """`return value`."""

    pipeline: StatementAst | None


@dataclass(slots=True, eq=False, repr=False)
class ExitStatementAst(StatementAst):
    """`exit code`."""

    pipeline: StatementAst | None


@dataclass(slots=True, eq=False, repr=False)
class BreakStatementAst(StatementAst):
    """`break label`; the label is an expression (a bare word is a string constant)."""

    label: ExpressionAst | None


@dataclass(slots=True, eq=False, repr=False)
class ContinueStatementAst(StatementAst):
    """`continue label`."""

    label: ExpressionAst | None


@dataclass(slots=True, eq=False, repr=False)
class DataStatementAst(StatementAst):
    """`data name -SupportedCommand a, b { }`."""

    variable: str | None
    supported_commands: list[ExpressionAst]
    body: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class BlockStatementAst(StatementAst):
    """`parallel { }` and `sequence { }` of workflows: parsed, and refused as PowerShell does."""

    kind: str
    body: StatementBlockAst
