"""Questions to the person at the terminal: Read-Host, secrets without echo, confirmations."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.session.session import Session
from ..errors import terminating
from .environment import Environment

_CHOICES = "[Y] Yes  [A] Yes to All  [N] No (default is Y): "
_ANSWERS = {"": "yes", "y": "yes", "yes": "yes", "a": "all", "n": "no", "no": "no"}


def attach(env: Environment, session: Session, clear: Callable[[], None]) -> None:
    """Let the session's commands ask, where somebody is there to answer. ``clear`` takes a progress line away."""
    if not (env.stdin_is_terminal and env.stderr_is_terminal):
        return

    def ask(prompt: str, secret: bool) -> str:
        clear()
        return _ask(env, prompt, secret)

    def confirm(question: str) -> str:
        clear()
        env.stderr.write(f"{_harmless(question)}\n")
        while True:
            answer = _ANSWERS.get(_ask(env, _CHOICES, False).strip().lower())
            if answer is not None:
                return answer

    session.ask = ask
    session.confirm = confirm


def _ask(env: Environment, prompt: str, secret: bool) -> str:
    shown = _harmless(prompt)
    try:
        if secret:
            from getpass import getpass

            return getpass(shown, stream=env.stderr)
        env.stderr.write(shown)
        env.stderr.flush()
        line = env.stdin.readline()
    except EOFError:
        line = b""
    if not line:
        raise terminating("NoAnswer", "There was no answer: the input has ended.", "OperationStopped")
    return line.decode(errors="replace").rstrip("\r\n")


def _harmless(text: str) -> str:
    from ..formatting.harmless import harmless

    return harmless(text)
