"""The parts of .NET that scripts touch, as data and small classes; see `types` for how values are carried."""

from __future__ import annotations

from . import core
from .core import Ref, Switch
from .registry import array_of, find_type, get_type, register, type_of
from .types import DotNetType, Method, Property, Value

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
