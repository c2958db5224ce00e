from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.typedata import TypeData, current_types
from ...engine.values.wildcard import wildcard_to_regex
from .update_type_data import type_name_of


@cmdlet(
    "Get-TypeData",
    outputs="System.Management.Automation.PSObject",
    error_name="Microsoft.PowerShell.Commands.GetTypeDataCommand",
)
class GetTypeData(Cmdlet):
    """Get what Update-TypeData and modules have added to types in this session.

    A type to which nothing was added gives nothing.
    """

    type_name = Param(
        "object[]",
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The types, or their names; wildcards are allowed.",
    )
    examples = (
        Example("Update-TypeData My.Type -DefaultDisplayPropertySet id; Get-TypeData My.*", "What a type has got."),
    )
    failures = (
        Failure(
            "Get-TypeData ''",
            "Get-TypeData: the value of -TypeName is not accepted: an element of it is empty; give a value.",
            "ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetTypeDataCommand",
        ),
    )
    remarks = "The members that types have from the start are not among them; Get-Member shows those of an object."

    def process(self) -> Output:
        for name in map(type_name_of, as_list(self.type_name) or ["*"]):
            match = wildcard_to_regex(name).match
            for data in sorted(current_types.get().values(), key=_name):
                if match(_name(data)):
                    self.write(_shown(data))
        return None


def _name(data: TypeData) -> str:
    return data.type_name


def _shown(data: TypeData) -> Value:
    members = Hashtable()
    for name, member in data.members.items():
        members[name] = member
    return PSObject(
        {
            "TypeName": data.type_name,
            "Members": members,
            "DefaultDisplayPropertySet": data.default_display,
            "DefaultKeyPropertySet": data.default_key,
            "SerializationDepth": data.serialization_depth,
        },
        "System.Management.Automation.Runspaces.TypeData",
    )
