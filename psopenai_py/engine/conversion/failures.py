"""The errors of conversions: one exception type, PowerShell's error ids."""

from __future__ import annotations

from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Value
from ...errors import NetException, TerminatingError, terminating
from ..values.text import to_text

_SHOWN_LENGTH = 200
#: what is meant to become one of these is a secret, so no message shows it
_SECRET_TYPES = (
    "System.Security.SecureString",
    "System.Management.Automation.PSCredential",
    "System.Net.NetworkCredential",
)


def cast_error(error_id: str, value: Value, type_: DotNetType, why: str = "", inner: str = "") -> TerminatingError:
    """The error of a failed conversion; ``why`` gives the reason, ``inner`` names the .NET exception that caused it."""
    if isinstance(value, str) and type_.full_name in _SECRET_TYPES:
        return _of_secret(error_id, type_)
    shown = _shown(value)
    text = f'Cannot convert value "{shown}" to type "{type_.full_name}".'
    if value is not None and not isinstance(value, str):
        text = f'Cannot convert the "{shown}" value of type "{type_of(value).full_name}" to "{type_.full_name}".'
    if why:
        text = f"{text} {why}"
    cause = NetException(inner, why or text) if inner else None
    name = "System.Management.Automation.PSInvalidCastException"
    return terminating(error_id, text, "InvalidArgument", None, name, cause)


def _of_secret(error_id: str, type_: DotNetType) -> TerminatingError:
    """The error for a text that was meant to be a secret, and so is not shown."""
    text = (
        f'Cannot convert a text to type "{type_.full_name}". ConvertTo-SecureString -AsPlainText makes a secure string.'
    )
    return terminating(error_id, text, "InvalidArgument", None, "System.Management.Automation.PSInvalidCastException")


def final_error(value: Value, type_: DotNetType) -> TerminatingError:
    """The error where no rule converts this value to that type."""
    return cast_error("ConvertToFinalInvalidCastException", value, type_)


def null_error(type_: DotNetType) -> TerminatingError:
    text = f'Cannot convert null to type "{type_.full_name}".'
    name = "System.Management.Automation.PSInvalidCastException"
    error_id = "nullToEnumInvalidCast" if type_.is_enum else "nullToObjectInvalidCast"
    return terminating(error_id, text, "InvalidArgument", None, name)


def _shown(value: Value) -> str:
    if type(value).__name__ == "SecureString":  # its text must never be part of a message
        return "System.Security.SecureString"
    text = to_text(value, " ")
    return text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + "…"
