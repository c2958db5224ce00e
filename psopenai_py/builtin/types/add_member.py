from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateScript
from ...dotnet.model.types import Value
from ...engine.members.member_info import stored_members
from ...engine.members.members import MethodValue
from ...engine.members.psmembers import MemberCollection, add_member, member_set, remove_member
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.scriptblock import ScriptBlock, script_method, script_property
from ...engine.values.enumeration import as_list
from ...engine.values.extended import extend
from ...engine.values.objects import AliasProperty, PropertySet, PSObject, type_names, unwrap
from ...engine.values.text import to_text

_SETS = ("MemberSet", "TypeNameSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet")
_FORCE_SETS = ("MemberSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet")
_INVALID = "System.InvalidOperationException"

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
    return to_text(value).lower() not in _ADDED_KINDS


@cmdlet("Add-Member", default_set="TypeNameSet", error_name="Microsoft.PowerShell.Commands.AddMemberCommand")
class AddMember(Cmdlet):
    """Add properties, methods or a type name to an object."""

    input_object = Param("psobject", set=_SETS, mandatory=True, pipeline="value", help="The object.")
    member_type = Param(
        "System.Management.Automation.PSMemberTypes",
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
        if self.pass_thru and not isinstance(target, PSObject):
            target = PSObject({}, base=target)
        if self._add_all(target):
            if self.type_name:
                holder = target if isinstance(target, PSObject) else extend(target)
                if self.type_name not in holder._types:
                    holder._types = (to_text(self.type_name), *self._type_names(target))
            if self.pass_thru:
                self.write(target)
        return None

    @staticmethod
    def _type_names(target: Value) -> tuple[str, ...]:
        return type_names(target)

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
        if self.second_value is not None:
            raise self._bad("Value2ShouldNotBeSpecified", "A NoteProperty has one value.")
        return self.value

    def _alias(self) -> Value:
        if self.value is None:
            raise self._bad("Value1ShouldNotBeNull", "An AliasProperty needs the name of a property.")
        return AliasProperty(to_text(self.value))

    def _script_property(self) -> Value:
        get, set_ = unwrap(self.value), unwrap(self.second_value)
        if get is None and set_ is None:
            raise self._bad("Value1AndValue2AreNotBothNull", "A ScriptProperty needs a script block.")
        for block in (get, set_):
            if block is not None and not isinstance(block, ScriptBlock):
                raise self._bad("ScriptPropertyNeedsScript", "A ScriptProperty consists of script blocks.")
        return script_property(get, set_)

    def _script_method(self) -> Value:
        block = unwrap(self.value)
        if not isinstance(block, ScriptBlock):
            raise self._bad("Value1ShouldBeScriptBlock", "A ScriptMethod needs a script block.")
        return script_method(block)

    def _property_set(self) -> Value:
        return PropertySet([to_text(each) for each in as_list(self.value)])

    def _member_set(self) -> Value:
        if self.second_value is not None:
            raise self._bad("Value2ShouldNotBeSpecified", "A MemberSet has one value, its members.")
        return member_set(as_list(self.value))

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
