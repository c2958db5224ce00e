"""The chain of running functions and scripts: names for stack traces, the position of each call, the depth."""

from __future__ import annotations

from typing import Any

from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Variable
from .module import Module

MAX_DEPTH = 1010  # 1,000 calls in each other and what runs around them; PowerShell ends at a similar depth


class CallContext:
    """One running function, script block or script."""

    __slots__ = ("depth", "file", "invocation", "module", "name", "parent", "scope")

    def __init__(
        self,
        name: str,
        parent: CallContext | None,
        invocation: InvocationInfo,
        file: str | None = None,
        module: Module | None = None,
    ) -> None:
        self.name = name
        self.parent = parent
        self.invocation = invocation
        self.file = file
        self.module = module  # that the code belongs to
        self.depth: int = parent.depth + 1 if parent is not None else 1
        self.scope: Any = None  # where its variables are

    def trace(self, extent: Any) -> str:
        """The stack as `ScriptStackTrace` shows it, the innermost call first."""
        lines = []
        at: CallContext | None = self
        while at is not None:
            file = (extent.file if extent is not None else None) or "<No file>"
            number = extent.line if extent is not None else 1
            lines.append(f"at {at.name}, {file}: line {number}")
            extent = at.invocation.extent
            at = at.parent
        return "\n".join(lines)


class FileVariable(Variable):
    """``$PSScriptRoot`` or ``$PSCommandPath`` of a running file, for Get-Variable."""

    __slots__ = ("automatic",)

    def __init__(self, name: str, value: str) -> None:
        super().__init__(name, value)
        self.automatic = value

    @property
    def assigned(self) -> bool:
        """Whether the script has set it."""
        return self.value is not self.automatic
