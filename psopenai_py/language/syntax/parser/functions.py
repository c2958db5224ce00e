"""Script blocks, functions with their parameters, and `using`."""

from __future__ import annotations

from .. import ast
from ..lexer import EXPRESSION
from ..tokens import BLOCK_NAMES, Token
from .commands import parse_argument
from .expressions import parse_expression
from .state import GivenUp, MethodScope, Parser
from .statements import parse_statement_block, parse_statements
from .types import Bracketed, parse_attributes

_NOT_A_FUNCTION_NAME = frozenset(
    (
        "|", "(", "{", "@(", "@{", "}", ")", "eof", ";", "redirect", "redirect-in", "&&", "||", "&",
        "variable", "splat", "string", "expandable",
    )
)  # fmt: skip

# --- script blocks


def parse_script_block(
    p: Parser, brace: Token | None, *, is_filter: bool = False, method: MethodScope | None = None
) -> ast.ScriptBlockAst:
    """The inside of a script block whose brace was taken, or the whole script (None)."""
    p.deeper()
    enclosing, p.enclosing = p.enclosing, []
    types_here, p.types_here = p.types_here, set()
    outer, p.method = p.method, method
    p.skip_newlines()
    block = ast.ScriptBlockAst(p.extent(0, len(p.source.text)))
    if brace is None or p.has_param:
        _head(p, block, is_script=brace is None)
    p.skip_terminators()
    ended = False
    if p.peek().kind in BLOCK_NAMES:
        ended = _named_blocks(p, block, brace)
    else:
        _unnamed_block(p, block, is_filter=is_filter, is_script=brace is None)
    closing = p.next()
    if brace is not None:
        if closing.kind != "}":
            p.unget(closing)
            if not ended:
                p.report_at("MissingEndCurlyBrace", brace, detected=closing.end)
        block.extent = p.extent(brace.start, max(brace.end, min(closing.end, len(p.source.text))))
    p.enclosing = enclosing
    p.types_here = types_here
    p.method = outer
    p.depth -= 1
    return block


def _head(p: Parser, block: ast.ScriptBlockAst, *, is_script: bool) -> None:
    """`using` statements and `param`."""
    state = p.snapshot()
    try:
        if is_script:
            _using_statements(p, block)
        block.param_block = _param_block(p)
    except GivenUp:
        p.recover(state)


def _using_statements(p: Parser, block: ast.ScriptBlockAst) -> None:
    while p.peek().kind == "using":
        using = parse_using(p, p.next())
        block.using_statements.append(using)
        if using.kind == "namespace" and using.name:
            p.namespaces.append(using.name)
        p.skip_terminators()
    # The lexer is asked for the attributes before `param` by name, so the token that was looked at is read again.
    p.rewind(p.restore_point())


def _unnamed_block(p: Parser, block: ast.ScriptBlockAst, *, is_filter: bool, is_script: bool) -> None:
    statements, traps, extent = parse_statements(p)
    while is_script and p.peek().kind != "eof":
        closing = p.next()  # a bracket that nothing opened
        p.report_at("UnexpectedToken", closing, closing.text)
        statements += parse_statements(p)[0]
    place = p.lexer.place(p.lexer.pos)
    named = ast.NamedBlockAst(extent or p.extent(place, place), "end", statements, traps, True)
    if is_filter:
        named.kind = "process"
        block.process = named
    else:
        block.end = named


def _named_blocks(p: Parser, block: ast.ScriptBlockAst, brace: Token | None) -> bool:
    """Read `begin`, `process` and the others; whether something else ended them, which is then noted."""
    while True:
        name = p.peek()
        if name.kind == "eof" or (name.kind == "}" and brace is not None):
            return False
        if name.kind == "}":
            p.skip()  # nothing opened it
            p.report_at("UnexpectedToken", name, name.text)
            continue
        if name.kind not in BLOCK_NAMES:
            # The function ends here, and what follows is read after it, as PowerShell does.
            p.report_at("MissingNamedBlocks", name, name.text)
            return True
        p.skip()
        body = parse_statement_block(p)
        if body is None:
            p.report_after("MissingNamedStatementBlock", name.end, name.kind)
            continue
        extent = p.extent(name.start, body.extent.end)
        if getattr(block, name.kind) is not None:
            p.report_at("DuplicateScriptCommandClause", extent, name.kind)
        setattr(block, name.kind, ast.NamedBlockAst(extent, name.kind, body.statements, body.traps))
        p.skip_terminators()


# --- functions


def parse_function(p: Parser, keyword: Token) -> ast.StatementAst:
    """`function`, `filter` and `workflow`."""
    p.skip_newlines()
    name = p.peek()
    if name.kind in _NOT_A_FUNCTION_NAME:
        p.fail_after("MissingNameAfterKeyword", keyword.end, keyword.text)
    p.skip()
    before = len(p.errors)
    parameters, end = parse_parameter_list(p, name.end)
    brace = p.peek()
    if brace.kind != "{":
        if len(p.errors) > before:  # the list of parameters has told what is wrong
            p.give_up()
        p.fail_after("MissingFunctionBody", end, detected=brace.start)
    p.skip()
    body = parse_script_block(p, brace, is_filter=keyword.kind == "filter")
    extent = p.extent(keyword.start, body.extent.end)
    if not parameters:
        parameters = None  # `function f() { param($x) }`: empty parentheses declare nothing
    elif body.param_block is not None:
        p.refuse("OnlyOneParameterListAllowed", body.param_block.extent)
    else:
        _check_parameters(p, parameters)
    if keyword.kind == "workflow":
        p.refuse("WorkflowNotSupportedInPowerShellCore", extent)
    text = name.value if name.kind == "generic" else name.text
    body.definition = ast.FunctionDefinitionAst(extent, text, parameters, body, keyword.kind == "filter")
    return body.definition


# --- parameters


def _param_block(p: Parser) -> ast.ParamBlockAst | None:
    """`param(...)` with the attributes before it, if it follows."""
    # Only reading them shows whether attributes belong to `param` or are a cast; most scripts have no `param` to try.
    if not p.has_param:
        return None
    start = p.restore_point()
    p.skip_newlines()
    attributes = parse_attributes(p, in_expression=False)
    p.skip_newlines()
    keyword = p.accept("param")
    if keyword is not None:
        p.skip_newlines()
        opening = p.accept("(")
        if opening is not None:
            return _finish_param_block(p, keyword, opening, attributes)
    p.rewind(start)
    return None


def _finish_param_block(p: Parser, keyword: Token, opening: Token, candidates: list[Bracketed]) -> ast.ParamBlockAst:
    parameters, end = _parameters(p, opening)
    attributes: list[ast.AttributeAst] = []
    for candidate in candidates:
        if isinstance(candidate, ast.TypeConstraintAst):
            p.report_at("TypeNotAllowedBeforeParam", candidate.extent, candidate.type_name.full_name)
        else:
            attributes.append(candidate)
    _check_parameters(p, parameters)
    return ast.ParamBlockAst(p.extent(keyword.start, end), attributes, parameters)


def _check_parameters(p: Parser, parameters: list[ast.ParameterAst]) -> None:
    """Report two parameters with the same name."""
    seen: set[str] = set()
    for parameter in parameters:
        if parameter.name.lower() in seen:
            p.refuse("DuplicateFormalParameter", parameter.name_extent or parameter.extent, parameter.name)
        seen.add(parameter.name.lower())


def parse_parameter_list(p: Parser, end: int) -> tuple[list[ast.ParameterAst] | None, int]:
    """Parameters in parentheses, if there are any, and where they end."""
    p.skip_newlines()
    opening = p.accept("(")
    if opening is None:
        return None, end
    parameters, end = _parameters(p, opening)
    p.skip_newlines()
    return parameters, end


def _parameters(p: Parser, opening: Token) -> tuple[list[ast.ParameterAst], int]:
    """The parameters up to `)`, and where they end; the opening parenthesis was taken."""
    parameters = p.comma_list(_parameter_declaration)
    p.skip_newlines()
    last = parameters[-1].extent.end if parameters else opening.end
    closing = p.close(")", "MissingEndParenthesisInFunctionParameterList", last)
    return parameters, closing.end


def _parameter_declaration(p: Parser) -> ast.ParameterAst | None:
    no_comma, p.no_comma = p.no_comma, True
    mode = p.set_mode(EXPRESSION)
    attributes = parse_attributes(p, in_expression=False)
    p.skip_newlines()
    token = p.next()
    result: ast.ParameterAst | None = None
    if token.kind in ("variable", "splat"):
        result = _finish_parameter(p, token, attributes)
    else:
        p.unget(token)
        if attributes:
            p.report_after("InvalidFunctionParameter", attributes[-1].extent.end)
    p.no_comma = no_comma
    p.set_mode(mode)
    return result


def _finish_parameter(p: Parser, token: Token, attributes: list[Bracketed]) -> ast.ParameterAst:
    p.skip_newlines()
    if token.kind == "splat":
        p.refuse("SplattingNotPermitted", p.extent(token.start, token.end), token.value[1])
    default: ast.ExpressionAst | None = None
    equals = p.accept("=")
    if equals is not None:
        p.skip_newlines()
        default = p.expression_or_error(parse_expression(p), "MissingExpressionAfterToken", equals.end, "=")
    for attribute in attributes:
        name = attribute.type_name.full_name
        if isinstance(attribute, ast.TypeConstraintAst) and name.lower() == "ordered":
            p.refuse("OrderedAttributeOnlyOnHashLiteralNode", attribute.extent, name)
    start = attributes[0].extent.start if attributes else token.start
    end = default.extent.end if default is not None else token.end
    name_extent = p.extent(token.start, token.end)
    return ast.ParameterAst(p.extent(start, end), token.value[1], attributes, default, name_extent)


# --- using


def parse_using(p: Parser, keyword: Token) -> ast.UsingStatementAst:
    """`using`; its keyword was taken."""
    directive = p.peek()
    if directive.kind not in ("namespace", "module", "assembly", "type", "command"):
        p.fail_after("MissingUsingStatementDirective", keyword.end)
    p.skip()
    item = p.peek()
    if item.kind in ("eof", "newline", ",", ";"):
        p.fail_after("MissingUsingItemName", directive.end)
    p.skip()
    value = parse_argument(p, "argument", item)
    is_table = isinstance(value, ast.HashtableAst) and directive.kind == "module"
    if not isinstance(value, ast.StringConstantExpressionAst) and not is_table:
        p.report_at("InvalidValueForUsingItemName", item, item.text)
    alias = None if directive.kind == "assembly" or is_table else _using_alias(p)
    if alias is None and directive.kind in ("type", "command"):
        p.fail_after("MissingEqualsInUsingAlias", item.end)
    _end_using(p)
    target = alias if alias is not None else value
    end = target.extent.end if target is not None else item.end
    extent = p.extent(keyword.start, end)
    if isinstance(target, ast.HashtableAst):
        return ast.UsingStatementAst(extent, directive.kind, None, target)
    name = target.value if isinstance(target, ast.StringConstantExpressionAst) else item.text
    return ast.UsingStatementAst(extent, directive.kind, name)


def _using_alias(p: Parser) -> ast.ExpressionAst | None:
    equals = p.accept("=")
    if equals is None:
        return None
    token = p.peek()
    if token.kind in ("eof", "newline", ";"):
        p.fail_after("MissingNamespaceAlias", equals.end)
    p.skip()
    if token.kind == ",":
        p.fail_at("UnexpectedUnaryOperator", token, token.text)
    alias = parse_argument(p, "argument", token)
    if not isinstance(alias, (ast.StringConstantExpressionAst, ast.HashtableAst)):
        p.fail_at("InvalidValueForUsingItemName", token, token.text)
    return alias


def _end_using(p: Parser) -> None:
    token = p.peek()
    if token.kind in ("newline", ";"):
        p.skip()
    elif token.kind != "eof":
        p.report_at("MissingStatementTerminator", token)


def parse_late_using(p: Parser, token: Token) -> ast.StatementAst:
    """`using` after other statements, which is a syntax error."""
    statement = parse_using(p, token)
    p.report_at("UsingMustBeAtStartOfScript", statement.extent)
    return statement
