"""Pipelines, commands and redirections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import dataclass, field
from .base import Ast, CommandBaseAst, StatementAst
from .expressions import StringConstantExpressionAst

if TYPE_CHECKING:
    from .base import ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class PipelineAst(StatementAst):
    """`a | b | c`; also a lone expression, which is one `CommandExpressionAst`."""

    elements: list[CommandBaseAst]
    background: bool = False

    @property
    def pure_expression(self) -> ExpressionAst | None:
        """The expression, if the pipeline is nothing else."""
        if len(self.elements) == 1 and not self.background:
            element = self.elements[0]
            if isinstance(element, CommandExpressionAst) and not element.redirections:
                return element.expression
        return None


@dataclass(slots=True, eq=False, repr=False)
class PipelineChainAst(StatementAst):
    """`left && right` or `left || right`; chains lean to the left. `op` is `&&` or `||`."""

    left: StatementAst
    op: str
    right: PipelineAst
    background: bool = False


@dataclass(slots=True, eq=False, repr=False)
class RedirectionAst(Ast):
    """A redirection. `from_stream` is 1 to 6, or 0 for `*`."""

    from_stream: int


@dataclass(slots=True, eq=False, repr=False)
class FileRedirectionAst(RedirectionAst):
    """`> file`, `2>> file`, `*> file`; `$null` as the location drops the stream."""

    location: ExpressionAst
    append: bool


@dataclass(slots=True, eq=False, repr=False)
class MergingRedirectionAst(RedirectionAst):
    """`2>&1`, `*>&1`."""

    to_stream: int


@dataclass(slots=True, eq=False, repr=False)
class CommandParameterAst(Ast):
    """`-Name` or `-Name:argument` in a command. A value after a space is the next element of the command."""

    name: str
    argument: ExpressionAst | None = None


@dataclass(slots=True, eq=False, repr=False)
class CommandAst(CommandBaseAst):
    """A command with its words. `elements[0]` names it; `invocation` is `''`, `&` or `.`."""

    elements: list[ExpressionAst | CommandParameterAst]
    invocation: str = ""
    redirections: list[RedirectionAst] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The command's name, when it is written as a plain word or string."""
        first = self.elements[0]
        return first.value if isinstance(first, StringConstantExpressionAst) else None


@dataclass(slots=True, eq=False, repr=False)
class CommandExpressionAst(CommandBaseAst):
    """An expression as the (first) element of a pipeline."""

    expression: ExpressionAst
    redirections: list[RedirectionAst] = field(default_factory=list)
