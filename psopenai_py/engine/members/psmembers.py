"""The members of a value as objects that scripts read, set, add and remove: ``$value.psobject.Properties['Name']``.

The objects that reading a member gives are in `members`; their .NET types are declared here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...dotnet.collections.lists import remove_at
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import find_type, register, register_as, type_of
from ...dotnet.model.types import DotNetType, Value
from ...errors import NetException
from ..conversion.conversion import cannot_set
from ..conversion.to_enums import convert_to_enum
from ..session.scriptblock import script_method, script_property
from ..values.extended import extend, extended
from ..values.objects import (
    AliasProperty,
    MemberSet,
    PropertySet,
    PSMember,
    PSObject,
    ScriptMethod,
    is_property,
    type_names,
    unwrap,
)
from ..values.text import to_text
from ..values.wildcard import wildcard_to_regex
from .invocation import invoke
from .member_info import declared_methods, declared_properties, definition_text, kind_of, stored_members
from .members import OBJECT_VIEW, TYPE_NAMES, MethodValue, ObjectView, PropertyInfo, TypeNames
from .methods import invoke_static

NAMESPACE = "System.Management.Automation."
ENUMERABLE = ("System.Collections.IEnumerable",)

MEMBER_INFO = register(DotNetType(NAMESPACE + "PSMemberInfo", base=OBJECT))
PROPERTY_INFO = register(DotNetType(NAMESPACE + "PSPropertyInfo", base=MEMBER_INFO))
METHOD_INFO = register(DotNetType(NAMESPACE + "PSMethodInfo", base=MEMBER_INFO))
register(DotNetType(NAMESPACE + "PSMethod", base=METHOD_INFO))
SCRIPT_METHOD = register(DotNetType(NAMESPACE + "PSScriptMethod", "psscriptmethod", base=METHOD_INFO))
PROPERTY_TYPES: dict[str, DotNetType] = {
    kind: register(DotNetType(NAMESPACE + "PS" + kind, "ps" + kind.lower(), base=PROPERTY_INFO))
    for kind in ("Property", "NoteProperty", "ScriptProperty", "AliasProperty", "PropertySet")
}
for _kind in ("CodeProperty", "MemberSet"):
    PROPERTY_TYPES[_kind] = register(DotNetType(NAMESPACE + "PS" + _kind, base=PROPERTY_INFO))
MEMBER_COLLECTION = register(DotNetType(NAMESPACE + "PSMemberInfoCollection`1", base=OBJECT, interfaces=ENUMERABLE))


class MemberCollection:
    """``psobject.Properties``, ``.Methods`` or ``.Members``."""

    __slots__ = ("owner", "what")
    dotnet_type: DotNetType = MEMBER_COLLECTION

    def __init__(self, owner: Value, what: str) -> None:
        self.owner, self.what = owner, what

    def __iter__(self) -> Iterator[Any]:
        owner = self.owner
        stored = stored_members(owner)
        if self.what != "Methods":
            for name, member in stored.items():
                if is_property(member) or (self.what == "Members" and not isinstance(member, ScriptMethod)):
                    yield PropertyInfo(owner, name, kind_of(member))
            lower = {name.lower() for name in stored}
            for declared in declared_properties(owner):
                if declared.name.lower() not in lower:
                    yield PropertyInfo(owner, declared.name, declared.kind, declared)
        if self.what != "Properties":
            for name, member in stored.items():
                if isinstance(member, ScriptMethod):
                    yield MethodValue(owner, name, script=True)
            for name in declared_methods(owner):
                yield MethodValue(owner, name)

    def find(self, name: str) -> Any:
        lower = name.lower()
        return next((each for each in self if each.name.lower() == lower), None)

    def match(self, pattern: str) -> list[Any]:
        matches = wildcard_to_regex(pattern).match
        return [each for each in self if matches(each.name)]

    def add(self, member: Value) -> None:
        member = unwrap(member)
        if not isinstance(member, DetachedMember):
            text = "Only a member made for an object, such as a PSNoteProperty, can be added."
            raise NetException("System.ArgumentException", text)
        if self.find(member.name) is not None:
            text = f"The object already has a member '{member.name}'."
            raise NetException("System.Management.Automation.ExtendedTypeSystemException", text)
        add_member(self.owner, member.name, member.member)

    def remove(self, name: str) -> None:
        remove_member(self.owner, name)


class DetachedMember:
    """A member that is not part of an object yet: ``[psnoteproperty]::new('x', 1)``."""

    __slots__ = ("dotnet_type", "member", "name")

    def __init__(self, type_: DotNetType, name: str, member: Value) -> None:
        self.dotnet_type, self.name, self.member = type_, name, member

    @property
    def kind(self) -> str:
        return kind_of(self.member)

    @property
    def value(self) -> Value:
        return self if isinstance(self.member, PSMember) else self.member

    @value.setter
    def value(self, new: Value) -> None:
        if isinstance(self.member, PSMember):
            raise cannot_set("Value")
        self.member = new

    @property
    def is_settable(self) -> bool:
        return not isinstance(self.member, PSMember)

    def __str__(self) -> str:
        return definition_text(self.name, self.member)


def member_set(members: Iterable[Value]) -> MemberSet:
    """A member set of members that are not part of an object yet."""
    found = [unwrap(each) for each in members or ()]
    return MemberSet({each.name: each.member for each in found if isinstance(each, DetachedMember)})


def add_member(owner: Value, name: str, member: Value) -> None:
    """Put a member (a plain value, or a `PSMember`) on any value."""
    target = owner if isinstance(owner, PSObject) else extend(owner)
    target._put(name, member)


def remove_member(owner: Value, name: str) -> None:
    """Remove a stored member."""
    at = owner
    while isinstance(at, PSObject):
        at._remove(name)
        at = at._base
    added = extended(unwrap(owner))
    if added is not None:
        added._remove(name)


# -- the members of member objects ------------------------------------------------------------------------------------

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
    """The stored member that an info object describes."""
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

#: the order of the shared properties of each kind, as in PowerShell; the properties of that kind alone come first
_ORDER = {
    "Property": "MemberType Value IsSettable IsGettable TypeNameOfValue",
    "NoteProperty": "MemberType IsSettable IsGettable Value TypeNameOfValue",
    "ScriptProperty": "MemberType IsSettable IsGettable Value TypeNameOfValue",
    "AliasProperty": "MemberType TypeNameOfValue IsSettable IsGettable Value",
}
for _kind, _names in _ORDER.items():
    for _name in [*_names.split(), "Name", "IsInstance"]:
        _declared = (PROPERTY_INFO if _name.lower() in PROPERTY_INFO.properties else MEMBER_INFO).properties
        PROPERTY_TYPES[_kind].properties[_name.lower()] = _declared[_name.lower()]


def _member_type(kind: str) -> Value:
    """The kind as a value of the enum PSMemberTypes."""
    type_ = find_type(NAMESPACE + "PSMemberTypes")
    if type_ is None:
        return kind
    return convert_to_enum(kind, type_)


def _call(method: MethodValue, *args: Value) -> Value:
    call = invoke_static if method.static else invoke
    return call(method.owner, method.name, args)


METHOD_INFO.prop("MemberType")(lambda m: _member_type("ScriptMethod" if getattr(m, "script", True) else "Method"))
METHOD_INFO.prop("OverloadDefinitions", "string[]")(
    lambda m: [str(m)] if isinstance(m, DetachedMember) else m.definitions()
)
METHOD_INFO.prop("Value")(lambda m: m)
METHOD_INFO.prop("TypeNameOfValue", "string")(lambda m: type_of(m).full_name)
METHOD_INFO.prop("IsInstance", "bool")(lambda m: getattr(m, "script", True))
METHOD_INFO.method("Invoke", "object[]", variadic=True)(_call)
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
_declare_member_kind("PropertySet", lambda names: PropertySet(list(names or ())), "string", "string[]")
_declare_member_kind("MemberSet", lambda members=(): member_set(members), "string")
_declare_member_kind("MemberSet", lambda members: member_set(members), "string", "object[]")
_declare_member_kind("ScriptProperty", script_property, "string", "scriptblock")
_declare_member_kind("ScriptProperty", script_property, "string", "scriptblock", "scriptblock")
SCRIPT_METHOD.constructor("string", "scriptblock")(
    lambda name, block: DetachedMember(SCRIPT_METHOD, name, script_method(block))
)


# -- psobject ---------------------------------------------------------------------------------------------------------


def _copy(view: ObjectView) -> PSObject:
    owner = view.owner
    if not isinstance(owner, PSObject):
        return PSObject(base=owner)
    made = PSObject(dict(owner._props), base=owner._base)
    made._types = owner._types
    return made


_OBJECT_VIEW = DotNetType(NAMESPACE + "PSObject", base=OBJECT)
register_as(OBJECT_VIEW, _OBJECT_VIEW)
_OBJECT_VIEW.prop("Properties")(lambda view: MemberCollection(view.owner, "Properties"))
_OBJECT_VIEW.prop("Methods")(lambda view: MemberCollection(view.owner, "Methods"))
_OBJECT_VIEW.prop("Members")(lambda view: MemberCollection(view.owner, "Members"))
_OBJECT_VIEW.prop("TypeNames")(lambda view: TypeNames(view.owner))
_OBJECT_VIEW.prop("BaseObject")(lambda view: unwrap(view.owner))
_OBJECT_VIEW.prop("ImmediateBaseObject")(lambda view: unwrap(view.owner))
_OBJECT_VIEW.method("Copy")(_copy)
_OBJECT_VIEW.method("ToString", returns="string")(lambda view: to_text(view.owner))


# -- pstypenames ------------------------------------------------------------------------------------------------------

_TYPE_NAMES = DotNetType(
    "System.Collections.ObjectModel.Collection`1[[System.String]]",
    base=OBJECT,
    interfaces=("System.Collections.IList", "System.Collections.ICollection", *ENUMERABLE),
    short_name="Collection`1",
)
register_as(TYPE_NAMES, _TYPE_NAMES)


def _changing(change: Any) -> Any:
    def call(names: TypeNames, *args: Value) -> Value:
        found = change(names, *args)
        names.keep()
        return found

    return call


def _remove_name(names: TypeNames, name: str) -> bool:
    if name not in names:
        return False
    names.remove(name)
    return True


_TYPE_NAMES.prop("Count", "int")(len)
_TYPE_NAMES.method("Add", "string", returns="void")(_changing(lambda names, name: names.append(name)))
_TYPE_NAMES.method("Insert", "int", "string", returns="void")(_changing(lambda names, at, name: names.insert(at, name)))
_TYPE_NAMES.method("Clear", returns="void")(_changing(lambda names: names.clear()))
_TYPE_NAMES.method("Remove", "string", returns="bool")(_changing(_remove_name))
_TYPE_NAMES.method("RemoveAt", "int", returns="void")(_changing(remove_at))
_TYPE_NAMES.method("Contains", "string", returns="bool")(lambda names, name: name in names)
_TYPE_NAMES.method("IndexOf", "string", returns="int")(lambda names, name: names.index(name) if name in names else -1)
