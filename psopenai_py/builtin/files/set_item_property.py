from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, InSet, Param, cmdlet
from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.members.members import property_or_missing, set_member
from ...engine.members.psmembers import MemberCollection
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...errors import NetException, TerminatingError
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .items import file_item, path_notes
from .paths import Place

_ONE = ("propertyValuePathSet", "propertyValueLiteralPathSet")
_SEVERAL = ("propertyPSObjectPathSet", "propertyPSObjectLiteralPathSet")


@cmdlet(
    "Set-ItemProperty",
    default_set="propertyValuePathSet",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.SetItemPropertyCommand",
)
class SetItemProperty(Selection, ItemCmdlet):
    """Set a property of files and folders: IsReadOnly, LastWriteTime, LastAccessTime."""

    path = Param(
        "string[]",
        set=(_ONE[0], _SEVERAL[0]),
        mandatory=True,
        position=0,
        pipeline="property",
        help="The items; wildcards are allowed.",
    )
    literal_path = literal_path_param(set=(_ONE[1], _SEVERAL[1]))
    name = Param(
        "string", set=_ONE, mandatory=True, position=1, pipeline="property", aliases=("PSProperty",),
        help="The property.",
    )  # fmt: skip
    value = Param(
        "object", set=_ONE, mandatory=True, position=2, pipeline="property", allow_null=True, help="Its value."
    )
    input_object = Param(
        "psobject",
        sets={name: InSet(mandatory=True, by_value=True, by_property=True) for name in _SEVERAL},
        help="An object whose properties are set.",
    )
    pass_thru = Param("switch", help="Return the items' properties.")
    examples = (
        Example(
            "Set-ItemProperty results.jsonl IsReadOnly $true; (Get-Item results.jsonl).IsReadOnly",
            "Protects a file from being written.",
            result="True",
        ),
    )

    def process(self) -> Iterator[Value]:
        for place in list(self.places_with_properties()):
            done = {name: value for name, value in self._wanted() if self._set(place, name, value)}
            if done and self.pass_thru:
                yield PSObject({**done, **path_notes(place.path)})

    def _wanted(self) -> list[tuple[str, Value]]:
        if self.set_name in _ONE:
            return [(to_text(self.name), self.value)]
        given = unwrap(self.input_object)
        if isinstance(given, NetDictionary):
            return [(to_text(name), value) for name, value in given.items()]
        return [(each.name, each.value) for each in MemberCollection(self.input_object, "Properties")]

    def _set(self, place: Place, name: str, value: Value) -> bool:
        if not self.should_process(f"Item: {place.path} Property: {name} Value: {to_text(value)}", "Set Property"):
            return False
        item = unwrap(file_item(place.path))
        if property_or_missing(item, name) is MISSING:
            message = f"{place.path} has no property {name}."
            self.refuse(
                "PropertyNotFound", message, "ObjectNotFound", name, "System.Management.Automation.PSArgumentException"
            )
            return False
        try:
            set_member(item, name, value)
        except (TerminatingError, NetException) as error:
            message = error.record.message if isinstance(error, TerminatingError) else error.message
            self.refuse("SetPropertyError", message, "WriteError", place.path, "System.InvalidOperationException")
            return False
        return True


@cmdlet(
    "Clear-ItemProperty",
    default_set="Path",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.ClearItemPropertyCommand",
)
class ClearItemProperty(Selection, ItemCmdlet):
    """Clear a property of files and folders: IsReadOnly is false then."""

    path = path_param()
    literal_path = literal_path_param()
    name = Param("string", mandatory=True, position=1, pipeline="property", help="The property.")
    pass_thru = Param("switch", help="Return the items' properties.")
    examples = (Example("Clear-ItemProperty results.jsonl IsReadOnly", "Allows a file to be written again."),)
    failures = (
        Failure(
            "Clear-ItemProperty . Colour",
            "Clear-ItemProperty: /home/me has no property Colour.",
            "PropertyNotFound,Microsoft.PowerShell.Commands.ClearItemPropertyCommand",
        ),
    )
    remarks = "Times cannot be cleared; set them with Set-ItemProperty."

    def process(self) -> Iterator[Value]:
        name = to_text(self.name)
        for place in list(self.places_with_properties()):
            item = unwrap(file_item(place.path))
            found = property_or_missing(item, name)
            if found is MISSING:
                exception = "System.Management.Automation.PSArgumentException"
                self.refuse(
                    "PropertyNotFound", f"{place.path} has no property {name}.", "ObjectNotFound", name, exception
                )
            elif not isinstance(found, bool) or name.lower() != "isreadonly":
                message = f"The property {name} of {place.path} cannot be cleared."
                self.refuse("ClearPropertyError", message, "WriteError", name, "System.InvalidOperationException")
            elif self.should_process(f"Item: {place.path} Property: {name}", "Clear Property"):
                set_member(item, name, False)
                if self.pass_thru:
                    yield PSObject({name: False, **path_notes(place.path)})
