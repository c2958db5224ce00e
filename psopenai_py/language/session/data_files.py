"""Data files (.psd1): tables that are read without running code. Whatever would run code is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope
from ...engine.session.session import Session
from ...errors import TerminatingError, terminating
from ..compile.scriptblock import Block
from ..runtime.frame import interpreter
from ..syntax import ast
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse
from ..syntax.source import read_source

#: the variables that may appear
VARIABLES = frozenset(
    {"true", "false", "null", "psculture", "psuiculture", "psscriptroot", "psedition", "psversiontable", "iswindows",
     "islinux", "ismacos", "iscoreclr"}
)  # fmt: skip
_OPERATORS = frozenset(
    {"+", "-", "*", "/", "%", "eq", "ne", "gt", "ge", "lt", "le", "and", "or", "not", "join", "f", "..", ","}
)  # fmt: skip
_INNER = (
    ast.PipelineAst, ast.CommandExpressionAst, ast.HashtableAst, ast.ArrayExpressionAst, ast.ArrayLiteralAst,
    ast.ParenExpressionAst, ast.SubExpressionAst, ast.StatementBlockAst, ast.ConstantExpressionAst,
    ast.StringConstantExpressionAst, ast.ExpandableStringExpressionAst, ast.ConvertExpressionAst, ast.IfStatementAst,
)  # fmt: skip


def read_data_file(session: Session, path: str, commands: Sequence[str] = (), *, table: bool = True) -> Value:
    """The value of a data file; with ``table`` it must be a table. ``commands`` may be called in it.

    Raises a terminating error for a fault of syntax, and for what is not data.
    """
    text = read_source(path)
    try:
        tree = parse(text, path)
    except ParseError as error:
        raise not_data("CouldNotParseAsPowerShellDataFile", path, f"it is not PowerShell: {error}") from error
    body = tree.end
    statements = body.statements if body is not None else []
    if tree.begin or tree.process or tree.param_block or (table and _only_table(statements) is None):
        raise not_data("CouldNotParseAsPowerShellDataFileNoHashtableRoot", path, "it must be one table: @{ ... }")
    allowed = frozenset(name.lower() for name in commands)
    for statement in statements:
        for node in _refused(statement, allowed):
            what = node.extent.text if len(node.extent.text) < 60 else node.extent.text[:57] + "..."
            raise not_data("InvalidOperationException", path, f"`{what}` in line {node.extent.line} would run code")
    found: list[Value] = []
    block = Block(tree, session)
    outer = interpreter(session).call
    interpreter(session).call = None
    try:
        info = InvocationInfo(CommandInfo("ExternalScript", path))
        run_pipeline([block.processor(block.spec, scope=Scope(session.globals), invocation=info)], found.append)
    finally:
        interpreter(session).call = outer
    return found[0] if len(found) == 1 else found


def read_table(session: Session, path: str) -> NetDictionary:
    """The table of a data file."""
    found = read_data_file(session, path)
    assert isinstance(found, NetDictionary)
    return found


def _only_table(statements: Sequence[ast.StatementAst]) -> ast.HashtableAst | None:
    only = statements[0] if len(statements) == 1 else None
    pure = only.pure_expression if isinstance(only, ast.PipelineAst) else None
    return pure if isinstance(pure, ast.HashtableAst) else None


def _refused(node: ast.Ast, commands: frozenset[str]) -> Iterator[ast.Ast]:
    """The nodes under one that are not data."""
    if isinstance(node, ast.VariableExpressionAst):
        if node.scope or node.name.lower() not in VARIABLES:
            yield node
        return
    if isinstance(node, ast.CommandAst):
        name = node.elements[0]
        if not isinstance(name, ast.StringConstantExpressionAst) or name.value.lower() not in commands:
            yield node
            return
    elif isinstance(node, (ast.UnaryExpressionAst, ast.BinaryExpressionAst)):
        if node.op.lower() not in _OPERATORS:
            yield node
            return
    elif not isinstance(node, _INNER) and not isinstance(node, ast.CommandParameterAst):
        yield node
        return
    for child in _children(node):
        yield from _refused(child, commands)


def _children(node: ast.Ast) -> Iterator[ast.Ast]:
    match node:
        case (
            ast.PipelineAst(elements=elements)
            | ast.CommandAst(elements=elements)
            | ast.ArrayLiteralAst(elements=elements)
        ):
            yield from elements
        case (
            ast.CommandExpressionAst(expression=child)
            | ast.ParenExpressionAst(pipeline=child)
            | (ast.ConvertExpressionAst(child=child) | ast.UnaryExpressionAst(child=child))
        ):
            yield child
        case ast.ArrayExpressionAst(block=block) | ast.SubExpressionAst(block=block):
            yield block
        case ast.StatementBlockAst(statements=statements):
            yield from statements
        case ast.BinaryExpressionAst(left=left, right=right):
            yield from (left, right)
        case ast.HashtableAst(pairs=pairs):
            for key, value in pairs:
                yield from (key, value)
        case ast.ExpandableStringExpressionAst(parts=parts):
            yield from (part for part in parts if not isinstance(part, str))
        case ast.IfStatementAst(clauses=clauses, else_block=otherwise):
            for condition, then in clauses:
                yield from (condition, then)
            if otherwise is not None:
                yield otherwise
        case ast.CommandParameterAst(argument=argument) if argument is not None:
            yield argument


def not_data(error_id: str, path: str, why: str) -> TerminatingError:
    return terminating(
        error_id, f"{path} is not a data file: {why}.", "InvalidData", path, "System.InvalidOperationException"
    )
