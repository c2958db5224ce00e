"""Blocks of statements, and the statements that a keyword starts: branches, loops, error handling, leaving, data.

Which keyword starts which rule is in `parse`.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from .. import ast
from ..source import Extent
from ..tokens import Token
from .commands import parse_pipeline_chain, parse_single_argument
from .expressions import parse_label_or_key
from .state import GivenUp, Parser, Statements
from .types import parse_attribute

_SWITCH_FLAGS = ("regex", "wildcard", "exact", "casesensitive", "parallel", "file")
# The variables that a data section can read, and the errors for what it does not allow.
_READABLE = frozenset({"true", "false", "null", "psculture", "psuiculture"})
_REFUSED: dict[type, str] = {
    ast.AssignmentStatementAst: "AssignmentStatementNotSupportedInDataSection",
    ast.InvokeMemberExpressionAst: "MethodCallNotSupportedInDataSection",
    ast.MemberExpressionAst: "PropertyReferenceNotSupportedInDataSection",
    ast.ExpandableStringExpressionAst: "ExpandableStringNotSupportedInDataSection",
    ast.FunctionDefinitionAst: "FunctionDeclarationNotSupportedInDataSection",
    ast.ScriptBlockExpressionAst: "ScriptBlockNotSupportedInDataSection",
    ast.ForEachStatementAst: "ForeachStatementNotSupportedInDataSection",
    ast.ForStatementAst: "ForWhileStatementNotSupportedInDataSection",
    ast.WhileStatementAst: "ForWhileStatementNotSupportedInDataSection",
    ast.DoWhileStatementAst: "DoWhileStatementNotSupportedInDataSection",
    ast.DoUntilStatementAst: "DoWhileStatementNotSupportedInDataSection",
    ast.SwitchStatementAst: "SwitchStatementNotSupportedInDataSection",
    ast.TryStatementAst: "TryStatementNotSupportedInDataSection",
    ast.BreakStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ContinueStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ReturnStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ExitStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ThrowStatementAst: "FlowControlStatementNotSupportedInDataSection",
}


def parse_statement_block(p: Parser) -> ast.StatementBlockAst | None:
    """`{ statements }`, if a brace follows."""
    p.skip_newlines()
    opening = p.accept("{")
    if opening is None:
        return None
    statements, traps, _ = parse_statements(p)
    closing = p.next()
    if closing.kind != "}":
        p.unget(closing)
        p.report_at("MissingEndCurlyBrace", opening, detected=closing.end)
    end = max(opening.end, min(closing.end, len(p.source.text)))
    return ast.StatementBlockAst(p.extent(opening.start, end), statements, traps)


def parse_statements(p: Parser) -> Statements:
    """Statements and traps up to a closing bracket, and the range of all of them."""
    statements: list[ast.StatementAst] = []
    traps: list[ast.TrapStatementAst] = []
    first: ast.StatementAst | None = None
    last: ast.StatementAst | None = None
    state = p.snapshot()
    p.skip_terminators()
    while True:
        try:
            statement = p.rules.statement(p)
        except GivenUp:
            statement = p.recover(state)
        if statement is None:
            break
        if isinstance(statement, ast.TrapStatementAst):
            traps.append(statement)
        else:
            statements.append(statement)
        first = first or statement
        last = statement
        p.skip_terminators()
        if p.peek().kind in (")", "}"):
            break
    extent = first.extent.to(last.extent) if first is not None and last is not None else None
    return statements, traps, extent


def _name_of(label: Token | None) -> str | None:
    return label.value if label is not None else None


def _loop_body(p: Parser, label: str | None) -> ast.StatementBlockAst | None:
    """A block that `break` and `continue` may leave."""
    p.enclosing.append(label or "")
    body = parse_statement_block(p)
    p.enclosing.pop()
    return body


def _check_flow(p: Parser, statement: Extent, label: str | None) -> None:
    """Report control that leaves a finally block. Without a label (None) it leaves every block."""
    for around in reversed(p.enclosing):
        if around is None:
            p.refuse("ControlLeavingFinally", statement)
            return
        if label is not None and (label == "" or around.lower() == label.lower()):
            return
    if label and p.method is not None:
        p.refuse("LabelNotFound", statement, label)


# --- branches


def parse_if(p: Parser, token: Token) -> ast.StatementAst:
    """`if`, with its `elseif` and `else`."""
    clauses: list[tuple[ast.StatementAst, ast.StatementBlockAst]] = []
    else_block: ast.StatementBlockAst | None = None
    keyword = token
    while True:
        clauses.append(_if_clause(p, keyword))
        # The line break after the block still ends an entry of a hash table, so it is only skipped before an else.
        start = p.restore_point()
        p.skip_newlines()
        keyword = p.peek()
        if keyword.kind == "elseif":
            p.skip()
            continue
        if keyword.kind == "else":
            p.skip()
            else_block = p.need(parse_statement_block(p), "MissingStatementBlockAfterElse", keyword.end)
        else:
            p.rewind(start)
        break
    end = (else_block or clauses[-1][1]).extent.end
    return ast.IfStatementAst(p.extent(token.start, end), clauses, else_block)


def _if_clause(p: Parser, keyword: Token) -> tuple[ast.StatementAst, ast.StatementBlockAst]:
    p.skip_newlines()
    opening = p.expect("(", "MissingOpenParenthesisInIfStatement", keyword.end, keyword.text)
    p.skip_newlines()
    found = parse_pipeline_chain(p)
    condition = p.statement_or_error(found, "IfStatementMissingCondition", opening.end, keyword.text)
    p.skip_newlines()
    closing = p.next()
    if closing.kind != ")":
        p.unget(closing)
        if found is None:
            p.give_up()
        p.fail_at("MissingEndParenthesisAfterStatement", closing, keyword.text)
    body = parse_statement_block(p)
    if body is None:
        p.fail_at("MissingStatementBlock", closing, keyword.text)
    return condition, body


def parse_switch(p: Parser, token: Token, label: Token | None = None) -> ast.StatementAst:
    """`switch`."""
    start = (label or token).start
    p.skip_newlines()
    flags: set[str] = set()
    condition, end = _switch_parameters(p, flags, (label or token).end)
    opening = p.accept("(")
    if opening is not None:
        if "file" in flags:
            p.report_at("PipelineValueRequired", opening)
        condition, end = _switch_condition(p, opening)
    if condition is None:
        p.fail_after("PipelineValueRequired", end)
    p.skip_newlines()
    brace = p.expect("{", "MissingCurlyBraceInSwitchStatement", end)
    p.enclosing.append(_name_of(label) or "")
    clauses, default, end = _switch_clauses(p, brace)
    p.enclosing.pop()
    extent = p.extent(start, end)
    if "parallel" in flags:
        p.refuse("KeywordParameterReservedForFutureUse", extent, "switch", "parallel")
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
        _name_of(label),
    )


def _switch_parameters(p: Parser, flags: set[str], end: int) -> tuple[ast.StatementAst | None, int]:
    condition: ast.StatementAst | None = None
    while p.peek().kind == "parameter":
        token = p.next()
        end = token.end
        name = token.value.lower()
        flag = next((known for known in _SWITCH_FLAGS if known.startswith(name)), None)
        if flag is None:
            p.report_at("InvalidSwitchFlag", token, token.value)
            continue
        if flag in ("regex", "wildcard", "exact"):
            flags -= {"regex", "wildcard", "exact"}
        flags.add(flag)
        if flag == "file":
            p.skip_newlines()
            found = parse_single_argument(p, "file")
            path = p.expression_or_error(found, "MissingFilenameOption", token.end)
            end = path.extent.end
            condition = ast.PipelineAst(path.extent, [ast.CommandExpressionAst(path.extent, path)])
    return condition, end


def _switch_condition(p: Parser, opening: Token) -> tuple[ast.StatementAst, int]:
    p.skip_newlines()
    found = parse_pipeline_chain(p)
    condition = p.statement_or_error(found, "PipelineValueRequired", opening.end)
    p.skip_newlines()
    closing = p.expect(")", "MissingEndParenthesisInSwitchStatement", condition.extent.end)
    return condition, closing.end


def _switch_clauses(
    p: Parser, brace: Token
) -> tuple[list[tuple[ast.ExpressionAst, ast.StatementBlockAst]], ast.StatementBlockAst | None, int]:
    clauses: list[tuple[ast.ExpressionAst, ast.StatementBlockAst]] = []
    default: ast.StatementBlockAst | None = None
    end = brace.end
    p.skip_newlines()
    while True:
        keyword = p.accept("default")
        condition = None if keyword is not None else parse_single_argument(p, "switch")
        if keyword is None and condition is None:
            # What has no condition has no block either; the closing brace is taken, so that it is not an error too.
            p.report_after("MissingSwitchConditionExpression", end)
            p.accept("}")
            return clauses, default, end
        end = keyword.end if keyword is not None else condition.extent.end if condition is not None else end
        body = parse_statement_block(p)
        if body is None:
            p.report_after("MissingSwitchStatementClause", end)
            body = ast.StatementBlockAst(p.extent(end, end), [])
        end = body.extent.end
        if condition is not None:
            clauses.append((condition, body))
        elif default is None:
            default = body
        elif keyword is not None:
            p.report_at("MultipleSwitchDefaultClauses", keyword)
        p.skip_terminators()
        token = p.peek()
        if token.kind == "}":
            p.skip()
            return clauses, default, token.end
        if token.kind == "eof":
            p.report_at("MissingEndCurlyBrace", brace, detected=token.end)
            return clauses, default, end


# --- loops


def parse_foreach(p: Parser, token: Token, label: Token | None = None) -> ast.StatementAst:
    """`foreach`."""
    parallel = _foreach_parameters(p)
    opening = p.expect("(", "MissingOpenParenthesisAfterKeyword", token.end, "foreach")
    p.skip_newlines()
    name = p.peek()
    if name.kind not in ("variable", "splat"):
        p.fail_after("MissingVariableNameAfterForeach", opening.end)
    p.skip()
    scope, bare = name.value
    variable = ast.VariableExpressionAst(p.extent(name.start, name.end), bare, scope, False, name.colon)
    if name.kind == "splat":
        p.refuse("SplattingNotPermitted", variable.extent, bare)
    if p.method is not None:
        p.method.assigned.add(bare.lower())
    p.skip_newlines()
    keyword = p.expect("in", "MissingInInForeach", name.end)
    p.skip_newlines()
    condition = p.need(parse_pipeline_chain(p), "MissingForeachExpression", keyword.end)
    p.skip_newlines()
    closing = p.expect(")", "MissingEndParenthesisAfterForeach", condition.extent.end)
    text = _name_of(label)
    body = p.need(_loop_body(p, text), "MissingForeachStatement", closing.end)
    extent = p.extent((label or token).start, body.extent.end)
    if parallel is not None:
        p.refuse("KeywordParameterReservedForFutureUse", extent, "foreach", parallel)
    return ast.ForEachStatementAst(extent, variable, condition, body, text)


def _foreach_parameters(p: Parser) -> str | None:
    """The parameters of `foreach`, which only workflows supported."""
    found: str | None = None
    p.skip_newlines()
    while p.peek().kind == "parameter":
        token = p.next()
        name = token.value.lower()
        if "parallel".startswith(name):
            found = "parallel"
        elif "throttlelimit".startswith(name):
            found = found or "throttlelimit"
            p.skip_newlines()
            if parse_single_argument(p, "argument") is None:
                p.report_after("MissingThrottleLimit", token.end)
        else:
            p.report_at("InvalidForeachFlag", token, token.value)
        p.skip_newlines()
    return found


def parse_for(p: Parser, token: Token, label: Token | None = None) -> ast.StatementAst:
    """`for`."""
    p.skip_newlines()
    opening = p.expect("(", "MissingOpenParenthesisAfterKeyword", token.end, "for")
    end = opening.end
    parts: list[ast.StatementAst | None] = []
    for _ in range(3):
        p.skip_newlines()
        part = parse_pipeline_chain(p)
        parts.append(part)
        if part is not None:
            end = part.extent.end
        if len(parts) < 3:
            semicolon = p.accept(";")
            if semicolon is not None:
                end = semicolon.end
    p.skip_newlines()
    closing = p.expect(")", "MissingEndParenthesisAfterStatement", end, "for")
    text = _name_of(label)
    body = p.need(_loop_body(p, text), "MissingLoopStatement", closing.end, "for")
    extent = p.extent((label or token).start, body.extent.end)
    return ast.ForStatementAst(extent, parts[0], parts[1], parts[2], body, text)


def _loop_condition(p: Parser, keyword: Token) -> tuple[ast.StatementAst, Token]:
    p.skip_newlines()
    opening = p.expect("(", "MissingOpenParenthesisAfterKeyword", keyword.end, keyword.text)
    p.skip_newlines()
    found = parse_pipeline_chain(p)
    condition = p.statement_or_error(found, "MissingExpressionAfterKeyword", opening.end, keyword.text)
    p.skip_newlines()
    if found is None and p.peek().kind != ")":
        p.give_up()
    closing = p.expect(")", "MissingEndParenthesisAfterStatement", condition.extent.end, keyword.text)
    return condition, closing


def parse_while(p: Parser, token: Token, label: Token | None = None) -> ast.StatementAst:
    """`while`."""
    condition, closing = _loop_condition(p, token)
    text = _name_of(label)
    body = p.need(_loop_body(p, text), "MissingLoopStatement", closing.end, "while")
    extent = p.extent((label or token).start, body.extent.end)
    return ast.WhileStatementAst(extent, condition, body, text)


def parse_do(p: Parser, token: Token, label: Token | None = None) -> ast.StatementAst:
    """`do` ... `while` and `do` ... `until`."""
    text = _name_of(label)
    body = p.need(_loop_body(p, text), "MissingLoopStatement", token.end, "do")
    p.skip_newlines()
    keyword = p.peek()
    if keyword.kind not in ("while", "until"):
        p.fail_after("MissingWhileOrUntilInDoWhile", body.extent.end, detected=keyword.start)
    p.skip()
    condition, closing = _loop_condition(p, keyword)
    extent = p.extent((label or token).start, closing.end)
    if keyword.kind == "while":
        return ast.DoWhileStatementAst(extent, condition, body, text)
    return ast.DoUntilStatementAst(extent, condition, body, text)


# --- error handling


def parse_try(p: Parser, token: Token) -> ast.StatementAst:
    """`try`, with its `catch` and `finally`."""
    body = p.need(parse_statement_block(p), "MissingTryStatementBlock", token.end)
    catches: list[ast.CatchClauseAst] = []
    start = p.restore_point()
    while True:
        p.skip_newlines()
        keyword = p.accept("catch")
        if keyword is None:
            break
        catches.append(_catch(p, keyword))
        start = p.restore_point()
    keyword = p.accept("finally")
    finally_block: ast.StatementBlockAst | None = None
    if keyword is not None:
        p.enclosing.append(None)
        finally_block = parse_statement_block(p)
        p.enclosing.pop()
        if finally_block is None:
            p.report_after("MissingFinallyStatementBlock", keyword.end)
    else:
        p.rewind(start)
        if not catches:
            p.report_after("MissingCatchOrFinally", body.extent.end)
    _check_catches(p, catches)
    end = (finally_block or (catches[-1] if catches else body)).extent.end
    return ast.TryStatementAst(p.extent(token.start, end), body, catches, finally_block)


def _check_catches(p: Parser, catches: list[ast.CatchClauseAst]) -> None:
    """Report clauses that are never reached because an earlier one catches the same."""
    for earlier, later in pairwise(catches):
        if not earlier.types:
            place = max(0, later.extent.start - 1)
            p.refuse("EmptyCatchNotLast", p.extent(place, place))
    seen: set[str] = set()
    for clause in catches:
        names = [constraint.type_name.full_name.lower().removeprefix("system.") for constraint in clause.types]
        for name, constraint in zip(names, clause.types, strict=True):
            if name in seen or "exception" in seen:
                p.refuse("ExceptionTypeAlreadyCaught", constraint.extent, constraint.type_name.full_name)
        seen.update(names)


def _catch(p: Parser, keyword: Token) -> ast.CatchClauseAst:
    types: list[ast.TypeConstraintAst] = []
    comma: Token | None = None
    while True:
        start = p.restore_point()
        p.skip_newlines()
        found = parse_attribute(p)
        if found is None:
            if comma is not None:
                p.report_after("MissingTypeLiteralToken", comma.end)
            break
        if isinstance(found, ast.AttributeAst):
            p.rewind(start)
            break
        types.append(found)
        p.skip_newlines()
        comma = p.accept(",")
        if comma is None:
            break
    end = types[-1].extent.end if types else keyword.end
    body = parse_statement_block(p)
    if body is None:
        p.report_after("MissingCatchHandlerBlock", end)
        body = ast.StatementBlockAst(p.extent(end, end), [])
    return ast.CatchClauseAst(p.extent(keyword.start, body.extent.end), types, body)


def parse_trap(p: Parser, token: Token) -> ast.StatementAst:
    """`trap`."""
    start = p.restore_point()
    p.skip_newlines()
    found = parse_attribute(p)
    if isinstance(found, ast.AttributeAst):
        p.rewind(start)
        found = None
    enclosing, p.enclosing = p.enclosing, []
    body = parse_statement_block(p)
    p.enclosing = enclosing
    if body is None:
        p.fail_after("MissingTrapStatement", found.extent.end if found is not None else token.end)
    return ast.TrapStatementAst(p.extent(token.start, body.extent.end), found, body)


# --- leaving


def parse_break(p: Parser, token: Token) -> ast.StatementAst:
    """`break` and `continue`."""
    label = parse_label_or_key(p)
    extent = p.extent(token.start, label.extent.end if label is not None else token.end)
    known: str | None = ""
    if label is not None:
        known = label.value if isinstance(label, ast.StringConstantExpressionAst) else None
    _check_flow(p, extent, known)
    if token.kind == "break":
        return ast.BreakStatementAst(extent, label)
    return ast.ContinueStatementAst(extent, label)


def parse_return(p: Parser, token: Token) -> ast.StatementAst:
    """`return`, `throw` and `exit`."""
    pipeline = parse_pipeline_chain(p)
    extent = p.extent(token.start, pipeline.extent.end if pipeline is not None else token.end)
    if token.kind == "throw":
        return ast.ThrowStatementAst(extent, pipeline)
    if token.kind == "exit":
        return ast.ExitStatementAst(extent, pipeline)
    _check_flow(p, extent, None)
    if p.method is not None and p.method.returns != (pipeline is not None):
        missing = "NonVoidMethodMissingReturnValue"
        p.refuse(missing if p.method.returns else "VoidMethodHasReturn", extent)
    return ast.ReturnStatementAst(extent, pipeline)


# --- data sections


def parse_data(p: Parser, token: Token) -> ast.StatementAst:
    """A `data` section."""
    p.skip_newlines()
    name = p.simple_name()
    end = name.extent.end if name is not None else token.end
    p.skip_newlines()
    commands: list[ast.ExpressionAst] = []
    parameter = p.accept("parameter")
    if parameter is not None:
        if not "supportedcommand".startswith(parameter.value.lower()):
            p.report_at("InvalidParameterForDataSectionStatement", parameter, parameter.value)
        end = _supported_commands(p, commands, parameter.end)
    body = p.need(parse_statement_block(p), "MissingStatementBlockForDataSection", end)
    extent = p.extent(token.start, body.extent.end)
    if all(isinstance(command, ast.StringConstantExpressionAst) for command in commands):
        named = (c.value.lower() for c in commands if isinstance(c, ast.StringConstantExpressionAst))
        _check_data_section(p, body, {"convertfrom-stringdata", *named})
    return ast.DataStatementAst(extent, name.value if name is not None else None, commands, body)


def _supported_commands(p: Parser, commands: list[ast.ExpressionAst], end: int) -> int:
    while True:
        p.skip_newlines()
        command = p.need(parse_single_argument(p, "name"), "MissingValueForSupportedCommandInDataSectionStatement", end)
        commands.append(command)
        end = command.extent.end
        comma = p.accept(",")
        if comma is None:
            return end
        end = comma.end


def _check_data_section(p: Parser, node: Any, allowed: Collection[str]) -> None:
    """Report everything in the section (a node or a list of nodes) that is neither a value nor an allowed command."""
    if isinstance(node, (list, tuple)):
        for each in node:
            _check_data_section(p, each, allowed)
        return
    if not isinstance(node, ast.Ast):
        return
    extent: Extent = node.extent
    refused = _REFUSED.get(type(node))
    if refused is not None:
        p.refuse(refused, extent)
        return
    if isinstance(node, ast.VariableExpressionAst):
        if node.scope or node.name.lower() not in _READABLE:
            p.refuse("VariableReferenceNotSupportedInDataSection", extent, node.name)
        return
    if isinstance(node, ast.CommandAst):
        name = node.elements[0]
        if not isinstance(name, ast.StringConstantExpressionAst) or name.value.lower() not in allowed:
            p.refuse("CmdletNotInAllowedListForDataSection", extent, name.extent.text)
    for field in ast.child_fields(node):
        _check_data_section(p, getattr(node, field), allowed)


# --- workflows


def parse_workflow_block(p: Parser, token: Token) -> ast.StatementAst:
    """`parallel` and `sequence`, which only workflows supported."""
    body = p.need(parse_statement_block(p), "MissingStatementAfterKeyword", token.end, token.text)
    p.refuse("UnexpectedKeyword", p.extent(token.start, token.end), token.text)
    return ast.BlockStatementAst(p.extent(token.start, body.extent.end), token.kind, body)
