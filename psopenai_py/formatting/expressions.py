"""What a column or list line shows: a property, a wildcard of properties, or a script block's answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..dotnet.types import Value
from ..engine.objects import PSObject, unwrap
from ..engine.scriptblock import ScriptBlock
from ..engine.wildcard import has_wildcards
from ..errors import NetException, TerminatingError
from ..spec.cmdlet import MISSING
from .properties import property_names, read, resolve

#: a property's name, a script's block, or our own views' function
Source = str | ScriptBlock | Callable[[Value], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """``source`` is a name or wildcard, a script block, or a Python function of the object."""

    source: Source
    resolved: bool = False

    def __str__(self) -> str:
        if isinstance(self.source, str):
            return self.source
        return self.source.text if isinstance(self.source, ScriptBlock) else ""

    @property
    def is_wildcard(self) -> bool:
        return isinstance(self.source, str) and not self.resolved and has_wildcards(self.source)

    def resolve(self, value: Value) -> list[Expression]:
        """The single properties that it stands for on an object; empty where there are none."""
        if self.resolved or not isinstance(self.source, str):
            return [self]
        return [Expression(name, True) for name in resolve(_as_object(value), self.source)]

    def value(self, value: Value) -> Value:
        """What it tells of an object: the value, or `MISSING` without such a property or when reading it fails."""
        try:
            if isinstance(self.source, ScriptBlock):
                return self.source.value(underscore=value)
            if not isinstance(self.source, str):
                return self.source(value)
            holder = _as_object(value)
            if self.is_wildcard:
                names = resolve(holder, self.source)
                return read(holder, names[0]) if names else MISSING
            return read(holder, self.source) if self.resolved or resolve(holder, self.source) else MISSING
        except (TerminatingError, NetException):
            return MISSING


def _as_object(value: Value) -> Value:
    """A dictionary's keys count as its properties."""
    base = unwrap(value)
    if hasattr(base, "entries") and not isinstance(base, PSObject):
        return PSObject({str(key): item for key, item in base.items()})
    return value


def all_expressions(value: Value) -> list[Expression]:
    """One for each of an object's properties."""
    return [Expression(name, True) for name in property_names(value)]
