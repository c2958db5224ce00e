"""Check a value against a parameter's validators, as PowerShell's Validate* attributes do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...declare.validators import (
    ValidateCount,
    ValidateDrive,
    ValidateLength,
    ValidateNotNull,
    ValidateNotNullOrEmpty,
    ValidateNotNullOrWhiteSpace,
    ValidatePattern,
    ValidateRange,
    ValidateScript,
    ValidateSet,
    ValidateWith,
    Validator,
)
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...errors import TerminatingError
from ..operators.comparison import ge, le
from ..session.scriptblock import ScriptBlock
from ..values.enumeration import enumerate_value
from ..values.objects import unwrap
from ..values.text import to_text
from ..values.truth import to_bool


class Invalid(Exception):
    """A value does not pass a validator; the text says why, and what would pass. ``error_id`` is PowerShell's id of the
    validator's own error, which is the cause of the binder's."""

    def __init__(self, why: str, error_id: str = "ValidationFailure") -> None:
        super().__init__(why)
        self.error_id = error_id


def check(validator: Validator, value: Value) -> None:
    """Raise `Invalid` when ``value`` does not pass. Most validators look at each element of a collection."""
    whole = _WHOLE.get(type(validator))
    if whole is not None:
        whole(validator, value)
        return
    if value is None:
        raise Invalid("it is null or an element of it is; give a value", "ArgumentIsEmpty")
    one = _EACH[type(validator)]
    for element in elements(value) if is_collection(value) else (value,):
        one(validator, unwrap(element))


def is_collection(value: Value) -> bool:
    return not isinstance(value, str) and enumerate_value(value) is not None


def elements(value: Value) -> Iterable[Value]:
    found = enumerate_value(value)
    return () if found is None else found


def _not_null(_: Any, value: Value) -> None:
    if value is None or (is_collection(value) and any(v is None for v in elements(value))):
        raise Invalid("it is null; give a value", "ArgumentIsNull")


def _not_empty(_: Any, value: Value) -> None:
    _not_null(_, value)
    if isinstance(value, str) and not value:
        raise Invalid("it is empty; give a value", "ArgumentIsEmpty")
    plain = unwrap(value)
    if isinstance(plain, NetDictionary) and not len(plain):
        raise Invalid("it is an empty dictionary; give at least one entry", "ArgumentIsEmpty")
    if is_collection(value):
        seen = False
        for element in elements(value):
            seen = True
            if element == "" and isinstance(element, str):
                raise Invalid("an element of it is empty; give a value", "ArgumentCollectionContainsEmpty")
        if not seen:
            raise Invalid("it is an empty collection; give at least one value", "ArgumentIsEmpty")


def _not_blank(_: Any, value: Value) -> None:
    _not_empty(_, value)
    for element in elements(value) if is_collection(value) else (value,):
        if isinstance(element, str) and not element.strip():
            raise Invalid("it is only white space; give a value", "ArgumentIsEmptyOrWhiteSpace")


def _own(validator: ValidateWith, value: Value) -> None:
    for each in elements(value) if validator.each and is_collection(value) else (value,):
        why = validator.refusal(each)
        if why is not None:
            raise Invalid(why.rstrip("."))


def _count(validator: ValidateCount, value: Value) -> None:
    if not is_collection(value):
        raise Invalid("it is not a collection, so its elements cannot be counted", "ValidateCountNotInArray")
    number = sum(1 for _ in elements(value))
    if not validator.minimum <= number <= validator.maximum:
        exact = validator.minimum == validator.maximum
        raise Invalid(
            f"it has {number} elements; allowed are {validator.minimum} to {validator.maximum}",
            "ValidateCountExactFailure" if exact else "ValidateCountMinMaxFailure",
        )


def _in_own_words(message: str | None, value: str, allowed: str) -> str | None:
    """The ErrorMessage of a validator with its places filled in; the caller's sentence ends it with a full stop."""
    return None if message is None else message.replace("{0}", value).replace("{1}", allowed).rstrip(".")


def _set(validator: ValidateSet, value: Value) -> None:
    text = to_text(value)
    if validator.ignore_case:
        fits = any(text.lower() == v.lower() for v in validator.values)
    else:
        fits = text in validator.values
    if not fits:
        raise Invalid(
            _in_own_words(validator.message, text, ",".join(validator.values))
            or f'"{text}" is not one of: {", ".join(validator.values)}',
            "ValidateSetFailure",
        )


_KINDS: dict[str, Callable[[Any], bool]] = {
    "positive": lambda v: v > 0,
    "nonnegative": lambda v: v >= 0,
    "negative": lambda v: v < 0,
    "nonpositive": lambda v: v <= 0,
}


_KIND_NAMES = {name.lower(): name for name in ("Positive", "NonNegative", "Negative", "NonPositive")}


def _range(validator: ValidateRange, value: Value) -> None:
    if validator.kind is not None:
        if not isinstance(value, (int, float)) or not _KINDS[validator.kind.lower()](value):
            kind = _KIND_NAMES[validator.kind.lower()]
            number = isinstance(value, (int, float))
            raise Invalid(
                f"{to_text(value)} is not {kind.lower()}",
                f"ValidateRange{kind}Failure" if number else "ValidationRangeElementType",
            )
        return
    try:
        low = validator.minimum is None or ge(value, validator.minimum)
        high = validator.maximum is None or le(value, validator.maximum)
    except TerminatingError as error:
        text = f"{to_text(value)} cannot be compared with the allowed range"
        raise Invalid(text, "ValidationRangeElementType") from error
    if not (low and high):
        raise Invalid(
            f"{to_text(value)} is outside of {to_text(validator.minimum)} to {to_text(validator.maximum)}",
            "ValidateRangeTooBig" if low else "ValidateRangeTooSmall",
        )


def _length(validator: ValidateLength, value: Value) -> None:
    if not isinstance(value, str):
        raise Invalid("it is not a string, so it has no length", "ValidateLengthNotString")
    if not validator.minimum <= len(value) <= validator.maximum:
        raise Invalid(
            f"it has {len(value)} characters; allowed are {validator.minimum} to {validator.maximum}",
            f"ValidateLength{'Min' if len(value) < validator.minimum else 'Max'}LengthFailure",
        )


def _pattern(validator: ValidatePattern, value: Value) -> None:
    from ...dotnet.regex.compile import compile_net  # noqa: PLC0415 (few parameters have a pattern)

    text = to_text(value)
    if not compile_net(validator.pattern, ignore_case=validator.ignore_case).search(text):
        raise Invalid(
            _in_own_words(validator.message, text, validator.pattern)
            or f'"{text}" does not match the pattern {validator.pattern}',
            "ValidatePatternFailure",
        )


def _script(validator: ValidateScript, value: Value) -> None:
    if isinstance(validator.script, ScriptBlock):
        try:
            fits = to_bool(validator.script.value(underscore=value))
        except TerminatingError as error:
            raise Invalid(error.record.message) from error
    else:
        fits = bool(validator.script(value))
    if not fits:
        text = to_text(value)
        raise Invalid(
            _in_own_words(validator.message, text, to_text(validator.script))
            or f'"{text}" did not pass the validation script',
            "ValidateScriptFailure",
        )


def _drive(validator: ValidateDrive, value: Value) -> None:
    drive, colon, _ = to_text(value).partition(":")
    if colon and drive.lower() not in {n.lower() for n in validator.names}:
        raise Invalid(f"the drive {drive} is not one of: {', '.join(validator.names)}")


_WHOLE: dict[type, Callable[[Any, Value], None]] = {
    ValidateWith: _own,
    ValidateNotNull: _not_null,
    ValidateNotNullOrEmpty: _not_empty,
    ValidateNotNullOrWhiteSpace: _not_blank,
    ValidateCount: _count,
}
_EACH: dict[type, Callable[[Any, Value], None]] = {
    ValidateSet: _set,
    ValidateRange: _range,
    ValidateLength: _length,
    ValidatePattern: _pattern,
    ValidateScript: _script,
    ValidateDrive: _drive,
}
