"""Script files and the text of a shell line as commands."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...errors import TerminatingError
from ..compile.functions import FunctionProcessor
from ..compile.param_block import named_spec
from ..compile.scriptblock import Block
from ..compile.type_names import type_exists
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse
from ..syntax.source import read_source
from .script_head import check_requires, prepare_script

if TYPE_CHECKING:
    from .modules import Module


def script_processor(
    session: Session,
    path: str,
    tokens: Sequence[Argument],
    streams: Streams | None = None,
    dot: bool = False,
    invocation: InvocationInfo | None = None,
) -> FunctionProcessor:
    """A script file as a command of a pipeline."""
    block = load_script(session, path)
    name = os.path.basename(path)
    info = CommandInfo("ExternalScript", name, block.spec, path)
    called = invocation or InvocationInfo(info)
    if called.command is None:
        called.command = info
    spec = named_spec(block.spec, name)
    return FunctionProcessor(session, spec, block, tokens, streams, dot, called, file=path, is_script=True)


def load_script(session: Session, path: str, module: Module | None = None) -> Block:
    """Read and parse a script file; its errors of syntax become one error that scripts can catch."""
    text = read_source(path)
    check_requires(session, text, os.path.basename(path))
    try:
        tree = parse(text, path, type_exists=lambda name: type_exists(session, name))
    except ParseError as error:
        raise parse_failure(error) from error
    prepare_script(session, tree)
    return Block(tree, session, module)


def parse_failure(error: ParseError) -> TerminatingError:
    """A `ParseError` as an error record, for text that is parsed while a script runs."""
    from ...errors import ErrorRecord, NetException

    first = error.errors[0]
    net = NetException("System.Management.Automation.ParseException", str(error))
    record = ErrorRecord(first.error_id, str(error), "ParserError", None, net)
    record.invocation = InvocationInfo.at(first.extent)
    return TerminatingError(record)


def run_script_file(session: Session, path: str, out: Callable[[Value], None], module: Module | None = None) -> None:
    """Run a module's file in the module's scope."""
    block = load_script(session, path, module)
    scope = module.scope if module is not None else None
    spec = named_spec(block.spec, os.path.basename(path))
    info = CommandInfo("ExternalScript", os.path.basename(path), spec, path)
    processor = FunctionProcessor(
        session, spec, block, (), None, False, InvocationInfo(info), file=path, is_script=True, scope=scope
    )
    run_pipeline([processor], out)
