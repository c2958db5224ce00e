"""What the layers above do for the cmdlets of a session: run PowerShell text, and show objects as text.

The engine only declares these two; `shell.Shell` gives a session the real ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ...dotnet.model.types import Value
from .scope import Scope

#: the forms of output as lines, for the shell command's common parameter and Get-BatchOutput's own -OutputFormat
OUTPUT_FORMATS = ("Jsonl", "Json", "Csv", "Table", "List")


class Language(ABC):
    """The language of one session."""

    __slots__ = ()

    @abstractmethod
    def run_text(self, text: str, out: Callable[[Value], None]) -> None:
        """Run a script's text in the current scope. Text that is not PowerShell is a terminating error."""

    @abstractmethod
    def call(self, name: str, named: Mapping[str, Value]) -> list[Value]:
        """The output of a command with named arguments, as ``& $name @named``. Its name may be an alias."""

    @abstractmethod
    def modules(self) -> list[Value]:
        """The loaded modules."""

    @abstractmethod
    def import_module(self, name: str, scope: Scope, force: bool = False, prefix: str = "") -> Value:
        """Load a module by name or path, and put what it exports into a scope."""

    @abstractmethod
    def new_module(
        self, name: str, block: Value, scope: Scope, arguments: Sequence[Value] = ()
    ) -> tuple[Value, list[Value]]:
        """Make a module of a script block (``block``); the module and the block's output."""

    @abstractmethod
    def remove_module(self, name: str) -> bool:
        """Forget a module and the functions that it brought; False when it is not loaded."""

    @abstractmethod
    def export_member(self, functions: Iterable[str], variables: Iterable[str], aliases: Iterable[str]) -> None:
        """Choose what the running module exports."""


class Formatting(ABC):
    """The views of one session: objects as text."""

    __slots__ = ()

    @abstractmethod
    def text(self, objects: Sequence[Value], width: int) -> str:
        """The objects as Out-String shows them."""

    @abstractmethod
    def lines(self, objects: Iterable[Value], form: str) -> Iterator[str]:
        """The lines of objects in one of `OUTPUT_FORMATS`; in constant memory."""
