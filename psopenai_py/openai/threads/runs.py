"""Runs of threads: the parameters by which cmdlets find them, states, objects, streamed text, and waiting for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ..api import ApiParams
from ..objects import rows, to_object
from ..params import Sets, id_param, object_param
from ..streaming import event_of
from ..waiting import Data, PollingWaiter

RUN = "PSOpenAI.Thread.Run"
INCLUDED = ("step_details.tool_calls[*].file_search.results[*].content",)  # what -Include can ask for


def run_param(set: Sets) -> Any:
    return object_param(RUN, "The run, as Start-ThreadRun and Get-ThreadRun return it.", "InputObject", set=set)


def run_id_param(set: Sets) -> Any:
    return id_param("The id of the run, such as run_abc123.", "run_id", set=set, of=(RUN,))


def thread_of_run_param(set: Sets) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=1,
        pipeline="property",
        aliases=("thread_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the thread that the run belongs to.",
    )


def include_param(set: Sets = None) -> Any:
    return Param("string[]", set=set, completions=INCLUDED, help="Further data to return, by the service's names.")


class RunKey(NamedTuple):
    """Where a run is found."""

    thread_id: str
    run_id: str

    @property
    def path(self) -> dict[str, str]:
        """The ids as a call's address wants them."""
        return self._asdict()


class RunTarget(ApiParams):
    """A cmdlet that takes a run as an object, or by its id and the thread's."""

    run: Value
    run_id: str
    thread_id: str

    def run_key(self) -> RunKey | None:
        """Where the run is found; None, after an error, if the object does not contain it."""
        if not self.is_bound("Run"):
            return RunKey(self.thread_id, self.run_id)
        return self.key_of(self.run, "id")

    def key_of(self, value: Value, run_id: str) -> RunKey | None:
        """The same for an object that names its thread, and its run under ``run_id``."""
        thread, run = get_member(value, "thread_id"), get_member(value, run_id)
        if thread and run:
            return RunKey(to_text(thread), to_text(run))
        self.fail(
            "System.ArgumentException", f"The object does not have thread_id and {run_id}.", "NotSpecified", value,
            "System.ArgumentException",
        )  # fmt: skip
        return None


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


def texts(cmdlet: ApiParams, events: Iterable[str]) -> Iterator[str]:
    """The pieces of text in the events of a run."""
    for event in events:
        data = event_of(cmdlet, event)
        if data.get("object") != "thread.message.delta":
            continue
        delta = data.get("delta")
        for part in rows({"data": delta.get("content")} if isinstance(delta, dict) else {}):
            text = part.get("text")
            value = text.get("value") if isinstance(text, dict) else None
            if part.get("type") == "text" and isinstance(value, str):
                yield value
