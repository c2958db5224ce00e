"""What cmdlets may ask of the language: to run text, and to load modules. The language layer gives the real one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ...dotnet.model.types import Value
from ..values.scriptblock import ScriptBlock
from .scope import Scope

if TYPE_CHECKING:
    from ..binding.arguments import Argument
    from ..pipeline.pipeline import Processor
    from .commands import CommandInfo
    from .session import Session


class Language(ABC):
    """The language of one session."""

    __slots__ = ()

    @abstractmethod
    def run_text(self, text: str, out: Callable[[Value], None]) -> None:
        """Run a script's text in the current scope. Text that is no PowerShell is a terminating error."""

    @abstractmethod
    def processor(self, command: CommandInfo, tokens: Sequence[Argument]) -> Processor:
        """What runs a resolved command, function or cmdlet, with these arguments."""

    @abstractmethod
    def modules(self) -> list[Value]:
        """The loaded modules."""

    @abstractmethod
    def import_module(self, name: str, scope: Scope, force: bool = False, prefix: str = "") -> Value:
        """Load a module by name or path, and put what it exports into a scope."""

    @abstractmethod
    def new_module(
        self, name: str, block: ScriptBlock, scope: Scope, arguments: Sequence[Value] = ()
    ) -> tuple[Value, list[Value]]:
        """Make a module of a script block; the module and what the block put out."""

    @abstractmethod
    def remove_module(self, name: str) -> bool:
        """Forget a module and the functions that it brought; False when it is not loaded."""

    @abstractmethod
    def export_member(self, functions: Iterable[str], variables: Iterable[str], aliases: Iterable[str]) -> None:
        """Choose what the running module exports."""


def language_of(session: Session) -> Language:
    """The session's language."""
    found = session.services["code"]
    assert isinstance(found, Language)
    return found
