"""Pipelines: assignments, chains, commands with their arguments, redirections."""

from __future__ import annotations

from typing import Literal

from .. import ast
from ..lexer import COMMAND, EXPRESSION
from ..tokens import ASSIGNMENTS, Token
from .expressions import check_target, expandable_parts, parse_expression, parse_primary
from .state import Parser

# Where an argument is: only the arguments of a command can be lists, and the name of a command is not expanded.
Context = Literal["name", "invoked", "argument", "file", "switch"]

# Tokens that end a command, and tokens that cannot start an argument.
_ENDS_COMMAND = frozenset(("|", "}", ")", "eof", "newline", ";", "&&", "||", "&"))
_NO_ARGUMENT = _ENDS_COMMAND | {"redirect", "redirect-in", "--", ","}
_VALUES = frozenset(("splat", "variable", "number", "expandable", "string", "(", "$(", "@(", "@{", "{"))


def parse_pipeline_chain(p: Parser) -> ast.StatementAst | None:
    """An assignment, a pipeline, or several with `&&` and `||`, if one follows."""
    p.deeper()
    mode = p.set_mode(EXPRESSION)
    first = parse_expression(p)
    operator: Token | None = None
    # Read in expression mode: in a command, `=0` is one word.
    if first is not None and p.peek().kind in ASSIGNMENTS:
        operator = p.next()
    p.set_mode(mode)
    if first is not None and operator is not None:
        result: ast.StatementAst | None = _assignment(p, first, operator)
    else:
        result = _chain(p, first)
    p.depth -= 1
    return result


def _assignment(p: Parser, target: ast.ExpressionAst, operator: Token) -> ast.StatementAst:
    check_target(p, target, simple=operator.kind == "=", error_id="InvalidLeftHandSide")
    p.skip_newlines()
    found = p.rules.statement(p)
    statement = p.statement_or_error(found, "ExpectedValueExpression", operator.end, operator.text)
    return ast.AssignmentStatementAst(target.extent.to(statement.extent), target, operator.kind, statement)


def _chain(p: Parser, first: ast.ExpressionAst | None) -> ast.StatementAst | None:
    left: ast.PipelineAst | ast.PipelineChainAst | None = None
    operator: Token | None = None
    while True:
        start = p.peek() if first is None else None
        pipeline = _pipeline(p, first)
        first = None
        if pipeline is None:
            if operator is None:
                return None
            end = start.end if start is not None else operator.end
            p.fail("EmptyPipelineChainElement", operator.start, end, operator.text)
        if operator is not None and left is not None:
            extent = left.extent.to(pipeline.extent)
            left = ast.PipelineChainAst(extent, left, operator.kind, pipeline)
        else:
            left = pipeline
        following = p.peek()
        if following.kind == "&":
            p.skip()
            after = p.peek()
            if after.kind in ("&&", "||"):
                p.report_at("BackgroundOperatorInPipelineChain", after)
            left.background = True
            return left
        if following.kind not in ("&&", "||"):
            return left
        p.skip()
        p.skip_newlines()
        operator = following
        if p.peek().kind == "eof":
            p.fail_after("EmptyPipelineChainElement", operator.end, operator.text)


def _pipeline(p: Parser, first: ast.ExpressionAst | None) -> ast.PipelineAst | None:
    elements: list[ast.CommandBaseAst] = []
    bar: Token | None = None
    expression = first
    while True:
        element = _element(p, expression, elements)
        if element is not None:
            elements.append(element)
        elif elements or p.peek().kind == "|":
            if bar is not None:
                p.report_after("EmptyPipeElement", bar.end)
            else:
                p.report_at("EmptyPipeElement", p.peek())
        expression = None
        token = p.peek()
        if token.kind == "newline" and p.lexer.is_pipe_on_next_line():
            p.skip_newlines()
            token = p.peek()
        if token.kind == "|":
            p.skip()
            p.skip_newlines()
            if p.peek().kind == "eof":
                p.report_after("EmptyPipeElement", token.end)
                break
            bar = token
            continue
        if token.kind not in _ENDS_COMMAND:
            p.report_at("UnexpectedToken", token, token.text)
        break
    if not elements:
        if bar is None:
            return None
        missing = ast.ErrorExpressionAst(p.extent(bar.start, bar.end))
        elements.append(ast.CommandExpressionAst(missing.extent, missing))
    return ast.PipelineAst(elements[0].extent.to(elements[-1].extent), elements)


def _element(
    p: Parser, expression: ast.ExpressionAst | None, before: list[ast.CommandBaseAst]
) -> ast.CommandBaseAst | None:
    if expression is None:
        mode = p.set_mode(EXPRESSION)
        expression = parse_expression(p)
        p.set_mode(mode)
    if expression is None:
        return _command(p)
    if before:
        p.report_at("ExpressionsMustBeFirstInPipeline", expression.extent)
    redirections: list[ast.RedirectionAst] = []
    end = expression.extent.end
    while p.peek().kind in ("redirect", "redirect-in"):
        end = _redirection(p, p.next(), redirections)
    extent = p.extent(expression.extent.start, end)
    return ast.CommandExpressionAst(extent, expression, redirections)


# --- redirections


def _redirection(p: Parser, token: Token, redirections: list[ast.RedirectionAst]) -> int:
    """Read a redirection whose operator was taken; returns where it ends."""
    if token.kind == "redirect-in":
        p.report_at("RedirectionNotSupported", token, token.text)
        return token.end
    source, target, append = token.value
    redirection: ast.RedirectionAst
    if target is None:
        file = parse_single_argument(p, "file")
        location = p.expression_or_error(file, "MissingFileSpecification", token.end)
        extent = p.extent(token.start, location.extent.end)
        redirection = ast.FileRedirectionAst(extent, source, location, append)
    else:
        if target != 1 or source == target:
            p.report_at("RedirectionNotSupported", token, token.text)
        redirection = ast.MergingRedirectionAst(p.extent(token.start, token.end), source, target)
    if any(other.from_stream == source for other in redirections):
        p.report_at("StreamAlreadyRedirected", redirection.extent)
    redirections.append(redirection)
    return redirection.extent.end


# --- commands


def _command(p: Parser) -> ast.CommandAst | None:
    mode = p.set_mode(COMMAND)
    first = token = p.next()
    context: Context = "name"
    invocation = ""
    if token.kind in (".", "&"):
        invocation = token.kind
        token = p.next()
        context = "invoked"
    elements: list[ast.ExpressionAst | ast.CommandParameterAst] = []
    redirections: list[ast.RedirectionAst] = []
    end = first.end
    dashes = False
    while token.kind not in _ENDS_COMMAND:
        if token.kind == "--":
            extent = p.extent(token.start, token.end)
            is_name = context != "argument"  # `& -- x` calls a command of that name
            elements.append(
                ast.StringConstantExpressionAst(extent, token.text, "bare")
                if dashes or is_name
                else ast.CommandParameterAst(extent, "-")
            )
            dashes = not is_name
            end = token.end
        elif token.kind == ",":
            p.report_at("MissingArgument", token)
        elif token.kind == "parameter":
            element = _parameter(p, token, as_word=context != "argument" or dashes)
            elements.append(element)
            end = element.extent.end
        elif token.kind in ("redirect", "redirect-in") and context == "argument":
            end = _redirection(p, token, redirections)
        elif token.kind in ("redirect", "redirect-in"):
            elements.append(_word(p, token))
            end = token.end
        else:
            argument = parse_argument(p, context, token)
            if argument is None:
                p.report_at("UnexpectedToken", token, token.text)
                argument = _word(p, p.next())
            _allow_splat(p, argument)
            elements.append(argument)
            end = argument.extent.end
            if token.kind == "generic" and token.value == "--%":
                end = _verbatim(p, elements, end)
        context = "argument"
        token = p.next()
    p.unget(token)
    p.set_mode(mode)
    if not elements:
        if invocation:
            p.report_at("MissingExpression", first, first.text)
            elements.append(ast.ErrorExpressionAst(p.extent(first.end, first.end)))
            return ast.CommandAst(p.extent(first.start, first.end), elements, invocation, redirections)
        return None
    return ast.CommandAst(p.extent(first.start, end), elements, invocation, redirections)


def _verbatim(p: Parser, elements: list[ast.ExpressionAst | ast.CommandParameterAst], end: int) -> int:
    if p.pending is not None and p.pending.kind != "parameter":
        return end
    if p.pending is not None:
        p.rewind(p.pending.at)
    token = p.lexer.verbatim_arguments()
    if token is None or token.start == token.end:
        return end
    elements.append(_word(p, token))
    return token.end


def _word(p: Parser, token: Token) -> ast.StringConstantExpressionAst:
    return ast.StringConstantExpressionAst(p.extent(token.start, token.end), token.text, "bare")


def _parameter(p: Parser, token: Token, *, as_word: bool) -> ast.StringConstantExpressionAst | ast.CommandParameterAst:
    if as_word:
        return _word(p, token)
    extent = p.extent(token.start, token.end)
    if not token.colon or p.peek().kind == ",":
        return ast.CommandParameterAst(extent, token.value)
    found = parse_argument(p, "argument", p.next())
    argument = p.expression_or_error(found, "ParameterRequiresArgument", token.end, token.text)
    return ast.CommandParameterAst(p.extent(token.start, argument.extent.end), token.value, argument)


def _allow_splat(p: Parser, argument: ast.ExpressionAst) -> None:
    """A splatted variable is only allowed as a whole argument: take back the error that was noted for it."""
    if isinstance(argument, ast.VariableExpressionAst) and argument.splatted:
        p.meaning_errors.pop()
    elif isinstance(argument, ast.ArrayLiteralAst):
        for index, error in enumerate(p.meaning_errors):
            inside = argument.extent.start <= error.extent.start < argument.extent.end
            if inside and error.error_id == "SplattingNotPermitted":
                name = error.extent.text[1:]
                p.meaning_errors[index] = error.of("SplattingNotPermittedInArgumentList", error.extent, name)


# --- arguments


def parse_single_argument(p: Parser, context: Context) -> ast.ExpressionAst | None:
    """One word or value in the form of a command's argument, if one follows."""
    if p.peek().kind in (",", "eof"):
        return None
    mode = p.set_mode(COMMAND)
    argument = parse_argument(p, context, p.next())
    p.set_mode(mode)
    return argument


def parse_argument(p: Parser, context: Context, token: Token) -> ast.ExpressionAst | None:
    """The argument of a command whose first token was taken; None if that starts no argument."""
    values: list[ast.ExpressionAst] = []
    comma: Token | None = None
    while True:
        if token.kind in _NO_ARGUMENT:
            if comma is not None:
                p.report_after("MissingExpression", comma.end, ",")
            p.unget(token)
            if comma is not None:
                break
            return None
        value = _argument_value(p, context, token)
        values.append(value)
        verbatim = token.kind == "generic" and token.value == "--%"
        if context != "argument" or verbatim or p.peek().kind != ",":
            break
        comma = p.next()
        p.skip_newlines()
        token = p.next()
    if len(values) == 1:
        return value
    return ast.ArrayLiteralAst(values[0].extent.to(values[-1].extent), values)


def _argument_value(p: Parser, context: Context, token: Token) -> ast.ExpressionAst:
    if token.kind in _VALUES:
        p.unget(token)
        value = parse_primary(p, members=True)
        if value is not None:
            return value
    if token.kind != "generic":
        return _word(p, token)
    extent = p.extent(token.start, token.end)
    # The name of a command is taken as written, unless `&` or `.` comes before it.
    if token.parts is not None and context != "name":
        return ast.ExpandableStringExpressionAst(extent, expandable_parts(p, token.parts), "bare")
    return ast.StringConstantExpressionAst(extent, token.value, "bare")
