"""``psobject``, ``psbase`` and ``pstypenames``: what every value shows of itself."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register, type_of
from ...dotnet.model.types import DotNetType, Method, Property, Value
from ..values.extended import extend, extended
from ..values.objects import PSObject, type_names, unwrap
from ..values.text import to_text
from .psmember_types import ENUMERABLE, NAMESPACE
from .psmembers import MemberCollection


def intrinsic_member(value: Value, lower: str) -> Value:
    """``psobject``, ``pstypenames`` and the views of the bare value."""
    if lower == "pstypenames":
        return TypeNames(value)
    if lower == "psobject":
        return ObjectView(value)
    return BareView(unwrap(value))


# -- psobject


class ObjectView:
    """``value.psobject``."""

    __slots__ = ("owner",)
    dotnet_type: DotNetType = DotNetType(NAMESPACE + "PSObject", base=OBJECT)

    def __init__(self, owner: Value) -> None:
        self.owner = owner


def _copy(view: ObjectView) -> PSObject:
    owner = view.owner
    if not isinstance(owner, PSObject):
        return PSObject(base=owner)
    made = PSObject(dict(owner._props), base=owner._base)
    made._types = owner._types
    return made


_OBJECT_VIEW = ObjectView.dotnet_type
_OBJECT_VIEW.prop("Properties")(lambda view: MemberCollection(view.owner, "Properties"))
_OBJECT_VIEW.prop("Methods")(lambda view: MemberCollection(view.owner, "Methods"))
_OBJECT_VIEW.prop("Members")(lambda view: MemberCollection(view.owner, "Members"))
_OBJECT_VIEW.prop("TypeNames")(lambda view: TypeNames(view.owner))
_OBJECT_VIEW.prop("BaseObject")(lambda view: unwrap(view.owner))
_OBJECT_VIEW.prop("ImmediateBaseObject")(lambda view: unwrap(view.owner))
_OBJECT_VIEW.method("Copy")(_copy)
_OBJECT_VIEW.method("ToString", returns="string")(lambda view: to_text(view.owner))


# -- psbase


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
    made = _bare_types[type_] = DotNetType(NAMESPACE + "PSMemberSet", base=OBJECT, short_name=type_.name)
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


# -- pstypenames


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


_TYPE_NAMES = register(
    DotNetType(
        "System.Collections.ObjectModel.Collection`1[[System.String]]",
        python=TypeNames,
        base=OBJECT,
        interfaces=("System.Collections.IList", "System.Collections.ICollection", *ENUMERABLE),
        short_name="Collection`1",
    )
)


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
