"""The members of any value as objects that can be read, set, added and removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...dotnet.model.types import DotNetType, Method, Property, Value
from ...errors import NetException
from ..values.extended import extend, extended
from ..values.objects import MemberSet, PSMember, PSObject, ScriptMethod, ScriptProperty, is_property, unwrap
from ..values.text import to_text
from .member_info import (
    declared_methods,
    declared_properties,
    definition_text,
    kind_of,
    signature,
    stored_members,
    type_text_of,
    value_type_text,
)
from .psmember_types import MEMBER_COLLECTION, METHOD, PROPERTY_TYPES, SCRIPT_METHOD


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
        return PROPERTY_TYPES[self.kind]

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
        return SCRIPT_METHOD if self.script else METHOD

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
        from ..values.wildcard import wildcard_to_regex

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


from . import psmember_declarations  # noqa: E402, F401  (it declares the members of these objects)
