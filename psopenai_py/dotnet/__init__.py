"""The parts of .NET that scripts touch, as data and small classes; see `types` for how values are carried."""

from __future__ import annotations

from .model import core
from .model.core import Ref, Switch
from .model.registry import array_of, find_type, get_type, register, type_of
from .model.types import DotNetType, Method, Property, Value

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
