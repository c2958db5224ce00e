"""``psobject`` and what it shows: the members of any value as objects that can be read, set, added and removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..dotnet.core import OBJECT
from ..dotnet.registry import find_type, register, type_of
from ..dotnet.types import DotNetType, Method, Property, Value
from ..errors import NetException
from .extended import extend, extended
from .member_info import (
    MemberInfo,
    declared_methods,
    declared_properties,
    definition_text,
    kind_of,
    members_of,
    signature,
    stored_members,
    type_text_of,
    value_type_text,
)
from .objects import (
    AliasProperty,
    MemberSet,
    PropertySet,
    PSMember,
    PSObject,
    ScriptMethod,
    ScriptProperty,
    is_property,
    type_names,
    unwrap,
)
from .script_members import script_method, script_property
from .text import to_text

_NS = "System.Management.Automation."
_ENUMERABLE = ("System.Collections.IEnumerable",)


class PropertyInfo:
    """One property as an object: ``$o.psobject.Properties['x']``. Reading and setting go to its owner."""

    __slots__ = ("declared", "kind", "name", "owner")

    def __init__(self, owner: Value, name: str, kind: str, declared: Property | None = None) -> None:
        self.owner, self.name, self.kind, self.declared = owner, name, kind, declared

    @property
    def value(self) -> Value:
        from .members import get_member

        return get_member(self.owner, self.name) if self.declared is None else self.declared.get(unwrap(self.owner))

    @value.setter
    def value(self, new: Value) -> None:
        from .members import set_member

        set_member(self.owner, self.name, new)

    @property
    def is_settable(self) -> bool:
        if self.declared is not None:
            return self.declared.set is not None
        member = stored_members(self.owner).get(self.name)
        return member.set is not None if isinstance(member, ScriptProperty) else True

    @property
    def dotnet_type(self) -> DotNetType:
        return _PROPERTY_TYPES[self.kind]

    def __str__(self) -> str:
        members = stored_members(self.owner)
        if self.declared is None and self.name in members:
            return definition_text(self.owner, self.name, members[self.name])
        type_text = type_text_of(self.declared.type_name) if self.declared else value_type_text(self.value)
        return f"{type_text} {self.name}" + ("" if self.declared else f"={to_text(self.value)}")


class MethodValue:
    """A method that is not called but looked at: ``'abc'.Substring``."""

    __slots__ = ("name", "owner", "script", "static")

    def __init__(self, owner: Value, name: str, script: bool = False, static: bool = False) -> None:
        self.owner, self.name, self.script, self.static = owner, name, script, static

    @property
    def dotnet_type(self) -> DotNetType:
        return _SCRIPT_METHOD if self.script else _METHOD

    def overloads(self) -> list[Method]:
        if self.static:
            found: list[Method] = self.owner.find_static_methods(self.name.lower()) or self.owner.constructors
            return found
        return declared_methods(self.owner).get(self.name) or [
            m for name, all_ in declared_methods(self.owner).items() if name.lower() == self.name.lower() for m in all_
        ]

    def definitions(self) -> list[str]:
        if self.script:
            return [f"System.Object {self.name}();"]
        prefix = "static " if self.static and self.name.lower() != "new" else ""
        return [prefix + signature(each) for each in self.overloads()]

    def call(self, *args: Value) -> Value:
        from .invocation import invoke, invoke_static

        return invoke_static(self.owner, self.name, args) if self.static else invoke(self.owner, self.name, args)

    def __str__(self) -> str:
        return ", ".join(self.definitions())


class MemberCollection:
    """``psobject.Properties``, ``.Methods`` or ``.Members``."""

    __slots__ = ("owner", "what")
    dotnet_type: DotNetType

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
        from .wildcard import wildcard_to_regex

        matches = wildcard_to_regex(pattern).match
        return [each for each in self if matches(each.name)]

    def add(self, member: Value) -> None:
        member = unwrap(member)
        if not isinstance(member, DetachedMember):
            text = "Only a member made for an object, such as a PSNoteProperty, can be added."
            raise NetException("System.ArgumentException", text)
        if self.find(member.name) is not None:
            text = f"There is a member '{member.name}' already."
            raise NetException("System.Management.Automation.ExtendedTypeSystemException", text)
        add_member(self.owner, member.name, member.member)

    def remove(self, name: str) -> None:
        remove_member(self.owner, name)


class DetachedMember:
    """A member that belongs to no object yet: ``[psnoteproperty]::new('x', 1)``."""

    __slots__ = ("dotnet_type", "member", "name")

    def __init__(self, type_: DotNetType, name: str, member: Value) -> None:
        self.dotnet_type, self.name, self.member = type_, name, member

    @property
    def kind(self) -> str:
        return kind_of(self.member)

    @property
    def value(self) -> Value:
        return self if isinstance(self.member, PSMember) else self.member

    @property
    def is_settable(self) -> bool:
        return not isinstance(self.member, PSMember)

    def __str__(self) -> str:
        return definition_text(None, self.name, self.member)


def member_set(members: Iterable[Value]) -> MemberSet:
    """A member set of members that belong to no object yet."""
    found = [unwrap(each) for each in members]
    return MemberSet({each.name: each.member for each in found if isinstance(each, DetachedMember)})


def add_member(owner: Value, name: str, member: Value) -> None:
    """Put a member (a plain value, or a `PSMember`) on any value."""
    target = owner if isinstance(owner, PSObject) else extend(owner)
    target._put(name, member)


def remove_member(owner: Value, name: str) -> None:
    """Take a stored member away."""
    at = owner
    while isinstance(at, PSObject):
        at._remove(name)
        at = at._base
    added = extended(unwrap(owner))
    if added is not None:
        added._remove(name)


class TypeNames(list[Any]):
    """The living list of a value's PSTypeNames: changing it changes the value."""

    __slots__ = ("owner",)

    def __init__(self, owner: Value) -> None:
        self.owner = owner
        added = extended(unwrap(owner))
        super().__init__(added._types if added is not None else type_names(owner))

    def keep(self) -> None:
        """Store the list's present state on its owner."""
        target = self.owner if isinstance(self.owner, PSObject) else extend(self.owner)
        target._types = tuple(self)


class ObjectView:
    """``value.psobject``."""

    __slots__ = ("owner",)
    dotnet_type: DotNetType

    def __init__(self, owner: Value) -> None:
        self.owner = owner


def intrinsic_member(value: Value, lower: str) -> Value:
    """``psobject``, ``pstypenames`` and the views of the bare value."""
    if lower == "pstypenames":
        return TypeNames(value)
    if lower == "psobject":
        return ObjectView(value)
    return BareView(unwrap(value))


class BareView:
    """``value.psbase``: the .NET members only, whatever keys or added members hide them."""

    __slots__ = ("owner",)

    def __init__(self, owner: Value) -> None:
        self.owner = owner

    @property
    def dotnet_type(self) -> DotNetType:
        return _bare_type(type_of(self.owner))


_bare_types: dict[DotNetType, DotNetType] = {}


def _bare_type(type_: DotNetType) -> DotNetType:
    """A type with the members of another one, which act on the owner of a `BareView`."""
    found = _bare_types.get(type_)
    if found is not None:
        return found
    made = _bare_types[type_] = DotNetType(_NS + "PSMemberSet", base=OBJECT, short_name=type_.name)
    for at in reversed(list(type_.lineage())):
        for lower, declared in at.properties.items():
            made.properties[lower] = Property(declared.name, _on_owner(declared.get), None, declared.type_name)
        for lower, methods in at.methods.items():
            made.methods[lower] = [
                Method(m.name, m.parameters, _on_owner(m.call), m.returns, variadic=m.variadic) for m in methods
            ]
    return made


def _on_owner(call: Any) -> Any:
    return lambda view, *args: call(view.owner, *args)


def _copy(view: ObjectView) -> PSObject:
    owner = view.owner
    if not isinstance(owner, PSObject):
        return PSObject(base=owner)
    made = PSObject(dict(owner._props), base=owner._base)
    made._types = owner._types
    return made


def _view_type(name: str, **options: Any) -> DotNetType:
    return register(DotNetType(_NS + name, base=OBJECT, **options))


_MEMBER_INFO = _view_type("PSMemberInfo")
_PROPERTY_INFO = register(DotNetType(_NS + "PSPropertyInfo", base=_MEMBER_INFO))
_METHOD_INFO = register(DotNetType(_NS + "PSMethodInfo", base=_MEMBER_INFO))
_METHOD = register(DotNetType(_NS + "PSMethod", base=_METHOD_INFO))
_SCRIPT_METHOD = register(DotNetType(_NS + "PSScriptMethod", "psscriptmethod", base=_METHOD_INFO))
_PROPERTY_TYPES: dict[str, DotNetType] = {
    kind: register(DotNetType(_NS + "PS" + kind, "ps" + kind.lower(), base=_PROPERTY_INFO))
    for kind in ("Property", "NoteProperty", "ScriptProperty", "AliasProperty", "PropertySet")
}
for _kind in ("CodeProperty", "MemberSet"):
    _PROPERTY_TYPES[_kind] = register(DotNetType(_NS + "PS" + _kind, base=_PROPERTY_INFO))
MemberCollection.dotnet_type = _view_type("PSMemberInfoCollection`1", interfaces=_ENUMERABLE)
ObjectView.dotnet_type = DotNetType(_NS + "PSObject", base=OBJECT)
_TYPE_NAMES = register(
    DotNetType(
        "System.Collections.ObjectModel.Collection`1[[System.String]]",
        python=TypeNames,
        base=OBJECT,
        interfaces=("System.Collections.IList", "System.Collections.ICollection", *_ENUMERABLE),
        short_name="Collection`1",
    )
)

_MEMBER_INFO.prop("Name", "string")(lambda member: member.name)
_PROPERTY_INFO.prop("MemberType")(lambda info: _member_type(info.kind))
_PROPERTY_INFO.prop("Value")(lambda info: info.value)
_PROPERTY_INFO.prop("TypeNameOfValue", "string")(
    lambda info: "System.Object" if info.value is None else type_names(info.value)[0]
)
_PROPERTY_INFO.prop("IsSettable", "bool")(lambda info: info.is_settable)
_PROPERTY_INFO.prop("IsGettable", "bool")(lambda info: True)
_PROPERTY_INFO.prop("IsInstance", "bool")(lambda info: info.kind != "Property")


_PROPERTY_TYPES["PropertySet"].prop("ReferencedPropertyNames", "string[]")(lambda info: list(_stored(info).names))
_PROPERTY_TYPES["MemberSet"].prop("Members")(
    lambda info: [DetachedMember(_detached_type(each), name, each) for name, each in _stored(info).members.items()]
)


def _stored(info: PropertyInfo | DetachedMember) -> Any:
    """The set that an info object tells of."""
    if isinstance(info, DetachedMember):
        return info.member
    members = stored_members(info.owner)
    return members[next(name for name in members if name.lower() == info.name.lower())]


def _detached_type(member: Value) -> DotNetType:
    return _SCRIPT_METHOD if isinstance(member, ScriptMethod) else _PROPERTY_TYPES[kind_of(member)]


@_PROPERTY_INFO.setter("Value")
def _set_value(info: PropertyInfo, new: Value) -> None:
    info.value = new


_PROPERTY_TYPES["ScriptProperty"].prop("GetterScript", "scriptblock")(lambda info: _stored(info).source)
_PROPERTY_TYPES["ScriptProperty"].prop("SetterScript", "scriptblock")(lambda info: _stored(info).set_source)
_PROPERTY_TYPES["AliasProperty"].prop("ReferencedMemberName", "string")(lambda info: _stored(info).target)

#: .NET's order of what the kinds tell, after what only they have
_TOLD = {
    "Property": "MemberType Value IsSettable IsGettable TypeNameOfValue",
    "NoteProperty": "MemberType IsSettable IsGettable Value TypeNameOfValue",
    "ScriptProperty": "MemberType IsSettable IsGettable Value TypeNameOfValue",
    "AliasProperty": "MemberType TypeNameOfValue IsSettable IsGettable Value",
}
for _kind, _order in _TOLD.items():
    for _name in [*_order.split(), "Name", "IsInstance"]:
        _declared = (_PROPERTY_INFO if _name.lower() in _PROPERTY_INFO.properties else _MEMBER_INFO).properties
        _PROPERTY_TYPES[_kind].properties[_name.lower()] = _declared[_name.lower()]


def _member_type(kind: str) -> Value:
    """The kind as a value of PSMemberTypes, where that enum is there."""
    type_ = find_type(_NS + "PSMemberTypes")
    if type_ is None:
        return kind
    from .convert.enums import convert_to_enum

    return convert_to_enum(kind, type_)


_METHOD_INFO.prop("MemberType")(lambda m: _member_type("ScriptMethod" if m.script else "Method"))
_METHOD_INFO.prop("OverloadDefinitions", "string[]")(lambda m: m.definitions())
_METHOD_INFO.prop("Value")(lambda m: m)
_METHOD_INFO.prop("TypeNameOfValue", "string")(lambda m: type_of(m).full_name)
_METHOD_INFO.prop("IsInstance", "bool")(lambda m: m.script)
_METHOD_INFO.method("Invoke", "object[]", variadic=True)(MethodValue.call)
_METHOD_INFO.method("ToString", returns="string")(str)
_PROPERTY_INFO.method("ToString", returns="string")(str)

MemberCollection.dotnet_type.method("get_Item", "string")(MemberCollection.find)
MemberCollection.dotnet_type.method("Item", "string")(MemberCollection.find)
MemberCollection.dotnet_type.method("Match", "string")(MemberCollection.match)
MemberCollection.dotnet_type.method("Add", "object", returns="void")(MemberCollection.add)
MemberCollection.dotnet_type.method("Add", "object", "bool", returns="void")(lambda all_, member, _: all_.add(member))
MemberCollection.dotnet_type.method("Remove", "string", returns="void")(MemberCollection.remove)

_OBJECT_VIEW = ObjectView.dotnet_type
_OBJECT_VIEW.prop("Properties")(lambda view: MemberCollection(view.owner, "Properties"))
_OBJECT_VIEW.prop("Methods")(lambda view: MemberCollection(view.owner, "Methods"))
_OBJECT_VIEW.prop("Members")(lambda view: MemberCollection(view.owner, "Members"))
_OBJECT_VIEW.prop("TypeNames")(lambda view: TypeNames(view.owner))
_OBJECT_VIEW.prop("BaseObject")(lambda view: unwrap(view.owner))
_OBJECT_VIEW.prop("ImmediateBaseObject")(lambda view: unwrap(view.owner))
_OBJECT_VIEW.method("Copy")(_copy)
_OBJECT_VIEW.method("ToString", returns="string")(lambda view: to_text(view.owner))


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
_TYPE_NAMES.method("RemoveAt", "int", returns="void")(_changing(lambda names, at: names.__delitem__(at)))
_TYPE_NAMES.method("Contains", "string", returns="bool")(lambda names, name: name in names)
_TYPE_NAMES.method("IndexOf", "string", returns="int")(lambda names, name: names.index(name) if name in names else -1)


def _declare_member_kind(kind: str, make: Any, *parameters: str) -> None:
    type_ = _PROPERTY_TYPES[kind]
    type_.constructor(*parameters)(lambda name, *rest: DetachedMember(type_, name, make(*rest)))


_declare_member_kind("NoteProperty", lambda value: value, "string", "object")
_declare_member_kind("AliasProperty", AliasProperty, "string", "string")
_declare_member_kind("PropertySet", lambda names: PropertySet(list(names)), "string", "string[]")


_declare_member_kind("MemberSet", lambda members=(): member_set(members), "string")
_declare_member_kind("MemberSet", lambda members: member_set(members), "string", "object[]")
_declare_member_kind("ScriptProperty", script_property, "string", "scriptblock")
_declare_member_kind("ScriptProperty", script_property, "string", "scriptblock", "scriptblock")
_SCRIPT_METHOD.constructor("string", "scriptblock")(
    lambda name, block: DetachedMember(_SCRIPT_METHOD, name, script_method(block))
)

__all__ = [
    "BareView",
    "DetachedMember",
    "MemberCollection",
    "MemberInfo",
    "MethodValue",
    "ObjectView",
    "PropertyInfo",
    "TypeNames",
    "add_member",
    "declared_properties",
    "intrinsic_member",
    "member_set",
    "members_of",
    "remove_member",
    "stored_members",
]
