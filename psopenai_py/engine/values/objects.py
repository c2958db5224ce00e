"""`PSObject`: PowerShell's property bag, and the members that a script can add to any value."""

from __future__ import annotations

import json
import os
import re
from _thread import RLock  # `threading`'s own, without what else a start would load
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

from ...declare.sentinel import MISSING, Sentinel
from ...dotnet.model.carriers import Int64
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
    """``convert`` makes the type that the property is read as, if it has one of its own."""

    __slots__ = ("convert", "target")
    kind = "AliasProperty"

    def __init__(self, target: str, convert: Callable[[Value], Value] | None = None) -> None:
        self.target, self.convert = target, convert


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


class Source:
    """What reads a lazy object, if it can also tell one of the properties without reading all (`first_look`)."""

    __slots__ = ()
    told: Value = None  # an object or array inside that has been handed out: somebody may have changed it

    def __call__(self, item: PSObject) -> None:
        """Set the properties of the object; what was told is among them."""
        raise NotImplementedError

    def tell(self, name: Value) -> Value:
        """The value of a property, always the same one; `MISSING` if the object must be read for it.

        Several threads may ask, while another one has the object read: what is made here is made under `filling`.
        """
        raise NotImplementedError


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
            lower = self._lower = {n.lower(): n for n in list(props)}  # another thread may add one
        return lower.get(name.lower())

    def _get(self, name: str) -> Value:
        """The value of a property, as the engine carries it; KeyError where there is none."""
        if self._fill is not None and (told := first_look(self, name)) is not MISSING:
            return told
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
            if name in _READ_LATE:  # an unset slot: the first look inside
                _fill_once(self)
                return self._props if name == "_props" else self._types
            raise AttributeError(name)
        stored: Value = MISSING
        if self._fill is not None:  # as above; not left to the unset slot, which costs more
            stored = first_look(self, name)
        if stored is MISSING:
            stored = self._props.get(name, MISSING)
        if stored is not MISSING:  # what most code asks for: a text, an object or a number of the service
            cls = stored.__class__
            if cls is str or (cls is PSObject and stored._base is None):
                return stored
            if cls is Int64:
                return int(stored)
            if cls is list:
                return [v if v.__class__ is PSObject and v._base is None else python_value(v) for v in stored]
        found = self._find(name)
        if found is None:
            raise AttributeError(f"{self._short_type()} has no property {name!r}; there are: {', '.join(self)}")
        return python_value(read_member(self, self._props[found]))

    def __getitem__(self, name: str) -> Value:
        if not isinstance(name, str):  # not a list: its items are its fields
            raise KeyError(name)
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
        data = plain_data(self)
        return data if isinstance(data, dict) else {"value": data}

    def __dir__(self) -> list[str]:
        others = (n for n in object.__dir__(self) if (n[:1] != "_" or n[:2] == "__") and not _is_quick(n))
        return [*self.keys(), *others]

    def __eq__(self, other: object) -> bool:
        return NotImplemented if not isinstance(other, PSObject) else self is other or equal(self, other)

    # It can change, so it has no hash. The engine compares by identity, as .NET does with such objects.
    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> PSObject:
        return copied(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> PSObject:
        return copied(self, memo)

    def __reduce__(self) -> tuple[Any, ...]:
        return taken_apart(self)

    def __repr__(self) -> str:
        return shown(self)

    def _repr_html_(self) -> str:
        return html_object(self)

    def _short_type(self) -> str:
        """The name of the type as Python code has it: ``BatchOutput`` for ``PSOpenAI.Batch.Output``."""
        name = kind_of(self)
        if name.startswith("PSOpenAI."):
            return name.removeprefix("PSOpenAI.").replace(".", "")
        return name.removeprefix("System.Management.Automation.")


def quick_attributes(*names: str) -> None:
    """Have properties of these names found sooner when Python code reads them as attributes.

    Python looks into the class first, makes an exception of what is not there, and only then asks ``__getattr__``:
    that takes several times as long as the answer. What it finds in the class is asked at once, and answers the same.
    """
    for name in names:
        setattr(PSObject, name, _asked_at_once(name))


def _asked_at_once(name: str) -> property:
    answer = PSObject.__getattr__

    def refuse(owner: PSObject, value: Value) -> None:
        raise AttributeError(f"a property is set by its name in brackets: item[{name!r}] = ...")

    return property(lambda owner: answer(owner, name), refuse)


def _is_quick(name: str) -> bool:
    return isinstance(vars(PSObject).get(name), property)


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
    be written out as that. What it raises passes to the reader, and the next look tries again. It sets ``_props``
    last: from then on other threads can change the object.
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
filling = RLock()  # of all objects: filling takes microseconds, and one object may look into another
if hasattr(os, "register_at_fork"):  # a child must not wait for a thread that it does not have
    os.register_at_fork(before=filling.acquire, after_in_parent=filling.release, after_in_child=filling.release)


def _fill_once(item: PSObject) -> None:
    """Read a lazy object, unless another thread has: reading it again would undo what was changed since."""
    with filling:
        if (fill := item._fill) is not None:
            fill(item)
            item._fill = None


def first_look(item: PSObject, name: Value) -> Value:
    """A property of an object that may not have been read yet, if its `Source` tells it; else `MISSING`, and now the
    object has been read."""
    fill = item._fill
    if isinstance(fill, Source) and (told := fill.tell(name)) is not MISSING:
        return told
    _fill_once(item)
    return MISSING


def has_changed(value: Value) -> bool:
    """Whether a property was set, added or removed: of an object, of one inside it, or of one in an array.

    What the service sent does not describe such an object any more. Nothing is read for the answer: what nobody has
    looked at cannot have changed.
    """
    if isinstance(value, PSObject):
        if value._raw is CHANGED:
            return True
        fill = value._fill
        if fill is None:
            return any(map(has_changed, value._props.values()))
        return isinstance(fill, Source) and fill.told is not None and has_changed(fill.told)
    return isinstance(value, list) and any(map(has_changed, value))


def type_names(value: Value) -> tuple[str, ...]:
    """The PSTypeNames of any value that is not ``$null``, most derived first."""
    if isinstance(value, PSObject):
        own = value._types
        if value._base is not None and own == CUSTOM_OBJECT:
            return type_names(value._base)
        return own
    return tuple(t.full_name for t in type_of(value).lineage())


def kind_of(value: Value) -> str:
    """The type name that says what a value is: the first one that Select-Object has not put before it."""
    names = type_names(value)
    return next((name for name in names if not name.startswith("Selected.")), names[0])


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


# -- Python's own operations ------------------------------------------------------------------------------------------

_LONGEST_SHOWN = 60  # characters of a value in a repr
_SECRETS = ("apikey", "api_key", "secret", "password", "authorization", "token")  # how the names of secrets end


def plain_data(value: Value, name: str = "") -> Any:
    """A value as JSON's types, copied. An object of the service that nobody changed is what the service sent.

    ``name`` is the name of the property that has the value: dates of the service become its Unix times again.
    """
    if isinstance(value, PSObject):
        if isinstance(value._raw, bytes) and not has_changed(value):
            return json.loads(value._raw)
        props = value._props  # reads a lazy object, which settles what its raw data is
        if isinstance(value._raw, dict) and not has_changed(value):
            return deepcopy(value._raw)
        if value._base is not None:
            return plain_data(value._base)
        return {n: plain_data(read_member(value, props[n]), n) for n in value}
    plain = python_value(value)
    if isinstance(plain, list):
        return [plain_data(item) for item in plain]
    if isinstance(plain, dict):
        return {str(key): plain_data(item, str(key)) for key, item in plain.items()}
    if isinstance(plain, datetime):
        return int(plain.timestamp()) if name.endswith("_at") or name == "created" else plain.isoformat()
    return plain if isinstance(plain, (str, int, float, bool, type(None))) else str(plain)


def equal(left: PSObject, right: PSObject) -> bool:
    """Whether two objects are of one type and hold the same data."""
    return left._types == right._types and plain_data(left) == plain_data(right)


def copied(value: PSObject, memo: dict[int, Any] | None = None) -> PSObject:
    """A copy; with ``memo`` a deep one. Members that are computed are the same in both."""
    props, base = value._props, value._base
    if memo is not None:
        props = {n: part if isinstance(part, PSMember) else deepcopy(part, memo) for n, part in props.items()}
        base = deepcopy(base, memo)
    return restored(dict(props), value._types, base, None if has_changed(value) else value._raw)


def taken_apart(value: PSObject) -> tuple[Any, ...]:
    """What pickle keeps of an object: its properties, those that are computed with the values they have now."""
    props = {
        name: python_value(stored.get(value)) if isinstance(stored, ScriptProperty) else stored
        for name, stored in value._props.items()
        if isinstance(stored, ScriptProperty) or not isinstance(stored, PSMember)
    }
    return restored, (props, value._types, value._base, None if has_changed(value) else value._raw)


def restored(props: dict[str, Value], types: tuple[str, ...], base: Value, raw: Any) -> PSObject:
    """The object of these parts."""
    made = PSObject(props, None, base, raw)
    made._types = types
    return made


# -- repr -------------------------------------------------------------------------------------------------------------


def shown(value: PSObject) -> str:
    """``<Batch id='batch_1', status='completed', ...>``: short values, and no secrets."""
    parts = ", ".join(f"{name}={_short(value, name)}" for name in value)
    return f"<{value._short_type()} {parts}>"


def _short(owner: PSObject, name: str, inside: bool = False) -> str:
    """A property's value in a few words; ``inside``: of an object that is such a value itself."""
    try:
        value = owner[name]
    except Exception as error:  # a script's getter: whoever prints the object did not call it
        return f"<{type(error).__name__}>"
    if isinstance(value, str):
        if name.lower().endswith(_SECRETS):
            return "'***'"
        text = re.sub(r"\b(sk|sess|ek)-[\w-]{8,}", r"\1-***", value[: _LONGEST_SHOWN * 2])
        return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "...")
    if isinstance(value, PSObject):
        if inside:
            return "<...>"
        whole = ", ".join(f"{name}={_short(value, name, True)}" for name in value)
        what = whole if len(whole) <= _LONGEST_SHOWN else ", ".join(value)
        kind = "" if value._short_type() == "PSCustomObject" else value._short_type() + " "
        return f"<{kind}{_beginning(what)}>"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (list, dict, bytes)):
        return repr(value) if len(value) == 0 else f"<{type(value).__name__} of {len(value)}>"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."


def _beginning(names: str) -> str:
    """As many of the names as fit, each whole, and dots for the others."""
    if len(names) <= _LONGEST_SHOWN:
        return names
    kept = names[: _LONGEST_SHOWN - 3].rpartition(", ")[0]
    return f"{kept}, ..." if kept else "..."


# -- notebooks --------------------------------------------------------------------------------------------------------

_MOST_ROWS = 50
_MOST_COLUMNS = 8
_LONGEST_CELL = 120  # characters


def html_object(value: PSObject) -> str:
    """A table of an object's properties, for a notebook."""
    from html import escape  # noqa: PLC0415 (brings a large table of names; also below)

    rows = "".join(f"<tr><th>{escape(name)}</th><td>{_cell(value, name)}</td></tr>" for name in value)
    return f"<table><caption>{escape(value._short_type())}</caption>{rows}</table>"


def html_table(values: list[Any]) -> str:
    """A table of objects, a row for each, for a notebook; of long lists the first rows."""
    from html import escape  # noqa: PLC0415

    if not all(isinstance(value, PSObject) for value in values):
        items = "".join(f"<li>{escape(str(value)[:_LONGEST_CELL])}</li>" for value in values[:_MOST_ROWS])
        return f"<ol>{items}</ol>{_more(values)}"
    names = list(dict.fromkeys(name for value in values[:_MOST_ROWS] for name in value))
    head = "".join(f"<th>{escape(name)}</th>" for name in names[:_MOST_COLUMNS])
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(value, name)}</td>" for name in names[:_MOST_COLUMNS]) + "</tr>"
        for value in values[:_MOST_ROWS]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_more(values)}"


def _more(values: list[Any]) -> str:
    left = len(values) - _MOST_ROWS
    return f"<p>and {left:,} more</p>" if left > 0 else f"<p>{len(values):,} in all</p>"


def _cell(owner: PSObject, name: str) -> str:
    from html import escape  # noqa: PLC0415

    if name not in owner:
        return ""
    text = _short(owner, name)
    return escape(text[1:-1] if text[:1] in "'\"" and text[-1:] == text[:1] else text)
