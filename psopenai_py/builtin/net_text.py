"""A value's text as .NET's ``ToString`` tells it: what is written into files cell by cell and line by line."""

from __future__ import annotations

from ..dotnet.model.types import Value
from ..engine.members.invocation import invoke
from ..engine.values.objects import PSObject, unwrap
from ..engine.values.text import to_text


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
