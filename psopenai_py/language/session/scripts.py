"""Script files as commands, and what a script requires before it runs: ``using`` and ``#requires``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence

from ..._version import POWERSHELL_VERSION
from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...errors import ErrorRecord, NetException, TerminatingError, terminating
from ..compile.code import named_spec
from ..compile.function_processor import FunctionProcessor
from ..compile.scriptblock import Block
from ..compile.type_names import type_exists
from ..runtime.calls import Module
from ..runtime.frame import interpreter
from ..syntax import ast
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse
from ..syntax.source import read_source


def script_processor(
    session: Session,
    path: str,
    tokens: Sequence[Argument],
    streams: Streams | None = None,
    dot: bool = False,
    invocation: InvocationInfo | None = None,
) -> FunctionProcessor:
    """A script file as a command of a pipeline. Its code belongs to the module whose code runs it, if any."""
    call = interpreter(session).call
    block = load_script(session, path, call.module if call is not None else None)
    name = os.path.basename(path)
    info = CommandInfo("ExternalScript", name, block.spec, path)
    called = invocation or InvocationInfo(info)
    if called.command is None:
        called.command = info
    spec = named_spec(block.spec, name)
    return block.processor(spec, tokens, streams, dot, called, file=path, is_script=True)


def load_script(session: Session, path: str, module: Module | None = None) -> Block:
    """Read and parse a script file; its errors of syntax become one error that scripts can catch."""
    text = read_source(path)
    check_requires(session, text, os.path.basename(path))
    try:
        tree = parse(text, path, type_exists=lambda name, count: type_exists(session, name, count))
    except ParseError as error:
        raise parse_failure(error) from error
    prepare_script(session, tree)
    return Block(tree, session, module)


def parse_exception(error: ParseError) -> NetException:
    """A `ParseError` as the exception that scripts catch, with its ``Errors``."""
    net = NetException("System.Management.Automation.ParseException", str(error))
    net.properties["Errors"] = list(error.errors)
    return net


def parse_failure(error: ParseError) -> TerminatingError:
    """A `ParseError` as an error record, for text that is parsed while a script runs."""
    first = error.errors[0]
    net = parse_exception(error)
    record = ErrorRecord(first.error_id, str(error), "ParserError", None, net)
    record.invocation = InvocationInfo.at(first.extent)
    return TerminatingError(record)


def run_script_file(session: Session, path: str, out: Callable[[Value], None], module: Module | None = None) -> None:
    """Run a module's file in the module's scope."""
    block = load_script(session, path, module)
    scope = module.scope if module is not None else None
    spec = named_spec(block.spec, os.path.basename(path))
    info = CommandInfo("ExternalScript", os.path.basename(path), spec, path)
    processor = block.processor(spec, invocation=InvocationInfo(info), file=path, is_script=True, scope=scope)
    run_pipeline([processor], out)


# -- using and #requires --------------------------------------------------------------------------------------------

_REQUIRES = re.compile(r"^[ \t]*#requires[ \t]+(.+)$", re.IGNORECASE | re.MULTILINE)
_OPTION = re.compile(r"-(\w+)[ \t:]*([^-\s][^\n]*?)?(?=\s+-\w|\s*$)")


def prepare_script(session: Session, tree: ast.ScriptBlockAst) -> None:
    """Apply the ``using`` statements of a script."""
    for using in tree.using_statements:
        kind = using.kind.lower()
        if kind == "namespace" and using.name:
            namespaces = session.namespaces
            if using.name not in namespaces:
                namespaces.append(using.name)
        elif kind == "module" and using.name:
            session.language.import_module(using.name, session.scope)


def check_requires(session: Session, text: str, name: str) -> None:
    """Refuse a script file whose ``#requires`` lines are not met."""
    for line in _REQUIRES.finditer(text):
        for option in _OPTION.finditer(line[1]):
            wanted, value = option[1].lower(), (option[2] or "").strip()
            if wanted == "version" and _parts(value) > _parts(POWERSHELL_VERSION):
                raise _unmatched(
                    "ScriptRequiresUnmatchedPSVersion", name, f"PowerShell {value}; this is {POWERSHELL_VERSION}"
                )
            if wanted == "psedition" and value.lower() != "core":
                raise _unmatched("ScriptRequiresUnmatchedPSEdition", name, f"the {value} edition of PowerShell")
            if wanted == "modules":
                _check_modules(session, value, name)


def _check_modules(session: Session, value: str, name: str) -> None:
    table = re.findall(r"ModuleName\s*=\s*['\"]?([\w.]+)", value, re.IGNORECASE)
    for module in table or [part.strip(" '\"") for part in value.split(",")]:
        try:
            session.language.import_module(module, session.scope)
        except TerminatingError as error:
            raise _unmatched("ScriptRequiresMissingModules", name, f"the module {module}") from error


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _unmatched(error_id: str, name: str, what: str) -> TerminatingError:
    return terminating(
        error_id, f"The script {name} cannot run: it requires {what}.", "ResourceUnavailable", name,
        "System.Management.Automation.ScriptRequiresException",
    )  # fmt: skip
