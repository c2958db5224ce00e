"""The members of a type itself: ``[int].FullName``."""

from __future__ import annotations

from collections.abc import Callable

from .core import TYPE
from .registry import array_of, find_type
from .types import DotNetType, Value

_PRIMITIVE = frozenset(
    f"System.{name}"
    for name in (
        *("Boolean", "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"),
        *("Char", "Double", "Single", "IntPtr"),
    )
)


def text_of_type(type_: DotNetType) -> str:
    """``Type.ToString()``: the full name, with the short form of generic arguments."""
    if type_.element is not None:
        return text_of_type(type_.element) + "[]"
    if type_.arguments:
        head, _, _ = type_.full_name.partition("[[")
        return f"{head}[{','.join(map(text_of_type, type_.arguments))}]"
    return type_.full_name


def _base_type(type_: DotNetType) -> DotNetType | None:
    return None if type_.is_interface else type_.base


def _is_assignable_from(type_: DotNetType, other: DotNetType) -> bool:
    return other.is_subtype_of(type_)


def _is_instance(type_: DotNetType, value: Value) -> bool:
    from .registry import type_of

    return value is not None and type_of(value).is_subtype_of(type_)


def _interfaces(type_: DotNetType) -> list[Value]:
    found = [find_type(name) for at in type_.lineage() for name in at.interfaces]
    return [each for each in dict.fromkeys(found) if each is not None]


def _reflection(name: str) -> Callable[..., Value]:
    """A function of the module `reflection`, which few scripts need."""

    def call(type_: DotNetType, *arguments: Value) -> Value:
        from . import reflection

        return getattr(reflection, name)(type_, *arguments)

    return call


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
TYPE.prop("AssemblyQualifiedName", "string")(lambda t: assembly_qualified(t))
TYPE.method("ToString", returns="string")(lambda t: t.shown_name)
TYPE.method("GetElementType", returns="type")(lambda t: t.element)
TYPE.method("GetGenericArguments")(lambda t: list(t.arguments))
TYPE.method("GetEnumNames")(lambda t: list(t.members))
TYPE.method("GetInterfaces")(_interfaces)
TYPE.method("IsSubclassOf", "type", returns="bool")(lambda t, other: t is not other and other in t.lineage())
TYPE.method("IsAssignableFrom", "type", returns="bool")(_is_assignable_from)
TYPE.method("IsAssignableTo", "type", returns="bool")(lambda t, other: t.is_subtype_of(other))
TYPE.method("IsInstanceOfType", "object", returns="bool")(_is_instance)
TYPE.method("MakeArrayType", returns="type")(array_of)
TYPE.static("GetType", "string", returns="type")(find_type)
TYPE.prop("IsSealed", "bool")(lambda t: t.value_type or t.full_name == "System.String")
TYPE.method("GetProperties")(_reflection("properties"))
TYPE.method("GetProperty", "string", returns="System.Reflection.PropertyInfo")(_reflection("property_named"))
TYPE.method("GetMethods")(_reflection("methods"))
TYPE.method("GetMethod", "string", returns="System.Reflection.MethodInfo")(_reflection("method_named"))
TYPE.method("GetMethod", "string", "type[]", returns="System.Reflection.MethodInfo")(_reflection("method_named"))
TYPE.method("GetMembers")(_reflection("members"))

_CORE_LIBRARY = "System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e"
_AUTOMATION = "System.Management.Automation, Version=7.6.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"


def assembly_qualified(type_: DotNetType) -> str:
    """The full name with the assembly, as generic full names spell their arguments."""
    automation = type_.full_name.startswith("System.Management.Automation.")
    return f"{type_.full_name}, {_AUTOMATION if automation else _CORE_LIBRARY}"
