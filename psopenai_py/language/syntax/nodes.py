"""Dataclasses for the syntax tree, whose ``__init__`` is made when a class is first used.

The tree has 60 classes, and a short script needs only some of them; making all would add 15 ms to the start. A type
checker sees dataclasses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, field

else:

    class _Factory:
        __slots__ = ("make",)

        def __init__(self, make: Any) -> None:
            self.make = make

    def field(*, default_factory: Any = None, default: Any = None) -> Any:
        """A default: a constant, or a new value for each node."""
        return default if default_factory is None else _Factory(default_factory)

    def dataclass(*, slots: bool, eq: bool, repr: bool) -> Any:
        """The class decorator: adds slots, compares by identity, uses the ``__repr__`` of the base."""
        assert slots and not eq and not repr
        return _with_slots

    def _with_slots(cls: type) -> type:
        names = tuple(cls.__annotations__)
        namespace = {n: v for n, v in cls.__dict__.items() if n not in ("__dict__", "__weakref__")}
        defaults = {n: namespace.pop(n) for n in names if n in namespace}
        base = cls.__mro__[1]
        namespace.update(
            __slots__=names,
            __init__=_make_and_call,
            _fields=(*getattr(base, "_fields", ()), *names),
            _defaults={**getattr(base, "_defaults", {}), **defaults},
        )
        return type(cls.__name__, cls.__bases__, namespace)

    def _make_and_call(self: Any, *args: Any, **named: Any) -> None:
        owner = next(c for c in type(self).__mro__ if "_fields" in c.__dict__)
        owner.__init__ = _init_of(owner)
        owner.__init__(self, *args, **named)

    def _init_of(cls: Any) -> Any:
        """``def __init__(self, extent, name, items=None)`` with one assignment per field, as a dataclass has it."""
        known = {"_defaults": cls._defaults, "_none": object()}
        parameters, lines = [], []
        for name in cls._fields:
            default = cls._defaults.get(name, known)
            value = name
            if isinstance(default, _Factory):
                parameters.append(f"{name}=_none")
                value = f"_defaults[{name!r}].make() if {name} is _none else {name}"
            else:
                parameters.append(name if default is known else f"{name}=_defaults[{name!r}]")
            lines.append(f"    self.{name} = {value}")
        exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines), known)
        return known["__init__"]


def field_names(node: Any) -> tuple[str, ...]:
    """The names of a node's fields, in order."""
    names: tuple[str, ...] = node._fields
    return names


__all__ = ["dataclass", "field", "field_names"]
