"""What -Property of Select-, Sort-, Group-, Measure- and Compare-Object stands for on an object."""

from __future__ import annotations

from collections.abc import Sequence

from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.pipeline.quiet import quiet_value
from ...engine.session.scriptblock import ScriptBlock
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSMember, PSObject
from ...engine.values.wildcard import has_wildcards
from ...errors import NetException, TerminatingError
from ...formatting.expressions import Expression, as_object
from ...formatting.parameters import Calculated, calculated
from ...formatting.properties import read

Found = tuple[str, Value]  # the name of a property and its value, MISSING where reading it failed


def parse(arguments: Sequence[Value] | None, shape: str) -> list[Calculated]:
    """The wanted properties; ``shape`` (select, sort, key) says which keys a hashtable may have."""
    return calculated(as_list(arguments), shape)


def values_of(session: Session, expression: Expression, item: Value) -> list[Found]:
    """All that an expression gives for an object: one value, several for a wildcard, none without such a property."""
    source = expression.source
    if isinstance(source, ScriptBlock):
        return [(source.text, _run(session, source, item))]
    if item.__class__ is PSObject and item._base is None and isinstance(source, str):
        name = item._find(source)  # the plain case, without the general ways below
        if name is not None and not isinstance(found := item._props[name], PSMember) and not has_wildcards(source):
            return [(name, found)]
    return [(str(each.source), _read(session, each, item)) for each in expression.resolve(item)]


def _run(session: Session, block: ScriptBlock, item: Value) -> Value:
    try:
        return quiet_value(block, item)
    except (TerminatingError, NetException) as error:
        return _failed(session, error)


def _read(session: Session, expression: Expression, item: Value) -> Value:
    try:
        return read(as_object(item), str(expression.source))
    except (TerminatingError, NetException) as error:
        return _failed(session, error)


def _failed(session: Session, error: TerminatingError | NetException) -> Value:
    """A value that cannot be told is missing; the reason goes to ``$Error`` only."""
    if isinstance(error, TerminatingError):
        session.remember(error.record)
    return MISSING
