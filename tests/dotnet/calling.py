"""Use .NET types as a script does: members by name, overloads chosen by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.dotnet.model.types import Method
from psopenai_py.engine.conversion.conversion import resolve

Parameters = tuple[str, ...] | None


def call(value: Any, name: str, *args: Any, of: Parameters = None) -> Any:
    """``value.name(args)``; ``of`` names the parameter types of the one overload to call, with the arguments as is."""
    method, converted = _choose(type_of(value).find_methods(name.lower()), args, name, of)
    return method.call(value, *converted)


def static(type_name: str, name: str, *args: Any, of: Parameters = None) -> Any:
    """``[type]::name(args)``."""
    method, converted = _choose(get_type(type_name).find_static_methods(name.lower()), args, name, of)
    return method.call(*converted)


def new(type_name: str, *args: Any, of: Parameters = None) -> Any:
    """``[type]::new(args)``."""
    method, converted = _choose(get_type(type_name).constructors, args, "new", of)
    return method.call(*converted)


def cast(type_name: str, value: Any) -> Any:
    """``[type]value``."""
    convert = get_type(type_name).convert
    assert convert is not None
    return convert(value)


def read(value: Any, name: str) -> Any:
    """``value.name``."""
    found = type_of(value).find_property(name.lower())
    assert found is not None, name
    return found.get(value)


def write(value: Any, name: str, new_value: Any) -> None:
    """``value.name = new_value``."""
    found = type_of(value).find_property(name.lower())
    assert found is not None and found.set is not None, name
    found.set(value, new_value)


def constant(type_name: str, name: str) -> Any:
    """``[type]::name``."""
    found = get_type(type_name).find_static_property(name.lower())
    assert found is not None, name
    return found.get()


def _choose(methods: list[Method], args: Sequence[Any], name: str, of: Parameters) -> tuple[Method, Sequence[Any]]:
    if of is None:
        return resolve(methods, args, name)
    return next(method for method in methods if method.parameters == of), args
