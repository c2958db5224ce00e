from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.typedata import forget_data
from .update_type_data import type_name_of


@cmdlet(
    "Remove-TypeData",
    default_set="RemoveTypeDataSet",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.RemoveTypeDataCommand",
)
class RemoveTypeData(Cmdlet):
    """Remove what Update-TypeData added to a type."""

    type_name = Param(
        "object", mandatory=True, position=0, pipeline="value property", help="The type, or its type name."
    )
    examples = (Example("Update-TypeData My.Type -DefaultDisplayPropertySet a; Remove-TypeData My.Type", "As before."),)
    remarks = "There is no -TypeData and no -Path."

    def process(self) -> Output:
        name = type_name_of(self.type_name)
        if not self.should_process(name, "Remove type data"):
            return None
        if not forget_data(name):
            text = f"Nothing was added to the type {name}."
            self.fail("TypesDynamicRemoveException", text, "InvalidOperation", None, "System.InvalidOperationException")
        return None
