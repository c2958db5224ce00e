from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.registry import get_type
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...errors import TerminatingError
from .get_history import remember_line


@cmdlet(
    "Add-History",
    outputs="Microsoft.PowerShell.Commands.HistoryInfo",
    error_name="Microsoft.PowerShell.Commands.AddHistoryCommand",
)
class AddHistory(Cmdlet):
    """Add lines to the session's history, as Get-History of another session returned them.

    They get the next numbers.
    """

    input_object = Param("psobject[]", position=0, pipeline="value", help="The lines, also read from a file.")
    passthru = Param("switch", help="Return the lines as they are in the history now.")
    examples = (
        Example(
            "Get-History | Export-Clixml history.xml; Import-Clixml history.xml | Add-History", "Keeps the history."
        ),
    )
    failures = (
        Failure(
            "Add-History 5",
            "Add-History: A line of the history needs CommandLine, StartExecutionTime and EndExecutionTime.",
            "AddHistoryInvalidInput,Microsoft.PowerShell.Commands.AddHistoryCommand",
        ),
    )
    remarks = "The file from which the arrow keys recall lines does not get them."

    def process(self) -> Output:
        for given in as_list(self.input_object):
            if not self._add(given):
                text = "A line of the history needs CommandLine, StartExecutionTime and EndExecutionTime."
                self.fail("AddHistoryInvalidInput", text, "InvalidArgument", given, "System.ArgumentException")
            elif self.passthru:
                self.write(self.session.history[-1])
        return None

    def _add(self, given: Value) -> bool:
        """Add a line; returns whether the object is one."""
        line, status = get_member(given, "CommandLine"), get_member(given, "ExecutionStatus")
        datetime = get_type("datetime")
        try:
            started = convert(get_member(given, "StartExecutionTime"), datetime)
            ended = convert(get_member(given, "EndExecutionTime"), datetime)
        except TerminatingError:
            return False
        if not isinstance(line, str):
            return False
        remember_line(self.session, line, started, ended, to_text(status) == "Completed")
        return True
