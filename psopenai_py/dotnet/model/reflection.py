"""The members of ``[type]``: ``[int].FullName``, ``[string].GetMethods()``, ``[string].GetProperty('Length')``.

Reflection lists the members that this package declares, without those that PowerShell adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .core import MEMBER_INFO, OBJECT, TYPE
from .enumerables import make_array
from .enums import EnumType
from .exceptions import argument_error
from .registry import array_of, find_type, get_type, register, type_of
from .types import DotNetType, Method, Property, Value, assembly_qualified

_PRIMITIVE = frozenset(
    f"System.{name}"
    for name in (
        *("Boolean", "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"),
        *("Char", "Double", "Single", "IntPtr"),
    )
)


# -- types ------------------------------------------------------------------------------------------------------------


def _base_type(type_: DotNetType) -> DotNetType | None:
    return None if type_.is_interface else type_.base


def _is_assignable_from(type_: DotNetType, other: DotNetType | None) -> bool:
    return other is not None and other.is_subtype_of(type_)


def _is_instance(type_: DotNetType, value: Value) -> bool:
    return value is not None and type_of(value).is_subtype_of(type_)


def _interfaces(type_: DotNetType) -> list[Value]:
    found = [find_type(name) for at in type_.lineage() for name in at.interfaces]
    return [each for each in dict.fromkeys(found) if each is not None]


def _interface_named(type_: DotNetType, name: str, ignore_case: bool = False) -> Value:
    def is_it(found: str) -> bool:
        return found.lower() == name.lower() if ignore_case else found == name

    return next((each for each in _interfaces(type_) if is_it(each.full_name) or is_it(each.name)), None)


def _assembly(type_: DotNetType) -> Value:
    kind = get_type("System.Reflection.Assembly").python  # loaded by it: few scripts ask for it
    assert kind is not None
    return kind.of(type_)  # type: ignore[attr-defined]


def _enum_names(type_: DotNetType) -> list[Value]:
    if not isinstance(type_, EnumType):
        raise argument_error("Type provided must be an Enum.", "enumType")
    return list(type_.members)


# -- members ----------------------------------------------------------------------------------------------------------


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
    """The properties of a type and its bases, without those that PowerShell adds."""
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


def custom_attributes(member: Value, kind: DotNetType | None = None, inherit: bool = True) -> list[Value]:
    """The attributes that a script has given a class, an enum or a member; ``kind``: those of a type only."""
    if not isinstance(member, (DotNetType, PropertyInfo, MethodInfo)):
        raise argument_error("Only types and their members have attributes.", "element")
    places: list[Any] = [member] if isinstance(member, DotNetType) else [member.declared]
    if isinstance(member, DotNetType) and inherit:
        places = list(member.lineage())
    found = [each for place in places if place.attributes is not None for each in place.attributes()]
    return [each for each in found if kind is None or type_of(each).is_subtype_of(kind)]


PROPERTY_INFO = register(DotNetType("System.Reflection.PropertyInfo", python=PropertyInfo, base=MEMBER_INFO))
MEMBER_INFO.prop("MemberType", "string")(lambda member: "TypeInfo" if isinstance(member, DotNetType) else "")
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

MEMBER_INFO.prop("Name", "string")(
    lambda member: member.name if isinstance(member, DotNetType) else member.declared.name
)
MEMBER_INFO.prop("DeclaringType", "type")(lambda member: getattr(member, "owner", None))  # of a type: it is nowhere in
for _info in (PROPERTY_INFO, METHOD_INFO):
    _info.method("ToString", returns="string")(str)

for _owner in (TYPE, PROPERTY_INFO, METHOD_INFO):
    _owner.method("GetCustomAttributes", "bool")(lambda it, inherit: custom_attributes(it, None, inherit))
    _owner.method("GetCustomAttributes", "type", "bool")(custom_attributes)
    _owner.method("IsDefined", "type", "bool", returns="bool")(
        lambda it, kind, inherit: bool(custom_attributes(it, kind, inherit))
    )

TYPE.prop("Name", "string")(lambda t: t.name)
TYPE.prop("FullName", "string")(lambda t: t.full_name)
TYPE.prop("Namespace", "string")(lambda t: t.namespace or None)
TYPE.prop("BaseType", "type")(_base_type)
TYPE.prop("IsValueType", "bool")(lambda t: t.value_type)
TYPE.prop("IsEnum", "bool")(lambda t: t.is_enum)
TYPE.prop("IsArray", "bool")(lambda t: t.element is not None)
TYPE.prop("IsInterface", "bool")(lambda t: t.is_interface)
TYPE.prop("IsClass", "bool")(lambda t: not t.value_type and not t.is_interface)
TYPE.prop("IsPrimitive", "bool")(lambda t: t.full_name in _PRIMITIVE)
TYPE.prop("IsPublic", "bool")(lambda t: True)
TYPE.prop("IsSerializable", "bool")(lambda t: True)
TYPE.prop("IsAbstract", "bool")(lambda t: t.is_interface)
TYPE.prop("IsGenericType", "bool")(lambda t: "`" in t.full_name)
TYPE.prop("GenericTypeArguments")(lambda t: list(t.arguments))
TYPE.prop("UnderlyingSystemType", "type")(lambda t: t)
TYPE.prop("AssemblyQualifiedName", "string")(assembly_qualified)
TYPE.prop("Assembly", "object")(_assembly)
TYPE.method("ToString", returns="string")(lambda t: t.shown_name)
TYPE.method("GetElementType", returns="type")(lambda t: t.element)
TYPE.method("GetGenericArguments")(lambda t: list(t.arguments))
TYPE.method("GetEnumNames")(_enum_names)
TYPE.method("GetInterfaces")(_interfaces)
TYPE.prop("ImplementedInterfaces")(_interfaces)
TYPE.method("GetInterface", "string", returns="type")(_interface_named)
TYPE.method("GetInterface", "string", "bool", returns="type")(_interface_named)
TYPE.method("IsSubclassOf", "type", returns="bool")(lambda t, other: t is not other and other in t.lineage())
TYPE.method("IsAssignableFrom", "type", returns="bool")(_is_assignable_from)
TYPE.method("IsAssignableTo", "type", returns="bool")(lambda t, other: other is not None and t.is_subtype_of(other))
TYPE.method("IsInstanceOfType", "object", returns="bool")(_is_instance)
TYPE.method("MakeArrayType", returns="type")(array_of)
TYPE.static("GetType", "string", returns="type")(find_type)
TYPE.prop("IsSealed", "bool")(lambda t: t.value_type or t.full_name == "System.String")
TYPE.method("GetProperties")(properties)
TYPE.method("GetProperty", "string", returns="System.Reflection.PropertyInfo")(property_named)
TYPE.method("GetMethods")(methods)
TYPE.method("GetMethod", "string", returns="System.Reflection.MethodInfo")(method_named)
TYPE.method("GetMethod", "string", "type[]", returns="System.Reflection.MethodInfo")(method_named)
TYPE.method("GetMembers")(members)
