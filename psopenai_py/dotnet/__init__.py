"""The parts of .NET that scripts touch, as data and small classes; see `types` for how values are carried."""

from __future__ import annotations

from .registry import array_of, find_type, get_type, register, type_of
from .types import DotNetType, Method, Property, Value

from . import core  # noqa: I001  (the registry must stand before the first types are made known)
from .core import Ref, Switch

__all__ = [
    "DotNetType",
    "Method",
    "Property",
    "Ref",
    "Switch",
    "Value",
    "array_of",
    "core",
    "find_type",
    "get_type",
    "register",
    "type_of",
]
