"""Expressions: operators, from the weakest to the strongest, then values and the members and indexes after them.

Brackets can hold statements; the rules for these come later and are reached through `p.rules`.
"""

from __future__ import annotations

from .. import ast
from ..lexer import COMMAND, EXPRESSION, TYPE_NAME, split_variable
from ..tokens import BINARY, UNARY, Part, SubExpressionText, Token
from .state import Parser
from .types import Bracketed, parse_attributes, parse_generic_arguments

# --- operators


def parse_expression(p: Parser, *, after_operator: bool = False) -> ast.ExpressionAst | None:
    """An expression, if one follows."""
    p.deeper()
    mode = p.set_mode(EXPRESSION)
    result = _binary(p, after_operator=after_operator)
    if result is not None and p.peek().kind == "?":
        result = _ternary(p, result)
    p.set_mode(mode)
    p.depth -= 1
    return result


def _ternary(p: Parser, condition: ast.ExpressionAst) -> ast.ExpressionAst:
    question = p.next()
    p.skip_newlines()
    found = parse_expression(p, after_operator=True)
    if_true = p.expression_or_error(found, "ExpectedValueExpression", question.end, "?")
    p.skip_newlines()
    colon = p.accept(":")
    if colon is None:
        p.report_at("MissingColonInTernaryExpression", p.peek())
        return ast.ErrorExpressionAst(condition.extent.to(if_true.extent))
    p.skip_newlines()
    found = parse_expression(p, after_operator=True)
    if_false = p.expression_or_error(found, "ExpectedValueExpression", colon.end, ":")
    extent = condition.extent.to(if_false.extent)
    return ast.TernaryExpressionAst(extent, condition, if_true, if_false)


def _binary(p: Parser, *, after_operator: bool) -> ast.ExpressionAst | None:
    left = _list(p, after_operator=after_operator)
    if left is None:
        return None
    token = p.peek()
    if token.kind not in BINARY:
        _refuse_parameter(p, token)
        return left
    operands = [left]
    operators: list[Token] = []
    while token.kind in BINARY:
        p.skip()
        precedence = BINARY[token.kind][1]
        while operators and BINARY[operators[-1].kind][1] >= precedence:
            _reduce(p, operands, operators)
        operators.append(token)
        p.skip_newlines()
        found = _list(p, after_operator=True)
        right = p.expression_or_error(found, "ExpectedValueExpression", token.end, token.text)
        operands.append(right)
        token = p.peek()
    _refuse_parameter(p, token)
    while operators:
        _reduce(p, operands, operators)
    return operands[0]


def _reduce(p: Parser, operands: list[ast.ExpressionAst], operators: list[Token]) -> None:
    right = operands.pop()
    left = operands.pop()
    token = operators.pop()
    op_extent = p.extent(token.start, token.end)
    extent = left.extent.to(right.extent)
    operands.append(ast.BinaryExpressionAst(extent, left, BINARY[token.kind][0], right, op_extent))


def _refuse_parameter(p: Parser, token: Token) -> None:
    """A word with a dash after an expression is a misspelled operator."""
    if token.kind == "parameter":
        p.report_at("UnexpectedToken", token, token.text)


def _list(p: Parser, *, after_operator: bool) -> ast.ExpressionAst | None:
    first = parse_unary(p, after_operator=after_operator)
    if first is None or p.no_comma:
        return first
    comma = p.peek()
    if comma.kind != ",":
        return first
    elements = [first]
    while comma.kind == ",":
        p.skip()
        p.skip_newlines()
        found = parse_unary(p, after_operator=True)
        element = p.expression_or_error(found, "MissingExpressionAfterToken", comma.end, ",")
        elements.append(element)
        comma = p.peek()
    return ast.ArrayLiteralAst(first.extent.to(elements[-1].extent), elements)


def parse_unary(p: Parser, *, after_operator: bool = False) -> ast.ExpressionAst | None:
    """An expression without binary operators, if one follows."""
    p.deeper()
    token = _first_token(p, after_operator)
    result: ast.ExpressionAst | None
    if token.kind in UNARY:
        if token.kind == "," and p.no_comma:
            p.depth -= 1
            return None
        result = _prefix(p, token)
    elif token.kind == "[":
        result = _cast(p)
    else:
        result = parse_primary(p, members=True)
    if result is not None:
        result = _postfix(p, result)
    p.depth -= 1
    return result


def _first_token(p: Parser, after_operator: bool) -> Token:
    """The next token, where a sign is part of a number."""
    lexer = p.lexer
    old = lexer.allow_signed, lexer.end_number_on_ternary
    lexer.allow_signed, lexer.end_number_on_ternary = True, after_operator
    pending = p.pending
    if pending is not None and (pending.kind in ("-", "+") or (after_operator and pending.kind == "generic")):
        p.rewind(pending.at)
    token = p.peek()
    lexer.allow_signed, lexer.end_number_on_ternary = old
    return token


def _prefix(p: Parser, token: Token) -> ast.ExpressionAst:
    p.skip()
    p.skip_newlines()
    found = parse_unary(p, after_operator=True)
    child = p.expression_or_error(found, "MissingExpressionAfterOperator", token.end, token.text)
    extent = p.extent(token.start, child.extent.end)
    op = UNARY[token.kind]
    if op == ",":
        return ast.ArrayLiteralAst(extent, [child])
    if op in ("++pre", "--pre"):
        check_target(p, child, simple=False, error_id="OperatorRequiresVariableOrProperty", op=token.kind)
    return ast.UnaryExpressionAst(extent, op, child)


def _postfix(p: Parser, child: ast.ExpressionAst) -> ast.ExpressionAst:
    token = p.peek()
    if token.kind not in ("++", "--"):
        return child
    p.skip()
    check_target(p, child, simple=False, error_id="OperatorRequiresVariableOrProperty", op=token.kind)
    return ast.UnaryExpressionAst(p.extent(child.extent.start, token.end), f"post{token.kind}", child)


def _cast(p: Parser) -> ast.ExpressionAst | None:
    attributes = parse_attributes(p, in_expression=True)
    if not attributes:
        return None
    last = attributes.pop()
    result: ast.ExpressionAst | None = None
    if isinstance(last, ast.AttributeAst):
        p.skip_newlines()
        child = parse_unary(p, after_operator=True)
        if child is None:
            p.report_at("UnexpectedAttribute", last.extent, last.type_name.full_name)
            result = ast.ErrorExpressionAst(last.extent)
        else:
            result = _attributed(p, last, child)
    else:
        operator = p.lexer.member_operator(brackets=False) if p.pending is None else None
        if operator is not None:
            result = _members(p, ast.TypeExpressionAst(last.extent, last.type_name), operator)
        elif p.peek().kind not in ("newline", ","):
            child = parse_unary(p, after_operator=True)
            if child is not None:
                result = _attributed(p, last, child)
        if result is None:
            result = ast.TypeExpressionAst(last.extent, last.type_name)
    for attribute in reversed(attributes):
        result = _attributed(p, attribute, result)
    return result


def _attributed(p: Parser, attribute: Bracketed, child: ast.ExpressionAst) -> ast.ExpressionAst:
    extent = attribute.extent.to(child.extent)
    if isinstance(attribute, ast.TypeConstraintAst):
        name = attribute.type_name.full_name
        if name.lower() == "ordered" and not isinstance(child, ast.HashtableAst):
            p.refuse("OrderedAttributeOnlyOnHashLiteralNode", extent, name)
        if isinstance(child, ast.ConvertExpressionAst) and child.type_name.full_name.lower() == "ref":
            error_id = "TypeSequence" if name.lower() == "ref" else "TypeConversion"
            place = "ByItselfIn" if name.lower() == "ref" else "LastTypeIn"
            p.refuse(f"ReferenceNeedsToBe{place}{error_id}", child.type_constraint.extent)
        return ast.ConvertExpressionAst(extent, attribute, child)
    inner = child
    while isinstance(inner, (ast.AttributedExpressionAst, ast.ConvertExpressionAst)):
        inner = inner.child
    if not isinstance(inner, ast.VariableExpressionAst):
        p.refuse("UnexpectedAttribute", attribute.extent, attribute.type_name.full_name)
    return ast.AttributedExpressionAst(extent, attribute, child)


# --- what can be assigned to


def check_target(p: Parser, target: ast.ExpressionAst, *, simple: bool, error_id: str, op: str = "") -> None:
    """Report a target that cannot be assigned to. Only a plain `=` can assign to a list."""
    if isinstance(target, ast.ArrayLiteralAst) and simple:
        for element in target.elements:
            check_target(p, element, simple=True, error_id=error_id, op=op)
        return
    if isinstance(target, ast.ParenExpressionAst):
        inner = target.pipeline
        found = inner.pure_expression if isinstance(inner, ast.PipelineAst) else None
        if found is None:
            p.refuse(error_id, inner.extent, op)
        else:
            check_target(p, found, simple=simple, error_id=error_id, op=op)
        return
    if isinstance(target, (ast.ConvertExpressionAst, ast.AttributedExpressionAst)):
        if isinstance(target, ast.ConvertExpressionAst) and target.type_name.full_name.lower() == "void":
            p.refuse("VoidTypeConstraintNotAllowed", target.type_constraint.extent)
        check_target(p, target.child, simple=simple, error_id=error_id, op=op)
        return
    if isinstance(target, (ast.MemberExpressionAst, ast.IndexExpressionAst)):
        allowed = not target.null_conditional
    else:
        allowed = isinstance(target, ast.VariableExpressionAst)
        if isinstance(target, ast.VariableExpressionAst) and p.method is not None:
            p.method.assigned.add(target.name.lower())
            if not target.scope:
                p.method.targets.append((target.name.lower(), target.extent))
    if not allowed:
        p.refuse(error_id, target.extent, op)


# --- values


def parse_primary(p: Parser, *, members: bool) -> ast.ExpressionAst | None:
    """A value, if one follows, with its members and indexes if asked."""
    token = p.next()
    kind = token.kind
    value: ast.ExpressionAst
    if kind in ("variable", "splat"):
        return _variable(p, token, members=members)
    if kind == "number":
        value = ast.ConstantExpressionAst(p.extent(token.start, token.end), token.value, token.text)
    elif kind == "string":
        form = str(token.parts[0]) if token.parts else "single"
        value = ast.StringConstantExpressionAst(p.extent(token.start, token.end), token.value, form)
    elif kind == "expandable":
        parts = expandable_parts(p, token.parts or [])
        extent = p.extent(token.start, token.end)
        value = ast.ExpandableStringExpressionAst(extent, parts, token.value)
    elif kind == "(":
        value = _parentheses(p, token)
    elif kind in ("@(", "$("):
        value = _statements_in_parentheses(p, token)
    elif kind == "@{":
        value = _hashtable(p, token)
    elif kind == "{":
        value = _script_block_value(p, token)
    else:
        p.unget(token)
        return None
    return _with_members(p, value) if members else value


def _variable(p: Parser, token: Token, *, members: bool) -> ast.ExpressionAst:
    scope, name = token.value
    extent = p.extent(token.start, token.end)
    splatted = token.kind == "splat"
    if scope == "using":
        scope, name, _ = split_variable(name)  # $using:global:name, $using:env:PATH
        value: ast.ExpressionAst = ast.VariableExpressionAst(extent, name, scope, splatted, token.colon)
        if members:
            value = _with_members(p, value)
        return ast.UsingExpressionAst(value.extent, value)
    value = ast.VariableExpressionAst(extent, name, scope, splatted, token.colon)
    if p.method is not None and scope in ("", "local", "private", "variable"):
        p.method.reads.append((name, extent))
    if splatted:
        # A command takes this back for its arguments.
        p.refuse("SplattingNotPermitted", extent, name)
    return _with_members(p, value) if members else value


def expandable_parts(p: Parser, parts: list[Part]) -> list[str | ast.ExpressionAst]:
    """The pieces of a string, with its variables and sub-expressions as expressions."""
    result: list[str | ast.ExpressionAst] = []
    for part in parts:
        if isinstance(part, str):
            if result and isinstance(result[-1], str):
                result[-1] += part
            else:
                result.append(part)
        elif isinstance(part, Token):
            result.append(_variable(p, part, members=False))
        else:
            result.append(_sub_expression(p, part))
    return result


def _sub_expression(p: Parser, sub: SubExpressionText) -> ast.ExpressionAst:
    """The expression of a `$(...)` in a string."""
    pending, p.pending = p.pending, None
    state = p.lexer.enter(sub)
    found = parse_primary(p, members=True)
    p.lexer.leave(state)
    p.pending = pending
    if found is None:
        start, end = p.lexer.place(sub.at), p.lexer.place(sub.end)
        p.report("ExpectedExpression", start, end)
        return ast.ErrorExpressionAst(p.extent(start, end))
    return found


# --- values in brackets


def _parentheses(p: Parser, opening: Token) -> ast.ExpressionAst:
    mode = p.set_mode(COMMAND)
    no_comma, p.no_comma = p.no_comma, False
    p.skip_newlines()
    found = p.rules.pipeline_chain(p)
    pipeline = p.statement_or_error(found, "ExpectedExpression", opening.end)
    p.skip_newlines()
    closing = p.close(")", "MissingEndParenthesisInExpression", pipeline.extent.end)
    p.no_comma = no_comma
    p.set_mode(mode)
    return ast.ParenExpressionAst(p.extent(opening.start, closing.end), pipeline)


def _statements_in_parentheses(p: Parser, opening: Token) -> ast.ExpressionAst:
    mode = p.set_mode(COMMAND)
    no_comma, p.no_comma = p.no_comma, False
    p.skip_newlines()
    statements, traps, extent = p.rules.statements(p)
    p.skip_newlines()
    closing = p.next()
    if closing.kind != ")":
        p.unget(closing)
        p.report_at("MissingEndParenthesisInSubexpression", closing)
    p.no_comma = no_comma
    p.set_mode(mode)
    block = ast.StatementBlockAst(extent or p.extent(opening.end, closing.start), statements, traps)
    whole = p.extent(opening.start, closing.end)
    return ast.SubExpressionAst(whole, block) if opening.kind == "$(" else ast.ArrayExpressionAst(whole, block)


def _script_block_value(p: Parser, brace: Token) -> ast.ExpressionAst:
    """A script block as a value; its brace was taken."""
    mode = p.set_mode(COMMAND)
    no_comma, p.no_comma = p.no_comma, False
    p.skip_newlines()
    block = p.rules.script_block(p, brace)
    p.no_comma = no_comma
    p.set_mode(mode)
    return ast.ScriptBlockExpressionAst(block.extent, block)


def _hashtable(p: Parser, opening: Token) -> ast.ExpressionAst:
    p.skip_newlines()
    pairs: list[tuple[ast.ExpressionAst, ast.StatementAst]] = []
    seen: set[str] = set()
    while True:
        pair = _pair(p)
        if pair is None:
            break
        pairs.append(pair)
        _check_key(p, pair[0], seen)
        if p.peek().kind not in ("newline", ";"):
            break
        p.skip_terminators()
    closing = p.next()
    if closing.kind != "}":
        p.unget(closing)
        p.report_after("MissingEndCurlyBrace", opening.end, detected=closing.end)
    return ast.HashtableAst(p.extent(opening.start, closing.end), pairs)


def _check_key(p: Parser, key: ast.ExpressionAst, seen: set[str]) -> None:
    if isinstance(key, ast.StringConstantExpressionAst):
        text = key.value
    elif isinstance(key, ast.ConstantExpressionAst):
        text = str(key.value.value)
    else:
        return
    if text.lower() in seen:
        p.refuse("DuplicateKeyInHashLiteral", key.extent, text)
    seen.add(text.lower())


def _pair(p: Parser) -> tuple[ast.ExpressionAst, ast.StatementAst] | None:
    mode = p.set_mode(EXPRESSION)
    key = parse_label_or_key(p)
    if key is None:
        p.set_mode(mode)
        return None
    equals = p.accept("=")
    if equals is None:
        p.set_mode(mode)
        p.report_after("MissingEqualsInHashLiteral", key.extent.end, detected=p.peek().start)
        return key, ast.ErrorStatementAst(key.extent)
    p.set_mode(COMMAND)
    no_comma, p.no_comma = p.no_comma, False
    p.skip_newlines()
    statement = p.statement_or_error(p.rules.statement(p), "MissingStatementInHashLiteral", equals.end)
    p.no_comma = no_comma
    p.set_mode(mode)
    return key, statement


def parse_label_or_key(p: Parser) -> ast.ExpressionAst | None:
    """The label of `break`, or the key of a hash table, if one follows."""
    name = p.simple_name()
    if name is not None:
        return name
    if p.peek().kind in ("newline", ";"):
        return None
    no_comma, p.no_comma = p.no_comma, True
    result = parse_unary(p)
    p.no_comma = no_comma
    return result


# --- members, calls and indexes


def _with_members(p: Parser, value: ast.ExpressionAst) -> ast.ExpressionAst:
    if p.pending is not None:
        return value
    operator = p.lexer.member_operator(brackets=True)
    return value if operator is None else _members(p, value, operator)


def _members(p: Parser, target: ast.ExpressionAst, operator: Token | None) -> ast.ExpressionAst:
    """The members, calls and indexes directly after a target."""
    while operator is not None:
        p.skip_newlines()
        if operator.kind in ("[", "?["):
            target = _index(p, target, operator)
        else:
            target = _member(p, target, operator)
        operator = p.lexer.member_operator(brackets=True) if p.pending is None else None
    return target


def _index(p: Parser, target: ast.ExpressionAst, opening: Token) -> ast.ExpressionAst:
    no_comma, p.no_comma = p.no_comma, False
    index = p.expression_or_error(parse_expression(p), "MissingArrayIndexExpression", opening.end)
    p.no_comma = no_comma
    p.skip_newlines()
    closing = p.close("]", "MissingEndSquareBracket", index.extent.end)
    extent = p.extent(target.extent.start, closing.end)
    return ast.IndexExpressionAst(extent, target, index, opening.kind == "?[")


def _member(p: Parser, target: ast.ExpressionAst, operator: Token) -> ast.ExpressionAst:
    member = p.expression_or_error(_member_name(p), "MissingPropertyName", operator.end)
    static = operator.kind == "::"
    conditional = operator.kind == "?."
    if p.pending is None:
        start = p.lexer.pos
        types = _method_types(p, start)
        opening = p.lexer.call_parenthesis()
        if opening is not None:
            arguments, end = _call(p, opening)
            extent = p.extent(target.extent.start, end)
            return ast.InvokeMemberExpressionAst(extent, target, member, static, conditional, arguments, types or [])
        if types is not None:
            p.rewind(start)
    return ast.MemberExpressionAst(target.extent.to(member.extent), target, member, static, conditional)


def _member_name(p: Parser) -> ast.ExpressionAst | None:
    name = p.simple_name()
    if name is not None:
        return name
    kind = p.peek().kind
    if kind in UNARY or kind == "[":
        return parse_unary(p)
    return parse_primary(p, members=False)


def _method_types(p: Parser, start: int) -> list[ast.TypeName] | None:
    """`[type]` between a method's name and its parenthesis, read from `start`; None when it is something else."""
    if p.lexer.char(start) != "[":
        return None
    p.lexer.left_bracket()  # asked for by name: in a command, `next` would read a word
    mode = p.set_mode(TYPE_NAME)
    p.skip_newlines()
    first = p.next()
    types: list[ast.TypeName] | None = None
    if first.kind == "identifier":
        types, closing = parse_generic_arguments(p, first)
        if closing.kind != "]":
            p.report("EndSquareBracketExpectedAtEndOfType", max(0, closing.start - 1), closing.start)
    p.pending = None
    p.set_mode(mode)
    if types is None:
        p.rewind(start)
    return types


def _call(p: Parser, opening: Token) -> tuple[list[ast.ExpressionAst], int]:
    if opening.kind == "(":
        return parse_method_arguments(p, opening)
    p.skip_newlines()
    block = _script_block_value(p, opening)
    return [block], block.extent.end


def parse_method_arguments(p: Parser, parenthesis: Token) -> tuple[list[ast.ExpressionAst], int]:
    """The arguments of a method up to `)`, and where they end."""
    no_comma, p.no_comma = p.no_comma, True
    arguments = p.comma_list(parse_expression)
    p.no_comma = no_comma
    p.skip_newlines()
    end = arguments[-1].extent.end if arguments else parenthesis.end
    closing = p.close(")", "MissingEndParenthesisInMethodCall", end)
    return arguments, closing.end
