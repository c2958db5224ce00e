"""Types and attributes in brackets."""

from __future__ import annotations

from .. import ast
from ..lexer import EXPRESSION, TYPE_NAME
from ..tokens import Token
from .primary import PrimaryRules


class TypeRules(PrimaryRules):
    """`[int]`, `[List[string]]`, `[Parameter(Mandatory)]`."""

    def attributes(self, *, in_expression: bool) -> list[ast.AttributeAst | ast.TypeConstraintAst]:
        found: list[ast.AttributeAst | ast.TypeConstraintAst] = []
        attribute = self.attribute()
        while attribute is not None:
            found.append(attribute)
            if not in_expression or isinstance(attribute, ast.AttributeAst):
                self.skip_newlines()
            attribute = self.attribute()
        return found

    def attribute(self) -> ast.AttributeAst | ast.TypeConstraintAst | None:
        opening = self._left_bracket()
        if opening is None:
            return None
        self.skip_newlines()
        name = self.type_name()
        if name is None:
            self.fail_after("MissingTypename", opening.end)
        token = self.next()
        if token.kind == "(":
            return self._attribute_with_arguments(opening, name, token)
        if token.kind != "]":
            place = max(0, token.start - 1)
            self.fail("EndSquareBracketExpectedAtEndOfAttribute", place, place, detected=token.start)
        return ast.TypeConstraintAst(self.extent(opening.start, token.end), name)

    def _left_bracket(self) -> Token | None:
        if self.pending is None:
            return self.lexer.left_bracket()
        if self.pending.kind != "[":
            return None
        return self.next()

    def _attribute_with_arguments(self, opening: Token, name: ast.TypeName, parenthesis: Token) -> ast.AttributeAst:
        self.skip_newlines()
        positional: list[ast.ExpressionAst] = []
        named: list[ast.NamedAttributeArgumentAst] = []
        mode = self.set_mode(EXPRESSION)
        last = self._attribute_arguments(positional, named, parenthesis.end)
        self.set_mode(mode)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            self.fail_after("MissingEndParenthesisInExpression", last)
        self.skip_newlines()
        bracket = self.next()
        if bracket.kind != "]":
            self.fail_after("EndSquareBracketExpectedAtEndOfAttribute", closing.end)
        return ast.AttributeAst(self.extent(opening.start, bracket.end), name, positional, named)

    def _attribute_arguments(
        self,
        positional: list[ast.ExpressionAst],
        named: list[ast.NamedAttributeArgumentAst],
        last: int,
    ) -> int:
        """Read the arguments; where the last of them ends."""
        no_comma, self.no_comma = self.no_comma, True
        seen: set[str] = set()
        comma: Token | None = None
        while True:
            self.skip_newlines()
            name = self.simple_name()
            if name is not None:
                last = self._named_argument(name, named, last)
                if name.value.lower() in seen:
                    start, end = name.extent.start, name.extent.end
                    self.fail("DuplicateNamedArgument", start, end, name.value)
                seen.add(name.value.lower())
            else:
                value = self.expression()
                if value is not None:
                    self._check_argument(value)
                    positional.append(value)
                    last = value.extent.end
                elif comma is not None:
                    self.fail_after("MissingExpressionAfterToken", comma.end, ",")
            self.skip_newlines()
            comma = self.accept(",")
            if comma is None:
                break
            last = comma.end
        self.no_comma = no_comma
        return last

    def _named_argument(
        self, name: ast.StringConstantExpressionAst, named: list[ast.NamedAttributeArgumentAst], last: int
    ) -> int:
        equals = self.accept("=")
        if equals is None:
            named.append(ast.NamedAttributeArgumentAst(name.extent, name.value, None))
            return last
        self.skip_newlines()
        value = self.expression()
        if value is None:
            self.fail_after("MissingExpressionInNamedArgument", equals.end)
        self._check_argument(value)
        named.append(ast.NamedAttributeArgumentAst(name.extent.to(value.extent), name.value, value))
        return value.extent.end

    def _check_argument(self, value: ast.ExpressionAst) -> None:
        if not is_constant(value):
            self.refuse("ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", value.extent)

    # --- names of types

    def type_name(self, *, assembly: bool = True) -> ast.TypeName | None:
        mode = self.set_mode(TYPE_NAME)
        token = self.next()
        if token.kind != "identifier":
            self.unget(token)
            self.set_mode(mode)
            return None
        name = self._finish_type_name(token, assembly=assembly, in_generic=False)
        self.set_mode(mode)
        return name

    def _finish_type_name(self, token: Token, *, assembly: bool, in_generic: bool) -> ast.TypeName:
        name = ast.TypeName(self.extent(token.start, token.end), token.text)
        following = self.peek()
        if following.kind == "[":
            self.skip()
            self.skip_newlines()
            first = self.next()
            if first.kind in ("]", ","):
                self._array_ranks(name, first)
            elif first.kind in ("[", "identifier"):
                self._generic_type(name, first)
            elif first.kind == "eof":
                self.fail_after("MissingTypename", following.end)
            else:
                self.fail("UnexpectedToken", first.start, first.end, first.text)
        if assembly and not in_generic:
            self._assembly_of(name)
        return name

    def _assembly_of(self, name: ast.TypeName) -> None:
        comma = self.accept(",")
        if comma is None:
            return
        name.assembly = self.lexer.assembly_name()
        if not name.assembly:
            self.fail_after("MissingAssemblyNameSpecification", comma.end)

    def _generic_type(self, name: ast.TypeName, first: Token) -> None:
        arguments, closing = self.generic_arguments(first)
        if closing.kind != "]":
            place = max(0, closing.start - 1)
            self.fail("EndSquareBracketExpectedAtEndOfAttribute", place, place, detected=closing.start)
        name.generic_args = arguments
        name.extent = self.extent(name.extent.start, closing.end)
        if self.accept("[") is not None:
            self._array_ranks(name, self.next())

    def generic_arguments(self, first: Token) -> tuple[list[ast.TypeName], Token]:
        self.deeper()
        arguments = [self._generic_argument(first)]
        while True:
            self.skip_newlines()
            token = self.next()
            if token.kind != ",":
                break
            self.skip_newlines()
            following = self.next()
            if following.kind not in ("identifier", "["):
                self.fail_after("MissingTypename", token.end)
            arguments.append(self._generic_argument(following))
        self.depth -= 1
        return arguments, token

    def _generic_argument(self, first: Token) -> ast.TypeName:
        if first.kind == "identifier":
            return self._finish_type_name(first, assembly=False, in_generic=True)
        token = self.next()
        if token.kind != "identifier":
            self.fail_after("MissingTypename", token.end)
        name = self._finish_type_name(token, assembly=True, in_generic=False)
        closing = self.next()
        if closing.kind != "]":
            place = max(0, closing.start - 1)
            self.fail("EndSquareBracketExpectedAtEndOfType", place, place, detected=closing.start)
        return name

    def _array_ranks(self, name: ast.TypeName, token: Token) -> None:
        """The dimensions behind a type's name; `token` is the first one behind the bracket."""
        while True:
            rank = 1
            last = token
            while token.kind == ",":
                rank += 1
                last = token
                token = self.next()
            if rank > 32:
                self.fail("ArrayHasTooManyDimensions", last.start, last.end)
            if token.kind != "]":
                if rank > 1 or token.kind == "eof":
                    self.fail_after("EndSquareBracketExpectedAtEndOfAttribute", last.end)
                self.fail("UnexpectedToken", token.start, token.end, token.text)
            name.array_ranks.append(rank)
            name.extent = self.extent(name.extent.start, token.end)
            if self.accept("[") is None:
                return
            token = self.next()


def is_constant(value: ast.ExpressionAst) -> bool:
    """Whether a value can be an attribute's argument: a constant, a type, a script block, or lists of them."""
    if isinstance(value, ast.VariableExpressionAst):
        return not value.scope and value.name.lower() in ("true", "false", "null")
    if isinstance(value, (ast.ArrayLiteralAst, ast.ArrayExpressionAst)):
        if isinstance(value, ast.ArrayLiteralAst):
            return all(is_constant(element) for element in value.elements)
        return all(_is_constant_statement(statement) for statement in value.block.statements)
    if isinstance(value, ast.ParenExpressionAst):
        return _is_constant_statement(value.pipeline)
    if isinstance(value, ast.BinaryExpressionAst):
        return is_constant(value.left) and is_constant(value.right)
    if isinstance(value, (ast.UnaryExpressionAst, ast.ConvertExpressionAst)):
        return is_constant(value.child)
    if isinstance(value, ast.TernaryExpressionAst):
        return all(is_constant(part) for part in (value.condition, value.if_true, value.if_false))
    if isinstance(value, ast.HashtableAst):
        return all(is_constant(key) and _is_constant_statement(item) for key, item in value.pairs)
    if isinstance(value, ast.InvokeMemberExpressionAst):
        return False
    if isinstance(value, ast.MemberExpressionAst):
        return value.static and isinstance(value.target, ast.TypeExpressionAst)
    return isinstance(
        value,
        (
            ast.ConstantExpressionAst,
            ast.StringConstantExpressionAst,
            ast.TypeExpressionAst,
            ast.ScriptBlockExpressionAst,
        ),
    )


def _is_constant_statement(statement: ast.StatementAst) -> bool:
    expression = statement.pure_expression if isinstance(statement, ast.PipelineAst) else None
    return expression is not None and is_constant(expression)
