"""What is written into files: values as text, and the -Encoding parameter."""

from __future__ import annotations

from typing import Any

from ..declare.cmdlet import Param
from ..dotnet.model.types import Value
from ..dotnet.text.encoding import PARAMETER_NAMES, UTF8_NO_BOM, Encoding, parameter_encoding
from ..engine.members.invocation import invoke
from ..engine.values.objects import PSObject, unwrap
from ..engine.values.text import to_text


def to_encoding(value: Value) -> Encoding:
    """The value of an -Encoding parameter. Raises ValueError if it names no encoding."""
    value = unwrap(value)
    if isinstance(value, Encoding):
        return value
    found = parameter_encoding(str(value))
    if found is None:
        raise ValueError(f"{value} is not the name of an encoding.")
    return found


def encoding_param(help: str, position: int | None = None) -> Any:
    """The declaration of an -Encoding parameter: UTF-8 without a byte order mark by default."""
    return Param(
        "System.Text.Encoding",
        position=position,
        default=UTF8_NO_BOM,
        transform=to_encoding,
        completions=PARAMETER_NAMES,
        help=help,
    )


def net_text(value: Value) -> str:
    """``value.ToString()`` under the session's culture; empty for null."""
    cls = value.__class__
    if cls is str:
        return value  # type: ignore[no-any-return]
    if value is None:
        return ""
    if cls is int or cls is bool:
        return str(value)
    inner = unwrap(value)
    if isinstance(inner, PSObject):
        return to_text(inner)
    return to_text(invoke(inner, "ToString", ()))
