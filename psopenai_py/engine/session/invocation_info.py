"""``$MyInvocation``: how and where a command was called; also the place where an error happened."""

from __future__ import annotations

import os
from typing import Any

from ...dotnet.model.registry import get_type
from ...dotnet.model.types import DotNetType, Value
from .commands import CommandInfo


class InvocationInfo:
    """One call. ``extent`` is its source text (a `language.syntax.source.Extent`), or None if it has none."""

    __slots__ = ("bound", "command", "expects_input", "extent", "invocation_name", "trace", "unbound")

    def __init__(self, command: CommandInfo | None = None, extent: Any = None, invocation_name: str = "") -> None:
        self.command = command
        self.extent = extent
        self.invocation_name = invocation_name
        self.bound: Value = None
        self.unbound: list[Value] = []
        self.expects_input = False
        self.trace = ""  # the call stack as text, innermost call first

    @classmethod
    def at(cls, extent: Any, trace: str = "") -> InvocationInfo:
        """The position of an error that was not caused by a command."""
        made = cls(None, extent)
        made.trace = trace
        return made

    def place(self, extent: Any, trace: str) -> None:
        """Add the position later, where it is not known yet."""
        if self.extent is None:
            self.extent = extent
        if not self.trace:
            self.trace = trace

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type("System.Management.Automation.InvocationInfo")

    @property
    def line_number(self) -> int:
        return int(self.extent.line) if self.extent is not None else 0

    @property
    def offset(self) -> int:
        return int(self.extent.column) if self.extent is not None else 0

    @property
    def line(self) -> str:
        """The whole source line, with literal keys hidden, as everywhere that an error shows its source."""
        return _mask(self._line)

    @property
    def _line(self) -> str:
        return str(self.extent.source.line(self.extent.line)) if self.extent is not None else ""

    @property
    def statement(self) -> str:
        return _mask(str(self.extent.text)) if self.extent is not None else ""

    @property
    def script_name(self) -> str:
        return (self.extent.file or "") if self.extent is not None else ""

    @property
    def position_message(self) -> str:
        """Where it happened, with the piece of text underlined."""
        if self.extent is None:
            return ""
        line, before, width = self.line, self.offset - 1, max(1, self.extent.end - self.extent.start)
        if line != self._line:  # a key is hidden: what is left of it moves the marks
            width = len(_mask(self._line[: before + width])) - len(_mask(self._line[:before]))
            before = len(_mask(self._line[:before]))
        marks = "~" * max(1, min(width, len(line) - before))
        where = f"{self.script_name}:{self.line_number}" if self.script_name else f"line:{self.line_number}"
        return f"At {where} char:{self.offset}\n+ {line}\n+ {' ' * before}{marks}"

    @property
    def script_root(self) -> str:
        return os.path.dirname(self.script_name)


def _mask(text: str) -> str:
    from ...credentials.masking import mask  # noqa: PLC0415 (few runs ask where a call stands)

    return mask(text)
