from __future__ import annotations

from collections.abc import Callable

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.types import DotNetType, Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.scriptblock import ScriptBlock, script_method, script_property
from ...engine.values.enumeration import as_list
from ...engine.values.objects import AliasProperty, PropertySet, unwrap
from ...engine.values.text import to_text
from ...engine.values.typedata import TypeData, data_for

_KINDS = ("NoteProperty", "AliasProperty", "ScriptProperty", "ScriptMethod", "PropertySet")


def type_name_of(value: Value) -> str:
    """The name of a type, or of the text of one."""
    plain = unwrap(value)
    return plain.full_name if isinstance(plain, DotNetType) else to_text(plain)


@cmdlet(
    "Update-TypeData",
    default_set="DynamicTypeSet",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.UpdateTypeDataCommand",
)
class UpdateTypeData(Cmdlet):
    """Add a member to all objects of a type, or set which of their properties are shown."""

    member_type = Param(
        "string", set="DynamicTypeSet", validators=(ValidateSet(_KINDS),), help="The type of the member."
    )
    member_name = Param(
        "string", set="DynamicTypeSet", validators=(ValidateNotNullOrEmpty(),), help="The name of the member."
    )
    value = Param(
        "object", set="DynamicTypeSet", help="The value, the script block, or the property that an alias stands for."
    )
    second_value = Param("object", set="DynamicTypeSet", help="The script block that sets a ScriptProperty.")
    default_display_property_set = Param(
        "string[]", set="DynamicTypeSet", validators=(ValidateNotNullOrEmpty(),), help="The properties that are shown."
    )
    default_key_property_set = Param(
        "string[]",
        set="DynamicTypeSet",
        validators=(ValidateNotNullOrEmpty(),),
        help="The properties that objects are sorted and grouped by.",
    )
    serialization_depth = Param("int", set="DynamicTypeSet", help="The depth of such objects in XML.")
    type_name = Param(
        "object",
        sets={"DynamicTypeSet": InSet(mandatory=True, position=0, by_property=True)},
        help="The type, or the type name of custom objects.",
    )
    force = Param("switch", help="Replace a member of that name.")
    examples = (
        Example(
            "Update-TypeData -TypeName PSOpenAI.Batch -MemberType ScriptProperty -MemberName Failed "
            "-Value { $this.request_counts.failed }",
            "Adds a property to all batches.",
        ),
    )

    def process(self) -> Output:
        name = type_name_of(self.type_name)
        if not self.should_process(name, "Update TypeData"):
            return None
        data = data_for(name)
        if self.member_name:
            self._add_member(data, name)
        if self.default_display_property_set:
            data.default_display = [to_text(each) for each in self.default_display_property_set]
        if self.default_key_property_set:
            data.default_key = [to_text(each) for each in self.default_key_property_set]
        if self.is_bound("SerializationDepth"):
            data.serialization_depth = self.serialization_depth
        return None

    def _add_member(self, data: TypeData, type_name: str) -> None:
        name = to_text(self.member_name)
        known = next((each for each in data.members if each.lower() == name.lower()), None)
        if known is not None and not self.force:
            text = f"{type_name} has a member {name} already; -Force replaces it."
            self.fail("TypesDynamicUpdateException", text, "InvalidOperation", None, "System.InvalidOperationException")
            return
        data.members[known or name] = self._member()

    def _member(self) -> Value:
        makers: dict[str, Callable[[], Value]] = {
            "noteproperty": lambda: self.value,
            "aliasproperty": lambda: AliasProperty(to_text(self.value)),
            "scriptproperty": lambda: script_property(self._block(self.value), self._block(self.second_value)),
            "scriptmethod": lambda: script_method(self._block(self.value)),
            "propertyset": lambda: PropertySet([to_text(each) for each in as_list(self.value)]),
        }
        maker = makers.get(to_text(self.member_type).lower())
        if maker is None:
            raise self.stop_with(
                "MemberTypeIsMissing", "-MemberType must name the type of the member.", "InvalidArgument"
            )
        return maker()

    def _block(self, value: Value) -> Value:
        plain = unwrap(value)
        if plain is not None and not isinstance(plain, ScriptBlock):
            raise self.stop_with("ScriptBlockIsNeeded", "The member must be a script block.", "InvalidArgument")
        return plain
