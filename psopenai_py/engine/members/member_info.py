"""Which members a value has, and how Get-Member describes them."""

from __future__ import annotations

from ...dataclass import dataclass
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import Adapted, DotNetType, Method, Property, Value
from ..values.extended import extended
from ..values.objects import (
    AliasProperty,
    MemberSet,
    PropertySet,
    PSMember,
    PSObject,
    ScriptMethod,
    ScriptProperty,
    type_names,
    unwrap,
)
from ..values.text import TO_STRING, plain_text, to_text
from ..values.typedata import type_members


@dataclass(slots=True)
class MemberInfo:
    """One member for Get-Member: its kind (Property, NoteProperty, Method...) and its definition as text."""

    name: str
    kind: str
    definition: str


def stored_members(value: Value) -> dict[str, Value]:
    """The members that are stored on the value itself or come from its type names, by name as written."""
    found: dict[str, Value] = {}
    at = value
    while isinstance(at, PSObject):
        for name, member in at._props.items():
            found.setdefault(name, member)
        at = at._base
    added = extended(unwrap(value))
    if added is not None:
        found.update(added._props)
    for name, member in type_members(value).items():
        if name.lower() not in {each.lower() for each in found}:
            found[name] = member
    return found


def declared_properties(value: Value, hidden: bool = False) -> list[Property]:
    """The .NET properties of a value, those of the most derived type first; with ``hidden`` also the hidden ones."""
    inner = unwrap(value)
    if isinstance(inner, PSObject):
        return []
    if isinstance(inner, Adapted):
        return list(inner.adapted_properties().values())
    found: dict[str, Property] = {}
    for at in type_of(inner).lineage():
        for lower, declared in at.properties.items():
            if hidden or not declared.hidden:
                found.setdefault(lower, declared)
    return list(found.values())


def declared_methods(value: Value, hidden: bool = False) -> dict[str, list[Method]]:
    """The .NET methods of a value by name; every value has those of System.Object."""
    inner = unwrap(value)
    lineage = [OBJECT] if isinstance(inner, PSObject) else [*type_of(inner).lineage(), OBJECT]
    found: dict[str, list[Method]] = {}
    for at in dict.fromkeys(lineage):
        for methods in at.methods.values():
            for method in methods:
                known = found.setdefault(method.name, [])
                if (hidden or not method.hidden) and all(method.parameters != each.parameters for each in known):
                    known.append(method)
    return found


def members_of(value: Value, hidden: bool = False) -> list[MemberInfo]:
    """All members of a value, as Get-Member describes them (it sorts them by kind and name)."""
    members = [
        MemberInfo(name, kind_of(each), definition_text(name, each)) for name, each in stored_members(value).items()
    ]
    if any(name in TO_STRING for name in type_names(value)):  # upper layers give such objects their text
        members.append(MemberInfo("ToString", "ScriptMethod", "System.Object ToString();"))
    stored = {member.name.lower() for member in members}
    for declared in declared_properties(value, hidden):
        if declared.name.lower() not in stored:
            members.append(MemberInfo(declared.name, declared.kind, property_text(declared)))
    for name, overloads in declared_methods(value, hidden).items():
        if overloads and name.lower() not in stored and not name.startswith(("get_", "set_", "op_")):
            members.append(
                MemberInfo(
                    name,
                    "ParameterizedProperty" if name in ("Item", "Chars") else "Method",
                    ", ".join(signature(each) for each in overloads),
                )
            )
    return members


def property_text(declared: Property) -> str:
    """A property of a type as Get-Member writes it."""
    if declared.definition:
        return declared.definition
    access = "{get;set;}" if declared.set is not None else "{get;}"
    return f"{type_text_of(declared.type_name)} {declared.name} {access}"


def kind_of(member: Value) -> str:
    """The kind of a stored member: NoteProperty, ScriptProperty, ScriptMethod and so on."""
    return member.kind if isinstance(member, PSMember) else "NoteProperty"


def signature(method: Method) -> str:
    """An overload as ``OverloadDefinitions`` and Get-Member write it."""
    texts = [type_text_of(each) for each in method.parameters]
    if method.variadic:
        texts[-1] = "Params " + texts[-1]
    if method.names:
        texts = [f"{text} {name}" for text, name in zip(texts, method.names, strict=True)]
    return f"{type_text_of(method.returns)} {method.name}({', '.join(texts)})"


def type_text_of(name: str) -> str:
    """A type, given by its name in a declaration, as member definitions name it."""
    type_ = find_type(name)
    return name if type_ is None else type_name_text(type_)


def type_name_text(type_: DotNetType) -> str:
    """A type as member definitions name it: ``string``, ``int``, else the full name."""
    if type_.element is not None:
        return type_name_text(type_.element) + "[]"
    return type_.accelerator if type_.accelerator in _SHORT else type_.full_name


def short_name(type_: DotNetType) -> str:
    """A type without its namespace, or PowerShell's own short name for it."""
    if type_.element is not None:
        return short_name(type_.element) + "[]"
    return "Object" if type_ is OBJECT else type_.accelerator or type_.name


_SHORT_NAMES = (
    "string int bool char long double decimal float byte sbyte short ushort uint ulong void "
    "datetime timespan guid uri version type hashtable"
)
_SHORT = frozenset(_SHORT_NAMES.split())


def definition_text(name: str, member: Value) -> str:
    """The definition of a stored member as Get-Member writes it: ``string Name=x``, ``get=...;set=...;``."""
    if isinstance(member, AliasProperty):
        return f"{name} = {member.target}"
    if isinstance(member, ScriptProperty):
        parts = [f"get={to_text(member.source)};"] if member.source is not None else []
        parts += [f"set={to_text(member.set_source)};"] if member.set_source is not None else []
        return f"System.Object {name} {{{''.join(parts)}}}"
    if isinstance(member, ScriptMethod):
        return f"System.Object {name}();"
    if isinstance(member, PropertySet):
        return f"{name} {{{', '.join(member.names)}}}"
    if isinstance(member, MemberSet):
        return f"{name} {{{', '.join(member.members)}}}"
    if isinstance(member, PSMember):
        return name
    return f"{value_type_text(member)} {name}={_value_text(member)}"


def _value_text(value: Value) -> str:
    """A stored value as text; for an array only its type."""
    return "null" if value is None else plain_text(value) if isinstance(value, list) else to_text(value)


def value_type_text(value: Value) -> str:
    """The type of a stored value as definitions of note properties name it."""
    if value is None:
        return "object"
    inner = unwrap(value)
    if isinstance(inner, PSObject):
        return type_names(inner)[0]
    return short_name(type_of(inner))
