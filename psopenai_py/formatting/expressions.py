"""What a column or list line shows: a property, a wildcard of properties, or a script block's answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..declare.sentinel import MISSING
from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.types import Value
from ..engine.pipeline.quiet import quiet_value
from ..engine.session.scriptblock import ScriptBlock
from ..engine.values.objects import PSObject, unwrap
from ..engine.values.wildcard import has_wildcards
from ..errors import NetException, TerminatingError
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
        return [Expression(name, True) for name in resolve(as_object(value), self.source)]

    def value(self, value: Value) -> Value:
        """What it tells of an object: the value, or `MISSING` without such a property or when reading it fails."""
        return self.told(value)[0]

    def told(self, value: Value) -> tuple[Value, Exception | None]:
        """Like `value`, with the error of a reading that failed."""
        try:
            return self._read(value), None
        except (TerminatingError, NetException) as error:
            return MISSING, error

    def _read(self, value: Value) -> Value:
        if isinstance(self.source, ScriptBlock):
            return quiet_value(self.source, value)
        if not isinstance(self.source, str):
            return self.source(value)
        holder = as_object(value)
        if self.resolved:
            return read(holder, self.source)
        names = resolve(holder, self.source)
        return read(holder, names[0]) if names else MISSING


def as_object(value: Value) -> Value:
    """A dictionary's keys count as its properties."""
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return PSObject({str(key): item for key, item in base.items()})
    return value


def all_expressions(value: Value) -> list[Expression]:
    """One for each of an object's properties."""
    return [Expression(name, True) for name in property_names(value)]
