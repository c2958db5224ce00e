from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ...formatting.views.lookup import SHAPES, all_views
from ...formatting.views.model import Column, Item, ListView, TableView, View

_AUTOMATION = "System.Management.Automation."
_CONTROL = {shape: f"{_AUTOMATION}{shape.capitalize()}Control" for shape in SHAPES}


@cmdlet(
    "Get-FormatData",
    outputs="System.Management.Automation.ExtendedTypeDefinition",
    error_name="Microsoft.PowerShell.Commands.GetFormatDataCommand",
)
class GetFormatData(Cmdlet):
    """Get the views by which objects are shown: for each type their names, and the columns or lines they have.

    A type without a view gives nothing.
    """

    type_name = Param(
        "string[]",
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The names of types; wildcards are allowed.",
    )
    power_shell_version = Param("version", help="Accepted for compatibility; has no effect.")
    examples = (Example("Get-FormatData PSOpenAI.Batch", "The views of a batch."),)
    failures = (
        Failure(
            "Get-FormatData ''",
            "Get-FormatData: the value of -TypeName is not accepted: an element of it is empty; give a value.",
            "ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetFormatDataCommand",
        ),
    )
    remarks = "Views of modules and of Update-FormatData come before those that are built in."

    def process(self) -> Output:
        matches = [wildcard_to_regex(to_text(name)).match for name in as_list(self.type_name) or ["*"]]
        found: dict[tuple[str, ...], list[Value]] = {}
        for view in all_views():
            if any(match(name) for match in matches for name in view.types):
                found.setdefault(view.types, []).append(_definition(view))
        for names, definitions in found.items():
            fields = {"TypeNames": list(names), "FormatViewDefinition": definitions}
            self.write(PSObject(fields, _AUTOMATION + "ExtendedTypeDefinition"))
        return None


def _definition(view: View) -> Value:
    shape = next(name for name, kind in SHAPES.items() if isinstance(view, kind))
    control: dict[str, Value] = {}
    if isinstance(view, TableView):
        control["Headers"] = [
            PSObject({"Label": _label(column), "Alignment": column.alignment or "Undefined", "Width": column.width})
            for column in view.columns
        ]
    elif isinstance(view, ListView):
        control["Items"] = [PSObject({"Label": _label(item)}) for item in view.items]
    fields = {"Name": view.name, "Control": PSObject(control, _CONTROL[shape])}
    return PSObject(fields, _AUTOMATION + "FormatViewDefinition")


def _label(part: Column | Item) -> str | None:
    return part.label or (part.show if isinstance(part.show, str) else None)
