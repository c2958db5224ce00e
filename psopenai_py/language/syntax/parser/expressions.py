"""Expressions: ternary, binary and unary operators, lists, casts."""

from __future__ import annotations

from .. import ast
from ..lexer import EXPRESSION
from ..tokens import BINARY, UNARY, Token
from .base import ParserBase


class ExpressionRules(ParserBase):
    """The operators, from the weakest to the strongest."""

    def expression(self, *, after_operator: bool = False) -> ast.ExpressionAst | None:
        self.deeper()
        mode = self.set_mode(EXPRESSION)
        result = self._binary(after_operator=after_operator)
        if result is not None and self.peek().kind == "?":
            result = self._ternary(result)
        self.set_mode(mode)
        self.depth -= 1
        return result

    def _ternary(self, condition: ast.ExpressionAst) -> ast.ExpressionAst:
        question = self.next()
        self.skip_newlines()
        if_true = self.expression(after_operator=True)
        if if_true is None:
            self.fail_after("ExpectedValueExpression", question.end, "?")
        self.skip_newlines()
        colon = self.next()
        if colon.kind != ":":
            self.fail("MissingColonInTernaryExpression", colon.start, colon.end)
        self.skip_newlines()
        if_false = self.expression(after_operator=True)
        if if_false is None:
            self.fail_after("ExpectedValueExpression", colon.end, ":")
        extent = condition.extent.to(if_false.extent)
        return ast.TernaryExpressionAst(extent, condition, if_true, if_false)

    def _binary(self, *, after_operator: bool) -> ast.ExpressionAst | None:
        left = self._list(after_operator=after_operator)
        if left is None:
            return None
        token = self.peek()
        if token.kind not in BINARY:
            self._refuse_parameter(token)
            return left
        operands = [left]
        operators: list[Token] = []
        while token.kind in BINARY:
            self.skip()
            precedence = BINARY[token.kind][1]
            while operators and BINARY[operators[-1].kind][1] >= precedence:
                self._reduce(operands, operators)
            operators.append(token)
            self.skip_newlines()
            right = self._list(after_operator=True)
            if right is None:
                self.fail_after("ExpectedValueExpression", token.end, token.text)
            operands.append(right)
            token = self.peek()
        self._refuse_parameter(token)
        while operators:
            self._reduce(operands, operators)
        return operands[0]

    def _reduce(self, operands: list[ast.ExpressionAst], operators: list[Token]) -> None:
        right = operands.pop()
        left = operands.pop()
        token = operators.pop()
        op_extent = self.extent(token.start, token.end)
        extent = left.extent.to(right.extent)
        operands.append(ast.BinaryExpressionAst(extent, left, BINARY[token.kind][0], right, op_extent))

    def _refuse_parameter(self, token: Token) -> None:
        """A word with a dash behind an expression is a misspelled operator."""
        if token.kind == "parameter":
            self.fail("UnexpectedToken", token.start, token.end, token.text)

    def _list(self, *, after_operator: bool) -> ast.ExpressionAst | None:
        first = self.unary(after_operator=after_operator)
        if first is None or self.no_comma:
            return first
        comma = self.peek()
        if comma.kind != ",":
            return first
        elements = [first]
        while comma.kind == ",":
            self.skip()
            self.skip_newlines()
            element = self.unary(after_operator=True)
            if element is None:
                self.fail_after("MissingExpressionAfterToken", comma.end, ",")
            elements.append(element)
            comma = self.peek()
        return ast.ArrayLiteralAst(first.extent.to(elements[-1].extent), elements)

    def unary(self, *, after_operator: bool = False) -> ast.ExpressionAst | None:
        self.deeper()
        token = self._first_token(after_operator)
        result: ast.ExpressionAst | None
        if token.kind in UNARY:
            if token.kind == "," and self.no_comma:
                self.depth -= 1
                return None
            result = self._prefix(token)
        elif token.kind == "[":
            result = self._cast()
        else:
            result = self.primary(members=True)
        if result is not None:
            result = self._postfix(result)
        self.depth -= 1
        return result

    def _first_token(self, after_operator: bool) -> Token:
        """The next token, with a sign taken as part of a number."""
        lexer = self.lexer
        old = lexer.allow_signed, lexer.end_number_on_ternary
        lexer.allow_signed, lexer.end_number_on_ternary = True, after_operator
        pending = self.pending
        if pending is not None and (pending.kind in ("-", "+") or (after_operator and pending.kind == "generic")):
            self.rewind(pending.at)
        token = self.peek()
        lexer.allow_signed, lexer.end_number_on_ternary = old
        return token

    def _prefix(self, token: Token) -> ast.ExpressionAst:
        self.skip()
        self.skip_newlines()
        child = self.unary(after_operator=True)
        if child is None:
            self.fail_after("MissingExpressionAfterOperator", token.end, token.text)
        extent = self.extent(token.start, child.extent.end)
        op = UNARY[token.kind]
        if op == ",":
            return ast.ArrayLiteralAst(extent, [child])
        if op in ("++pre", "--pre"):
            self.check_target(child, simple=False, error_id="OperatorRequiresVariableOrProperty", op=token.kind)
        return ast.UnaryExpressionAst(extent, op, child)

    def _postfix(self, child: ast.ExpressionAst) -> ast.ExpressionAst:
        token = self.peek()
        if token.kind not in ("++", "--"):
            return child
        self.skip()
        self.check_target(child, simple=False, error_id="OperatorRequiresVariableOrProperty", op=token.kind)
        return ast.UnaryExpressionAst(self.extent(child.extent.start, token.end), f"post{token.kind}", child)

    def _cast(self) -> ast.ExpressionAst | None:
        attributes = self.attributes(in_expression=True)
        if not attributes:
            return None
        last = attributes.pop()
        result: ast.ExpressionAst | None = None
        if isinstance(last, ast.AttributeAst):
            self.skip_newlines()
            child = self.unary(after_operator=True)
            if child is None:
                self.fail("UnexpectedAttribute", last.extent.start, last.extent.end, last.type_name.full_name)
            result = self._attributed(last, child)
        else:
            operator = self.lexer.member_operator(brackets=False) if self.pending is None else None
            if operator is not None:
                result = self.members_of(ast.TypeExpressionAst(last.extent, last.type_name), operator)
            elif self.peek().kind not in ("newline", ","):
                child = self.unary(after_operator=True)
                if child is not None:
                    result = self._attributed(last, child)
            if result is None:
                result = ast.TypeExpressionAst(last.extent, last.type_name)
        for attribute in reversed(attributes):
            result = self._attributed(attribute, result)
        return result

    def members_of(self, target: ast.ExpressionAst, operator: Token | None) -> ast.ExpressionAst:
        """The members and indexes behind a target."""
        raise NotImplementedError

    def _attributed(
        self, attribute: ast.AttributeAst | ast.TypeConstraintAst, child: ast.ExpressionAst
    ) -> ast.ExpressionAst:
        extent = attribute.extent.to(child.extent)
        if isinstance(attribute, ast.TypeConstraintAst):
            name = attribute.type_name.full_name
            if name.lower() == "ordered" and not isinstance(child, ast.HashtableAst):
                self.refuse("OrderedAttributeOnlyOnHashLiteralNode", extent, name)
            return ast.ConvertExpressionAst(extent, attribute, child)
        inner = child
        while isinstance(inner, (ast.AttributedExpressionAst, ast.ConvertExpressionAst)):
            inner = inner.child
        if not isinstance(inner, ast.VariableExpressionAst):
            self.refuse("UnexpectedAttribute", attribute.extent, attribute.type_name.full_name)
        return ast.AttributedExpressionAst(extent, attribute, child)

    def check_target(self, target: ast.ExpressionAst, *, simple: bool, error_id: str, op: str = "") -> None:
        """Refuse what cannot be assigned to. Only a plain `=` assigns to a list."""
        if isinstance(target, ast.ArrayLiteralAst) and simple:
            for element in target.elements:
                self.check_target(element, simple=True, error_id=error_id, op=op)
            return
        if isinstance(target, ast.ParenExpressionAst):
            inner = target.pipeline
            found = inner.pure_expression if isinstance(inner, ast.PipelineAst) else None
            if found is None:
                self.refuse(error_id, inner.extent, op)
            else:
                self.check_target(found, simple=simple, error_id=error_id, op=op)
            return
        if isinstance(target, (ast.ConvertExpressionAst, ast.AttributedExpressionAst)):
            if isinstance(target, ast.ConvertExpressionAst) and target.type_name.full_name.lower() == "void":
                self.refuse("VoidTypeConstraintNotAllowed", target.type_constraint.extent)
            self.check_target(target.child, simple=simple, error_id=error_id, op=op)
            return
        if isinstance(target, (ast.MemberExpressionAst, ast.IndexExpressionAst)):
            allowed = not target.null_conditional
        else:
            allowed = isinstance(target, ast.VariableExpressionAst)
            if isinstance(target, ast.VariableExpressionAst) and self.method is not None:
                self.method.assigned.add(target.name.lower())
        if not allowed:
            self.refuse(error_id, target.extent, op)
