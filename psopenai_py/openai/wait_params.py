"""What cmdlets share that wait: how long, how often to look, in which states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..declare.cmdlet import Param
from ..declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from .api import ApiParams


def wait_timeout_param() -> Any:
    return Param("int", help="Seconds to wait in all; 0 (the default) waits as long as it takes.")


def poll_interval_param(longest: int = 30) -> Any:
    """``longest``: how far the pauses grow, in seconds."""
    return Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        help=f"Seconds between two looks. Without it the pauses grow from 1 to {longest} seconds.",
    )


def status_for_wait_param(thing: str, states: Sequence[str], *, only: bool = True) -> Any:
    """``only``: no other states are taken."""
    return _status_param(f"Wait while the {thing} is in one of these states.", states, only)


def status_for_exit_param(thing: str, states: Sequence[str], *, only: bool = True) -> Any:
    return _status_param(f"Stop waiting as soon as the {thing} is in one of these states.", states, only)


def _status_param(help: str, states: Sequence[str], only: bool) -> Any:
    if only:
        return Param("string[]", validators=(ValidateSet(tuple(states)), ValidateNotNullOrEmpty()), help=help)
    return Param("string[]", validators=(ValidateNotNullOrEmpty(),), completions=tuple(states), help=help)


class WaitSettings(ApiParams):
    """A cmdlet that declares the parameters above."""

    timeout_sec: int | None
    poll_interval_sec: float | None
    status_for_wait: list[str] | None
    status_for_exit: list[str] | None

    def wait_settings(self) -> tuple[float | None, float | None, list[str] | None, list[str] | None]:
        """What a `PollingWaiter` is made with: the interval, the time limit, the states."""
        interval = self.poll_interval_sec if self.is_bound("PollIntervalSec") else None
        return interval, self.timeout_sec, self.status_for_wait, self.status_for_exit
