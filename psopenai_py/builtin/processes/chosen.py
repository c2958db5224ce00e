"""The parameters that choose processes, and the processes that they choose."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...dotnet.system.process import Process, all_processes, find_process
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex

_EXCEPTION = "Microsoft.PowerShell.Commands.ProcessCommandException"


def id_param(set: str, position: int | None = None) -> Any:
    return Param(
        "int[]", set=set, mandatory=True, position=position, pipeline="property", aliases=("PID",), help="The numbers."
    )


def name_param(set: str, mandatory: bool = True, position: int | None = None) -> Any:
    return Param(
        "string[]",
        set=set,
        mandatory=mandatory,
        position=position,
        pipeline="property",
        aliases=("ProcessName",),
        help="The names; wildcards are allowed.",
    )


def object_param(set: str, position: int | None = None) -> Any:
    return Param(
        "System.Diagnostics.Process[]",
        set=set,
        mandatory=True,
        position=position,
        pipeline="value",
        help="The processes.",
    )


class ProcessCmdlet(Cmdlet):
    """A cmdlet that works on processes; its parameters say which."""

    id: Any = None
    name: Any = None
    input_object: Any = None

    def chosen(self) -> list[Process]:
        """The processes that the parameters name; one that is missing is an error."""
        if self.input_object is not None:
            return [unwrap(each) for each in self.input_object]
        if self.id is not None:
            return self._by_number()
        every = sorted(all_processes(), key=lambda process: process.name.lower())
        if self.name is None:
            return every
        found: list[Process] = []
        for pattern in map(to_text, self.name):
            match = wildcard_to_regex(pattern).match
            fits = [process for process in every if match(process.name)]
            found += fits
            if not fits and not has_wildcards(pattern):
                text = f"There is no process with the name {pattern}."
                self.fail("NoProcessFoundForGivenName", text, "ObjectNotFound", pattern, _EXCEPTION)
        return found

    def _by_number(self) -> list[Process]:
        found: list[Process] = []
        for number in self.id:
            process = find_process(number)
            if process is not None:
                found.append(process)
                continue
            text = f"There is no process with the number {number}."
            self.fail("NoProcessFoundForGivenId", text, "ObjectNotFound", number, _EXCEPTION)
        return found
