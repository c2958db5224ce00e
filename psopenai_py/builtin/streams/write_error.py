from __future__ import annotations

from copy import copy

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.invocation_info import InvocationInfo
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import ErrorRecord, NetException

_WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"
_SETS = ("NoException", "WithException")


@cmdlet("Write-Error", default_set="NoException", error_name="Microsoft.PowerShell.Commands.WriteErrorCommand")
class WriteError(Cmdlet):
    """Write an error that does not end the script."""

    exception = Param("System.Exception", set="WithException", mandatory=True, position=0, help="The exception.")
    message = Param(
        "string",
        sets={"NoException": InSet(mandatory=True, position=0, by_value=True), "WithException": InSet()},
        aliases=("Msg",),
        allow_empty_string=True,
        allow_null=True,
        help="The text.",
    )
    error_record = Param(
        "System.Management.Automation.ErrorRecord",
        set="ErrorRecord",
        mandatory=True,
        position=0,
        help="An error record, such as $_ in a catch block.",
    )
    category = Param(
        "System.Management.Automation.ErrorCategory",
        set=_SETS,
        help="The category of the error (default: NotSpecified).",
    )
    error_id = Param("string", set=_SETS, help="The id of the error.")
    target_object = Param("object", set=_SETS, help="The object that the error is about.")
    recommended_action = Param("string", help="What the user can do about it.")
    category_activity = Param("string", aliases=("Activity",), help="The activity that failed.")
    category_reason = Param("string", aliases=("Reason",), help="The reason of the failure.")
    category_target_name = Param("string", aliases=("TargetName",), help="The name of the target object.")
    category_target_type = Param("string", aliases=("TargetType",), help="The type of the target object.")
    examples = (Example("Write-Error 'The batch has failed.' -ErrorId BatchFailed", "An error with an id."),)

    def process(self) -> Output:
        record = self._record()
        caller = self.session.get_variable("MyInvocation")
        record.command = ""
        if isinstance(caller, InvocationInfo):
            place = record.invocation = copy(caller)
            own = self.runtime.invocation
            if place.extent is None and own is not None:  # no function called it: the place is Write-Error's own
                place.extent = own.extent
            record.command = caller.command.name if caller.command is not None else ""
        given = {
            "Activity": to_text(self.category_activity) or "Write-Error",
            "Reason": to_text(self.category_reason),
            "TargetName": to_text(self.category_target_name),
            "TargetType": to_text(self.category_target_type),
        }
        record.circumstances.update({name: text for name, text in given.items() if text})
        self.write_error(record)
        return None

    def _record(self) -> ErrorRecord:
        if self.set_name == "ErrorRecord":
            own = unwrap(self.error_record)
            made = ErrorRecord(own.error_id, own.message, own.category, own.target, own.exception)
            made.details, made.action = own.details, own.action
            return made
        text = None if self.message is None else to_text(self.message)
        exception = unwrap(self.exception)
        if exception is None:
            exception = NetException(_WRITE_ERROR, text or "")
        error_id = to_text(self.error_id) or exception.type_name
        category = "NotSpecified" if self.category is None else str(self.category)
        target: Value = self.target_object
        record = ErrorRecord(error_id, exception.message, category, target, exception)
        if text is not None and self.exception is not None:
            record.details = text
        if self.recommended_action:
            record.action = to_text(self.recommended_action)
        return record
