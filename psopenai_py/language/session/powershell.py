"""PowerShell as the language of a session: how cmdlets reach the evaluator and the modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument, ParameterToken
from ...engine.pipeline.pipeline import Processor, run_pipeline
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.lookup import resolve
from ...engine.session.scope import Scope
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ..runtime.services import ScriptLanguage


class PowerShell(ScriptLanguage):
    """Loads the evaluator and the modules when they are first needed, so that a single cmdlet starts without them."""

    __slots__ = ("session",)

    def __init__(self, session: Session) -> None:
        self.session = session

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

    def modules(self) -> list[Value]:
        from .modules import BUILT_IN, built_in_value, module_value, modules_of

        return [
            *(built_in_value(self.session, name) for name in BUILT_IN),
            *map(module_value, modules_of(self.session).values()),
        ]

    def import_module(self, name: str, scope: Scope, force: bool = False, prefix: str = "") -> Value:
        from .modules import built_in_value, import_module, module_value

        loaded = import_module(self.session, name, scope, force, prefix)
        return built_in_value(self.session, name) if loaded is None else module_value(loaded)

    def new_module(
        self, name: str, block: Value, scope: Scope, arguments: Sequence[Value] = ()
    ) -> tuple[Value, list[Value]]:
        from .modules import new_module

        return new_module(self.session, name, block, scope, arguments)

    def remove_module(self, name: str) -> bool:
        from .modules import remove_module

        return remove_module(self.session, name)

    def export_member(self, functions: Iterable[str], variables: Iterable[str], aliases: Iterable[str]) -> None:
        from .modules import export_member

        export_member(self.session, functions, variables, aliases)
