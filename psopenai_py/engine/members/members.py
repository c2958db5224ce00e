"""The members of values: ``value.name`` and ``[type]::name``, read and written.

::

    get_member(value, name, strict)        with member enumeration over collections
    property_or_missing(value, name)       the value's own property, or MISSING
    set_member(value, name, new)
    get_static(type, name), set_static(type, name, new)

A member that is not simply a value reads as an object that stands for it: `PropertyInfo`, `MethodValue` and, for
``psobject``, ``psbase`` and ``pstypenames``, the three views at the end. What scripts can do with those objects is
declared in `psmembers`, which the catalog of types loads when a script first needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import DotNetType, Method, Property, Value
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import cannot_set, set_declared, set_property, set_stored
from ..values.enumeration import enumerate_value
from ..values.extended import extend, extended
from ..values.objects import (
    AliasProperty,
    MemberSet,
    PropertySet,
    PSMember,
    PSObject,
    ScriptMethod,
    ScriptProperty,
    first_look,
    holder_of,
    type_names,
    unwrap,
)
from ..values.text import to_text
from ..values.typedata import type_member
from .indexing import set_index
from .member_info import (
    declared_methods,
    definition_text,
    signature,
    stored_members,
    type_text_of,
    value_type_text,
)
from .methods import methods_of

_AUTOMATION = "System.Management.Automation."
_GET_ERROR = _AUTOMATION + "GetValueInvocationException"


def get_member(value: Value, name: Value, strict: bool = False) -> Value:
    """``value.name``. If there is no such member, the result is null, in ``strict`` mode an error."""
    cls = value.__class__
    if cls is PSObject:
        if value._fill is not None and (told := first_look(value, name)) is not MISSING:
            return told
        if name.__class__ is str and name in value._props:
            found = value._props[name]
            if not isinstance(found, PSMember):
                return found
    elif (cls is list and name in ("Length", "Count")) or (cls is str and name == "Length" and value.isascii()):
        return len(value)
    found = property_or_missing(value, name)
    if found is not MISSING:
        return found
    text = name if isinstance(name, str) else to_text(name)
    items = None if value is None else enumerate_value(value)
    if items is not None:
        found = _enumerated(list(items), text)
        if found is not MISSING:
            return found
    elif text.lower() in ("count", "length"):  # a scalar counts as a collection of one item
        return 0 if value is None else 1
    if strict:
        raise _not_found(text, "PropertyNotFoundStrict")
    return None


def _enumerated(items: list[Value], name: str) -> Value:
    """The member of every item that has it, in one array; the items of nested collections count as well."""
    found: list[Value] = []
    seen = False
    for item in items:
        each = MISSING if item is None else property_or_missing(item, name)
        if each is MISSING:
            inner = None if item is None else enumerate_value(item)
            each = MISSING if inner is None else _enumerated(list(inner), name)
            if each is MISSING:
                if isinstance(item, PSObject) and item._base is None:
                    seen = True
                    found.append(None)
                continue
        seen = True
        parts = enumerate_value(each)
        if parts is None:
            found.append(each)
        else:
            found.extend(parts)
    if not seen:
        return MISSING
    return found[0] if len(found) == 1 else found if found else None


def property_or_missing(value: Value, name: Value) -> Value:
    """The value's own property, method or intrinsic member of that name; ``MISSING`` if it has none."""
    if value is None:
        return MISSING
    text = name if isinstance(name, str) else to_text(name)
    held = holder_of(value, text)
    if held is not None:
        holder, stored = held
        return _read(value, holder._props[stored], stored)
    inner = unwrap(value)
    if isinstance(inner, NetDictionary):
        key = name if not isinstance(name, str) else text
        if key in inner:
            return inner.get(key)
    added = extended(inner)
    if added is not None and (spelling := added._find(text)) is not None:
        return _read(inner, added._props[spelling], spelling)
    return _declared(value, inner, text)


def _declared(value: Value, inner: Value, name: str) -> Value:
    """A member that the type declares, that Update-TypeData added, or that every value has."""
    lower = name.lower()
    if not isinstance(inner, PSObject):
        if lower == "count" and isinstance(inner, (list, bytearray)):
            return len(inner)
        type_ = type_of(inner)
        declared = type_.find_property(lower)
        if type_.adapts:
            declared = inner.adapted_properties().get(lower, declared)
        if declared is not None:
            return _read_declared(declared, inner)
    member = type_member(value, lower)
    if member is not None:
        return _read(value, member, name)
    view = _VIEWS.get(lower)
    if view is not None:
        return view(value)
    return MethodValue(value, name) if methods_of(inner, lower) else MISSING


def _read_declared(declared: Property, *owner: Value) -> Value:
    """The value of a declared property of ``owner``, or of a static one."""
    try:
        return declared.get(*owner)
    except NetException as error:
        text = f'Exception getting "{declared.name}": "{error.message}"'
        raise terminating("ExceptionWhenGetting", text, "NotSpecified", None, _GET_ERROR, error) from error


def _read(owner: Value, stored: Value, name: str) -> Value:
    """The value of a stored member."""
    if not isinstance(stored, PSMember):
        return stored
    if isinstance(stored, ScriptProperty):
        return _run_getter(owner, stored)
    if isinstance(stored, AliasProperty):
        found = property_or_missing(owner, stored.target)
        if found is MISSING:
            return None
        return found if stored.convert is None else stored.convert(found)
    if isinstance(stored, (PropertySet, MemberSet)):
        return PropertyInfo(owner, name, stored.kind)
    if isinstance(stored, ScriptMethod):
        return MethodValue(owner, name, script=True)
    return stored


def _run_getter(owner: Value, stored: ScriptProperty) -> Value:
    """The value of a script property; null if the script fails, as in PowerShell."""
    try:
        return stored.get(owner)
    except (TerminatingError, NetException):
        return None


def get_static(type_: DotNetType, name: Value, strict: bool = False) -> Value:
    """``[type]::name``."""
    text = to_text(name)
    declared = type_.find_static_property(text.lower())
    if declared is not None:
        return _read_declared(declared)
    if type_.find_static_methods(text.lower()) or (text.lower() == "new" and type_.constructors):
        return MethodValue(type_, text, static=True)
    if strict:
        raise _not_found(text, "PropertyNotFoundStrict")
    return None


# -- writing ----------------------------------------------------------------------------------------------------------


def set_member(value: Value, name: Value, new: Value) -> None:
    """``value.name = new``. Dictionaries take any key; other values only members that can be written."""
    text = name if isinstance(name, str) else to_text(name)
    if value is None:
        raise _not_found(text, "PropertyNotFound")
    if value.__class__ is PSObject and text in value._props and not isinstance(value._props[text], PSMember):
        value._put(text, new)
        return
    held = holder_of(value, text)
    if held is not None:
        _store(value, *held, text, new)
        return
    inner = unwrap(value)
    added = extended(inner)
    if added is not None and (stored := added._find(text)) is not None and not _is_declared(inner, text):
        _store(inner, added, stored, text, new)
    elif isinstance(inner, NetDictionary):
        set_index(inner, name, new)
    else:
        set_property(value, text, new, set_member)


def _is_declared(value: Value, name: str) -> bool:
    """Whether a script's class, derived from a collection, declares the property: it converts and checks new values."""
    type_ = type_of(value)
    return bool(getattr(type_, "is_script", False)) and type_.find_property(name.lower()) is not None


def _store(owner: Value, holder: PSObject, stored: str, name: str, new: Value) -> None:
    """Set the member that ``holder`` keeps as ``stored``; ``name`` is the spelling in the script, for errors."""
    member = holder._props[stored]
    if isinstance(member, PSMember):
        set_stored(owner, member, name, new, set_member)
    else:
        holder._put(stored, new)


def set_static(type_: DotNetType, name: Value, new: Value) -> None:
    """``[type]::name = new``."""
    text = to_text(name)
    declared = type_.find_static_property(text.lower())
    if declared is None:
        raise cannot_set(text)
    set_declared(type_, declared, new, text)


def _not_found(name: str, error_id: str) -> TerminatingError:
    strict = error_id == "PropertyNotFoundStrict"
    exception = "System.Management.Automation." + ("PropertyNotFoundException" if strict else "RuntimeException")
    return terminating(error_id, f"The object has no property '{name}'.", "InvalidOperation", None, exception)


# -- members as objects -----------------------------------------------------------------------------------------------


class PropertyInfo:
    """One property as an object: ``$o.psobject.Properties['x']``. Reading and setting go to its owner."""

    __slots__ = ("declared", "kind", "name", "owner")

    def __init__(self, owner: Value, name: str, kind: str, declared: Property | None = None) -> None:
        self.owner, self.name, self.kind, self.declared = owner, name, kind, declared

    @property
    def value(self) -> Value:
        return get_member(self.owner, self.name) if self.declared is None else self.declared.get(unwrap(self.owner))

    @value.setter
    def value(self, new: Value) -> None:
        set_member(self.owner, self.name, new)

    @property
    def is_settable(self) -> bool:
        if self.declared is not None:
            return self.declared.set is not None
        member = stored_members(self.owner).get(self.name)
        return member.set is not None if isinstance(member, ScriptProperty) else True

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type(f"{_AUTOMATION}PS{self.kind}")

    def __str__(self) -> str:
        members = stored_members(self.owner)
        if self.declared is None and self.name in members:
            return definition_text(self.name, members[self.name])
        type_text = type_text_of(self.declared.type_name) if self.declared else value_type_text(self.value)
        return f"{type_text} {self.name}" + ("" if self.declared else f"={to_text(self.value)}")


class MethodValue:
    """A method that is read and not called: ``'abc'.Substring``."""

    __slots__ = ("name", "owner", "script", "static")

    def __init__(self, owner: Value, name: str, script: bool = False, static: bool = False) -> None:
        self.owner, self.name, self.script, self.static = owner, name, script, static

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type(_AUTOMATION + ("PSScriptMethod" if self.script else "PSMethod"))

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

    def __str__(self) -> str:
        return ", ".join(self.definitions())


# -- views of a value -------------------------------------------------------------------------------------------------


#: names of their types in the registry, which no script can write
OBJECT_VIEW, TYPE_NAMES = "psobject`view", "pstypenames`list"


def _view_type(key: str) -> DotNetType:
    """The type that `psmembers` declares for a view. Asking for a type of the catalog loads that module."""
    get_type(_AUTOMATION + "PSMemberInfo")
    return get_type(key)


class ObjectView:
    """``value.psobject``."""

    __slots__ = ("owner",)

    def __init__(self, owner: Value) -> None:
        self.owner = owner

    @property
    def dotnet_type(self) -> DotNetType:
        return _view_type(OBJECT_VIEW)


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
    """A type with the members of another type, applied to the owner of a `BareView`."""
    found = _bare_types.get(type_)
    if found is not None:
        return found
    made = _bare_types[type_] = DotNetType(_AUTOMATION + "PSMemberSet", base=OBJECT, short_name=type_.name)
    for at in reversed(list(type_.lineage())):
        for lower, declared in at.properties.items():
            made.properties[lower] = Property(declared.name, _on_owner(declared.get), None, declared.type_name)
        for lower, methods in at.methods.items():
            made.methods[lower] = [
                Method(m.name, m.parameters, _on_owner(m.call), m.returns, variadic=m.variadic) for m in methods
            ]
    return made


def _on_owner(call: Callable[..., Value]) -> Callable[..., Value]:
    return lambda view, *args: call(view.owner, *args)


class TypeNames(list[Any]):
    """The list of a value's PSTypeNames; a change of the list changes the value."""

    __slots__ = ("owner",)

    def __init__(self, owner: Value) -> None:
        self.owner = owner
        added = extended(unwrap(owner))
        super().__init__(added._types if added is not None else type_names(owner))

    @property
    def dotnet_type(self) -> DotNetType:
        return _view_type(TYPE_NAMES)

    def keep(self) -> None:
        """Store the list's items as the type names of its owner."""
        target = self.owner if isinstance(self.owner, PSObject) else extend(self.owner)
        target._types = tuple(self)


#: the members that every value has
_VIEWS: dict[str, Callable[[Value], Value]] = {
    "psobject": ObjectView,
    "pstypenames": TypeNames,
    **dict.fromkeys(("psbase", "psadapted", "psextended"), lambda value: BareView(unwrap(value))),
}
