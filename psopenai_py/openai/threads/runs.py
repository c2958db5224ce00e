"""Runs of threads: their states, their objects, and waiting for them to end."""

from __future__ import annotations

from typing import Any

from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..objects import to_object
from ..waiting import Data, PollingWaiter
from .params import RUN, RunKey

STATES = (
    "queued",
    "in_progress",
    "completed",
    "requires_action",
    "expired",
    "cancelling",
    "cancelled",
    "failed",
    "incomplete",
)
RUNNING = ("queued", "in_progress", "cancelling")
STOPPABLE = frozenset(("queued", "in_progress", "requires_action"))
MOST_SECONDS = 5.0  # between two polls: runs take seconds, not hours


def run_object(data: dict[str, Any]) -> PSObject:
    return to_object(data, RUN)


def fetch_run(cmdlet: ApiParams, key: RunKey) -> dict[str, Any]:
    """The run as it is now."""
    data: dict[str, Any] = cmdlet.call("thread.run", key.path).json()
    return data


class RunWaiter(PollingWaiter[RunKey]):
    """Waits for runs to end, or to require an action."""

    activity = "Waiting for runs"
    things = "runs"
    running = RUNNING
    longest_interval = MOST_SECONDS

    def ask(self, key: RunKey) -> Data:
        return fetch_run(self.cmdlet, key)

    def name(self, key: RunKey) -> str:
        return key.run_id
