"""`foreach`, `for`, `while`, `do`."""

from __future__ import annotations

from .. import ast
from ..tokens import Token
from .branches import BranchRules


class LoopRules(BranchRules):
    """Statements that repeat."""

    def _foreach(self, token: Token, label: Token | None = None) -> ast.StatementAst:
        parallel = self._foreach_parameters()
        opening = self.next()
        if opening.kind != "(":
            self.fail_after("MissingOpenParenthesisAfterKeyword", token.end, "foreach")
        self.skip_newlines()
        name = self.next()
        if name.kind not in ("variable", "splat"):
            self.fail_after("MissingVariableNameAfterForeach", opening.end)
        scope, bare = name.value
        variable = ast.VariableExpressionAst(self.extent(name.start, name.end), bare, scope, False, name.colon)
        self.check_target(variable, simple=True, error_id="InvalidLeftHandSide")
        self.skip_newlines()
        keyword = self.next()
        if keyword.kind != "in":
            self.fail_after("MissingInInForeach", name.end)
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.fail_after("MissingForeachExpression", keyword.end)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail_after("MissingEndParenthesisAfterForeach", condition.extent.end)
        text = label.value if label is not None else None
        body = self.loop_body(text)
        if body is None:
            self.fail_after("MissingForeachStatement", closing.end)
        extent = self.extent((label or token).start, body.extent.end)
        if parallel is not None:
            self.refuse("KeywordParameterReservedForFutureUse", extent, "foreach", parallel)
        return ast.ForEachStatementAst(extent, variable, condition, body, text)

    def _foreach_parameters(self) -> str | None:
        """The parameters of `foreach`, which only workflows had."""
        found: str | None = None
        self.skip_newlines()
        while self.peek().kind == "parameter":
            token = self.next()
            name = token.value.lower()
            if "parallel".startswith(name):
                found = "parallel"
            elif "throttlelimit".startswith(name):
                found = found or "throttlelimit"
                self.skip_newlines()
                if self.single_argument("argument") is None:
                    self.fail_after("MissingThrottleLimit", token.end)
            else:
                self.fail("InvalidForeachFlag", token.start, token.end, token.value)
            self.skip_newlines()
        return found

    def _for(self, token: Token, label: Token | None = None) -> ast.StatementAst:
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "(":
            self.fail_after("MissingOpenParenthesisAfterKeyword", token.end, "for")
        end = opening.end
        parts: list[ast.StatementAst | None] = []
        for _ in range(3):
            self.skip_newlines()
            part = self.pipeline_chain()
            parts.append(part)
            if part is not None:
                end = part.extent.end
            if len(parts) < 3:
                semicolon = self.accept(";")
                if semicolon is not None:
                    end = semicolon.end
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail_after("MissingEndParenthesisAfterStatement", end, "for")
        text = label.value if label is not None else None
        body = self.loop_body(text)
        if body is None:
            self.fail_after("MissingLoopStatement", closing.end, "for")
        extent = self.extent((label or token).start, body.extent.end)
        return ast.ForStatementAst(extent, parts[0], parts[1], parts[2], body, text)

    def _loop_condition(self, keyword: Token) -> tuple[ast.StatementAst, Token]:
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "(":
            self.fail_after("MissingOpenParenthesisAfterKeyword", keyword.end, keyword.text)
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.fail_after("MissingExpressionAfterKeyword", opening.end, keyword.text)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail_after("MissingEndParenthesisAfterStatement", condition.extent.end, keyword.text)
        return condition, closing

    def _while(self, token: Token, label: Token | None = None) -> ast.StatementAst:
        condition, closing = self._loop_condition(token)
        text = label.value if label is not None else None
        body = self.loop_body(text)
        if body is None:
            self.fail_after("MissingLoopStatement", closing.end, "while")
        extent = self.extent((label or token).start, body.extent.end)
        return ast.WhileStatementAst(extent, condition, body, text)

    def _do(self, token: Token, label: Token | None = None) -> ast.StatementAst:
        text = label.value if label is not None else None
        body = self.loop_body(text)
        if body is None:
            self.fail_after("MissingLoopStatement", token.end, "do")
        self.skip_newlines()
        keyword = self.next()
        if keyword.kind not in ("while", "until"):
            end = body.extent.end
            self.fail("MissingWhileOrUntilInDoWhile", end, end, detected=keyword.start)
        condition, closing = self._loop_condition(keyword)
        extent = self.extent((label or token).start, closing.end)
        if keyword.kind == "while":
            return ast.DoWhileStatementAst(extent, condition, body, text)
        return ast.DoUntilStatementAst(extent, condition, body, text)
