"""What scripts see of member objects: the members and constructors of the types in `psmember_types`."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import DotNetType, Value
from ..values.objects import AliasProperty, PropertySet, ScriptMethod, type_names
from ..values.script_members import script_method, script_property
from .member_info import kind_of, stored_members
from .psmember_types import (
    MEMBER_COLLECTION,
    MEMBER_INFO,
    METHOD_INFO,
    NAMESPACE,
    PROPERTY_INFO,
    PROPERTY_TYPES,
    SCRIPT_METHOD,
)
from .psmembers import DetachedMember, MemberCollection, MethodValue, PropertyInfo, member_set

MEMBER_INFO.prop("Name", "string")(lambda member: member.name)
PROPERTY_INFO.prop("MemberType")(lambda info: _member_type(info.kind))
PROPERTY_INFO.prop("Value")(lambda info: info.value)
PROPERTY_INFO.prop("TypeNameOfValue", "string")(
    lambda info: "System.Object" if info.value is None else type_names(info.value)[0]
)
PROPERTY_INFO.prop("IsSettable", "bool")(lambda info: info.is_settable)
PROPERTY_INFO.prop("IsGettable", "bool")(lambda info: True)
PROPERTY_INFO.prop("IsInstance", "bool")(lambda info: info.kind != "Property")

PROPERTY_TYPES["PropertySet"].prop("ReferencedPropertyNames", "string[]")(lambda info: list(_stored(info).names))
PROPERTY_TYPES["MemberSet"].prop("Members")(
    lambda info: [DetachedMember(_detached_type(each), name, each) for name, each in _stored(info).members.items()]
)


def _stored(info: PropertyInfo | DetachedMember) -> Any:
    """The set that an info object tells of."""
    if isinstance(info, DetachedMember):
        return info.member
    members = stored_members(info.owner)
    return members[next(name for name in members if name.lower() == info.name.lower())]


def _detached_type(member: Value) -> DotNetType:
    return SCRIPT_METHOD if isinstance(member, ScriptMethod) else PROPERTY_TYPES[kind_of(member)]


@PROPERTY_INFO.setter("Value")
def _set_value(info: PropertyInfo, new: Value) -> None:
    info.value = new


PROPERTY_TYPES["ScriptProperty"].prop("GetterScript", "scriptblock")(lambda info: _stored(info).source)
PROPERTY_TYPES["ScriptProperty"].prop("SetterScript", "scriptblock")(lambda info: _stored(info).set_source)
PROPERTY_TYPES["AliasProperty"].prop("ReferencedMemberName", "string")(lambda info: _stored(info).target)

#: .NET's order of what the kinds tell, after what only they have
_TOLD = {
    "Property": "MemberType Value IsSettable IsGettable TypeNameOfValue",
    "NoteProperty": "MemberType IsSettable IsGettable Value TypeNameOfValue",
    "ScriptProperty": "MemberType IsSettable IsGettable Value TypeNameOfValue",
    "AliasProperty": "MemberType TypeNameOfValue IsSettable IsGettable Value",
}
for _kind, _order in _TOLD.items():
    for _name in [*_order.split(), "Name", "IsInstance"]:
        _declared = (PROPERTY_INFO if _name.lower() in PROPERTY_INFO.properties else MEMBER_INFO).properties
        PROPERTY_TYPES[_kind].properties[_name.lower()] = _declared[_name.lower()]


def _member_type(kind: str) -> Value:
    """The kind as a value of PSMemberTypes, where that enum is there."""
    type_ = find_type(NAMESPACE + "PSMemberTypes")
    if type_ is None:
        return kind
    from ..conversion.to_enums import convert_to_enum

    return convert_to_enum(kind, type_)


METHOD_INFO.prop("MemberType")(lambda m: _member_type("ScriptMethod" if m.script else "Method"))
METHOD_INFO.prop("OverloadDefinitions", "string[]")(lambda m: m.definitions())
METHOD_INFO.prop("Value")(lambda m: m)
METHOD_INFO.prop("TypeNameOfValue", "string")(lambda m: type_of(m).full_name)
METHOD_INFO.prop("IsInstance", "bool")(lambda m: m.script)
METHOD_INFO.method("Invoke", "object[]", variadic=True)(MethodValue.call)
METHOD_INFO.method("ToString", returns="string")(str)
PROPERTY_INFO.method("ToString", returns="string")(str)

MEMBER_COLLECTION.method("get_Item", "string")(MemberCollection.find)
MEMBER_COLLECTION.method("Item", "string")(MemberCollection.find)
MEMBER_COLLECTION.method("Match", "string")(MemberCollection.match)
MEMBER_COLLECTION.method("Add", "object", returns="void")(MemberCollection.add)
MEMBER_COLLECTION.method("Add", "object", "bool", returns="void")(lambda all_, member, _: all_.add(member))
MEMBER_COLLECTION.method("Remove", "string", returns="void")(MemberCollection.remove)


def _declare_member_kind(kind: str, make: Any, *parameters: str) -> None:
    type_ = PROPERTY_TYPES[kind]
    type_.constructor(*parameters)(lambda name, *rest: DetachedMember(type_, name, make(*rest)))


_declare_member_kind("NoteProperty", lambda value: value, "string", "object")
_declare_member_kind("AliasProperty", AliasProperty, "string", "string")
_declare_member_kind("PropertySet", lambda names: PropertySet(list(names)), "string", "string[]")
_declare_member_kind("MemberSet", lambda members=(): member_set(members), "string")
_declare_member_kind("MemberSet", lambda members: member_set(members), "string", "object[]")
_declare_member_kind("ScriptProperty", script_property, "string", "scriptblock")
_declare_member_kind("ScriptProperty", script_property, "string", "scriptblock", "scriptblock")
SCRIPT_METHOD.constructor("string", "scriptblock")(
    lambda name, block: DetachedMember(SCRIPT_METHOD, name, script_method(block))
)
