"""``$ExecutionContext``: running text and script blocks, finding commands, and the session state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import get_type, register
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import ValueToken
from ...engine.conversion.to_enums import convert_to_enum
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.lookup import all_commands, lookup
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list, result_collection
from ...engine.values.wildcard import wildcard_to_regex
from ..compile.scriptblock import Block
from ..runtime.failures import parse_failure
from ..runtime.frame import interpreter
from ..runtime.pscmdlet import SessionState
from ..runtime.services import language_of
from ..syntax.errors import ParseError
from .scripts import parsed_block

_CONTEXT = register(DotNetType("System.Management.Automation.EngineIntrinsics", base=OBJECT))
_INVOKE = register(DotNetType("System.Management.Automation.CommandInvocationIntrinsics", base=OBJECT))


class ExecutionContext:
    """``$ExecutionContext``."""

    __slots__ = ("session",)
    dotnet_type = _CONTEXT

    def __init__(self, session: Session) -> None:
        self.session = session


class InvokeCommand(ExecutionContext):
    """``$ExecutionContext.InvokeCommand``."""

    __slots__ = ()
    dotnet_type = _INVOKE


def _state(session: Session) -> SessionState:
    """The session state of the code that runs."""
    call = interpreter(session).call
    return SessionState(session, call.module if call is not None else None)


_CONTEXT.prop("SessionState")(lambda it: _state(it.session))
_CONTEXT.prop("InvokeCommand")(lambda it: InvokeCommand(it.session))
_CONTEXT.prop("Host")(lambda it: it.session.get_variable("Host"))


# -- running ----------------------------------------------------------------------------------------------------------


def _block(it: InvokeCommand, text: str) -> Block:
    """A text as a block of the code that runs."""
    try:
        return parsed_block(it.session, text, None, _state(it.session).module)
    except ParseError as error:
        raise parse_failure(error) from error


def _run(block: Block, args: Sequence[Value], inputs: Value = None, dot: bool = False) -> Value:
    found: list[Value] = []
    processor = block.processor(block.spec, [ValueToken(value) for value in args], dot=dot)
    processor.types = block.types
    run_pipeline([processor], found.append, None if inputs is None else as_list(inputs))
    return result_collection(found)


@_INVOKE.method("InvokeScript", "string")
@_INVOKE.method("InvokeScript", "string", "object[]", variadic=True)
def _invoke_text(it: InvokeCommand, text: str, *args: Value) -> Value:
    """A text in a scope of its own."""
    return _run(_block(it, text), args)


@_INVOKE.method("InvokeScript", "bool", "scriptblock", "System.Collections.IList", "object[]", variadic=True)
def _invoke_block(it: InvokeCommand, new_scope: bool, block: Block, inputs: Value, *args: Value) -> Value:
    return _run(block, args, inputs, dot=not new_scope)


@_INVOKE.method(
    "InvokeScript", "string", "bool", "object", "System.Collections.IList", "object[]", variadic=True
)  # the third argument chooses the streams that are merged into the output
def _invoke_text_with(
    it: InvokeCommand, text: str, new_scope: bool, streams: Value, inputs: Value, *args: Value
) -> Value:
    return _run(_block(it, text), args, inputs, dot=not new_scope)


@_INVOKE.method("InvokeScript", "System.Management.Automation.SessionState", "scriptblock", "object[]", variadic=True)
def _invoke_in_state(it: InvokeCommand, state: SessionState, block: Block, *args: Value) -> Value:
    """A script block in the scope of a module, or in the global one."""
    bound = Block(block.ast, it.session, state.module, block.parameters, block.name)
    return _run(bound, args, dot=True)


@_INVOKE.method("NewScriptBlock", "string", returns="scriptblock")
def _new_block(it: InvokeCommand, text: str) -> Block:
    return _block(it, text)


@_INVOKE.method("ExpandString", "string", returns="string")
def _expand_string(it: InvokeCommand, text: str) -> str:
    return language_of(it.session).expand_string(text)


# -- commands ---------------------------------------------------------------------------------------------------------


def _wanted(info: CommandInfo, kinds: Value) -> bool:
    type_ = get_type("System.Management.Automation.CommandTypes")
    return bool(int(convert_to_enum(info.kind, type_)) & int(convert_to_enum(kinds, type_)))


@_INVOKE.method("GetCommand", "string", "object")
def _get_command(it: InvokeCommand, name: str, kinds: Value) -> Value:
    found = lookup(it.session, name, follow_alias=False)
    return found if found is not None and _wanted(found, kinds) else None


@_INVOKE.method("GetCommands", "string", "object", "bool")
def _get_commands(it: InvokeCommand, name: str, kinds: Value, is_pattern: bool) -> Value:
    match: Any = wildcard_to_regex(name).match if is_pattern else lambda each: each.lower() == name.lower()
    return [info for info in all_commands(it.session) if match(info.name) and _wanted(info, kinds)]


_INVOKE.method("GetCmdlet", "string")(lambda it, name: it.session.commands.cmdlet(name))
_INVOKE.method("GetCmdlets")(lambda it: _get_commands(it, "*", "Cmdlet", True))
_INVOKE.method("GetCmdlets", "string")(lambda it, pattern: _get_commands(it, pattern, "Cmdlet", True))


@_INVOKE.method("GetCommandName", "string", "bool", "bool")
def _get_command_name(it: InvokeCommand, name: str, is_pattern: bool, full: bool) -> Value:
    return [info.name for info in _get_commands(it, name, "All", is_pattern)]
