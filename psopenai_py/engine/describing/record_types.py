"""The members of error records, ``$MyInvocation``, variables and stream records, as scripts see them."""

from __future__ import annotations

import getpass
import os
import socket
from typing import Any

from ...dotnet.model.carriers import UInt32
from ...dotnet.model.core import OBJECT
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.exceptions import not_null
from ...dotnet.model.registry import get_type, register, type_of
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.time.datetime import unix_to_datetime
from ...errors import ErrorRecord, NetException
from ..conversion.to_enums import convert_to_enum
from ..session.completers import CompletionResult
from ..session.invocation_info import InvocationInfo
from ..session.scope import Variable
from ..session.streams import InformationRecord
from ..values.text import to_text

_AUTOMATION = "System.Management.Automation."


def _type(
    name: str, python: type | None = None, base: DotNetType = OBJECT, accelerator: str | None = None
) -> DotNetType:
    return register(DotNetType(_AUTOMATION + name, accelerator, python, base=base))


# -- error records ----------------------------------------------------------------------------------------------------


class CategoryInfo:
    """``CategoryInfo`` of an error record: the category, the command, the reason and the target."""

    __slots__ = ("record",)

    def __init__(self, record: ErrorRecord) -> None:
        self.record = record

    @property
    def category(self) -> Value:
        type_: Any = get_type(_AUTOMATION + "ErrorCategory")
        number = type_.members.get(self.record.category)
        return self.record.category if number is None else EnumValue(type_, number)

    @property
    def activity(self) -> str:
        command = self.record.invocation.command if self.record.invocation is not None else None
        return self._stated("Activity", command.name if command is not None else "")

    @property
    def reason(self) -> str:
        return self._stated("Reason", self.record.exception.type_name.rpartition(".")[2])

    @property
    def target_name(self) -> str:
        return self._stated("TargetName", to_text(self.record.target))

    @property
    def target_type(self) -> str:
        target = self.record.target
        return self._stated("TargetType", "" if target is None else type_of(target).name)

    def _stated(self, name: str, otherwise: str) -> str:
        return self.record.circumstances.get(name, otherwise)

    def __str__(self) -> str:
        return f"{self.record.category}: ({self.target_name}:{self.target_type}) [{self.activity}], {self.reason}"


class ErrorDetails:
    """The message that is shown instead of the exception's message."""

    __slots__ = ("action", "message")

    def __init__(self, message: str, action: str = "") -> None:
        self.message = message
        self.action = action

    def __str__(self) -> str:
        return self.message


CATEGORY_INFO = _type("ErrorCategoryInfo", CategoryInfo)
CATEGORY_INFO.prop("Category", _AUTOMATION + "ErrorCategory")(lambda it: it.category)
CATEGORY_INFO.prop("Activity", "string")(lambda it: it.activity)
CATEGORY_INFO.prop("Reason", "string")(lambda it: it.reason)
CATEGORY_INFO.prop("TargetName", "string")(lambda it: it.target_name)
CATEGORY_INFO.prop("TargetType", "string")(lambda it: it.target_type)
CATEGORY_INFO.method("ToString", returns="string")(str)
CATEGORY_INFO.method("GetMessage", returns="string")(str)

ERROR_DETAILS = _type("ErrorDetails", ErrorDetails)
ERROR_DETAILS.constructor("string")(ErrorDetails)
ERROR_DETAILS.prop("Message", "string")(lambda it: it.message)
ERROR_DETAILS.prop("RecommendedAction", "string")(lambda it: it.action)
ERROR_DETAILS.setter("RecommendedAction")(lambda it, new: setattr(it, "action", new))
ERROR_DETAILS.method("ToString", returns="string")(str)


def _declare_circumstance(name: str) -> None:
    CATEGORY_INFO.setter(name)(lambda it, new: it.record.circumstances.__setitem__(name, new))


for _name in ("Activity", "Reason", "TargetName", "TargetType"):
    _declare_circumstance(_name)


ERROR_RECORD = _type("ErrorRecord", ErrorRecord)
ERROR_RECORD.prop("Exception", "System.Exception")(lambda it: it.exception)
ERROR_RECORD.prop("TargetObject")(lambda it: it.target)
ERROR_RECORD.prop("CategoryInfo", _AUTOMATION + "ErrorCategoryInfo")(CategoryInfo)
ERROR_RECORD.prop("FullyQualifiedErrorId", "string")(lambda it: it.fully_qualified_error_id)
ERROR_RECORD.prop("ErrorDetails", _AUTOMATION + "ErrorDetails")(
    lambda it: None if it.details is None and not it.action else ErrorDetails(it.message, it.action)
)
ERROR_RECORD.prop("InvocationInfo", _AUTOMATION + "InvocationInfo")(lambda it: it.invocation)
ERROR_RECORD.prop("ScriptStackTrace", "string")(lambda it: it.invocation.trace if it.invocation is not None else None)
ERROR_RECORD.prop("PipelineIterationInfo")(lambda it: [])
ERROR_RECORD.method("ToString", returns="string")(lambda it: it.message)


@ERROR_RECORD.setter("ErrorDetails")
def _set_details(record: ErrorRecord, new: Value) -> None:
    record.details = None if new is None else str(new)
    record.action = new.action if isinstance(new, ErrorDetails) else ""


@ERROR_RECORD.constructor("System.Exception", "string", _AUTOMATION + "ErrorCategory", "object")
def _make_record(exception: NetException, error_id: str | None, category: Value, target: Value) -> ErrorRecord:
    kept = not_null(exception, "exception").error_record
    made = ErrorRecord(error_id or "", exception.message, str(category), target, exception)
    if kept is None:  # a later `throw` of that exception makes a record of its own, as in PowerShell
        exception.error_record = None
    return made


@ERROR_RECORD.constructor(_AUTOMATION + "ErrorRecord", "System.Exception")
def _copy_record(record: ErrorRecord, exception: NetException | None) -> ErrorRecord:
    return ErrorRecord(
        record.error_id, record.message, record.category, record.target, exception or record.exception, record.command
    )


# -- invocations -------------------------------------------------------------------------------------------------------

INVOCATION = _type("InvocationInfo", InvocationInfo)
INVOCATION.prop("MyCommand", _AUTOMATION + "CommandInfo")(lambda it: it.command)
INVOCATION.prop("BoundParameters")(lambda it: it.bound)
INVOCATION.prop("UnboundArguments")(lambda it: it.unbound)
INVOCATION.prop("ScriptLineNumber", "int")(lambda it: it.line_number)
INVOCATION.prop("OffsetInLine", "int")(lambda it: it.offset)
INVOCATION.prop("HistoryId", "long")(lambda it: 1)
INVOCATION.prop("ScriptName", "string")(lambda it: it.script_name)
INVOCATION.prop("Line", "string")(lambda it: it.line)
INVOCATION.prop("Statement", "string")(lambda it: it.statement)
INVOCATION.prop("PositionMessage", "string")(lambda it: it.position_message)
INVOCATION.prop("PSScriptRoot", "string")(lambda it: it.script_root)
INVOCATION.prop("PSCommandPath", "string")(lambda it: it.script_name)
INVOCATION.prop("InvocationName", "string")(lambda it: it.invocation_name)
INVOCATION.prop("PipelineLength", "int")(lambda it: 1)
INVOCATION.prop("PipelinePosition", "int")(lambda it: 1)
INVOCATION.prop("ExpectingInput", "bool")(lambda it: it.expects_input)
INVOCATION.prop("CommandOrigin", "string")(lambda it: "Runspace")


# -- variables and records of streams ---------------------------------------------------------------------------------

_OPTIONS = _AUTOMATION + "ScopedItemOptions"
VARIABLE = _type("PSVariable", Variable, accelerator="psvariable")
VARIABLE.prop("Name", "string")(lambda it: it.name)
VARIABLE.prop("Value")(lambda it: it.value if it.get is None else it.get())
VARIABLE.setter("Value")(lambda it, new: it.set(new))
VARIABLE.prop("Description", "string")(lambda it: it.description)
VARIABLE.prop("Visibility", "string")(lambda it: it.visibility)
VARIABLE.setter("Description")(lambda it, new: setattr(it, "description", new))
VARIABLE.prop("Options", _OPTIONS)(lambda it: convert_to_enum(", ".join(it.options) or "None", get_type(_OPTIONS)))
VARIABLE.setter("Options")(lambda it, new: setattr(it, "options", _option_names(new)))
VARIABLE.prop("Attributes")(lambda it: list(it.attributes))
VARIABLE.prop("Module")(lambda it: None)


def _option_names(options: Value) -> frozenset[str]:
    return frozenset(part for part in to_text(options).split(", ") if part not in ("", "None", "Unspecified"))


@VARIABLE.constructor("string")
@VARIABLE.constructor("string", "object")
@VARIABLE.constructor("string", "object", _OPTIONS)
def _make_variable(name: str, value: Value = None, options: Value = None) -> Variable:
    made = Variable(name, value)
    made.options = _option_names(options)
    return made


VARIABLE.prop("ModuleName", "string")(lambda it: "")

INFORMATION = _type("InformationRecord", InformationRecord)
INFORMATION.prop("MessageData")(lambda it: HostMessage(it) if it.host else it.message)
INFORMATION.prop("Source", "string")(lambda it: it.source)
INFORMATION.prop("Tags")(lambda it: list(it.tags))
INFORMATION.prop("TimeGenerated", "datetime")(lambda it: unix_to_datetime(int(it.written)))
INFORMATION.prop("User", "string")(lambda it: getpass.getuser())
INFORMATION.prop("Computer", "string")(lambda it: socket.gethostname())
INFORMATION.prop("ProcessId", "uint")(lambda it: UInt32(os.getpid()))
INFORMATION.method("ToString", returns="string")(str)


class HostMessage:
    """The message of an information record from Write-Host."""

    __slots__ = ("record",)

    def __init__(self, record: InformationRecord) -> None:
        self.record = record

    def __str__(self) -> str:
        return str(self.record)


_HOST_MESSAGE = _type("HostInformationMessage", HostMessage)
_HOST_MESSAGE.prop("Message", "string")(str)
_HOST_MESSAGE.prop("NoNewLine", "bool")(lambda it: bool(it.record.host.get("no_newline")))
_HOST_MESSAGE.prop("ForegroundColor")(lambda it: it.record.host.get("foreground"))
_HOST_MESSAGE.prop("BackgroundColor")(lambda it: it.record.host.get("background"))
_HOST_MESSAGE.method("ToString", returns="string")(str)

COMPLETION = _type("CompletionResult", CompletionResult)
COMPLETION.constructor("string")(CompletionResult)
COMPLETION.constructor("string", "string", "object", "string")(
    lambda text, shown, kind, tip: CompletionResult(text, shown, to_text(kind), tip)
)
COMPLETION.prop("CompletionText", "string")(lambda it: it.text)
COMPLETION.prop("ListItemText", "string")(lambda it: it.shown)
COMPLETION.prop("ResultType", "string")(lambda it: it.kind)
COMPLETION.prop("ToolTip", "string")(lambda it: it.tip)
