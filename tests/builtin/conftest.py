"""A shell in an empty folder, and the text that a person would see of a script's output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py.shell import Shell

Run = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the test."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shell(folder: Path) -> Shell:
    return Shell(width=120, environ={"PATH": "", "HOME": str(folder)})


@pytest.fixture
def run(shell: Shell) -> Run:
    """Run a script that is to succeed; its output as text, without blank lines around it."""

    def run(script: str) -> str:
        result = shell.run(script)
        assert [str(error) for error in result.errors] == []
        assert result.terminated_by is None
        return shell.format(result.output).strip("\n")

    return run


@pytest.fixture
def errors(shell: Shell) -> Callable[[str], list[str]]:
    """The ids of the errors of a script, with their categories."""

    def errors(script: str) -> list[str]:
        return [f"{error.fully_qualified_error_id} {error.category}" for error in shell.run(script).errors]

    return errors


@pytest.fixture
def ids(shell: Shell) -> Callable[[str], list[str]]:
    """The ids of the errors of a script."""
    return lambda script: [error.fully_qualified_error_id for error in shell.run(script).errors]
