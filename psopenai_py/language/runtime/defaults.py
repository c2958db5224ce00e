"""What a parameter holds that was not given and has no default."""

from __future__ import annotations

from ...declare.cmdlet import ParamSpec
from ...dotnet.model.core import Switch
from ...dotnet.model.types import DotNetType, Value

_NUMBERS = frozenset(
    "System." + name
    for name in (
        "SByte",
        "Byte",
        "Int16",
        "UInt16",
        "Int32",
        "UInt32",
        "Int64",
        "UInt64",
        "Single",
        "Double",
        "Decimal",
    )
)


def unbound_value(param: ParamSpec) -> Value:
    """Text is empty, a number zero, a switch off; everything else is null, value types too."""
    type_ = param.type
    assert isinstance(type_, DotNetType)
    name = type_.full_name
    if name == "System.Object":
        return None
    if name == "System.String":
        return ""
    if name == "System.Boolean":
        return False
    if name == "System.Management.Automation.SwitchParameter":
        return Switch(False)
    return type_.default() if name in _NUMBERS and type_.default is not None else None
