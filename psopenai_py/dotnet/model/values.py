"""What the types of small values (dates, versions, GUIDs...) share: conversion from text, `TryParse`, comparison.

They are values with an order and a text form; .NET declares the same members on each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ...errors import NetException
from .core import Ref
from .types import DotNetType, Value

T = TypeVar("T")


def converter(cls: type[T], parse: Callable[[str], T]) -> Callable[[Value], T]:
    """The conversion (`DotNetType.convert`) of a type that can be made from a text with ``parse``."""

    def convert(value: Value) -> T:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise TypeError(f"not a {cls.__name__}: {value!r}")
        try:
            return parse(value)
        except NetException as error:
            raise ValueError(error.message) from None

    return convert


def try_into(out: Ref, fallback: Value, parse: Callable[..., Value], *args: Value) -> bool:
    """The body of a ``TryParse``: put the parsed value into ``out``, or the fallback if parsing fails."""
    try:
        out.value = parse(*args)
    except NetException:
        out.value = fallback
        return False
    return True


def compare(left: Any, right: Any) -> int:
    """``CompareTo`` for two values that Python can compare."""
    return int(left > right) - int(left < right)


def declare_compare_to(type_: DotNetType, cls: type) -> None:
    """Declare ``CompareTo(object)``: null comes first, a value of another type is an ArgumentException."""

    def compare_to(value: Value, other: Value) -> int:
        if other is None:
            return 1
        if not isinstance(other, cls):
            raise NetException("System.ArgumentException", f"The value to compare with must be a {cls.__name__}.")
        return compare(value, other)

    type_.method("CompareTo", "object", returns="int")(compare_to)


def declare_operators(type_: DotNetType, left: str, right: str) -> None:
    """Declare the comparison operators as static methods with .NET's names, for these types of the operands."""
    type_.static("op_Equality", left, right, returns="bool")(lambda a, b: a == b)
    type_.static("op_Inequality", left, right, returns="bool")(lambda a, b: a != b)
    type_.static("op_LessThan", left, right, returns="bool")(lambda a, b: a < b)
    type_.static("op_LessThanOrEqual", left, right, returns="bool")(lambda a, b: a <= b)
    type_.static("op_GreaterThan", left, right, returns="bool")(lambda a, b: a > b)
    type_.static("op_GreaterThanOrEqual", left, right, returns="bool")(lambda a, b: a >= b)
