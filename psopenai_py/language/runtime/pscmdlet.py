"""``$PSCmdlet``: the members that an advanced function may use."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from ...declare.cmdlet import ParamSpec
from ...dotnet.model.carriers import UInt64
from ...dotnet.model.core import OBJECT, STRING, Ref, Switch
from ...dotnet.model.enumerables import make_array
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Bound
from ...engine.binding.parameters import COMMON, SHOULD_PROCESS
from ...engine.members.members import get_member
from ...engine.pipeline.runtime import CommandRuntime
from ...engine.session.file_paths import file_path
from ...engine.session.scope import Scope
from ...engine.session.session import Session, current_location
from ...engine.session.streams import InformationRecord
from ...engine.values.enumeration import result_collection
from ...engine.values.objects import PSObject, ScriptMethod
from ...engine.values.truth import to_bool
from ...errors import ErrorRecord
from .calls import CallContext
from .failures import FunctionFailure
from .frame import Frame, interpreter
from .module import Module
from .output import emit
from .services import language_of

_CMDLET = register(DotNetType("System.Management.Automation.Cmdlet", base=OBJECT))
PSCMDLET = register(DotNetType("System.Management.Automation.PSCmdlet", base=_CMDLET))
_SCRIPT_CMDLET = register(DotNetType("System.Management.Automation.PSScriptCmdlet", base=PSCMDLET))
_SESSION_STATE = register(DotNetType("System.Management.Automation.SessionState", base=OBJECT))


class FunctionRuntime(CommandRuntime):
    """What ``$PSCmdlet`` needs of the function that runs."""

    frame: Frame  # where its code runs
    bound: Bound
    call: CallContext
    expects_input: bool


class PSCmdlet:
    """The running function as its own code sees it."""

    __slots__ = ("paging", "processor")
    dotnet_type = _SCRIPT_CMDLET

    def __init__(self, processor: FunctionRuntime) -> None:
        self.processor = processor
        self.paging: PagingParameters | None = None


class SessionState:
    """``SessionState``: variables and the working folder, as the code of a module (None: outside of all) sees them."""

    __slots__ = ("module", "session")
    dotnet_type = _SESSION_STATE

    def __init__(self, session: Any, module: Module | None = None) -> None:
        self.session = session
        self.module = module

    @property
    def scope(self) -> Scope:
        """The scope of its variables: the running one for the module whose code runs."""
        call = interpreter(self.session).call
        if (call.module if call is not None else None) is self.module:
            found: Scope = self.session.scope
            return found
        return self.session.globals if self.module is None else self.module.scope


def _names(params: Iterable[ParamSpec], *more: str) -> Value:
    return make_array([*(param.name for param in params), *more], STRING)


_CMDLET.static_prop("CommonParameters")(lambda: _names(COMMON))
_CMDLET.static_prop("OptionalCommonParameters")(lambda: _names(SHOULD_PROCESS, "UseTransaction"))
PSCMDLET.prop("ParameterSetName", "string")(lambda it: it.processor.bound.set_name)
PSCMDLET.prop("MyInvocation")(lambda it: it.processor.invocation)
PSCMDLET.prop("SessionState")(lambda it: SessionState(it.processor.session, it.processor.call.module))
PSCMDLET.prop("Stopping", "bool")(lambda it: False)
PSCMDLET.prop("Host")(lambda it: it.processor.session.get_variable("Host"))
PSCMDLET.prop("InvokeCommand")(lambda it: _invoke_command(it.processor.session))
PSCMDLET.prop("CommandRuntime")(lambda it: it)


# -- SupportsPaging ---------------------------------------------------------------------------------------------------

_PAGING = register(DotNetType("System.Management.Automation.PagingParameters", base=OBJECT))


class PagingParameters:
    """``$PSCmdlet.PagingParameters``: the part of the results that the caller asks for."""

    __slots__ = ("first", "skip", "with_total")
    dotnet_type = _PAGING

    def __init__(self, given: dict[str, Value]) -> None:
        self.first = given.get("first", UInt64(_EVERYTHING))
        self.skip = given.get("skip", UInt64(0))
        self.with_total = given.get("includetotalcount", Switch(False))


_EVERYTHING = 0xFFFFFFFFFFFFFFFF  # -First where it is not given
for _prop, _slot, _kind in (
    ("IncludeTotalCount", "with_total", "switch"), ("Skip", "skip", "ulong"), ("First", "first", "ulong"),
):  # fmt: skip
    _PAGING.prop(_prop, _kind)(lambda it, slot=_slot: getattr(it, slot))
    _PAGING.setter(_prop)(lambda it, new, slot=_slot: setattr(it, slot, new))


@_PAGING.method("NewTotalCount", "ulong", "double", returns="psobject")
def _total_count(it: PagingParameters, total: int, accuracy: float) -> Value:
    """The number of all results as PowerShell writes it: a number whose text is a sentence."""
    accuracy = min(max(accuracy, 0.0), 1.0)
    shown = (
        "Unknown total count" if not accuracy else f"{'Total' if accuracy == 1 else 'Estimated total'} count: {total}"
    )
    made = PSObject(base=total)
    made._put("Accuracy", accuracy)
    made._put("ToString", ScriptMethod(lambda owner, *given: shown))
    return made


@PSCMDLET.prop("PagingParameters", _PAGING.full_name)
def _paging(it: PSCmdlet) -> Value:
    """None without SupportsPaging. It is made once: a script may change it."""
    processor = it.processor
    if processor.spec.paging and it.paging is None:
        it.paging = PagingParameters(processor.bound.common)
    return it.paging


@PSCMDLET.method("WriteObject", "object", returns="void")
def _write_object(it: PSCmdlet, value: Value) -> None:
    it.processor.frame.out(value)


@PSCMDLET.method("WriteObject", "object", "bool", returns="void")
def _write_objects(it: PSCmdlet, value: Value, enumerate_: bool) -> None:
    if enumerate_:
        emit(value, it.processor.frame.out)
    else:
        it.processor.frame.out(value)


@PSCMDLET.method("WriteError", "System.Management.Automation.ErrorRecord", returns="void")
def _write_error(it: PSCmdlet, record: ErrorRecord) -> None:
    it.processor.write_error(record)


@PSCMDLET.method("ThrowTerminatingError", "System.Management.Automation.ErrorRecord", returns="void")
def _throw_terminating(it: PSCmdlet, record: ErrorRecord) -> None:
    processor = it.processor
    if record.command is None:
        record.command = processor.spec.error_name
    if record.invocation is None:
        record.invocation = processor.invocation
    raise FunctionFailure(record, processor.call)


def _invoke_command(session: Session) -> Value:
    return get_member(language_of(session).execution_context(), "InvokeCommand")


PSCMDLET.method("WriteVerbose", "string", returns="void")(lambda it, text: it.processor.write_verbose(text))
PSCMDLET.method("WriteWarning", "string", returns="void")(lambda it, text: it.processor.write_warning(text))
PSCMDLET.method("WriteDebug", "string", returns="void")(lambda it, text: it.processor.write_debug(text))


@PSCMDLET.method("WriteInformation", "object", "string[]", returns="void")
def _write_information(it: PSCmdlet, message: Value, tags: list[str]) -> None:
    it.processor.write_information(InformationRecord(message, tuple(tags or ())))


@PSCMDLET.method("WriteProgress", "object", returns="void")
def _write_progress(it: PSCmdlet, record: Any) -> None:
    it.processor.streams.progress(record)


@PSCMDLET.method("ShouldProcess", "string", returns="bool")
def _should_process(it: PSCmdlet, target: str) -> bool:
    return it.processor.should_process(target, it.processor.spec.name)


@PSCMDLET.method("ShouldProcess", "string", "string", returns="bool")
def _should_process_action(it: PSCmdlet, target: str, action: str) -> bool:
    return it.processor.should_process(target, action)


@PSCMDLET.method("ShouldProcess", "string", "string", "string", returns="bool")
def _should_process_text(it: PSCmdlet, description: str, warning: str, caption: str) -> bool:
    return it.processor.should_process(description, caption)


@PSCMDLET.method("ShouldContinue", "string", "string", returns="bool")
def _should_continue(it: PSCmdlet, query: str, caption: str) -> bool:
    return it.processor.session.host.confirm(query, caption) in ("yes", "all")


@PSCMDLET.method("ShouldContinue", "string", "string", "ref", "ref", returns="bool")
def _should_continue_for_all(it: PSCmdlet, query: str, caption: str, yes_to_all: Ref, no_to_all: Ref) -> bool:
    """The references keep an answer that holds for all further questions."""
    if to_bool(yes_to_all.value) or to_bool(no_to_all.value):
        return to_bool(yes_to_all.value)
    answer = it.processor.session.host.confirm(query, caption)
    yes_to_all.value, no_to_all.value = answer == "all", answer == "none"
    return answer in ("yes", "all")


@PSCMDLET.method("GetVariableValue", "string")
def _get_variable(it: PSCmdlet, name: str) -> Value:
    return it.processor.session.get_variable(name)


@PSCMDLET.method("GetVariableValue", "string", "object")
def _get_variable_or(it: PSCmdlet, name: str, default: Value) -> Value:
    return it.processor.session.get_variable(name, default)


@PSCMDLET.method("GetUnresolvedProviderPathFromPSPath", "string", returns="string")
def _full_path(it: Any, path: str) -> str:
    session = it.session if isinstance(it, PathIntrinsics) else it.processor.session
    return file_path(path, session.folder_drives, session.here)


def _resolved(session: Session, path: str) -> list[Value]:
    """The existing places that a path with wildcards stands for; one that is missing is an error."""
    return language_of(session).call("Resolve-Path", {"Path": path, "ErrorAction": "Stop"})


@PSCMDLET.method("GetResolvedProviderPathFromPSPath", "string", "ref")
def _resolved_paths(it: Any, path: str, provider: Ref) -> Value:
    session = it.session if isinstance(it, PathIntrinsics) else it.processor.session
    found = _resolved(session, path)
    provider.value = get_member(found[0], "Provider") if found else None
    return result_collection([get_member(each, "ProviderPath") for each in found])


@PSCMDLET.method("CurrentProviderLocation", "string")
def _location(it: PSCmdlet, provider: str) -> Value:
    return current_location(it.processor.session)


_SESSION_STATE.prop("InvokeCommand")(lambda it: _invoke_command(it.session))
_SESSION_STATE.prop("Module")(lambda it: it.module)
_SESSION_STATE.prop("LanguageMode", "string")(lambda it: "FullLanguage")
_SESSION_STATE.prop("PSVariable")(lambda it: VariableIntrinsics(it))


_VARIABLES = register(DotNetType("System.Management.Automation.PSVariableIntrinsics", base=OBJECT))


class VariableIntrinsics:
    """``SessionState.PSVariable``."""

    __slots__ = ("state",)
    dotnet_type = _VARIABLES

    def __init__(self, state: SessionState) -> None:
        self.state = state


_VARIABLES.method("GetValue", "string")(lambda it, name: it.state.scope.get(name))
_VARIABLES.method("GetValue", "string", "object")(lambda it, name, default: it.state.scope.get(name, default))
_VARIABLES.method("Set", "string", "object", returns="void")(lambda it, name, value: it.state.scope.set(name, value))
_VARIABLES.method("Set", "psvariable", returns="void")(
    lambda it, variable: it.state.scope.variables.__setitem__(variable.name.lower(), variable)
)
_VARIABLES.method("Get", "string")(lambda it, name: it.state.scope.find(name.lower()))


@_VARIABLES.method("Remove", "string", returns="void")
def _remove_variable(it: VariableIntrinsics, name: str) -> None:
    for scope in it.state.scope.chain():
        if scope.variables.pop(name.lower(), None) is not None:
            return


_PATHS = register(DotNetType("System.Management.Automation.PathIntrinsics", base=OBJECT))


class PathIntrinsics:
    """``SessionState.Path``."""

    __slots__ = ("session",)
    dotnet_type = _PATHS

    def __init__(self, session: Any) -> None:
        self.session = session


@_SESSION_STATE.prop("Path")
def _paths(state: SessionState) -> Value:
    return PathIntrinsics(state.session)


_PATHS.prop("CurrentLocation")(lambda it: current_location(it.session))
_PATHS.method("GetUnresolvedProviderPathFromPSPath", "string", returns="string")(lambda it, path: _full_path(it, path))
_PATHS.prop("CurrentFileSystemLocation")(lambda it: current_location(it.session))
_PATHS.method("GetResolvedProviderPathFromPSPath", "string", "ref")(_resolved_paths)
_PATHS.method("GetResolvedPSPathFromPSPath", "string")(lambda it, path: result_collection(_resolved(it.session, path)))
_PATHS.method("ParseParent", "string", "string", returns="string")(lambda it, path, root: os.path.dirname(path))
_PATHS.method("ParseChildName", "string", returns="string")(lambda it, path: os.path.basename(path.rstrip("/")))
_PATHS.method("IsValid", "string", returns="bool")(lambda it, path: bool(path) and "\0" not in path)
_PATHS.method("Combine", "string", "string", returns="string")(lambda it, parent, child: os.path.join(parent, child))
