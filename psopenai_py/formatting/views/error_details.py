"""All that is known of an error, as Get-Error shows it, and the other ways of ``$ErrorView``."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import Value
from ...engine.members.member_info import declared_properties
from ...engine.properties.properties import safe_read
from ...engine.values.enumeration import enumerate_value
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import ErrorRecord, NetException

_INDENT = "    "
_DEEPEST = 10
_PARTS = ("Exception", "TargetObject", "CategoryInfo", "FullyQualifiedErrorId", "ErrorDetails", "InvocationInfo",
          "ScriptStackTrace")  # fmt: skip
_INVOCATION = ("MyCommand", "ScriptLineNumber", "OffsetInLine", "ScriptName", "Line", "PositionMessage",
               "PSCommandPath", "InvocationName", "CommandOrigin")  # fmt: skip


def normal_view(record: ErrorRecord, who: str) -> str:
    """``$ErrorView = 'NormalView'``: the message, the place, the category and the id."""
    place = getattr(record.invocation, "position_message", "") or ""
    lines = [f"{who} : {record.message}", *place.split("\n")] if place else [f"{who} : {record.message}"]
    info = safe_read(record, "CategoryInfo")
    return "\n".join(
        [
            *lines,
            f"    + CategoryInfo          : {info}",
            f"    + FullyQualifiedErrorId : {record.fully_qualified_error_id}",
        ]
    )


def category_view(record: ErrorRecord) -> str:
    """``$ErrorView = 'CategoryView'``: one line with the category."""
    return str(safe_read(record, "CategoryInfo"))


def detailed_view(record: ErrorRecord) -> str:
    """What Get-Error shows."""
    return "\n" + "\n".join(_lines(_parts_of(record), 0)) + "\n"


def _parts_of(record: ErrorRecord) -> list[tuple[str, Value]]:
    return [(name, safe_read(record, name)) for name in _PARTS]


def _lines(pairs: list[tuple[str, Value]], depth: int) -> list[str]:
    """Aligned names with their values; what has parts of its own follows, indented. Empty values are left out."""
    kept = [(name, value) for name, value in pairs if value is not None and not _is_empty(value)]
    width = max((len(name) for name, _ in kept), default=0)
    margin = _INDENT * depth
    lines: list[str] = []
    for name, value in kept:
        inner = _inner(value, depth)
        head = f"{margin}{name.ljust(width)} :"
        if inner is not None:
            lines += [head, *inner]
            continue
        first, *more = to_text(value).rstrip("\n").split("\n")
        lines.append(f"{head} {first}")
        lines += [f"{margin}{' ' * width}   {line}" for line in more]
    return lines


def _is_empty(value: Value) -> bool:
    plain = unwrap(value)
    items = enumerate_value(plain)
    return (isinstance(plain, str) and not plain) or (items is not None and not list(items))


def _inner(value: Value, depth: int) -> list[str] | None:
    """The lines of an exception, an invocation or an array; None for what is one value."""
    plain = unwrap(value)
    if depth >= _DEEPEST:
        return None
    if isinstance(plain, NetException):
        return _lines([("Type", plain.type_name), *_members(plain)], depth + 1)
    if hasattr(plain, "line_number") and hasattr(plain, "position_message"):
        return _lines([(name, _shown(safe_read(plain, name))) for name in _INVOCATION], depth + 1)
    items = enumerate_value(plain)
    if items is not None:
        return [f"{_INDENT * (depth + 1)}{to_text(item)}" for item in items]
    return None


def _shown(value: Any) -> Value:
    return getattr(value, "name", value)


def _members(error: NetException) -> list[tuple[str, Value]]:
    found = [(each.name, safe_read(error, each.name)) for each in declared_properties(error)]
    skipped = ("ErrorRecord", "Data", "TargetSite", "StackTrace")
    return [(name, value) for name, value in found if name not in skipped]
