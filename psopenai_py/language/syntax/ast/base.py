"""What all nodes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..nodes import dataclass, field_names

if TYPE_CHECKING:
    from ..source import Extent


@dataclass(slots=True, eq=False, repr=False)
class Ast:
    """Anything in the tree."""

    extent: Extent

    def __repr__(self) -> str:
        names = (name for name in field_names(self) if name != "compiled")
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({shown})"


class StatementAst(Ast):
    """A statement. A pipeline is one."""

    __slots__ = ()


class CommandBaseAst(Ast):
    """One element of a pipeline: a command, or an expression at its start."""

    __slots__ = ()


class ExpressionAst(Ast):
    """An expression."""

    __slots__ = ()
