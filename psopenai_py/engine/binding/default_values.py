"""``$PSDefaultParameterValues``: what a command gets for parameters that were not given."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ...declare.cmdlet import CmdletSpec
from ...dotnet.model.types import Value
from ..session.scriptblock import ScriptBlock

if TYPE_CHECKING:
    from ..session.session import Session


def defaults_for(session: Session, spec: CmdletSpec) -> Iterator[tuple[str, Value]]:
    """Parameter names and values that the table holds for a command; a script block is run for its value."""
    table = session.get_variable("PSDefaultParameterValues")
    items = getattr(table, "items", None)
    if items is None or not table:
        return
    rows = [(str(key), value) for key, value in items()]
    if any(key.lower() == "disabled" and value for key, value in rows):
        return
    for key, value in rows:
        command, colon, parameter = key.rpartition(":")
        if not colon or not fnmatchcase(spec.name.lower(), command.strip().strip("'\"").lower()):
            continue
        yield parameter.strip().strip("'\""), value.value() if isinstance(value, ScriptBlock) else value
