"""The parameters that choose jobs and events, and which jobs they choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...declare.cmdlet import InSet, Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from .events import events_of
from .job import STATES, Job, jobs_of

_SETS = {"id": "SessionIdParameterSet", "name": "NameParameterSet", "instance": "InstanceIdParameterSet",
         "state": "StateParameterSet", "job": "JobParameterSet"}  # fmt: skip


def source_param() -> Any:
    return Param(
        "string",
        sets={"BySource": InSet(position=0, by_property=True)},
        help="The event's name; wildcards are allowed.",
    )


def id_param(mandatory: bool = True) -> Any:
    return Param(
        "int[]", set=_SETS["id"], mandatory=mandatory, position=0, pipeline="property", help="The jobs' numbers."
    )


def name_param() -> Any:
    return Param(
        "string[]",
        set=_SETS["name"],
        mandatory=True,
        position=0,
        pipeline="property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The jobs' names; wildcards are allowed.",
    )


def instance_param() -> Any:
    return Param(
        "guid[]", set=_SETS["instance"], mandatory=True, position=0, pipeline="property", help="The jobs' GUIDs."
    )


def state_param() -> Any:
    return Param(
        STATES.full_name,
        set=_SETS["state"],
        mandatory=True,
        position=0,
        pipeline="property",
        help="Jobs in this state.",
    )


def job_param(position: int | None = 0) -> Any:
    return Param(
        "System.Management.Automation.Job[]",
        set=_SETS["job"],
        mandatory=True,
        position=position,
        pipeline="value property",
        help="The jobs.",
    )


class JobCmdlet(Cmdlet):
    """A cmdlet that works on jobs; its parameters say which."""

    job: Any = None
    id: Any = None
    name: Any = None
    instance_id: Any = None
    state: Any = None

    def chosen(self) -> list[Job]:
        """The jobs that the parameters name; one that is missing is an error."""
        if self.job is not None:
            return [found for each in self.job if isinstance(found := unwrap(each), Job)]
        known = jobs_of(self.session).all
        if self.state is not None:
            return [job for job in known if job.state.lower() == to_text(self.state).lower()]
        if self.id is not None:
            return self._found(known, "Id", [to_text(each) for each in self.id], "JobWithSpecifiedSessionIdNotFound")
        if self.instance_id is not None:
            ids = [to_text(each) for each in self.instance_id]
            return self._found(known, "instance", ids, "JobWithSpecifiedInstanceIdNotFound")
        if self.name is not None:
            names = [to_text(each) for each in self.name]
            return self._found(known, "name", names, "JobWithSpecifiedNameNotFound")
        return list(known)

    def _found(self, known: Sequence[Job], field: str, wanted: Sequence[str], error_id: str) -> list[Job]:
        found: list[Job] = []
        for text in wanted:
            match = wildcard_to_regex(text).match
            fits = [
                job
                for job in (*known, *(c for j in known for c in j.children))
                if match(str(getattr(job, field.lower())))
            ]
            found += fits
            if not fits and not (field == "name" and has_wildcards(text)):
                exception = "System.Management.Automation.PSArgumentException"
                self.fail(error_id, f"There is no job with the {field} {text}.", "ObjectNotFound", text, exception)
        return found


def waiting_events(cmdlet: Cmdlet, source: Value, number: int | None) -> list[PSObject]:
    """The events of that name or number that wait; none is an error, unless a pattern was given."""
    name = to_text(source)
    match = wildcard_to_regex(name or "*").match
    found = [
        event
        for event in events_of(cmdlet.session).queue
        if (match(event["SourceIdentifier"]) if number is None else event["EventIdentifier"] == number)
    ]
    if not found and (number is not None or (name and not has_wildcards(name))):
        error_id = "INVALID_SOURCE_IDENTIFIER" if number is None else "INVALID_EVENT_IDENTIFIER"
        text = f"There is no event {name if number is None else number}."
        cmdlet.fail(error_id, text, "InvalidArgument", None, "System.ArgumentException")
    return found
