"""PowerShell as the language of a session: how cmdlets reach the evaluator and the modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument, ParameterToken
from ...engine.pipeline.pipeline import Processor, run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.lookup import resolve
from ...engine.session.scope import Scope
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ..runtime.services import ScriptLanguage


class PowerShell(ScriptLanguage):
    """Loads the evaluator and the modules when they are first needed, so that a single cmdlet starts without them."""

    __slots__ = ("_apart", "current", "session")

    def __init__(
        self,
        session: Session,
        apart: Callable[[], AbstractContextManager[Session]],
        current: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self.session = session
        self.current = current
        self._apart = apart  # makes a session for another thread

    def apart(self) -> AbstractContextManager[Session]:
        return self._apart()

    def run_text(self, text: str, out: Callable[[Value], None]) -> None:
        from .evaluate import run_text

        run_text(self.session, text, out)

    def call(self, name: str, named: Mapping[str, Value]) -> list[Value]:
        from ..compile.commands import make_processor

        command = resolve(self.session, name)
        tokens: list[Argument] = [ParameterToken(key, value, f"-{key}", splatted=True) for key, value in named.items()]
        invocation = InvocationInfo(command, None, command.name)
        found: list[Value] = []
        run_pipeline([make_processor(self.session, command, tokens, None, False, invocation)], found.append)
        return found

    def script(
        self,
        path: str,
        tokens: Sequence[Argument],
        streams: Streams | None,
        dot: bool,
        invocation: InvocationInfo,
    ) -> Processor:
        from .scripts import script_processor

        return script_processor(self.session, path, tokens, streams, dot, invocation)

    def define_function(self, name: str, value: Value, scope: Scope) -> None:
        from .evaluate import define_function

        define_function(self.session, name, value, scope)

    def expand_string(self, text: str) -> str:
        from .evaluate import expand_string

        return expand_string(self.session, text)

    def autoload(self, name: str) -> CommandInfo | None:
        from .modules import autoload

        return autoload(self.session, name)

    def execution_context(self) -> Value:
        from .execution_context import ExecutionContext

        return ExecutionContext(self.session)

    def using_module(self, wanted: Value, base: str) -> dict[str, DotNetType]:
        from .modules import using_module

        return using_module(self.session, wanted, base)

    def require_module(self, wanted: Value) -> None:
        from .modules import ImportOptions, import_module

        import_module(self.session, wanted, ImportOptions())
