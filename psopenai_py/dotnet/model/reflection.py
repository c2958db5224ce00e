"""What a type tells of its members: ``[type].GetProperties()``, ``GetMethod('Trim')``; as far as they are here."""

from __future__ import annotations

from collections.abc import Iterator

from .core import OBJECT
from .enumerables import make_array
from .registry import find_type, register
from .types import DotNetType, Method, Property, Value


class PropertyInfo:
    """A property of a type."""

    __slots__ = ("declared", "owner")

    def __init__(self, owner: DotNetType, declared: Property) -> None:
        self.owner = owner
        self.declared = declared

    def __str__(self) -> str:
        return f"{_type_of(self.declared.type_name).full_name} {self.declared.name}"

    def read(self, value: Value) -> Value:
        return self.declared.get() if self.declared.static else self.declared.get(value)

    def write(self, value: Value, new: Value) -> None:
        if self.declared.set is not None:
            self.declared.set(value, new)


class MethodInfo:
    """One overload of a method."""

    __slots__ = ("declared", "owner")

    def __init__(self, owner: DotNetType, declared: Method) -> None:
        self.owner = owner
        self.declared = declared

    def __str__(self) -> str:
        shown = ", ".join(_type_of(name).full_name for name in self.declared.parameters)
        return f"{_type_of(self.declared.returns).full_name} {self.declared.name}({shown})"


def _type_of(name: str) -> DotNetType:
    return find_type(name) or OBJECT


def _properties_of(type_: DotNetType) -> Iterator[PropertyInfo]:
    """.NET's own properties of a type and its bases, without what PowerShell adds."""
    seen: set[str] = set()
    for at in type_.lineage():
        for lower, declared in (*at.properties.items(), *at.static_properties.items()):
            if lower not in seen and declared.kind == "Property":
                seen.add(lower)
                yield PropertyInfo(at, declared)


def _methods_of(type_: DotNetType) -> Iterator[MethodInfo]:
    """All overloads of a type's methods and its bases'."""
    for at in type_.lineage():
        for overloads in (*at.methods.values(), *at.static_methods.values()):
            for declared in overloads:
                yield MethodInfo(at, declared)


def properties(type_: DotNetType) -> Value:
    return make_array(_properties_of(type_), PROPERTY_INFO)


def methods(type_: DotNetType) -> Value:
    return make_array(_methods_of(type_), METHOD_INFO)


def members(type_: DotNetType) -> Value:
    return make_array([*_methods_of(type_), *_properties_of(type_)], MEMBER_INFO)


def property_named(type_: DotNetType, name: str) -> PropertyInfo | None:
    return next((each for each in _properties_of(type_) if each.declared.name == name), None)


def method_named(type_: DotNetType, name: str, parameters: Value = None) -> MethodInfo | None:
    wanted = None if parameters is None else list(parameters)
    for each in _methods_of(type_):
        declared = each.declared
        if declared.name == name and (wanted is None or [_type_of(p) for p in declared.parameters] == wanted):
            return each
    return None


MEMBER_INFO = register(DotNetType("System.Reflection.MemberInfo", base=OBJECT))
MEMBER_INFO.prop("Name", "string")(lambda member: member.declared.name)
MEMBER_INFO.prop("DeclaringType", "type")(lambda member: member.owner)
MEMBER_INFO.method("ToString", returns="string")(str)

PROPERTY_INFO = register(DotNetType("System.Reflection.PropertyInfo", python=PropertyInfo, base=MEMBER_INFO))
PROPERTY_INFO.prop("MemberType", "string")(lambda member: "Property")
PROPERTY_INFO.prop("PropertyType", "type")(lambda member: _type_of(member.declared.type_name))
PROPERTY_INFO.prop("CanRead", "bool")(lambda member: True)
PROPERTY_INFO.prop("CanWrite", "bool")(lambda member: member.declared.set is not None)
PROPERTY_INFO.method("GetValue", "object")(PropertyInfo.read)
PROPERTY_INFO.method("SetValue", "object", "object", returns="void")(PropertyInfo.write)

METHOD_INFO = register(DotNetType("System.Reflection.MethodInfo", python=MethodInfo, base=MEMBER_INFO))
METHOD_INFO.prop("MemberType", "string")(lambda member: "Method")
METHOD_INFO.prop("ReturnType", "type")(lambda member: _type_of(member.declared.returns))
METHOD_INFO.prop("IsStatic", "bool")(lambda member: member.declared.static)
