"""Properties and methods made of script blocks."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import Value
from .objects import ScriptMethod, ScriptProperty


def script_property(get: Any, set_: Any = None) -> ScriptProperty:
    """A property from script blocks: ``$this`` is the owner."""

    def read(owner: Value) -> Value:
        return run_with_this(get, owner)

    def write(owner: Value, new: Value) -> None:
        run_with_this(set_, owner, new)

    return ScriptProperty(read, None if set_ is None else write, get, set_)


def script_method(block: Any) -> ScriptMethod:
    """A method from a script block: ``$this`` is the owner."""
    return ScriptMethod(lambda owner, *args: run_with_this(block, owner, *args), block)


def run_with_this(block: Any, owner: Value, *args: Value) -> Value:
    """What a script block puts out when ``$this`` is the owner."""
    found: list[Value] = []
    block.run(found.append, args, variables={"this": owner})
    return None if not found else found[0] if len(found) == 1 else found
