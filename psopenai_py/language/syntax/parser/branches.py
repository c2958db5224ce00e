"""`if` and `switch`."""

from __future__ import annotations

from .. import ast
from ..tokens import Token
from .blocks import BlockRules

_SWITCH_FLAGS = ("regex", "wildcard", "exact", "casesensitive", "parallel", "file")


class BranchRules(BlockRules):
    """Statements that choose."""

    def _if(self, token: Token) -> ast.StatementAst:
        clauses: list[tuple[ast.StatementAst, ast.StatementBlockAst]] = []
        else_block: ast.StatementBlockAst | None = None
        keyword = token
        while True:
            clauses.append(self._if_clause(keyword))
            # The line break behind the block still ends a hash table's entry, so it is only skipped for an else.
            start = self.restore_point()
            self.skip_newlines()
            keyword = self.peek()
            if keyword.kind == "elseif":
                self.skip()
                continue
            if keyword.kind == "else":
                self.skip()
                else_block = self.statement_block()
                if else_block is None:
                    self.fail_after("MissingStatementBlockAfterElse", keyword.end)
            else:
                self.rewind(start)
            break
        end = (else_block or clauses[-1][1]).extent.end
        return ast.IfStatementAst(self.extent(token.start, end), clauses, else_block)

    def _if_clause(self, keyword: Token) -> tuple[ast.StatementAst, ast.StatementBlockAst]:
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "(":
            self.fail_after("MissingOpenParenthesisInIfStatement", keyword.end, keyword.text)
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.fail_after("IfStatementMissingCondition", opening.end, keyword.text)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail("MissingEndParenthesisAfterStatement", closing.start, closing.end, keyword.text)
        body = self.statement_block()
        if body is None:
            self.fail("MissingStatementBlock", closing.start, closing.end, keyword.text)
        return condition, body

    def _switch(self, token: Token, label: Token | None = None) -> ast.StatementAst:
        start = (label or token).start
        self.skip_newlines()
        flags: set[str] = set()
        condition, end = self._switch_parameters(flags, (label or token).end)
        opening = self.accept("(")
        if opening is not None:
            if "file" in flags:
                self.fail("PipelineValueRequired", opening.start, opening.end)
            condition, end = self._switch_condition(opening)
        if condition is None:
            self.fail_after("PipelineValueRequired", end)
        self.skip_newlines()
        brace = self.next()
        if brace.kind != "{":
            self.fail_after("MissingCurlyBraceInSwitchStatement", end)
        self.enclosing.append(label.value if label is not None else "")
        clauses, default, end = self._switch_clauses(brace)
        self.enclosing.pop()
        extent = self.extent(start, end)
        if "parallel" in flags:
            self.refuse("KeywordParameterReservedForFutureUse", extent, "switch", "parallel")
        mode = next((flag for flag in ("regex", "wildcard") if flag in flags), "exact" if "exact" in flags else "")
        return ast.SwitchStatementAst(
            extent,
            condition,
            clauses,
            default,
            mode,
            "casesensitive" in flags,
            "file" in flags,
            "parallel" in flags,
            label.value if label is not None else None,
        )

    def _switch_parameters(self, flags: set[str], end: int) -> tuple[ast.StatementAst | None, int]:
        condition: ast.StatementAst | None = None
        while self.peek().kind == "parameter":
            token = self.next()
            end = token.end
            name = token.value.lower()
            flag = next((known for known in _SWITCH_FLAGS if known.startswith(name)), None)
            if flag is None:
                self.fail("InvalidSwitchFlag", token.start, token.end, token.value)
            if flag in ("regex", "wildcard", "exact"):
                flags -= {"regex", "wildcard", "exact"}
            flags.add(flag)
            if flag == "file":
                self.skip_newlines()
                path = self.single_argument("file")
                if path is None:
                    self.fail_after("MissingFilenameOption", token.end)
                end = path.extent.end
                condition = ast.PipelineAst(path.extent, [ast.CommandExpressionAst(path.extent, path)])
        return condition, end

    def _switch_condition(self, opening: Token) -> tuple[ast.StatementAst, int]:
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.fail_after("PipelineValueRequired", opening.end)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail_after("MissingEndParenthesisInSwitchStatement", condition.extent.end)
        return condition, closing.end

    def _switch_clauses(
        self, brace: Token
    ) -> tuple[list[tuple[ast.ExpressionAst, ast.StatementBlockAst]], ast.StatementBlockAst | None, int]:
        clauses: list[tuple[ast.ExpressionAst, ast.StatementBlockAst]] = []
        default: ast.StatementBlockAst | None = None
        end = brace.end
        self.skip_newlines()
        while True:
            keyword = self.accept("default")
            condition = None if keyword is not None else self.single_argument("switch")
            if keyword is None and condition is None:
                self.fail_after("MissingSwitchConditionExpression", end)
            end = keyword.end if keyword is not None else condition.extent.end if condition is not None else end
            body = self.statement_block()
            if body is None:
                self.fail_after("MissingSwitchStatementClause", end)
            end = body.extent.end
            if condition is not None:
                clauses.append((condition, body))
            elif default is None:
                default = body
            elif keyword is not None:
                self.fail("MultipleSwitchDefaultClauses", keyword.start, keyword.end)
            self.skip_terminators()
            token = self.peek()
            if token.kind == "}":
                self.skip()
                return clauses, default, token.end
            if token.kind == "eof":
                self.fail("MissingEndCurlyBrace", brace.start, brace.end, detected=token.end)
