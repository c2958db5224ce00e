from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject, unwrap
from ...errors import ErrorRecord, NetException

_AUTOMATION = "System.Management.Automation."


@cmdlet(
    "Get-Error",
    default_set="Newest",
    outputs=("System.Management.Automation.ErrorRecord#PSExtendedError",),
    error_name="Microsoft.PowerShell.Commands.GetErrorCommand",
)
class GetError(Cmdlet):
    """Show all that is known of the last error, or of other ones."""

    input_object = Param(
        "psobject",
        sets={"Error": InSet(position=0, by_value=True)},
        help="The error records or exceptions, such as those of $Error.",
    )
    newest = Param(
        "int",
        set="Newest",
        aliases=("Last",),
        validators=(ValidateRange(1, 2147483647),),
        help="How many of the last errors to show.",
    )
    examples = (Example("Get-Item nothing -ErrorAction SilentlyContinue; Get-Error", "All about an error."),)

    def process(self) -> Iterator[Value]:
        given = unwrap(self.input_object)
        if isinstance(given, (ErrorRecord, NetException)):
            yield _extended(self.input_object)
        elif given is not None:
            message = "This is neither an error record nor an exception. $Error has the records of errors."
            self.fail("InvalidArgument", message, "InvalidArgument", given, "System.ArgumentException")

    def end(self) -> Iterator[Value]:
        if self.set_name == "Newest":
            for record in list(self.session.errors[: 1 if self.newest is None else int(self.newest)]):
                yield _extended(record)


def _extended(value: Value) -> Value:
    """The error with the type name that chooses the view of all its parts."""
    plain = unwrap(value)
    kind = f"{_AUTOMATION}ErrorRecord" if isinstance(plain, ErrorRecord) else "System.Exception"
    made = PSObject(base=plain)
    made._types = (f"{kind}#PSExtendedError", kind, "System.Object")
    return made
