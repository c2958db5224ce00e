from __future__ import annotations

from collections.abc import Callable

import pytest

from psopenai_py.shell import Result, Shell

Run = Callable[[str], Result]


@pytest.fixture
def shell() -> Shell:
    return Shell(width=120, environ={})


@pytest.fixture
def run(shell: Shell) -> Run:
    return shell.run


@pytest.fixture
def text(shell: Shell) -> Callable[[str], str]:
    """The text that a script's output shows."""

    def shown(script: str) -> str:
        result = shell.run(script)
        assert not result.errors, result.errors
        return shell.format(result.output)

    return shown
