"""Run text in a session: a shell line, Invoke-Expression, ``ExpandString``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...dotnet.model.types import Value
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope
from ...engine.session.session import Session
from ...engine.session.streams import discard
from ...engine.values.text import to_text
from ..compile.compiler import compile_value
from ..compile.scriptblock import Block, put_function
from ..runtime.failures import parse_failure
from ..runtime.frame import Frame, interpreter
from ..runtime.module import Module
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse
from . import scriptblock_members, steppable  # noqa: F401  (declare what scripts ask of a block)
from .scripts import parsed_block


def run_text(
    session: Session,
    text: str,
    out: Callable[[Value], None],
    *,
    main: bool = False,
    lines: Iterable[Value] | None = None,
) -> None:
    """Run a script's text in the current scope. ``main``: a `ParseError` stays as it is, ``exit`` passes.

    ``lines`` are what ``$input`` is.
    """
    try:
        block = parsed_block(session, text, None, _module(session))
    except ParseError as error:
        if main:
            raise
        raise parse_failure(error) from error
    info = InvocationInfo(CommandInfo("Script", ""))
    if interpreter(session).call is None:
        session.globals.put("MyInvocation", info)
    processor = block.processor(block.spec, dot=True, invocation=info)
    processor.types = block.types
    processor.run_with(lines, out)


def _module(session: Session) -> Module | None:
    call = interpreter(session).call
    return call.module if call is not None else None


def expand_string(session: Session, text: str) -> str:
    """The value of a text as if it were written between double quotes."""
    quoted = '"' + text.replace('"', '""') + '"'
    tree = parse(quoted)
    assert tree.end is not None
    return to_text(compile_value(tree.end.statements[0])(Frame(session, session.scope, discard)))


def define_function(session: Session, name: str, value: Value, scope: Scope) -> None:
    """``$function:name = {...}``, or a text; null removes the function."""
    if value is None:
        for each in scope.chain():
            if each.functions and each.functions.pop(name.lower(), None) is not None:
                return
        return
    if isinstance(value, Block):
        block = Block(value.ast, session, value.module, value.parameters, name)
    else:
        block = Block(parse(to_text(value)), session, _module(session), None, name)
    put_function(scope, name, block, "Function")
