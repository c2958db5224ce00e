"""Completion for the interactive shell's line."""

from __future__ import annotations

from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from ..engine.session.session import Session
from .completion import complete


class ShellCompleter(Completer):
    """PowerShell's completion as prompt_toolkit asks for it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        try:
            found = complete(self.session, document.text, document.cursor_position)
        except Exception:  # a half-written line; Tab must never end the shell
            return
        for text, _ in found.matches:
            yield Completion(text, found.start - document.cursor_position)
