"""Defining functions: ``function``, ``filter`` and ``$function:name = ...``."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.session.commands import CommandInfo
from ...errors import TerminatingError
from ..runtime.frame import Frame, Run
from ..syntax import ast
from .compiler import statement
from .function_processor import FunctionProcessor
from .scriptblock import Block, module_of

__all__ = ["FunctionProcessor", "define_function", "put_function"]


@statement(ast.FunctionDefinitionAst)
def compile_function(node: ast.FunctionDefinitionAst) -> Run:
    name, which = node.name, ""
    head, colon, tail = name.partition(":")
    if colon and head.lower() in ("global", "script", "local", "private"):
        name, which = tail, head.lower()

    def run(frame: Frame) -> None:
        block = Block(node.body, frame.session, module_of(frame), node.parameters, name)
        put_function(frame, name, block, "Filter" if node.is_filter else "Function", which)

    return run


def put_function(frame: Frame, name: str, block: Block, kind: str, which: str = "") -> None:
    """Make a function known in a scope."""
    from .param_block import named_spec

    scope = frame.scope.at(which) if which and which != "private" else frame.scope
    try:
        spec = named_spec(block.spec, name)
    except TerminatingError:  # a parameter's type is not known yet: the call will tell, as in PowerShell
        spec = None
    module = block.module.name if block.module is not None and block.module.path else ""
    if scope.functions is None:
        scope.functions = {}
    scope.functions[name.lower()] = CommandInfo(kind, name, spec, block, module)
    for alias in spec.aliases if spec is not None else ():
        if scope.aliases is None:
            scope.aliases = {}
        scope.aliases[alias.lower()] = name


def define_function(frame: Frame, name: str, value: Value) -> None:
    """``$function:name = {...}``; null removes the function."""
    from ...engine.values.text import to_text
    from ..syntax.parser.parse import parse

    if value is None:
        for scope in frame.scope.chain():
            if scope.functions and scope.functions.pop(name.lower(), None) is not None:
                return
        return
    if isinstance(value, Block):
        block = Block(value.ast, frame.session, value.module, value.parameters, name)
    else:
        block = Block(parse(to_text(value)), frame.session, module_of(frame), None, name)
    put_function(frame, name, block, "Function")
