"""Messages of a cmdlet that fetches in threads of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from ..engine.pipeline.cmdlet import Cmdlet
from ..errors import ErrorRecord

Say = Callable[[Callable[[], object]], None]


class Relaying(Cmdlet):
    """What such a thread says goes through the thread that runs the pipeline.

    There alone may streams be written to, variables be read and an error end the command; and there the messages of
    one input come before those of the next, whatever was fetched first.
    """

    def __init__(self) -> None:
        self._thread = threading.local()

    def speak_through(self, say: Say) -> None:
        """From now on, have ``say`` do what this thread writes."""
        self._thread.say = say

    def _relay(self, write: Callable[..., object], *what: Any) -> None:
        say: Say | None = getattr(self._thread, "say", None)
        if say is None:
            write(*what)
        else:
            say(partial(write, *what))

    def write_error(self, record: ErrorRecord) -> None:
        self._relay(super().write_error, record)

    def warn(self, text: str) -> None:
        self._relay(super().warn, text)

    def verbose(self, text: str) -> None:
        self._relay(super().verbose, text)

    def debug(self, text: str) -> None:
        self._relay(super().debug, text)

    def progress(self, activity: str, status: str = "", percent: float | None = None, done: bool = False) -> None:
        self._relay(super().progress, activity, status, percent, done)
