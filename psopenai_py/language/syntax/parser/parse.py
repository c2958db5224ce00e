"""The parser of PowerShell 7: text in, syntax tree out.

    script = parse("Get-Batch | Where-Object status -eq 'completed'")
    script.end.statements[0].elements[0].name        # 'Get-Batch'

It works as PowerShell's own does: by descent, with a lexer whose mode the parser sets, and going on after an error, so
that errors get the same ids and places. Errors of meaning are looked at only in a text without syntax errors.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import ast
from ..errors import ParseError, ParseErrorItem
from ..lexer import Lexer
from ..source import Extent, Source
from ..tokens import Token
from .classes import check_used_types, parse_type_definition
from .commands import parse_pipeline_chain
from .expressions import parse_expression
from .functions import parse_function, parse_late_using, parse_script_block
from .state import GivenUp, Parser, Rules
from .statements import (
    parse_break,
    parse_data,
    parse_do,
    parse_for,
    parse_foreach,
    parse_if,
    parse_return,
    parse_statements,
    parse_switch,
    parse_trap,
    parse_try,
    parse_while,
    parse_workflow_block,
)
from .types import parse_attributes


def parse(
    text: str, file: str | None = None, *, type_exists: Callable[[str, int], bool] | None = None
) -> ast.ScriptBlockAst:
    """The syntax tree of a script; raises ParseError when it is not valid.

    `type_exists` is asked about types that a class of the script names and that neither PowerShell nor the script
    defines: by name and number of type arguments. The error reports all syntax errors in the order in which the parser
    met them, or else all errors of meaning in the order of the text.
    """
    block, errors = parse_all(text, file, type_exists=type_exists)
    if errors:
        raise ParseError(errors)
    return block


def parse_all(
    text: str, file: str | None = None, *, type_exists: Callable[[str, int], bool] | None = None
) -> tuple[ast.ScriptBlockAst, list[ParseErrorItem]]:
    """The syntax tree of a script and its errors; where something could not be read, the tree has error nodes."""
    source = Source(text, file)
    p = Parser(source, RULES, type_exists)
    try:
        block = parse_script_block(p, None)
        if not p.errors:
            check_used_types(p)
            p.errors += sorted(p.meaning_errors, key=lambda error: error.extent.start)
        return block, p.errors
    except ParseError as error:
        p.errors += error.errors
    except GivenUp:
        pass
    except RecursionError:
        p.errors.append(ParseErrorItem.of("ScriptTooComplicated", Extent(source, 0, 0)))
    return ast.ScriptBlockAst(Extent(source, 0, len(text))), p.errors


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, valid or not, for highlighting and completion: as the parser reads them, and after an
    error as far as the lexer alone can read them. A string without its end is one token of kind `error`."""
    source = Source(text)
    parser = Parser(source, RULES, first_error_only=True)
    saved: list[Token] = []
    parser.lexer.saved = saved
    try:
        parse_script_block(parser, None)
    except (ParseError, RecursionError):
        _read_the_rest(parser, text)
    return saved


def _read_the_rest(parser: Parser, text: str) -> None:
    """Go on after an error; what cannot be read is a token of kind `error`."""
    saved = parser.lexer.saved
    assert saved is not None
    lexer = Lexer(Source(text))
    lexer.saved = saved
    lexer.pos = saved[-1].end if saved else 0
    while True:
        before = lexer.pos
        try:
            if lexer.next().kind == "eof":
                return
        except ParseError:
            saved.append(Token("error", before, len(text), before, text[before:]))
            return


# --- statements, by their first word


def parse_statement(p: Parser) -> ast.StatementAst | None:
    """One statement, if one follows."""
    p.deeper()
    token = p.next()
    if p.has_types and token.kind == "generic" and token.text[0] == "[":
        found = _attributed_statement(p, token)
    else:
        found = _statement_of(p, token)
    p.depth -= 1
    return found


def _attributed_statement(p: Parser, token: Token) -> ast.StatementAst | None:
    """Attributes before a class or enum; anything else in brackets is an expression."""
    start = token.at
    p.rewind(start)
    attributes = parse_attributes(p, in_expression=False)
    keyword = p.next()
    if attributes and keyword.kind in ("class", "enum"):
        for attribute in attributes:
            if isinstance(attribute, ast.TypeConstraintAst):
                p.report_at("TypeNotAllowedBeforeStatement", attribute.extent, attribute.type_name.full_name)
        return parse_type_definition(p, keyword, attributes)
    p.rewind(start)
    return parse_pipeline_chain(p)


def _statement_of(p: Parser, token: Token) -> ast.StatementAst | None:
    kind = token.kind
    if kind == "eof":
        p.unget(token)
        return None
    rule = _KEYWORDS.get(kind)
    if rule is not None:
        return rule(p, token)
    if kind == "label":
        return _labeled(p, token)
    if kind in ("from", "define", "var"):
        p.fail_at("ReservedKeywordNotAllowed", token, kind)
    p.unget(token)
    return parse_pipeline_chain(p)


def _labeled(p: Parser, label: Token) -> ast.StatementAst | None:
    p.skip_newlines()
    token = p.next()
    rule = _LOOPS.get(token.kind)
    if rule is not None:
        return rule(p, token, label)
    p.rewind(label.at)
    return parse_pipeline_chain(p)


_LOOPS: dict[str, Callable[[Parser, Token, Token | None], ast.StatementAst]] = {
    "foreach": parse_foreach,
    "for": parse_for,
    "while": parse_while,
    "do": parse_do,
    "switch": parse_switch,
}
_KEYWORDS: dict[str, Callable[[Parser, Token], ast.StatementAst]] = {
    "foreach": parse_foreach,
    "for": parse_for,
    "while": parse_while,
    "do": parse_do,
    "if": parse_if,
    "switch": parse_switch,
    "function": parse_function,
    "filter": parse_function,
    "workflow": parse_function,
    "return": parse_return,
    "throw": parse_return,
    "exit": parse_return,
    "break": parse_break,
    "continue": parse_break,
    "trap": parse_trap,
    "try": parse_try,
    "data": parse_data,
    "parallel": parse_workflow_block,
    "sequence": parse_workflow_block,
    "class": parse_type_definition,
    "enum": parse_type_definition,
    "using": parse_late_using,
}
# What lower files come back to: statements in expressions, and expressions in attributes.
RULES = Rules(
    expression=parse_expression,
    pipeline_chain=parse_pipeline_chain,
    statement=parse_statement,
    statements=parse_statements,
    script_block=parse_script_block,
)
