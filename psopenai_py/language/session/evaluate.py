"""Run text in a session: a shell line, Invoke-Expression, ``ExpandString``."""

from __future__ import annotations

from collections.abc import Callable

from ...dotnet.model.types import Value
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.session import Session
from ..compile.functions import FunctionProcessor
from ..compile.scriptblock import Block
from ..compile.statement_values import NOTHING
from ..compile.type_names import type_exists
from ..runtime.frame import Frame, interpreter
from ..syntax import ast
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse
from . import scriptblock_members  # noqa: F401  (declares what scripts ask of a block)
from .modules import Module
from .script_head import prepare_script
from .scripts import parse_failure


def run_text(session: Session, text: str, out: Callable[[Value], None], *, main: bool = False) -> None:
    """Run a script's text in the current scope. ``main`` raises `ParseError` as it is and lets ``exit`` through."""
    try:
        tree = parse(text, type_exists=lambda name: type_exists(session, name))
    except ParseError as error:
        if main:
            raise
        raise parse_failure(error) from error
    run_tree(session, tree, out)


def run_tree(session: Session, tree: ast.ScriptBlockAst, out: Callable[[Value], None]) -> None:
    """Run a parsed script in the current scope."""
    prepare_script(session, tree)
    block = Block(tree, session, _module(session))
    info = InvocationInfo(CommandInfo("Script", ""))
    if interpreter(session).call is None:
        session.globals.put("MyInvocation", info)
    processor = FunctionProcessor(session, block.spec, block, (), dot=True, invocation=info)
    run_pipeline([processor], out)


def _module(session: Session) -> Module | None:
    call = interpreter(session).call
    return call.module if call is not None else None


def expand_string(session: Session, text: str) -> str:
    """Text as if it stood between double quotes."""
    from ...engine.values.text import to_text
    from ..compile.statement_values import raw_statement_value

    quoted = '"' + text.replace('"', '""') + '"'
    tree = parse(quoted)
    assert tree.end is not None
    value = raw_statement_value(tree.end.statements[0])(Frame(session, session.scope, lambda value: None))
    return "" if value is NOTHING else to_text(value)
