"""Reaching the declared members of types the way the engine does, without its conversions."""

from __future__ import annotations

from typing import Any

from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.dotnet.model.types import Method


def call(value: Any, name: str, *args: Any, of: tuple[str, ...] | None = None) -> Any:
    """Call an instance method; ``of`` names the parameter types where the number of arguments does not decide."""
    return _pick(type_of(value).find_methods(name.lower()), args, of).call(value, *args)


def static(type_name: str, name: str, *args: Any, of: tuple[str, ...] | None = None) -> Any:
    """Call a static method."""
    return _pick(get_type(type_name).find_static_methods(name.lower()), args, of).call(*args)


def new(type_name: str, *args: Any, of: tuple[str, ...] | None = None) -> Any:
    """Call a constructor."""
    return _pick(get_type(type_name).constructors, args, of).call(*args)


def read(value: Any, name: str) -> Any:
    """Read an instance property."""
    found = type_of(value).find_property(name.lower())
    assert found is not None
    return found.get(value)


def constant(type_name: str, name: str) -> Any:
    """Read a static property."""
    found = get_type(type_name).find_static_property(name.lower())
    assert found is not None
    return found.get()


def _pick(methods: list[Method], args: tuple[Any, ...], of: tuple[str, ...] | None) -> Method:
    for method in methods:
        if method.parameters == of or (of is None and (method.variadic or len(method.parameters) == len(args))):
            return method
    raise AssertionError(f"no overload takes {len(args)} arguments")
