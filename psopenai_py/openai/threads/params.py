"""The parameters by which cmdlets find threads and runs."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.values.text import to_text
from ..api import ApiParams
from ..listing import Sets

RUN = "PSOpenAI.Thread.Run"
INCLUDED = ("step_details.tool_calls[*].file_search.results[*].content",)  # what -Include can ask for


def thread_id_param(set: Sets = None, position: int | None = 0) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline="value property",
        aliases=("thread_id", "Thread", "InputObject"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the thread, such as thread_abc123; threads may be piped in too.",
    )


def message_id_param(set: Sets = None, position: int = 0) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline="property",
        aliases=("message_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the message, such as msg_abc123.",
    )


def run_param(set: Sets) -> Any:
    return Param(
        "object",
        set=set,
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("InputObject",),
        of=RUN,
        help="The run, as Start-ThreadRun and Get-ThreadRun return it.",
    )


def run_id_param(set: Sets) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("run_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the run, such as run_abc123.",
    )


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
    return Param("string[]", set=set, completions=INCLUDED, help="Further data to return.")


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
        """Where the run is found; None, after an error, where the object does not tell."""
        if not self.is_bound("Run"):
            return RunKey(self.thread_id, self.run_id)
        return self.key_of(self.run, "id")

    def key_of(self, value: Value, run_id: str) -> RunKey | None:
        """The same for an object that names its thread, and its run under ``run_id``."""
        thread, run = get_member(value, "thread_id"), get_member(value, run_id)
        if thread and run:
            return RunKey(to_text(thread), to_text(run))
        self.fail(
            "System.ArgumentException", f"The object does not tell its thread_id and {run_id}.", "NotSpecified", value,
            "System.ArgumentException",
        )  # fmt: skip
        return None
