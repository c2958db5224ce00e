"""What scripts have registered to be offered at a Tab (Register-ArgumentCompleter)."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.registry import get_type
from ...dotnet.model.types import DotNetType


class CompletionResult:
    """One offer: the text that is inserted, what is shown of it, and PowerShell's kind, such as ParameterValue."""

    __slots__ = ("kind", "shown", "text", "tip")

    def __init__(self, text: str, shown: str = "", kind: str = "ParameterValue", tip: str = "") -> None:
        self.text = text
        self.shown = shown or text
        self.kind = kind
        self.tip = tip or text

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type("System.Management.Automation.CompletionResult")

    def __str__(self) -> str:
        return self.text


class Completers:
    """The script blocks of one session by what they complete, in lower case."""

    def __init__(self) -> None:
        self._of_parameters: dict[tuple[str, str], Any] = {}
        self._of_programs: dict[str, Any] = {}

    def register(self, command: str, parameter: str | None, block: Any) -> None:
        """Use a block for a parameter (of all commands, where ``command`` is empty), or for a program (no parameter);
        without a block what was registered is forgotten."""
        table: dict[Any, Any] = self._of_programs if parameter is None else self._of_parameters
        key = command.lower() if parameter is None else (command.lower(), parameter.lower())
        if block is None:
            table.pop(key, None)
        else:
            table[key] = block

    def of_parameter(self, command: str, parameter: str) -> Any:
        """The block for a parameter; None if there is none."""
        lower = parameter.lower()
        return self._of_parameters.get((command.lower(), lower)) or self._of_parameters.get(("", lower))

    def of_program(self, name: str) -> Any:
        return self._of_programs.get(name.lower())
