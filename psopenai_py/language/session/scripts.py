"""Script files as commands, and what a script requires before it runs: ``using`` and ``#requires``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from ..._version import POWERSHELL_VERSION
from ...dataclass import replace
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.session import Session
from ...engine.session.streams import Streams, discard
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...errors import TerminatingError, terminating
from ..compile.code import named_spec
from ..compile.compiler import compile_value
from ..compile.function_processor import FunctionProcessor
from ..compile.scriptblock import Block
from ..compile.type_names import type_exists
from ..runtime.failures import parse_failure
from ..runtime.frame import Frame, interpreter
from ..runtime.module import Module
from ..runtime.services import language_of
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
    info = CommandInfo("ExternalScript", name, block.spec, path, block=block)
    called = invocation or InvocationInfo(info)
    called.command = info if called.command is None else replace(called.command, spec=block.spec, block=block)
    spec = named_spec(block.spec, name)
    made = block.processor(spec, tokens, streams, dot, called, file=path, is_script=True)
    made.types = block.types
    return made


def load_script(session: Session, path: str, module: Module | None = None) -> Block:
    """Read and parse a script file; its errors of syntax become one error that scripts can catch."""
    text = read_source(path)
    check_requires(session, text, os.path.basename(path))
    try:
        return parsed_block(session, text, path, module)
    except ParseError as error:
        raise parse_failure(error) from error


def parsed_block(session: Session, text: str, path: str | None = None, module: Module | None = None) -> Block:
    """A script's text as a block, its ``using`` statements applied. Raises `ParseError`."""
    types: dict[str, DotNetType] = {}
    if _USING_MODULE.search(text):  # the classes of the modules must be known to the parser
        for using in parse(text, path, type_exists=lambda *_: True).using_statements:
            if using.kind.lower() == "module":
                types |= _use_module(session, using, os.path.dirname(path) if path else "")
    tree = parse(text, path, type_exists=lambda name, count: name.lower() in types or type_exists(session, name, count))
    for using in tree.using_statements:
        if using.kind.lower() == "namespace" and using.name and using.name not in session.namespaces:
            session.namespaces.append(using.name)
    block = Block(tree, session, module)
    block.types = types
    return block


def _use_module(session: Session, using: ast.UsingStatementAst, base: str) -> dict[str, DotNetType]:
    wanted: Value = using.name
    if using.module_spec is not None:
        wanted = compile_value(using.module_spec)(Frame(session, session.scope, discard))
    return language_of(session).using_module(wanted, base)


# -- using and #requires --------------------------------------------------------------------------------------------

_USING_MODULE = re.compile(r"^[ \t]*using[ \t]+module\b", re.IGNORECASE | re.MULTILINE)
_REQUIRES = re.compile(r"^[ \t]*#requires[ \t]+(.+)$", re.IGNORECASE | re.MULTILINE)
_OPTION = re.compile(r"(?:^|(?<=\s))-(\w+)(?=[\s:]|$):?")


def check_requires(session: Session, text: str, name: str) -> None:
    """Refuse a script file whose ``#requires`` lines are not met; import the modules that they name."""
    missing: list[str] = []
    for line in _REQUIRES.finditer(text):
        for wanted, value in _options(line[1]):
            if wanted == "version" and _parts(value) > _parts(POWERSHELL_VERSION):
                raise _unmatched(
                    "ScriptRequiresUnmatchedPSVersion", name, f"PowerShell {value}; this is {POWERSHELL_VERSION}"
                )
            if wanted == "psedition" and value.strip("'\"").lower() != "core":
                raise _unmatched("ScriptRequiresUnmatchedPSEdition", name, f"the {value} edition of PowerShell")
            if wanted == "runasadministrator" and hasattr(os, "geteuid") and os.geteuid() != 0:
                raise _unmatched("ScriptRequiresElevation", name, "the rights of root")
            if wanted == "modules":
                missing += _missing_modules(session, value)
    if missing:
        raise _unmatched("ScriptRequiresMissingModules", name, f"modules that are not there: {', '.join(missing)}")


def _options(text: str) -> Iterator[tuple[str, str]]:
    """The options of a ``#requires`` line with their values."""
    starts = list(_OPTION.finditer(text))
    for at, found in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        yield found[1].lower(), text[found.end() : end].strip()


def _missing_modules(session: Session, value: str) -> list[str]:
    """Import the modules of a list such as ``A, @{ ModuleName = 'B'; ModuleVersion = '1.0' }``; those not found."""
    try:
        tree = parse("Import-Module " + value)
    except ParseError:
        return [value]
    assert tree.end is not None
    only = tree.end.statements[0]
    words = only.elements[0].elements[1:] if isinstance(only, ast.PipelineAst) else []  # type: ignore[attr-defined]
    frame = Frame(session, session.scope, discard)
    missing = []
    for wanted in (each for word in words for each in as_list(compile_value(word)(frame))):
        try:
            language_of(session).require_module(wanted)
        except TerminatingError as error:
            if not error.record.error_id.startswith("Modules_Module"):
                raise
            missing.append(to_text(error.record.target))
    return missing


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _unmatched(error_id: str, name: str, what: str) -> TerminatingError:
    return terminating(
        error_id, f"The script {name} cannot run: it requires {what}.", "ResourceUnavailable", name,
        "System.Management.Automation.ScriptRequiresException",
    )  # fmt: skip
