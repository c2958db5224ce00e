"""Questions to the user at the terminal: Read-Host, secrets without echo, confirmations."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.session.host import Host
from ..engine.session.session import Session
from ..errors import terminating
from ..formatting.text import harmless
from .environment import Environment

_CHOICES = "[Y] Yes  [A] Yes to All  [N] No (default is Y): "
_ANSWERS = {"": "yes", "y": "yes", "yes": "yes", "a": "all", "n": "no", "no": "no"}


class TerminalHost(Host):
    """The host of a terminal: questions go to standard error, answers come from standard input."""

    interactive = True

    def __init__(self, env: Environment, width: int, clear: Callable[[], None]) -> None:
        super().__init__(width)
        self._env = env
        self._clear = clear
        self.colour = env.use_color(env.stderr_is_terminal)

    def clear(self) -> None:
        self._clear()

    def ask(self, prompt: str, secret: bool = False) -> str:
        self.clear()
        env, shown = self._env, harmless(prompt)
        try:
            if secret:
                from getpass import getpass  # noqa: PLC0415 (only for secrets)

                return getpass(shown, stream=env.stderr)
            env.stderr.write(shown)
            env.stderr.flush()
            line = env.stdin.readline()
        except EOFError:
            line = b""
        if not line:
            raise terminating("NoAnswer", "There was no answer: the input has ended.", "OperationStopped")
        return line.decode(errors="replace").rstrip("\r\n")

    def confirm(self, question: str) -> str:
        self.clear()
        self._env.stderr.write(f"{harmless(question)}\n")
        while True:
            answer = _ANSWERS.get(self.ask(_CHOICES).strip().lower())
            if answer is not None:
                return answer


def attach(env: Environment, session: Session, clear: Callable[[], None]) -> None:
    """Let commands ask where standard input and error are a terminal. ``clear`` removes a progress line."""
    if env.stdin_is_terminal and env.stderr_is_terminal:
        session.host = TerminalHost(env, session.host.width, clear)
