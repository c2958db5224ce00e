"""Statements, each keyword's own rule."""

from __future__ import annotations

from itertools import pairwise
from typing import NoReturn

from .. import ast
from ..tokens import Token
from .blocks import BlockRules


class StatementRules(BlockRules):
    """Which statement a keyword starts, and the simple ones."""

    def statement(self) -> ast.StatementAst | None:
        self.deeper()
        token = self.next()
        if self.has_types and token.kind == "generic" and token.text[0] == "[":
            found = self._attributed_statement(token)
        else:
            found = self._statement_of(token)
        self.depth -= 1
        return found

    def _attributed_statement(self, token: Token) -> ast.StatementAst | None:
        """Attributes before a class or enum; anything else in brackets is an expression."""
        start = token.at
        self.rewind(start)
        attributes = self.attributes(in_expression=False)
        keyword = self.next()
        if attributes and keyword.kind in ("class", "enum"):
            for attribute in attributes:
                if isinstance(attribute, ast.TypeConstraintAst):
                    place = attribute.extent
                    name = attribute.type_name.full_name
                    self.fail("TypeNotAllowedBeforeStatement", place.start, place.end, name)
            return self.type_definition(attributes, keyword)
        self.rewind(start)
        return self.pipeline_chain()

    def _statement_of(self, token: Token) -> ast.StatementAst | None:
        kind = token.kind
        if kind == "eof":
            self.unget(token)
            return None
        rule = _RULES.get(kind)
        if rule is not None:
            return rule(self, token)
        if kind == "label":
            return self._labeled(token)
        if kind in ("from", "define", "var"):
            self.fail("ReservedKeywordNotAllowed", token.start, token.end, kind)
        self.unget(token)
        return self.pipeline_chain()

    def _labeled(self, label: Token) -> ast.StatementAst | None:
        self.skip_newlines()
        token = self.next()
        if token.kind == "switch":
            return self._switch(token, label)
        rule = _LOOPS.get(token.kind)
        if rule is not None:
            return rule(self, token, label)
        self.rewind(label.at)
        return self.pipeline_chain()

    # --- flow

    def _break(self, token: Token) -> ast.StatementAst:
        label = self.label_or_key()
        extent = self.extent(token.start, label.extent.end if label is not None else token.end)
        known: str | None = ""
        if label is not None:
            known = label.value if isinstance(label, ast.StringConstantExpressionAst) else None
        self.check_flow(extent, known)
        if token.kind == "break":
            return ast.BreakStatementAst(extent, label)
        return ast.ContinueStatementAst(extent, label)

    def _return(self, token: Token) -> ast.StatementAst:
        pipeline = self.pipeline_chain()
        extent = self.extent(token.start, pipeline.extent.end if pipeline is not None else token.end)
        if token.kind == "throw":
            return ast.ThrowStatementAst(extent, pipeline)
        if token.kind == "exit":
            return ast.ExitStatementAst(extent, pipeline)
        self.check_flow(extent, None)
        if self.method is not None and self.method.returns != (pipeline is not None):
            missing = "NonVoidMethodMissingReturnValue"
            self.refuse(missing if self.method.returns else "VoidMethodHasReturn", extent)
        return ast.ReturnStatementAst(extent, pipeline)

    # --- if and switch

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

    # --- loops

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

    # --- errors

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
        for earlier, later in pairwise(catches):
            if not earlier.types:
                place = max(0, later.extent.start - 1)
                self.refuse("EmptyCatchNotLast", self.extent(place, place))
        end = finally_block.extent.end if finally_block is not None else catches[-1].extent.end
        return ast.TryStatementAst(self.extent(token.start, end), body, catches, finally_block)

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

    # --- rare ones

    def _data(self, token: Token) -> ast.StatementAst:
        self.skip_newlines()
        name = self.simple_name()
        end = name.extent.end if name is not None else token.end
        self.skip_newlines()
        commands: list[ast.ExpressionAst] = []
        parameter = self.accept("parameter")
        if parameter is not None:
            if not "supportedcommand".startswith(parameter.value.lower()):
                start, stop = parameter.start, parameter.end
                self.fail("InvalidParameterForDataSectionStatement", start, stop, parameter.value)
            end = self._supported_commands(commands, parameter.end)
        body = self.statement_block()
        if body is None:
            self.fail_after("MissingStatementBlockForDataSection", end)
        extent = self.extent(token.start, body.extent.end)
        return ast.DataStatementAst(extent, name.value if name is not None else None, commands, body)

    def _supported_commands(self, commands: list[ast.ExpressionAst], end: int) -> int:
        while True:
            self.skip_newlines()
            command = self.single_argument("name")
            if command is None:
                self.fail_after("MissingValueForSupportedCommandInDataSectionStatement", end)
            commands.append(command)
            end = command.extent.end
            comma = self.accept(",")
            if comma is None:
                return end
            end = comma.end

    def _workflow_block(self, token: Token) -> ast.StatementAst:
        body = self.statement_block()
        if body is None:
            self.fail_after("MissingStatementAfterKeyword", token.end, token.text)
        self.refuse("UnexpectedKeyword", self.extent(token.start, token.end), token.text)
        return ast.BlockStatementAst(self.extent(token.start, body.extent.end), token.kind, body)

    def _late_using(self, token: Token) -> NoReturn:
        statement = self.using_statement(token)
        self.fail("UsingMustBeAtStartOfScript", statement.extent.start, statement.extent.end)

    def _type(self, token: Token) -> ast.StatementAst:
        return self.type_definition([], token)

    def _function(self, token: Token) -> ast.StatementAst:
        return self.function_definition(token)


_SWITCH_FLAGS = ("regex", "wildcard", "exact", "casesensitive", "parallel", "file")
_LOOPS = {
    "foreach": StatementRules._foreach,
    "for": StatementRules._for,
    "while": StatementRules._while,
    "do": StatementRules._do,
}
_RULES = {
    **_LOOPS,
    "if": StatementRules._if,
    "switch": StatementRules._switch,
    "function": StatementRules._function,
    "filter": StatementRules._function,
    "workflow": StatementRules._function,
    "return": StatementRules._return,
    "throw": StatementRules._return,
    "exit": StatementRules._return,
    "break": StatementRules._break,
    "continue": StatementRules._break,
    "trap": StatementRules._trap,
    "try": StatementRules._try,
    "data": StatementRules._data,
    "parallel": StatementRules._workflow_block,
    "sequence": StatementRules._workflow_block,
    "class": StatementRules._type,
    "enum": StatementRules._type,
    "using": StatementRules._late_using,
}
