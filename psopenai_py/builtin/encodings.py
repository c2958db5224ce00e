"""The -Encoding parameter that the cmdlets for files share."""

from __future__ import annotations

from typing import Any

from ..declare.cmdlet import Param
from ..dotnet.model.types import Value
from ..dotnet.text.encoding import PARAMETER_NAMES, UTF8_NO_BOM, Encoding, parameter_encoding
from ..engine.values.objects import unwrap


def to_encoding(value: Value) -> Encoding:
    """The value of an -Encoding parameter; a ValueError for one that names none."""
    value = unwrap(value)
    if isinstance(value, Encoding):
        return value
    found = parameter_encoding(str(value))
    if found is None:
        raise ValueError(f"{value} is not the name of an encoding.")
    return found


def encoding_param(help: str) -> Any:
    """The declaration of an -Encoding parameter: UTF-8 without a mark unless one is given."""
    return Param(
        "System.Text.Encoding",
        default=UTF8_NO_BOM,
        transform=to_encoding,
        completions=PARAMETER_NAMES,
        help=help,
    )
