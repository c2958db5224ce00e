"""The errors of conversions, with PowerShell's error ids, and of arguments that a declared member cannot take."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...dotnet.model.exceptions import argument_error, null_argument
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


def caller_error(error: Exception, args: Sequence[Value], names: Sequence[str] = ()) -> NetException | None:
    """The .NET exception for what a declared member raised because of an argument; None if it is a fault of our code.

    Declarations give the types of parameters; they do not say which accept null, how large a number may be, and which
    texts an operating system takes. Where the code of a member meets such a value, Python's exception names the kind.
    It counts as the caller's error only if such a value was really passed. ``names`` are those of the parameters.
    """
    if isinstance(error, NetException):
        return error
    if isinstance(error, (AttributeError, TypeError)) and "NoneType" in str(error):
        at = next((at for at, arg in enumerate(args) if arg is None or (isinstance(arg, list) and None in arg)), None)
        return None if at is None else _null(at, names)
    if isinstance(error, OverflowError) and any(isinstance(arg, (int, float, Decimal)) for arg in args):
        return NetException("System.OverflowException", "A number is too large, or too small, for this.")
    return text_error(error)


def text_error(error: Exception) -> NetException | None:
    """The .NET exception for a text that Python cannot hand to the system: such texts come from a script alone."""
    if isinstance(error, UnicodeEncodeError) and "\ud800" <= error.object[error.start] <= "\udfff":
        why = "A text has half of a character (a surrogate without the other), which cannot be encoded."
        return NetException("System.Text.EncoderFallbackException", why)
    if isinstance(error, ValueError) and str(error).startswith("embedded null"):
        return argument_error("A null character is not allowed in a path, or in what a program is given.", None)
    return None


def _null(at: int, names: Sequence[str]) -> NetException:
    if at < len(names):
        return null_argument(names[at])
    return argument_error(f"Argument {at + 1} must not be null.", None, "System.ArgumentNullException")
