"""What compiled code needs of `language.session` above it: script files, functions, expandable strings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument
from ...engine.pipeline.pipeline import Processor
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope
from ...engine.session.services import Language
from ...engine.session.session import Session
from ...engine.session.streams import Streams


class ScriptLanguage(Language):
    """The language of a session that runs scripts; `session.powershell` is the real one."""

    __slots__ = ()

    @abstractmethod
    def script(
        self, path: str, tokens: Sequence[Argument], streams: Streams | None, dot: bool, invocation: InvocationInfo
    ) -> Processor:
        """The command that runs a script file with these arguments; ``dot`` runs it in the caller's scope."""

    @abstractmethod
    def define_function(self, name: str, value: Value, scope: Scope) -> None:
        """Add a function to a scope, made of a script block or a text; null removes the function."""

    @abstractmethod
    def execution_context(self) -> Value:
        """``$ExecutionContext``."""

    @abstractmethod
    def using_module(self, wanted: Value, base: str) -> dict[str, DotNetType]:
        """Import a module; its classes and enums by lower-case name. ``base``: the folder of relative paths."""

    @abstractmethod
    def require_module(self, wanted: Value) -> None:
        """Import a module for everybody, unless it is loaded. Raises Modules_ModuleNotFound."""

    @abstractmethod
    def expand_string(self, text: str) -> str:
        """The value of a text as if it were written between double quotes."""


def language_of(session: Session) -> ScriptLanguage:
    """The language of a session whose scripts run."""
    found = session.language
    assert isinstance(found, ScriptLanguage)
    return found
