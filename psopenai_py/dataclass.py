"""`dataclass`, `field` and `replace` as in the standard library, but cheap at start. A type checker sees the real ones.

The real decorator writes and compiles the source of every method of every class, and it imports `inspect`. A short
command has fifty such classes and a script sixty more for its syntax tree: that was a fifth of the start. Here a class
gets its ``__init__``, which is as fast as the real one, when it is first used; `==`, hash and `repr` are common to all.

What is left out is refused: ``order``, ``kw_only``, ``__post_init__``. Every class has slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace

else:

    class _Field:
        """What is known of a field: its default, and where it does not take part."""

        __slots__ = ("compare", "default", "factory", "init", "repr")

        def __init__(self, default: Any, factory: Any, init: bool, repr: bool, compare: bool) -> None:
            self.default, self.factory = default, factory
            self.init, self.repr, self.compare = init, repr, compare

    class _RealFields:
        """The fields as the standard library's functions look for them: its `replace`, `fields` and `asdict` work."""

        def __get__(self, instance: Any, owner: Any) -> Any:
            from dataclasses import field, make_dataclass  # noqa: PLC0415 (what this module keeps out)

            made = [(name, Any, field(init=each.init, repr=each.repr)) for name, each in owner._fields.items()]
            return make_dataclass(owner.__name__, made).__dataclass_fields__

    _NONE = object()

    def field(
        *,
        default: Any = _NONE,
        default_factory: Any = _NONE,
        init: bool = True,
        repr: bool = True,
        compare: bool = True,
    ) -> Any:
        return _Field(default, default_factory, init, repr, compare)

    def dataclass(
        cls: Any = None, /, *, slots: bool = True, eq: bool = True, repr: bool = True, frozen: bool = False
    ) -> Any:
        def decorate(cls: type) -> type:
            return _made(cls, eq, repr, frozen)

        return decorate if cls is None else decorate(cls)

    def replace(value: Any, /, **changes: Any) -> Any:
        for name, each in value._fields.items():
            if each.init and name not in changes:
                changes[name] = getattr(value, name)
        return type(value)(**changes)

    def _made(cls: type, eq: bool, repr: bool, frozen: bool) -> type:
        """The class again, with slots: they cannot be added to one that exists."""
        assert not hasattr(cls, "__post_init__"), cls
        namespace = {n: v for n, v in cls.__dict__.items() if n not in ("__dict__", "__weakref__")}
        own: dict[str, _Field] = {}
        for name in namespace.get("__annotations__", ()):
            given = namespace.pop(name, _NONE)
            own[name] = given if isinstance(given, _Field) else _Field(given, _NONE, True, True, True)
        fields: dict[str, _Field] = {}
        for base in reversed(cls.__mro__[1:]):
            fields |= base.__dict__.get("_fields", {})
        methods: dict[str, Any] = {"__init__": _make_and_call}
        if repr:
            methods["__repr__"] = _repr
        if eq:
            methods["__eq__"] = _eq
            methods["__hash__"] = _hash if frozen else None
        if frozen:
            methods["__setattr__"] = methods["__delattr__"] = _refuse
        for name, method in methods.items():
            namespace.setdefault(name, method)
        namespace.update(__slots__=tuple(own), _fields={**fields, **own}, _frozen=frozen)
        namespace["__dataclass_fields__"] = _RealFields()
        return type(cls)(cls.__name__, cls.__bases__, namespace)

    def _make_and_call(self: Any, *args: Any, **named: Any) -> None:
        """The ``__init__`` of a class that has not been used yet: it puts the real one in its place."""
        owner = next(c for c in type(self).__mro__ if "_fields" in c.__dict__)
        owner.__init__ = _init_of(owner)
        owner.__init__(self, *args, **named)

    def _init_of(cls: Any) -> Any:
        """``def __init__(self, extent, name, items=None)`` with one assignment per field."""
        known: dict[str, Any] = {"_none": _NONE, "_set": object.__setattr__}
        parameters, lines = [], []
        for at, (name, each) in enumerate(cls._fields.items()):
            value = name
            if each.factory is not _NONE:
                known[f"_make{at}"] = each.factory
                value = f"_make{at}() if {name} is _none else {name}" if each.init else f"_make{at}()"
            elif each.default is not _NONE:
                known[f"_default{at}"] = each.default
            if each.init:
                default = "_none" if each.factory is not _NONE else f"_default{at}"
                parameters.append(name if default not in known else f"{name}={default}")
            elif each.factory is _NONE:
                value = f"_default{at}"
            lines.append(f"    _set(self, {name!r}, {value})" if cls._frozen else f"    self.{name} = {value}")
        exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines or ["    pass"]), known)
        return known["__init__"]

    def _repr(self: Any) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, each in self._fields.items() if each.repr)
        return f"{type(self).__qualname__}({shown})"

    def _compared(self: Any) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name, each in self._fields.items() if each.compare)

    def _eq(self: Any, other: Any) -> bool:
        return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented

    def _hash(self: Any) -> int:
        return hash(_compared(self))

    def _refuse(self: Any, name: str, *value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed: {name!r}")


def field_names(value: Any) -> tuple[str, ...]:
    """The names of the fields of an instance, in order."""
    return tuple(value._fields)


__all__ = ["dataclass", "field", "field_names", "replace"]
