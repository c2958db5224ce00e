"""`PSObject`: PowerShell's property bag, and the members that a script can add to any value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...declare.sentinel import Sentinel
from ...dotnet.model.core import PSCUSTOMOBJECT
from ...dotnet.model.registry import register, type_of
from ...dotnet.model.types import Value

CUSTOM_OBJECT = ("System.Management.Automation.PSCustomObject", "System.Object")


class PSMember:
    """Base of a property or method that is not simply a stored value."""

    __slots__ = ()
    kind = "NoteProperty"


class ScriptProperty(PSMember):
    """``get(owner)`` and ``set(owner, value)`` are called at each access; for script code or our own views."""

    __slots__ = ("get", "set", "set_source", "source")
    kind = "ScriptProperty"

    def __init__(
        self,
        get: Callable[[Value], Value],
        set: Callable[[Value, Value], None] | None = None,
        source: Any = None,
        set_source: Any = None,
    ) -> None:
        self.get, self.set = get, set
        self.source, self.set_source = source, set_source  # the script blocks, if it is made of script blocks


class AliasProperty(PSMember):
    __slots__ = ("target",)
    kind = "AliasProperty"

    def __init__(self, target: str) -> None:
        self.target = target


class ScriptMethod(PSMember):
    """``call(owner, *args)``."""

    __slots__ = ("call", "source")
    kind = "ScriptMethod"

    def __init__(self, call: Callable[..., Value], source: Any = None) -> None:
        self.call, self.source = call, source


class PropertySet(PSMember):
    __slots__ = ("names",)
    kind = "PropertySet"

    def __init__(self, names: list[str]) -> None:
        self.names = names


class MemberSet(PSMember):
    """Members under one name; the set ``PSStandardMembers`` says how an object is displayed."""

    __slots__ = ("members",)
    kind = "MemberSet"

    def __init__(self, members: dict[str, Value]) -> None:
        self.members = members


#: what ``_raw`` is from the first change of a property on
CHANGED = Sentinel("CHANGED", __name__)


class PSObject:
    """A custom object, or (with ``_base``) another value with added members.

    Names are case-insensitive and keep their first spelling and order. In Python, properties read as attributes and
    as items: ``item.response.status_code``, ``item["custom_id"]``. The engine's own fields start with an underscore.

    A lazy object (`lazy_object`) leaves ``_props``, and perhaps ``_types``, unset until one of them is first read. Then
    ``_fill`` sets both, from ``_raw``.
    """

    __slots__ = ("__weakref__", "_base", "_fill", "_lower", "_props", "_raw", "_types")

    _base: Value  # the wrapped value, None for a custom object
    _props: dict[str, Value]  # by name as first written; a PSMember where it is not a plain value
    _lower: dict[str, str] | None  # lower-case name to written name, built when first needed
    _types: tuple[str, ...]  # PSTypeNames, most derived first
    _raw: Any  # what the service sent (bytes, dict), to write it out in exactly that form; None, or `CHANGED`
    _fill: Callable[[PSObject], None] | None  # reads a lazy object; None when it has been read

    def __init__(
        self,
        props: dict[str, Value] | None = None,
        type_name: str | None = None,
        base: Value = None,
        raw: bytes | dict[str, Any] | None = None,
    ) -> None:
        self._props = {} if props is None else props
        self._lower = None
        self._types = CUSTOM_OBJECT if type_name is None else (type_name, *CUSTOM_OBJECT)
        self._base = base
        self._raw = raw
        self._fill = None

    # -- the engine's access ----------------------------------------------------------------------------------------

    def _find(self, name: str) -> str | None:
        """The spelling under which a property is stored, or None."""
        props = self._props
        if name in props:
            return name
        lower = self._lower
        if lower is None or len(lower) != len(props):
            lower = self._lower = {n.lower(): n for n in props}
        return lower.get(name.lower())

    def _get(self, name: str) -> Value:
        """The value of a property, as the engine carries it; KeyError where there is none."""
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return read_member(self, self._props[found])

    def _put(self, name: str, value: Value) -> None:
        """Set or add a stored property. From then on ``_raw`` no longer describes the object."""
        found = self._find(name)
        self._props[found if found is not None else name] = value
        self._raw = CHANGED

    def _remove(self, name: str) -> None:
        found = self._find(name)
        if found is not None:
            del self._props[found]
            self._lower = None
            self._raw = CHANGED

    # -- Python's access --------------------------------------------------------------------------------------------

    def __getattr__(self, name: str) -> Value:
        if name[:1] == "_":
            if name in _READ_LATE and (fill := self._fill) is not None:  # an unset slot: the first look inside
                fill(self)
                self._fill = None
                return self._props if name == "_props" else self._types
            raise AttributeError(name)
        found = self._find(name)
        if found is None:
            raise AttributeError(f"{self._short_type()} has no property {name!r}; there are: {', '.join(self)}")
        return python_value(read_member(self, self._props[found]))

    def __getitem__(self, name: str) -> Value:
        return python_value(self._get(name))

    def __setitem__(self, name: str, value: Value) -> None:
        self._put(name, value)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def __bool__(self) -> bool:
        return True

    def keys(self) -> list[str]:
        """The names of the properties, so that ``dict(x)`` works.

        There is no ``items``, ``values`` or ``get``: the service has fields of such names, and a field wins.
        """
        return [name for name, stored in self._props.items() if is_property(stored)]

    def to_dict(self) -> dict[str, Any]:
        """The service's own data, in a copy of your own: dates are its numbers. Members that were added are left out.

        Of an object that is not the service's, or was changed: its properties as plain data.
        """
        from .python import plain_data

        data = plain_data(self)
        return data if isinstance(data, dict) else {"value": data}

    def __dir__(self) -> list[str]:
        return [*self.keys(), *(n for n in object.__dir__(self) if n[:1] != "_" or n[:2] == "__")]

    def __eq__(self, other: object) -> bool:
        from .python import equal

        return NotImplemented if not isinstance(other, PSObject) else self is other or equal(self, other)

    # It can change, so it has no hash. The engine compares by identity, as .NET does with such objects.
    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> PSObject:
        from .python import copied

        return copied(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> PSObject:
        from .python import copied

        return copied(self, memo)

    def __reduce__(self) -> tuple[Any, ...]:
        from .python import taken_apart

        return taken_apart(self)

    def __repr__(self) -> str:
        from .python import shown

        return shown(self)

    def _repr_html_(self) -> str:
        from .python import html_object

        return html_object(self)

    def _short_type(self) -> str:
        return self._types[0].removeprefix("PSOpenAI.").removeprefix("System.Management.Automation.")


def python_value(value: Value) -> Any:
    """A value as Python code expects it: plain numbers and texts, datetimes with a zone, lists, dicts; objects stay."""
    cls = value.__class__
    if cls is str or cls is bool or value is None or cls is float or cls is int:
        return value
    if isinstance(value, PSObject):
        return value if value._base is None else python_value(value._base)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, list):
        return [python_value(item) for item in value]
    if isinstance(value, bytearray):
        return bytes(value)
    convert = getattr(value, "to_python", None)
    return value if convert is None else convert()


PSCUSTOMOBJECT.python = PSObject
register(PSCUSTOMOBJECT)


def is_property(stored: Value) -> bool:
    """Whether what is stored under a name counts as a property (methods and sets of members do not)."""
    return not isinstance(stored, PSMember) or isinstance(stored, (ScriptProperty, AliasProperty))


def read_member(owner: Value, stored: Value) -> Value:
    """The value of a stored property: itself, or what its getter returns."""
    if isinstance(stored, ScriptProperty):
        return stored.get(owner)
    if isinstance(stored, AliasProperty) and isinstance(owner, PSObject):
        return owner._get(stored.target)
    return stored


def lazy_object(raw: Any, fill: Callable[[PSObject], None], types: tuple[str, ...] | None = None) -> PSObject:
    """An object that is read from ``raw`` when somebody first looks inside.

    ``fill`` sets its ``_props``; also its ``_types`` if they are not given here, and ``_raw`` if the object is not to
    be written out as that. What it raises passes to the reader, and the next look tries again.
    """
    made = _new(PSObject)
    made._base = made._lower = None
    made._raw = raw
    made._fill = fill
    if types is not None:
        made._types = types
    return made


_new = PSObject.__new__
_READ_LATE = ("_props", "_types")


def has_changed(value: Value) -> bool:
    """Whether a property was set, added or removed: of an object, of one inside it, or of one in an array.

    What the service sent does not describe such an object any more. Nothing is read for the answer: what nobody has
    looked at cannot have changed.
    """
    if isinstance(value, PSObject):
        if value._raw is CHANGED:
            return True
        return value._fill is None and any(map(has_changed, value._props.values()))
    return isinstance(value, list) and any(map(has_changed, value))


def type_names(value: Value) -> tuple[str, ...]:
    """The PSTypeNames of any value that is not ``$null``, most derived first."""
    if isinstance(value, PSObject):
        own = value._types
        if value._base is not None and own == CUSTOM_OBJECT:
            return type_names(value._base)
        return own
    return tuple(t.full_name for t in type_of(value).lineage())


def unwrap(value: Value) -> Value:
    """The value inside a wrapper that only adds members; any other value as it is."""
    while isinstance(value, PSObject) and value._base is not None:
        value = value._base
    return value


def holder_of(value: Value, name: str) -> tuple[PSObject, str] | None:
    """The object that stores a member of that name, and the spelling there: a custom object, or a wrapper of a value.

    None if there is no such member. For members that were added to other values see `extended`.
    """
    at = value
    while isinstance(at, PSObject):
        stored = at._find(name)
        if stored is not None:
            return at, stored
        at = at._base
    return None
