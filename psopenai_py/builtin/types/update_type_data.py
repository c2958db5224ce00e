from __future__ import annotations

import os
from collections.abc import Callable

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.core import TYPE
from ...dotnet.model.types import DotNetType, Value
from ...engine.conversion.conversion import convert
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.scriptblock import ScriptBlock, script_method, script_property
from ...engine.values.enumeration import as_list
from ...engine.values.objects import AliasProperty, PropertySet, unwrap
from ...engine.values.text import to_text
from ...engine.values.typedata import TypeData, data_for
from ...errors import TerminatingError
from ..files.paths import file_paths, not_found
from .type_files import read_type_file, use_types

_INVALID = "System.Management.Automation.PSArgumentException"
_SETTINGS = ("DefaultDisplayPropertySet", "DefaultKeyPropertySet", "SerializationDepth")
_KINDS = ("NoteProperty", "AliasProperty", "ScriptProperty", "ScriptMethod", "PropertySet")


def type_name_of(value: Value) -> str:
    """The name of a type, or of the text of one."""
    plain = unwrap(value)
    return plain.full_name if isinstance(plain, DotNetType) else to_text(plain)


@cmdlet(
    "Update-TypeData",
    default_set="FileSet",
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
    second_value = Param("object", set="DynamicTypeSet", help="What sets a ScriptProperty, or the type of an alias.")
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
    append_path = Param(
        "string[]",
        set="FileSet",
        position=0,
        pipeline="value property",
        aliases=("PSPath", "Path"),
        validators=(ValidateNotNull(),),
        help="Files of types (.ps1xml); what is there already stays.",
    )
    prepend_path = Param(
        "string[]", set="FileSet", validators=(ValidateNotNull(),), help="Files of types whose members go first."
    )
    force = Param("switch", help="Replace a member of that name.")
    examples = (
        Example(
            (
                "Update-TypeData -TypeName PSOpenAI.Batch -MemberType ScriptProperty -MemberName Failed -Value "
                "{ $this.request_counts.failed }; (Get-Batch batch_abc123).Failed"
            ),
            "Adds a property to all batches.",
            result="1",
        ),
    )
    remarks = (
        "There is no -TypeData, and nothing for type converters, type adapters and the serialization of single "
        "properties."
    )

    def process(self) -> Output:
        if self.set_name == "FileSet":
            self._read_files()
            return None
        name = type_name_of(self.type_name)
        self._check()
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

    def _read_files(self) -> None:
        for given, keep in ((self.append_path, True), (self.prepend_path, False)):
            for path in file_paths(self, [to_text(each) for each in given or ()]):
                if not path.lower().endswith(".ps1xml"):
                    text = f"The name of a file of types ends with .ps1xml, not as that of {path}."
                    self.fail("WrongExtension", text, "InvalidArgument", None, _INVALID)
                elif not os.path.isfile(path):
                    self.write_error(not_found(path))
                elif self.should_process(path, "Update TypeData"):
                    try:
                        use_types(read_type_file(self.session, path), keep)
                    except TerminatingError as error:
                        self.write_error(error.record)

    def _check(self) -> None:
        """Refuse a member without a name, a kind or a value, and a type of which nothing is said."""
        member = [self.is_bound(name) for name in ("MemberType", "MemberName", "Value")]
        needs = ("MemberType", "MemberName", "Value")
        if any(member) and not all(member):
            missing = needs[member.index(False)]
            raise self._bad(f"{missing}ShouldBeSpecified", f"A member needs -{missing}.")
        kind = to_text(self.member_type).lower()
        if any(member) and self.value is None and kind not in ("noteproperty", "scriptproperty"):
            raise self._bad("ValueShouldBeSpecified", f"A member of the kind {self.member_type} needs -Value.")
        if not any(map(self.is_bound, (*needs, *_SETTINGS))):
            raise self._bad("TypeDataEmpty", "Nothing is said of the type: give a member, or a -Default... set.")

    def _bad(self, error_id: str, text: str) -> Exception:
        return self.stop_with(error_id, text, "InvalidOperation", None, "System.InvalidOperationException")

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
            "aliasproperty": self._alias,
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

    def _alias(self) -> Value:
        if self.second_value is None:
            return AliasProperty(to_text(self.value))
        type_ = convert(self.second_value, TYPE)
        return AliasProperty(to_text(self.value), lambda value: convert(value, type_))

    def _block(self, value: Value) -> Value:
        plain = unwrap(value)
        if plain is not None and not isinstance(plain, ScriptBlock):
            raise self.stop_with("ScriptBlockIsNeeded", "The member must be a script block.", "InvalidArgument")
        return plain
