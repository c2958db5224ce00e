"""Use .NET types as a script does: members by name, overloads chosen by the engine."""

from __future__ import annotations

from typing import Any

import psopenai_py.dotnet.model.core  # noqa: F401  (the types that are always there)
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.engine.conversion.overloads import resolve


def call(value: Any, name: str, *args: Any) -> Any:
    """``value.name(args)``."""
    method, converted = resolve(type_of(value).find_methods(name.lower()), args, name)
    return method.call(value, *converted)


def static(type_name: str, name: str, *args: Any) -> Any:
    """``[type]::name(args)``."""
    method, converted = resolve(get_type(type_name).find_static_methods(name.lower()), args, name)
    return method.call(*converted)


def new(type_name: str, *args: Any) -> Any:
    """``[type]::new(args)``."""
    method, converted = resolve(get_type(type_name).constructors, args, "new")
    return method.call(*converted)


def cast(type_name: str, value: Any) -> Any:
    """``[type]value``."""
    convert = get_type(type_name).convert
    assert convert is not None
    return convert(value)


def get(value: Any, name: str) -> Any:
    """``value.name``."""
    found = type_of(value).find_property(name.lower())
    assert found is not None, name
    return found.get(value)


def put(value: Any, name: str, new_value: Any) -> None:
    """``value.name = new_value``."""
    found = type_of(value).find_property(name.lower())
    assert found is not None and found.set is not None, name
    found.set(value, new_value)


def static_get(type_name: str, name: str) -> Any:
    """``[type]::name``."""
    found = get_type(type_name).find_static_property(name.lower())
    assert found is not None, name
    return found.get()
