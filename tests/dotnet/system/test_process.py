"""The current process."""

from __future__ import annotations

import os

from ..calling import read, static


def test_the_current_process() -> None:
    assert read(static("System.Diagnostics.Process", "GetCurrentProcess"), "Id") == os.getpid()
