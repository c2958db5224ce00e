"""``$PSBoundParameters``."""

from __future__ import annotations

from collections.abc import Mapping

from ..dotnet.dictionaries import fold_key
from ..dotnet.generic_dictionaries import GenericDictionary
from ..dotnet.registry import get_type, register
from ..dotnet.types import DotNetType, Value

_BASE = get_type("System.Collections.Generic.Dictionary[System.String,System.Object]")
BOUND_PARAMETERS = register(
    DotNetType(
        "System.Management.Automation.PSBoundParametersDictionary",
        base=_BASE,
        interfaces=_BASE.interfaces,
        arguments=_BASE.arguments,
    )
)


class BoundParameters(GenericDictionary):
    """What was bound, by the parameters' declared names."""

    __slots__ = ()

    def __init__(self, values: Mapping[str, Value]) -> None:
        super().__init__(BOUND_PARAMETERS)
        self.normalize = fold_key
        self.take(values)

    def take(self, values: Mapping[str, Value]) -> None:
        """Follow the binder: pipeline objects bind anew."""
        self._items = {name.lower(): (name, value) for name, value in values.items()}
