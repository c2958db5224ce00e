"""The conditions for the values of a parameter, as data. The binder checks them (`engine.binding.validation`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..dataclass import dataclass


class Validator:
    """Base of all conditions."""

    __slots__ = ()


@dataclass(slots=True, eq=False, repr=False)
class ValidateSet(Validator):
    values: Sequence[str]
    ignore_case: bool = True
    message: str | None = None  # in the words of a script: {0} is the value, {1} what is allowed


@dataclass(slots=True, eq=False, repr=False)
class ValidateRange(Validator):
    """Inclusive bounds; or ``kind``: Positive, NonNegative, Negative, NonPositive."""

    minimum: Any = None
    maximum: Any = None
    kind: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class ValidateLength(Validator):
    minimum: int
    maximum: int


@dataclass(slots=True, eq=False, repr=False)
class ValidateCount(Validator):
    minimum: int
    maximum: int


@dataclass(slots=True, eq=False, repr=False)
class ValidatePattern(Validator):
    pattern: str
    ignore_case: bool = True
    message: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class ValidateScript(Validator):
    """``script`` is a script block, or a Python predicate for our own cmdlets.

    A value that a ``passing`` condition refuses may still fit another parameter at the same position.
    """

    script: Any
    message: str | None = None
    passing: bool = False


@dataclass(slots=True, eq=False, repr=False)
class ValidateNotNull(Validator):
    pass


@dataclass(slots=True, eq=False, repr=False)
class ValidateNotNullOrEmpty(Validator):
    pass


@dataclass(slots=True, eq=False, repr=False)
class ValidateNotNullOrWhiteSpace(Validator):
    pass


@dataclass(slots=True, eq=False, repr=False)
class ValidateWith(Validator):
    """A condition of a script's own: ``refusal(value)`` says what is wrong with a value, or None. It looks at the whole
    value, or at each element of it."""

    refusal: Callable[[Any], str | None]
    each: bool = False


@dataclass(slots=True, eq=False, repr=False)
class ValidateDrive(Validator):
    names: tuple[str, ...]
