"""The chain of running functions and scripts: names for stack traces, the position of each call, the depth."""

from __future__ import annotations

import os
from typing import Any

from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Variable
from ..syntax import ast
from .module import Module

MAX_DEPTH = 1010  # 1,000 calls in each other and what runs around them; PowerShell ends at a similar depth

_BLOCK_NAMES = {"dynamicparam": "DynamicParam", "begin": "Begin", "process": "Process", "end": "End", "clean": "Clean"}


class CallContext:
    """One running function, script block or script."""

    __slots__ = ("block", "depth", "file", "invocation", "module", "name", "parent", "scope")

    def __init__(
        self,
        name: str,
        parent: CallContext | None,
        invocation: InvocationInfo,
        file: str | None = None,
        module: Module | None = None,
        block: ast.ScriptBlockAst | None = None,
    ) -> None:
        self.name = name
        self.block = block
        self.parent = parent
        self.invocation = invocation
        self.file = file
        self.module = module  # that the code belongs to
        self.depth: int = parent.depth + 1 if parent is not None else 1
        self.scope: Any = None  # where its variables are

    def function_name(self, extent: Any) -> str:
        """The name in a stack trace: a script is a script block there, and a `begin`, `process`, `end` or `clean` that
        is written out is named too: ``Get-Thing<Process>``. ``extent`` is the place that it has come to."""
        name = os.path.basename(self.name) or "<ScriptBlock>"
        if name.lower().endswith((".ps1", ".psm1")):
            name = "<ScriptBlock>"
        if self.block is None or extent is None:
            return name
        for part in (self.block.dynamicparam, self.block.begin, self.block.process, self.block.end, self.block.clean):
            if part is None or part.unnamed or part.extent.source is not extent.source:
                continue
            if part.extent.start <= extent.start < part.extent.end:
                return f"{name}<{_BLOCK_NAMES[part.kind]}>"
        return name

    def trace(self, extent: Any) -> str:
        """The stack as `ScriptStackTrace` shows it, the innermost call first."""
        lines = []
        at: CallContext | None = self
        while at is not None:
            file = (extent.file if extent is not None else None) or "<No file>"
            number = extent.line if extent is not None else 1
            lines.append(f"at {at.function_name(extent)}, {file}: line {number}")
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
