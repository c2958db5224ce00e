"""The streams of scripts and of the interactive shell, as PowerShell shows them."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.session.streams import InformationRecord, Streams
from ..errors import ErrorRecord
from ..shell import Shell
from .environment import Environment
from .sinks import StandardError


class ScriptErrors(StandardError):
    """Errors in PowerShell's concise view; Write-Host on standard output, in its place among the objects.

    ``before`` is called before anything is written, so that what the view holds back comes first.
    """

    def __init__(self, env: Environment, shell: Shell) -> None:
        super().__init__(env)
        self.shell = shell
        self.before: Callable[[], None] = lambda: None

    def streams(self) -> Streams:
        made = super().streams()
        made.error = self.error
        return made

    def text_of(self, record: ErrorRecord) -> str:
        return self.shell.format([record]).strip("\n")

    def information(self, record: InformationRecord) -> None:
        from ..formatting import harmless

        if not record.shown:
            return
        self.before()
        text = str(record) + ("" if record.host.get("no_newline") else "\n")
        self.env.write((harmless(text) if self.env.stdout_is_terminal else text).encode())
        self.env.flush()

    def line(self, stream: str, text: str, end: str = "\n") -> None:
        self.before()
        super().line(stream, text, end)
