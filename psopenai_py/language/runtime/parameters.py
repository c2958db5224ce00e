"""The parameters of a call: ``$PSBoundParameters``, and the values of parameters that were not given."""

from __future__ import annotations

from collections.abc import Mapping

from ...declare.cmdlet import ParamSpec
from ...dotnet.collections.dictionaries import GenericDictionary, fold_key
from ...dotnet.model.core import Switch
from ...dotnet.model.registry import construct_from, get_type, register
from ...dotnet.model.types import DotNetType, Value

_BASE = get_type("System.Collections.Generic.Dictionary[System.String,System.Object]")
BOUND_PARAMETERS = register(
    DotNetType(
        "System.Management.Automation.PSBoundParametersDictionary",
        base=_BASE,
        interfaces=_BASE.interfaces,
        arguments=_BASE.arguments,
    )
)
_PAIR = construct_from("System.Collections.Generic.KeyValuePair", _BASE.arguments)


class BoundParameters(GenericDictionary):
    """The bound values by the declared names of the parameters."""

    __slots__ = ()

    def __init__(self, values: Mapping[str, Value]) -> None:
        # made for each call of a function, where the general constructor would take too long
        self.dotnet_type = BOUND_PARAMETERS
        self.pair_type = _PAIR
        self.normalize = fold_key
        self.version = 0
        self._items = {name.lower(): (name, value) for name, value in values.items()}

    def take(self, values: Mapping[str, Value]) -> None:
        """Add what a pipeline object bound. What only the previous object bound stays in the list, as in PowerShell."""
        for name, value in values.items():
            self._items[name.lower()] = (name, value)


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
    """Text is empty, a number zero, a switch off; everything else is null, even other value types."""
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
