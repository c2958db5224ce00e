from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateScript
from ...dotnet.model.core import SCRIPTBLOCK, TYPE
from ...dotnet.model.registry import get_type
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert
from ...engine.conversion.failures import cast_error
from ...engine.conversion.to_enums import convert_to_enum
from ...engine.members.member_info import stored_members
from ...engine.members.members import MethodValue
from ...engine.members.psmembers import (
    MEMBER_COLLECTION,
    DetachedMember,
    MemberCollection,
    add_member,
    member_set,
    remove_member,
)
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.scriptblock import ScriptBlock, script_method, script_property
from ...engine.values.enumeration import as_list
from ...engine.values.extended import BringsMembers, extend
from ...engine.values.objects import AliasProperty, PropertySet, PSObject, type_names, unwrap
from ...engine.values.text import to_text

_SETS = ("MemberSet", "TypeNameSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet")
_FORCE_SETS = ("MemberSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet")
_MEMBER_TYPES = "System.Management.Automation.PSMemberTypes"
_INVALID = "System.InvalidOperationException"

_ONE_VALUE = ("CodeMethod", "MemberSet", "NoteProperty", "PropertySet", "ScriptMethod")
_ADDED_KINDS = frozenset(
    [
        "aliasproperty",
        "codemethod",
        "codeproperty",
        "memberset",
        "noteproperty",
        "propertyset",
        "scriptmethod",
        "scriptproperty",
    ]
)


def _is_no_member_type(value: Value) -> bool:
    """A word that names a kind of member is not a property's name: ``Add-Member NoteProperty A 1``."""
    text = to_text(value)
    if text.isdecimal():  # the number of a kind
        text = to_text(convert_to_enum(int(text), get_type(_MEMBER_TYPES))) if len(text) < 5 else ""
    return text.lower() not in _ADDED_KINDS


def _is_shared(value: Value) -> bool:
    """Whether Python may use the same object for an equal value elsewhere; members belong to the one that is given."""
    return isinstance(value, (str, int, float)) and not isinstance(value, BringsMembers)


@cmdlet("Add-Member", default_set="TypeNameSet", error_name="Microsoft.PowerShell.Commands.AddMemberCommand")
class AddMember(Cmdlet):
    """Add properties, methods or a type name to an object."""

    input_object = Param("psobject", set=_SETS, mandatory=True, pipeline="value", help="The object.")
    member_type = Param(
        _MEMBER_TYPES,
        set="MemberSet",
        mandatory=True,
        position=0,
        aliases=("Type",),
        completions=("AliasProperty", "NoteProperty", "ScriptProperty", "PropertySet", "ScriptMethod"),
        help="The type of the member: NoteProperty, AliasProperty, ScriptProperty, PropertySet or ScriptMethod.",
    )
    name = Param("string", set="MemberSet", mandatory=True, position=1, help="The member's name.")
    value = Param(
        "object",
        set="MemberSet",
        position=2,
        help="The value, the script block, or the property that an alias stands for.",
    )
    second_value = Param(
        "object",
        set="MemberSet",
        position=3,
        help="The script block that sets a ScriptProperty; the new value is its argument.",
    )
    type_name = Param(
        "string",
        sets={
            "TypeNameSet": InSet(mandatory=True),
            "MemberSet": InSet(),
            "NotePropertySingleMemberSet": InSet(),
            "NotePropertyMultiMemberSet": InSet(),
        },
        validators=(ValidateNotNullOrEmpty(),),
        help="A type name to put in front of the others.",
    )
    force = Param("switch", set=_FORCE_SETS, help="Replace a member of that name.")
    pass_thru = Param("switch", set=_SETS, help="Return the object.")
    note_property_name = Param(
        "string",
        set="NotePropertySingleMemberSet",
        mandatory=True,
        position=0,
        validators=(ValidateScript(_is_no_member_type, passing=True), ValidateNotNullOrEmpty()),
        help="The name of a property.",
    )
    note_property_value = Param(
        "object",
        set="NotePropertySingleMemberSet",
        mandatory=True,
        position=1,
        allow_null=True,
        help="The property's value.",
    )
    note_property_members = Param(
        "System.Collections.IDictionary",
        set="NotePropertyMultiMemberSet",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="A hashtable of names and values.",
    )
    examples = (
        Example("[pscustomobject]@{A=1} | Add-Member B 2 -PassThru", "Adds a property.", result="A B\n- -\n1 2"),
        Example(
            "[pscustomobject]@{A=1} | Add-Member ScriptProperty Twice { $this.A * 2 } -PassThru",
            "Adds a computed property.",
            result="A Twice\n- -----\n1     2",
        ),
    )

    def process(self) -> Output:
        target = self.input_object
        if not isinstance(target, PSObject) and (self.pass_thru or _is_shared(target)):
            target = PSObject({}, base=target)
        if self._add_all(target):
            if self.type_name:
                holder = target if isinstance(target, PSObject) else extend(target)
                name = to_text(self.type_name)
                holder._types = (name, *(each for each in type_names(target) if each.lower() != name.lower()))
            if self.pass_thru:
                self.write(target)
        return None

    def _add_all(self, target: Value) -> bool:
        """Add the members; False, after an error, if something was wrong."""
        if self.set_name == "NotePropertySingleMemberSet":
            return self._add(target, to_text(self.note_property_name), self.note_property_value)
        if self.set_name == "NotePropertyMultiMemberSet":
            added = [self._add(target, to_text(k), v) for k, v in unwrap(self.note_property_members).items()]
            return all(added)
        if self.set_name == "TypeNameSet":
            return True
        return self._add_kind(target, str(self.member_type))

    def _add_kind(self, target: Value, kind: str) -> bool:
        name = to_text(self.name)
        if self.second_value is not None and kind in _ONE_VALUE:
            raise self._bad("Value2ShouldNotBeSpecified", f"A {kind} has one value; -SecondValue is not for it.")
        if kind == "CodeProperty" and self.value is None and self.second_value is None:
            raise self._bad("Value1AndValue2AreNotBothNull", "A CodeProperty needs a method.")
        makers: dict[str, Any] = {
            "NoteProperty": self._note,
            "AliasProperty": self._alias,
            "ScriptProperty": self._script_property,
            "ScriptMethod": self._script_method,
            "PropertySet": self._property_set,
            "MemberSet": self._member_set,
        }
        maker = makers.get(kind)
        if maker is None:
            text = f"A member of the kind {kind} cannot be added to an object."
            self.fail("CannotAddMemberType", text, "InvalidOperation", kind, _INVALID)
            return False
        return self._add(target, name, maker())

    def _note(self) -> Value:
        return self.value

    def _alias(self) -> Value:
        if self.value is None:
            raise self._bad("Value1ShouldNotBeNull", "An AliasProperty needs the name of a property.")
        if self.second_value is None:
            return AliasProperty(to_text(self.value))
        type_ = convert(self.second_value, TYPE)
        return AliasProperty(to_text(self.value), lambda value: convert(value, type_))

    def _script_property(self) -> Value:
        get, set_ = unwrap(self.value), unwrap(self.second_value)
        if get is None and set_ is None:
            raise self._bad("Value1AndValue2AreNotBothNull", "A ScriptProperty needs a script block.")
        for block in (get, set_):
            if block is not None and not isinstance(block, ScriptBlock):
                raise cast_error("ConvertToFinalInvalidCastException", block, SCRIPTBLOCK)
        return script_property(get, set_)

    def _script_method(self) -> Value:
        block = unwrap(self.value)
        if block is None:
            raise self._bad("Value1ShouldNotBeNull", "A ScriptMethod needs a script block.")
        if not isinstance(block, ScriptBlock):
            raise cast_error("ConvertToFinalInvalidCastException", block, SCRIPTBLOCK)
        return script_method(block)

    def _property_set(self) -> Value:
        return PropertySet([to_text(each) for each in as_list(self.value)])

    def _member_set(self) -> Value:
        members = as_list(self.value)
        wrong = next((each for each in members if not isinstance(unwrap(each), DetachedMember)), None)
        if wrong is not None:
            raise cast_error("ConvertToFinalInvalidCastException", wrong, MEMBER_COLLECTION)
        return member_set(members)

    def _bad(self, error_id: str, text: str) -> Exception:
        return self.stop_with(error_id, text, "InvalidArgument", None, _INVALID)

    def _add(self, target: Value, name: str, member: Value) -> bool:
        known = MemberCollection(target, "Members").find(name)
        if known is not None:
            # -Force replaces an added member and hides a method of the type, but not a property of the type
            if not (self.force and (isinstance(known, MethodValue) or self._stored(target, name))):
                text = f"There is a member {name} already; -Force replaces it."
                self.fail("MemberAlreadyExists", text, "InvalidOperation", target, _INVALID)
                return False
            remove_member(target, name)
        add_member(target, name, member)
        return True

    @staticmethod
    def _stored(target: Value, name: str) -> bool:
        return any(each.lower() == name.lower() for each in stored_members(target))
