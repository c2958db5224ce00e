"""What the layers above do for the cmdlets of a session: run PowerShell text, and show objects as text.

The engine only declares these two; `shell.Shell` gives a session the real ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from ...dotnet.model.types import Value
from .commands import CommandInfo

#: looks up ``$ErrorView`` in the running session: how errors are shown
error_view: ContextVar[Callable[[], Value] | None] = ContextVar("error_view", default=None)

#: the forms of output as lines, for the shell command's common parameter and Get-BatchOutput's own -OutputFormat
OUTPUT_FORMATS = ("Jsonl", "Json", "Csv", "Tsv", "Parquet", "Table", "List")
FLAT_FORMS = ("Csv", "Tsv")  # their rows are lists of texts
DATA_FORMS = ("Jsonl", "Json")  # they hold the service's own data


class Language(ABC):
    """The language of one session."""

    __slots__ = ()

    @abstractmethod
    def run_text(self, text: str, out: Callable[[Value], None]) -> None:
        """Run a script's text in the current scope. Text that is not PowerShell is a terminating error."""

    @abstractmethod
    def call(self, name: str, named: Mapping[str, Value]) -> list[Value]:
        """The output of a command with named arguments, as ``& $name @named``. Its name may be an alias."""

    #: while it lasts, code outside of a run may ask what depends on the session: its types, its ``$OFS``
    current: Callable[[], AbstractContextManager[None]]

    @abstractmethod
    def apart(self) -> AbstractContextManager[Any]:
        """A session beside this one, for the thread that enters it: with the same environment, connections and host."""

    @abstractmethod
    def autoload(self, name: str) -> CommandInfo | None:
        """Load the module that has a command, which is not known yet; the command, or None."""


class Formatting(ABC):
    """The views of one session: objects as text."""

    __slots__ = ()

    @abstractmethod
    def text(self, objects: Sequence[Value], width: int) -> str:
        """The objects as Out-String shows them."""

    @abstractmethod
    def lines(
        self,
        objects: Iterable[Value],
        form: str,
        safe_csv: bool = False,
        header: Callable[[], Sequence[str]] | None = None,
    ) -> Iterator[str]:
        """The lines of objects in one of `OUTPUT_FORMATS` that are text; in constant memory.

        ``safe_csv`` makes texts harmless that a spreadsheet would run as formulas. ``header`` gives the columns of CSV
        if there is no object.
        """
