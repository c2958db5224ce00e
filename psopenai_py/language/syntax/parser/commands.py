"""Pipelines: assignments, chains, commands with their arguments, redirections."""

from __future__ import annotations

from typing import NoReturn

from .. import ast
from ..lexer import COMMAND, EXPRESSION
from ..tokens import ASSIGNMENTS, Token
from .types import TypeRules

# What can never be an argument: the command ends there.
_ENDS_COMMAND = frozenset(("|", "}", ")", "eof", "newline", ";", "&&", "||", "&"))
_NO_ARGUMENT = _ENDS_COMMAND | {"redirect", "redirect-in", "--", ","}
_VALUES = frozenset(("splat", "variable", "number", "expandable", "string", "(", "$(", "@(", "@{", "{"))
_NAME, _INVOKED_NAME, _ARGUMENT, _FILE, _CLAUSE = "name", "invoked", "argument", "file", "switch"


class CommandRules(TypeRules):
    """Pipelines and commands."""

    def pipeline_chain(self) -> ast.StatementAst | None:
        self.deeper()
        mode = self.set_mode(EXPRESSION)
        first = self.expression()
        operator: Token | None = None
        # Looked for in expression mode: in a command `=0` is one word.
        if first is not None and self.peek().kind in ASSIGNMENTS:
            operator = self.next()
        self.set_mode(mode)
        if first is not None and operator is not None:
            result: ast.StatementAst | None = self._assignment(first, operator)
        else:
            result = self._chain(first)
        self.depth -= 1
        return result

    def _assignment(self, target: ast.ExpressionAst, operator: Token) -> ast.StatementAst:
        self.check_target(target, simple=operator.kind == "=", error_id="InvalidLeftHandSide")
        self.skip_newlines()
        statement = self.statement()
        if statement is None:
            self.fail_after("ExpectedValueExpression", operator.end, operator.text)
        return ast.AssignmentStatementAst(target.extent.to(statement.extent), target, operator.kind, statement)

    def _chain(self, first: ast.ExpressionAst | None) -> ast.StatementAst | None:
        left: ast.PipelineAst | ast.PipelineChainAst | None = None
        operator: Token | None = None
        while True:
            start = self.peek() if first is None else None
            pipeline = self._pipeline(first)
            first = None
            if pipeline is None:
                if operator is None:
                    return None
                self._fail_empty_chain(operator, start)
            if operator is not None and left is not None:
                extent = left.extent.to(pipeline.extent)
                left = ast.PipelineChainAst(extent, left, operator.kind, pipeline)
            else:
                left = pipeline
            following = self.peek()
            if following.kind == "&":
                self.skip()
                after = self.peek()
                if after.kind in ("&&", "||"):
                    self.fail("BackgroundOperatorInPipelineChain", after.start, after.end)
                left.background = True
                return left
            if following.kind not in ("&&", "||"):
                return left
            self.skip()
            self.skip_newlines()
            operator = following
            if self.peek().kind == "eof":
                self.fail_after("EmptyPipelineChainElement", operator.end, operator.text)

    def _fail_empty_chain(self, operator: Token, start: Token | None) -> NoReturn:
        end = start.end if start is not None else operator.end
        self.fail("EmptyPipelineChainElement", operator.start, end, operator.text)

    def _pipeline(self, first: ast.ExpressionAst | None) -> ast.PipelineAst | None:
        elements: list[ast.CommandBaseAst] = []
        bar: Token | None = None
        expression = first
        while True:
            element = self._element(expression, elements)
            if element is not None:
                elements.append(element)
            elif elements or self.peek().kind == "|":
                if bar is not None:
                    self.fail_after("EmptyPipeElement", bar.end)
                token = self.peek()
                self.fail("EmptyPipeElement", token.start, token.end)
            expression = None
            token = self.peek()
            if token.kind == "newline" and self.lexer.is_pipe_on_next_line():
                self.skip_newlines()
                token = self.peek()
            if token.kind == "|":
                self.skip()
                self.skip_newlines()
                if self.peek().kind == "eof":
                    self.fail_after("EmptyPipeElement", token.end)
                bar = token
                continue
            if token.kind not in _ENDS_COMMAND:
                self.fail("UnexpectedToken", token.start, token.end, token.text)
            break
        if not elements:
            return None
        return ast.PipelineAst(elements[0].extent.to(elements[-1].extent), elements)

    def _element(
        self, expression: ast.ExpressionAst | None, before: list[ast.CommandBaseAst]
    ) -> ast.CommandBaseAst | None:
        if expression is None:
            mode = self.set_mode(EXPRESSION)
            expression = self.expression()
            self.set_mode(mode)
        if expression is None:
            return self._command()
        if before:
            start, end = expression.extent.start, expression.extent.end
            self.fail("ExpressionsMustBeFirstInPipeline", start, end)
        redirections: list[ast.RedirectionAst] = []
        end = expression.extent.end
        while self.peek().kind in ("redirect", "redirect-in"):
            end = self._redirection(self.next(), redirections)
        extent = self.extent(expression.extent.start, end)
        return ast.CommandExpressionAst(extent, expression, redirections)

    # --- redirections

    def _redirection(self, token: Token, redirections: list[ast.RedirectionAst]) -> int:
        """Read a redirection whose operator was taken; where it ends."""
        if token.kind == "redirect-in":
            self.fail("RedirectionNotSupported", token.start, token.end, token.text)
        source, target, append = token.value
        redirection: ast.RedirectionAst
        if target is None:
            location = self.single_argument(_FILE)
            if location is None:
                self.fail_after("MissingFileSpecification", token.end)
            extent = self.extent(token.start, location.extent.end)
            redirection = ast.FileRedirectionAst(extent, source, location, append)
        else:
            if target != 1 or source == target:
                self.fail("RedirectionNotSupported", token.start, token.end, token.text)
            redirection = ast.MergingRedirectionAst(self.extent(token.start, token.end), source, target)
        if any(other.from_stream == source for other in redirections):
            self.fail("StreamAlreadyRedirected", redirection.extent.start, redirection.extent.end)
        redirections.append(redirection)
        return redirection.extent.end

    # --- commands

    def _command(self) -> ast.CommandAst | None:
        mode = self.set_mode(COMMAND)
        first = token = self.next()
        context = _NAME
        invocation = ""
        if token.kind in (".", "&"):
            invocation = token.kind
            token = self.next()
            context = _INVOKED_NAME
        elements: list[ast.ExpressionAst | ast.CommandParameterAst] = []
        redirections: list[ast.RedirectionAst] = []
        end = first.end
        dashes = False
        while token.kind not in _ENDS_COMMAND:
            if token.kind == "--":
                extent = self.extent(token.start, token.end)
                elements.append(
                    ast.StringConstantExpressionAst(extent, token.text, "bare")
                    if dashes
                    else ast.CommandParameterAst(extent, "-")
                )
                dashes = True
                end = token.end
            elif token.kind == ",":
                self.fail("MissingArgument", token.start, token.end)
            elif token.kind == "parameter":
                element = self._parameter(token, as_word=context != _ARGUMENT or dashes)
                elements.append(element)
                end = element.extent.end
            elif token.kind in ("redirect", "redirect-in") and context == _ARGUMENT:
                end = self._redirection(token, redirections)
            elif token.kind in ("redirect", "redirect-in"):
                elements.append(self._word(token))
                end = token.end
            else:
                argument = self.command_argument(context, token)
                if argument is None:
                    self.fail("UnexpectedToken", token.start, token.end, token.text)
                self._allow_splat(argument)
                elements.append(argument)
                end = argument.extent.end
                if token.kind == "generic" and token.value == "--%":
                    end = self._verbatim(elements, end)
            context = _ARGUMENT
            token = self.next()
        self.unget(token)
        self.set_mode(mode)
        if not elements:
            if invocation:
                self.fail("MissingExpression", first.start, first.end, first.text)
            return None
        return ast.CommandAst(self.extent(first.start, end), elements, invocation, redirections)

    def _verbatim(self, elements: list[ast.ExpressionAst | ast.CommandParameterAst], end: int) -> int:
        if self.pending is not None and self.pending.kind != "parameter":
            return end
        if self.pending is not None:
            self.rewind(self.pending.at)
        token = self.lexer.verbatim_arguments()
        if token is None or token.start == token.end:
            return end
        elements.append(self._word(token))
        return token.end

    def _word(self, token: Token) -> ast.StringConstantExpressionAst:
        return ast.StringConstantExpressionAst(self.extent(token.start, token.end), token.text, "bare")

    def _parameter(self, token: Token, *, as_word: bool) -> ast.StringConstantExpressionAst | ast.CommandParameterAst:
        if as_word:
            return self._word(token)
        extent = self.extent(token.start, token.end)
        if not token.colon or self.peek().kind == ",":
            return ast.CommandParameterAst(extent, token.value)
        argument = self.command_argument(_ARGUMENT, self.next())
        if argument is None:
            self.fail_after("ParameterRequiresArgument", token.end, token.text)
        return ast.CommandParameterAst(self.extent(token.start, argument.extent.end), token.value, argument)

    def _allow_splat(self, argument: ast.ExpressionAst) -> None:
        """Only as a whole argument may a variable be splatted: take back what was noted against it."""
        if isinstance(argument, ast.VariableExpressionAst) and argument.splatted:
            self.meaning_errors.pop()
        elif isinstance(argument, ast.ArrayLiteralAst):
            for index, error in enumerate(self.meaning_errors):
                inside = argument.extent.start <= error.extent.start < argument.extent.end
                if inside and error.error_id == "SplattingNotPermitted":
                    name = error.extent.text[1:]
                    self.meaning_errors[index] = error.of("SplattingNotPermittedInArgumentList", error.extent, name)

    # --- arguments

    def single_argument(self, context: str) -> ast.ExpressionAst | None:
        if self.peek().kind in (",", "eof"):
            return None
        mode = self.set_mode(COMMAND)
        argument = self.command_argument(context, self.next())
        self.set_mode(mode)
        return argument

    def command_argument(self, context: str, token: Token) -> ast.ExpressionAst | None:
        values: list[ast.ExpressionAst] = []
        comma: Token | None = None
        while True:
            if token.kind in _NO_ARGUMENT:
                if comma is not None:
                    self.fail_after("MissingExpression", comma.end, ",")
                self.unget(token)
                return None
            value = self._argument_value(context, token)
            values.append(value)
            verbatim = token.kind == "generic" and token.value == "--%"
            if context != _ARGUMENT or verbatim or self.peek().kind != ",":
                break
            comma = self.next()
            self.skip_newlines()
            token = self.next()
        if len(values) == 1:
            return value
        return ast.ArrayLiteralAst(values[0].extent.to(values[-1].extent), values)

    def _argument_value(self, context: str, token: Token) -> ast.ExpressionAst:
        if token.kind in _VALUES:
            self.unget(token)
            value = self.primary(members=True)
            if value is not None:
                return value
        if token.kind != "generic":
            return self._word(token)
        extent = self.extent(token.start, token.end)
        # The name of a command is taken as it is, unless `&` or `.` stands before it.
        if token.parts is not None and context != _NAME:
            return ast.ExpandableStringExpressionAst(extent, self.expandable_parts(token.parts), "bare")
        return ast.StringConstantExpressionAst(extent, token.value, "bare")
