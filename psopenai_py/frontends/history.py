"""What was typed, from one interactive session to the next; never a line with a key."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from ..credentials import is_key_like


def history_path(environ: Mapping[str, str]) -> Path:
    """The file, where the XDG base directories want such state to be."""
    base = environ.get("XDG_STATE_HOME") or os.path.join(environ.get("HOME") or os.path.expanduser("~"), ".local/state")
    return Path(base, "psopenai", "history")


def open_history(environ: Mapping[str, str]) -> History:
    """The history in its file, which only its owner can read; in memory alone where that cannot be had."""
    path = history_path(environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        os.chmod(path, 0o600)
    except OSError:
        return InMemoryHistory()
    return KeylessHistory(path)


class KeylessHistory(FileHistory):
    """A line with a key can be called back while the session lasts, and is not written down."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        if is_key_like(string):
            return
        try:
            super().store_string(string)
        except OSError:  # a full disk is no reason to lose the shell
            return
