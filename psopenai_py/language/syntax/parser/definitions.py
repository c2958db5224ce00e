"""Functions and their parameters, and using statements."""

from __future__ import annotations

from .. import ast
from ..lexer import EXPRESSION
from ..tokens import Token
from .statements import StatementRules

_NOT_A_FUNCTION_NAME = frozenset(
    (
        "|", "(", "{", "@(", "@{", "}", ")", "eof", ";", "redirect", "redirect-in", "&&", "||", "&",
        "variable", "splat", "string", "expandable",
    )
)  # fmt: skip


class DefinitionRules(StatementRules):
    """`function`, `filter`, parameters, `using`."""

    def function_definition(self, keyword: Token) -> ast.StatementAst:
        self.skip_newlines()
        name = self.next()
        if name.kind in _NOT_A_FUNCTION_NAME:
            self.fail_after("MissingNameAfterKeyword", keyword.end, keyword.text)
        parameters, end = self.parameter_list(name.end)
        brace = self.next()
        if brace.kind != "{":
            self.fail("MissingFunctionBody", end, end, detected=brace.start)
        body = self.script_block(brace, is_filter=keyword.kind == "filter")
        extent = self.extent(keyword.start, body.extent.end)
        if parameters is not None:
            if body.param_block is not None:
                self.refuse("OnlyOneParameterListAllowed", body.param_block.extent)
            else:
                self.check_parameters(parameters)
        if keyword.kind == "workflow":
            self.refuse("WorkflowNotSupportedInPowerShellCore", extent)
        text = name.value if name.kind == "generic" else name.text
        return ast.FunctionDefinitionAst(extent, text, parameters, body, keyword.kind == "filter")

    def parameter_list(self, end: int) -> tuple[list[ast.ParameterAst] | None, int]:
        """Parameters in parentheses, if there are any, and where they end."""
        self.skip_newlines()
        opening = self.accept("(")
        if opening is None:
            return None, end
        parameters = self.parameters()
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            last = parameters[-1].extent.end if parameters else opening.end
            self.fail_after("MissingEndParenthesisInFunctionParameterList", last)
        self.skip_newlines()
        return parameters, closing.end

    def parameters(self) -> list[ast.ParameterAst]:
        found: list[ast.ParameterAst] = []
        comma: Token | None = None
        while True:
            parameter = self._parameter_declaration()
            if parameter is None:
                if comma is not None:
                    self.fail_after("MissingExpressionAfterToken", comma.end, ",")
                return found
            found.append(parameter)
            self.skip_newlines()
            comma = self.accept(",")
            if comma is None:
                return found

    def _parameter_declaration(self) -> ast.ParameterAst | None:
        no_comma, self.no_comma = self.no_comma, True
        mode = self.set_mode(EXPRESSION)
        self.skip_newlines()
        attributes = self.attributes(in_expression=False)
        self.skip_newlines()
        token = self.next()
        result: ast.ParameterAst | None = None
        if token.kind in ("variable", "splat"):
            result = self._finish_parameter(token, attributes)
        else:
            self.unget(token)
            if attributes:
                self.fail_after("InvalidFunctionParameter", attributes[-1].extent.end)
        self.no_comma = no_comma
        self.set_mode(mode)
        return result

    def _finish_parameter(
        self, token: Token, attributes: list[ast.AttributeAst | ast.TypeConstraintAst]
    ) -> ast.ParameterAst:
        self.skip_newlines()
        default: ast.ExpressionAst | None = None
        equals = self.accept("=")
        if equals is not None:
            self.skip_newlines()
            default = self.expression()
            if default is None:
                self.fail_after("MissingExpressionAfterToken", equals.end, "=")
        for attribute in attributes:
            name = attribute.type_name.full_name
            if isinstance(attribute, ast.TypeConstraintAst) and name.lower() == "ordered":
                self.refuse("OrderedAttributeOnlyOnHashLiteralNode", attribute.extent, name)
        start = attributes[0].extent.start if attributes else token.start
        end = default.extent.end if default is not None else token.end
        return ast.ParameterAst(self.extent(start, end), token.value[1], attributes, default)

    # --- using

    def using_statement(self, keyword: Token) -> ast.UsingStatementAst:
        directive = self.next()
        if directive.kind not in ("namespace", "module", "assembly", "type", "command"):
            self.fail_after("MissingUsingStatementDirective", keyword.end)
        item = self.next()
        if item.kind in ("eof", "newline", ",", ";"):
            self.fail_after("MissingUsingItemName", directive.end)
        value = self.command_argument("argument", item)
        is_table = isinstance(value, ast.HashtableAst) and directive.kind == "module"
        if not isinstance(value, ast.StringConstantExpressionAst) and not is_table:
            self.fail("InvalidValueForUsingItemName", item.start, item.end, item.text)
        alias = None if directive.kind == "assembly" or is_table else self._using_alias()
        if alias is None and directive.kind in ("type", "command"):
            self.fail_after("MissingEqualsInUsingAlias", item.end)
        self._end_using()
        target = alias if alias is not None else value
        end = target.extent.end if target is not None else item.end
        extent = self.extent(keyword.start, end)
        if isinstance(target, ast.HashtableAst):
            return ast.UsingStatementAst(extent, directive.kind, None, target)
        name = target.value if isinstance(target, ast.StringConstantExpressionAst) else item.text
        return ast.UsingStatementAst(extent, directive.kind, name)

    def _using_alias(self) -> ast.ExpressionAst | None:
        equals = self.accept("=")
        if equals is None:
            return None
        token = self.next()
        if token.kind in ("eof", "newline", ";"):
            self.fail_after("MissingNamespaceAlias", equals.end)
        if token.kind == ",":
            self.fail("UnexpectedUnaryOperator", token.start, token.end, token.text)
        alias = self.command_argument("argument", token)
        if not isinstance(alias, (ast.StringConstantExpressionAst, ast.HashtableAst)):
            self.fail("InvalidValueForUsingItemName", token.start, token.end, token.text)
        return alias

    def _end_using(self) -> None:
        token = self.peek()
        if token.kind in ("newline", ";"):
            self.skip()
        elif token.kind != "eof":
            self.fail("MissingStatementTerminator", token.start, token.end)
