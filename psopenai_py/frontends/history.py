"""What the interactive shell remembers of typed lines: its history file.

A typed key stays nowhere: not in the file, not in Get-History, not at arrow-up
(`language.session.typed_secrets.remembered`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from ..configuration import state_folder
from ..credentials import is_key_like
from ..language.session.typed_secrets import remembered


def history_path(environ: Mapping[str, str]) -> Path:
    """The history file."""
    return Path(state_folder(environ), "history")


def open_history(environ: Mapping[str, str]) -> History:
    """The history in a file that only its owner can read; in memory where the file cannot be written."""
    path = history_path(environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        os.chmod(path, 0o600)
    except OSError:
        return KeylessMemory()
    return KeylessHistory(path)


class KeylessMemory(InMemoryHistory):
    """A history that keeps lines with their keys masked."""

    def append_string(self, string: str) -> None:
        super().append_string(remembered(string))


class KeylessHistory(FileHistory):
    """A history that does not write lines with a key to its file. They are recalled with the key masked."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def append_string(self, string: str) -> None:
        self._is_secret = is_key_like(string) or remembered(string) != string
        super().append_string(remembered(string))

    def store_string(self, string: str) -> None:
        if self._is_secret:
            return
        try:
            super().store_string(string)
        except OSError:  # a full disk must not end the shell
            return
