"""`try` and `trap`."""

from __future__ import annotations

from itertools import pairwise

from .. import ast
from ..tokens import Token
from .loops import LoopRules


class HandlerRules(LoopRules):
    """Statements that catch errors."""

    def _try(self, token: Token) -> ast.StatementAst:
        body = self.statement_block()
        if body is None:
            self.fail_after("MissingTryStatementBlock", token.end)
        catches: list[ast.CatchClauseAst] = []
        start = self.restore_point()
        while True:
            self.skip_newlines()
            keyword = self.accept("catch")
            if keyword is None:
                break
            catches.append(self._catch(keyword))
            start = self.restore_point()
        keyword = self.accept("finally")
        finally_block: ast.StatementBlockAst | None = None
        if keyword is not None:
            self.enclosing.append(None)
            finally_block = self.statement_block()
            self.enclosing.pop()
            if finally_block is None:
                self.fail_after("MissingFinallyStatementBlock", keyword.end)
        elif not catches:
            self.fail_after("MissingCatchOrFinally", body.extent.end)
        else:
            self.rewind(start)
        self._check_catches(catches)
        end = finally_block.extent.end if finally_block is not None else catches[-1].extent.end
        return ast.TryStatementAst(self.extent(token.start, end), body, catches, finally_block)

    def _check_catches(self, catches: list[ast.CatchClauseAst]) -> None:
        """Refuse clauses that are never reached, as an earlier one catches the same."""
        for earlier, later in pairwise(catches):
            if not earlier.types:
                place = max(0, later.extent.start - 1)
                self.refuse("EmptyCatchNotLast", self.extent(place, place))
        seen: set[str] = set()
        for clause in catches:
            names = [constraint.type_name.full_name.lower().removeprefix("system.") for constraint in clause.types]
            for name, constraint in zip(names, clause.types, strict=True):
                if name in seen or "exception" in seen:
                    self.refuse("ExceptionTypeAlreadyCaught", constraint.extent, constraint.type_name.full_name)
            seen.update(names)

    def _catch(self, keyword: Token) -> ast.CatchClauseAst:
        types: list[ast.TypeConstraintAst] = []
        comma: Token | None = None
        while True:
            start = self.restore_point()
            self.skip_newlines()
            found = self.attribute()
            if found is None:
                if comma is not None:
                    self.fail_after("MissingTypeLiteralToken", comma.end)
                break
            if isinstance(found, ast.AttributeAst):
                self.rewind(start)
                break
            types.append(found)
            self.skip_newlines()
            comma = self.accept(",")
            if comma is None:
                break
        body = self.statement_block()
        if body is None:
            self.fail_after("MissingCatchHandlerBlock", types[-1].extent.end if types else keyword.end)
        return ast.CatchClauseAst(self.extent(keyword.start, body.extent.end), types, body)

    def _trap(self, token: Token) -> ast.StatementAst:
        start = self.restore_point()
        self.skip_newlines()
        found = self.attribute()
        if isinstance(found, ast.AttributeAst):
            self.rewind(start)
            found = None
        enclosing, self.enclosing = self.enclosing, []
        body = self.statement_block()
        self.enclosing = enclosing
        if body is None:
            self.fail_after("MissingTrapStatement", found.extent.end if found is not None else token.end)
        return ast.TrapStatementAst(self.extent(token.start, body.extent.end), found, body)
