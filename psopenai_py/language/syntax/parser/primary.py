"""Values, and what is written directly behind them: members, calls, indexes."""

from __future__ import annotations

from .. import ast
from ..lexer import COMMAND, EXPRESSION, TYPE_NAME
from ..tokens import UNARY, Part, SubExpressionText, Token
from .expressions import ExpressionRules


class PrimaryRules(ExpressionRules):
    """Values and members."""

    def primary(self, *, members: bool) -> ast.ExpressionAst | None:
        token = self.next()
        kind = token.kind
        value: ast.ExpressionAst
        if kind in ("variable", "splat"):
            return self._variable(token, members=members)
        if kind == "number":
            value = ast.ConstantExpressionAst(self.extent(token.start, token.end), token.value, token.text)
        elif kind == "string":
            form = str(token.parts[0]) if token.parts else "single"
            value = ast.StringConstantExpressionAst(self.extent(token.start, token.end), token.value, form)
        elif kind == "expandable":
            parts = self.expandable_parts(token.parts or [])
            extent = self.extent(token.start, token.end)
            value = ast.ExpandableStringExpressionAst(extent, parts, token.value)
        elif kind == "(":
            value = self._parentheses(token)
        elif kind in ("@(", "$("):
            value = self._statements_in_parentheses(token)
        elif kind == "@{":
            value = self._hashtable(token)
        elif kind == "{":
            value = self.script_block_value(token)
        else:
            self.unget(token)
            return None
        return self._with_members(value) if members else value

    def _with_members(self, value: ast.ExpressionAst) -> ast.ExpressionAst:
        if self.pending is not None:
            return value
        operator = self.lexer.member_operator(brackets=True)
        return value if operator is None else self.members_of(value, operator)

    def _variable(self, token: Token, *, members: bool) -> ast.ExpressionAst:
        scope, name = token.value
        extent = self.extent(token.start, token.end)
        splatted = token.kind == "splat"
        if scope == "using":
            inner_scope, inner_name = "", name
            value: ast.ExpressionAst = ast.VariableExpressionAst(extent, inner_name, inner_scope, splatted, token.colon)
            if members:
                value = self._with_members(value)
            return ast.UsingExpressionAst(value.extent, value)
        value = ast.VariableExpressionAst(extent, name, scope, splatted, token.colon)
        if self.method is not None and scope in ("", "local", "private", "variable"):
            self.method.reads.append((name, extent))
        if splatted:
            # A command takes this back for its own arguments.
            self.refuse("SplattingNotPermitted", extent, name)
        return self._with_members(value) if members else value

    def expandable_parts(self, parts: list[Part]) -> list[str | ast.ExpressionAst]:
        result: list[str | ast.ExpressionAst] = []
        for part in parts:
            if isinstance(part, str):
                if result and isinstance(result[-1], str):
                    result[-1] += part
                else:
                    result.append(part)
            elif isinstance(part, Token):
                result.append(self._variable(part, members=False))
            elif isinstance(part, SubExpressionText):
                result.append(self.nested(part))
        return result

    # --- what has brackets

    def _parentheses(self, opening: Token) -> ast.ExpressionAst:
        mode = self.set_mode(COMMAND)
        no_comma, self.no_comma = self.no_comma, False
        self.skip_newlines()
        pipeline = self.pipeline_chain()
        if pipeline is None:
            self.fail_after("ExpectedExpression", opening.end)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail_after("MissingEndParenthesisInExpression", pipeline.extent.end)
        self.no_comma = no_comma
        self.set_mode(mode)
        return ast.ParenExpressionAst(self.extent(opening.start, closing.end), pipeline)

    def _statements_in_parentheses(self, opening: Token) -> ast.ExpressionAst:
        mode = self.set_mode(COMMAND)
        no_comma, self.no_comma = self.no_comma, False
        self.skip_newlines()
        statements, traps, extent = self.statements()
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail("MissingEndParenthesisInSubexpression", closing.start, closing.end)
        self.no_comma = no_comma
        self.set_mode(mode)
        block = ast.StatementBlockAst(extent or self.extent(opening.end, closing.start), statements, traps)
        whole = self.extent(opening.start, closing.end)
        return ast.SubExpressionAst(whole, block) if opening.kind == "$(" else ast.ArrayExpressionAst(whole, block)

    def script_block_value(self, brace: Token) -> ast.ExpressionAst:
        """A script block as a value; its brace was taken."""
        mode = self.set_mode(COMMAND)
        no_comma, self.no_comma = self.no_comma, False
        self.skip_newlines()
        block = self.script_block(brace)
        self.no_comma = no_comma
        self.set_mode(mode)
        return ast.ScriptBlockExpressionAst(block.extent, block)

    def _hashtable(self, opening: Token) -> ast.ExpressionAst:
        self.skip_newlines()
        pairs: list[tuple[ast.ExpressionAst, ast.StatementAst]] = []
        seen: set[str] = set()
        while True:
            pair = self._pair()
            if pair is None:
                break
            pairs.append(pair)
            self._check_key(pair[0], seen)
            if self.peek().kind not in ("newline", ";"):
                break
            self.skip_terminators()
        closing = self.next()
        if closing.kind != "}":
            self.fail("MissingEndCurlyBrace", opening.end, opening.end, detected=closing.end)
        return ast.HashtableAst(self.extent(opening.start, closing.end), pairs)

    def _check_key(self, key: ast.ExpressionAst, seen: set[str]) -> None:
        if isinstance(key, ast.StringConstantExpressionAst):
            text = key.value
        elif isinstance(key, ast.ConstantExpressionAst):
            text = str(key.value.value)
        else:
            return
        if text.lower() in seen:
            self.refuse("DuplicateKeyInHashLiteral", key.extent, text)
        seen.add(text.lower())

    def _pair(self) -> tuple[ast.ExpressionAst, ast.StatementAst] | None:
        mode = self.set_mode(EXPRESSION)
        key = self.label_or_key()
        if key is None:
            self.set_mode(mode)
            return None
        equals = self.next()
        if equals.kind != "=":
            end = key.extent.end
            self.fail("MissingEqualsInHashLiteral", end, end, detected=equals.start)
        self.set_mode(COMMAND)
        no_comma, self.no_comma = self.no_comma, False
        self.skip_newlines()
        statement = self.statement()
        if statement is None:
            self.fail_after("MissingStatementInHashLiteral", equals.end)
        self.no_comma = no_comma
        self.set_mode(mode)
        return key, statement

    # --- names

    def simple_name(self) -> ast.StringConstantExpressionAst | None:
        self.lexer.want_simple_name = True
        token = self.peek()
        self.lexer.want_simple_name = False
        if token.kind != "identifier":
            return None
        self.skip()
        return ast.StringConstantExpressionAst(self.extent(token.start, token.end), token.text, "bare")

    def label_or_key(self) -> ast.ExpressionAst | None:
        name = self.simple_name()
        if name is not None:
            return name
        if self.peek().kind in ("newline", ";"):
            return None
        no_comma, self.no_comma = self.no_comma, True
        result = self.unary()
        self.no_comma = no_comma
        return result

    # --- members

    def members_of(self, target: ast.ExpressionAst, operator: Token | None) -> ast.ExpressionAst:
        while operator is not None:
            self.skip_newlines()
            if operator.kind in ("[", "?["):
                target = self._index(target, operator)
            else:
                target = self._member(target, operator)
            operator = self.lexer.member_operator(brackets=True) if self.pending is None else None
        return target

    def _index(self, target: ast.ExpressionAst, opening: Token) -> ast.ExpressionAst:
        no_comma, self.no_comma = self.no_comma, False
        index = self.expression()
        self.no_comma = no_comma
        if index is None:
            self.fail_after("MissingArrayIndexExpression", opening.end)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "]":
            self.fail_after("MissingEndSquareBracket", index.extent.end)
        extent = self.extent(target.extent.start, closing.end)
        return ast.IndexExpressionAst(extent, target, index, opening.kind == "?[")

    def _member(self, target: ast.ExpressionAst, operator: Token) -> ast.ExpressionAst:
        member = self._member_name()
        if member is None:
            self.fail_after("MissingPropertyName", operator.end)
        static = operator.kind == "::"
        conditional = operator.kind == "?."
        if self.pending is None:
            types = self._method_types()
            opening = self.lexer.call_parenthesis()
            if opening is not None:
                arguments, end = self._call(opening)
                extent = self.extent(target.extent.start, end)
                return ast.InvokeMemberExpressionAst(
                    extent, target, member, static, conditional, arguments, types or []
                )
            if types is not None:
                self.rewind(self._types_start)
        return ast.MemberExpressionAst(target.extent.to(member.extent), target, member, static, conditional)

    def _member_name(self) -> ast.ExpressionAst | None:
        name = self.simple_name()
        if name is not None:
            return name
        kind = self.peek().kind
        if kind in UNARY or kind == "[":
            return self.unary()
        return self.primary(members=False)

    _types_start = 0

    def _method_types(self) -> list[ast.TypeName] | None:
        """`[type]` between a method's name and its parenthesis. None when what follows is an index or nothing."""
        start = self._types_start = self.lexer.pos
        if self.lexer.char(start) != "[":
            return None
        self.next()
        mode = self.set_mode(TYPE_NAME)
        self.skip_newlines()
        first = self.next()
        types: list[ast.TypeName] | None = None
        if first.kind == "identifier":
            types, closing = self.generic_arguments(first)
            if closing.kind != "]":
                self.fail("EndSquareBracketExpectedAtEndOfType", max(0, closing.start - 1), closing.start)
        self.pending = None
        self.set_mode(mode)
        if types is None:
            self.rewind(start)
        return types

    def _call(self, opening: Token) -> tuple[list[ast.ExpressionAst], int]:
        if opening.kind == "(":
            return self.method_arguments(opening)
        self.skip_newlines()
        block = self.script_block_value(opening)
        return [block], block.extent.end

    def method_arguments(self, parenthesis: Token) -> tuple[list[ast.ExpressionAst], int]:
        no_comma, self.no_comma = self.no_comma, True
        arguments: list[ast.ExpressionAst] = []
        comma: Token | None = None
        while True:
            self.skip_newlines()
            argument = self.expression()
            if argument is None:
                if comma is not None:
                    self.fail_after("MissingExpressionAfterToken", comma.end, ",")
                break
            arguments.append(argument)
            self.skip_newlines()
            comma = self.accept(",")
            if comma is None:
                break
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            end = arguments[-1].extent.end if arguments else parenthesis.end
            self.fail_after("MissingEndParenthesisInMethodCall", end)
        self.no_comma = no_comma
        return arguments, closing.end
