"""Hosts of sessions in which somebody answers."""

from __future__ import annotations

from collections.abc import Callable

from psopenai_py.engine.session.host import Host


class Answers(Host):
    """Answers with functions of the question."""

    interactive = True

    def __init__(
        self, ask: Callable[[str, bool], str] | None = None, confirm: Callable[[str], str] | None = None
    ) -> None:
        super().__init__()
        self._ask, self._confirm = ask, confirm

    def ask(self, prompt: str, secret: bool = False) -> str:
        assert self._ask is not None
        return self._ask(prompt, secret)

    def confirm(self, question: str) -> str:
        assert self._confirm is not None
        return self._confirm(question)
