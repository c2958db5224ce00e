"""Statements: which rule a keyword starts, and the rules of control flow and of the rare keywords."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from .. import ast
from ..tokens import Token
from .handlers import HandlerRules


class StatementRules(HandlerRules):
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
        if all(isinstance(command, ast.StringConstantExpressionAst) for command in commands):
            from .data_section import check_data_section  # rare, and a start is to be quick

            named = (c.value.lower() for c in commands if isinstance(c, ast.StringConstantExpressionAst))
            check_data_section(body, {"convertfrom-stringdata", *named}, self.refuse)
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


_LOOPS: dict[str, Callable[[StatementRules, Token, Token | None], ast.StatementAst]] = {
    "foreach": StatementRules._foreach,
    "for": StatementRules._for,
    "while": StatementRules._while,
    "do": StatementRules._do,
}
_RULES: dict[str, Callable[[StatementRules, Token], ast.StatementAst]] = {
    "foreach": StatementRules._foreach,
    "for": StatementRules._for,
    "while": StatementRules._while,
    "do": StatementRules._do,
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
