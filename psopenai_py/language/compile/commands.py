"""A command of a pipeline: find what its name means, evaluate its words, make its processor."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument, ParameterToken, ValueToken
from ...engine.pipeline.pipeline import Processor
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.lookup import not_found, resolve
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import terminating
from ..runtime.frame import Frame
from ..runtime.module import Module
from ..runtime.services import language_of
from ..syntax import ast
from .arguments import compile_arguments, ends_parameters
from .code import named_spec
from .compiler import compile_value
from .redirection import RedirectedCmdlet, compile_redirections
from .scriptblock import Block

MakeProcessor = Callable[[Frame], Processor]


def compile_command(node: ast.CommandAst) -> MakeProcessor:
    """The closure that makes the command's processor, its words evaluated."""
    first = node.elements[0]
    assert not isinstance(first, ast.CommandParameterAst)
    target = compile_value(first)
    words = compile_arguments(node.elements[1:])
    called_with = node.invocation  # "&", "." or empty; scripts look whether $MyInvocation.InvocationName is a dot
    dot = called_with == "."
    extent = node.extent
    redirect = compile_redirections(node.redirections) if node.redirections else None
    if any(isinstance(word, ast.CommandParameterAst) and word.name == "?" for word in node.elements):
        return lambda frame: _help_on(frame.session, find_command(frame.session, target(frame))[0])
    like_method = _is_like_method(node)
    has_dashes = any(ends_parameters(element) for element in node.elements[1:])

    def make(frame: Frame) -> Processor:
        if like_method and frame.scope.strictness >= 2:
            raise terminating(
                "StrictModeFunctionCallWithParens", "Write the arguments of a command without parentheses and commas."
            )
        command = target(frame)
        tokens: list[Argument] = []
        for word in words:
            word(frame, tokens)
        plain = command if command.__class__ is str else unwrap(command)
        if isinstance(plain, Module):
            made = _in_module(plain, tokens, dot, extent, called_with)
            return made if redirect is None else redirect(frame).around(made)
        found, name = find_command(frame.session, command)
        if has_dashes and not (isinstance(found, CommandInfo) and found.kind == "Application"):
            tokens = [token for token in tokens if not (isinstance(token, ParameterToken) and token.name == "-")]
        invocation = InvocationInfo(found if isinstance(found, CommandInfo) else None, extent, called_with or name)
        if redirect is None:
            return make_processor(frame.session, found, tokens, None, dot, invocation)
        redirection = redirect(frame)
        return redirection.around(make_processor(frame.session, found, tokens, redirection.streams, dot, invocation))

    return make


def _in_module(module: Module, tokens: list[Argument], dot: bool, extent: Any, called_with: str) -> Processor:
    """``& $module command ...``: a command or a script block as the code of a module runs it."""
    first = tokens.pop(0) if tokens else None
    if not isinstance(first, ValueToken):
        raise terminating("BadExpression", "'& $module' needs a command or a script block after the module.")
    session, outer = module.session, module.session.scope
    session.scope = module.scope
    try:
        found, name = find_command(session, first.value)
    finally:
        session.scope = outer
    invocation = InvocationInfo(found if isinstance(found, CommandInfo) else None, extent, called_with or name)
    if isinstance(found, Block):
        bound = Block(found.ast, session, module, found.parameters, found.name)
        return bound.processor(bound.spec, tokens, None, dot, invocation)
    return make_processor(session, found, tokens, None, dot, invocation)


def _is_like_method(node: ast.CommandAst) -> bool:
    """``f(1, 2)``, which passes one array to a command where two arguments may be meant."""
    if len(node.elements) != 2 or not isinstance(node.elements[1], ast.ParenExpressionAst):
        return False
    inner = node.elements[1].pipeline
    pure = inner.pure_expression if isinstance(inner, ast.PipelineAst) else None
    return isinstance(pure, ast.ArrayLiteralAst) and node.elements[0].extent.end == node.elements[1].extent.start


def _help_on(session: Session, found: CommandInfo | Block) -> Processor:
    """``-?`` shows the help of a command instead of running it."""
    from ...engine.describing.help_text import HelpProcessor  # noqa: PLC0415 (only for -?)

    if isinstance(found, CommandInfo) and found.kind != "Cmdlet":
        name = str(found.definition) if found.kind == "ExternalScript" else found.name
        help_, called = resolve(session, "Get-Help"), InvocationInfo(None, None, "Get-Help")
        return make_processor(session, help_, [ValueToken(name)], None, False, called)
    assert found.spec is not None
    return HelpProcessor(found.spec, session.host.width)


def find_command(session: Session, command: Value) -> tuple[CommandInfo | Block, str]:
    """What a command's first word means, and the name that was used."""
    if command.__class__ is str and command:
        return resolve(session, command), command
    plain = unwrap(command)
    if isinstance(plain, (Block, CommandInfo)):
        if isinstance(plain, CommandInfo) and plain.kind == "Alias":
            return resolve(session, plain.name), plain.name
        return plain, plain.name if isinstance(plain, CommandInfo) else ""
    name = to_text(plain)
    if not name:
        raise terminating(
            "BadExpression", "'&' and '.' need the name of a command, a script block or a command object.",
            "InvalidOperation", plain,
        )  # fmt: skip
    return resolve(session, name), name


def make_processor(
    session: Session,
    found: CommandInfo | Block,
    tokens: list[Argument],
    streams: Streams | None,
    dot: bool,
    invocation: InvocationInfo,
) -> Processor:
    """The processor that runs a resolved command."""
    if isinstance(found, Block):
        return found.processor(found.spec, tokens, streams, dot, invocation)
    kind = found.kind
    if kind == "Cmdlet":
        assert found.spec is not None
        made = RedirectedCmdlet(session, found.spec, tokens, streams)
        made.invocation = invocation
        return made
    if kind in ("Function", "Filter"):
        block = found.definition
        assert isinstance(block, Block)
        spec = found.spec
        if spec is None:  # the type of a parameter was not known when it was defined
            spec = named_spec(block.spec, found.name)
        return block.processor(spec, tokens, streams, dot, invocation)
    if kind == "ExternalScript":
        return language_of(session).script(str(found.definition), tokens, streams, dot, invocation)
    if kind == "Application":
        from ...engine.pipeline.native import NativeProcessor

        if os.path.isdir(str(found.definition)):
            raise not_found(session, found.name)
        return NativeProcessor(session, str(found.definition), tokens, streams, invocation)
    raise not_found(session, found.name)
