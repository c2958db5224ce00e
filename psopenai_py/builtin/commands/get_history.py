from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.time.datetime import DateTime
from ...dotnet.time.timespan import TimeSpan
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list
from ...language.session.typed_secrets import remembered
from ..records import COMMANDS, Record, net_record


@cmdlet("Get-History", error_name="Microsoft.PowerShell.Commands.GetHistoryCommand")
class GetHistory(Cmdlet):
    """Get the lines that were run in this session."""

    id = Param(
        "long[]",
        position=0,
        pipeline="value",
        validators=(ValidateRange(1, 9223372036854775807),),
        help="The numbers of the lines.",
    )
    count = Param("int", position=1, validators=(ValidateRange(0, 32767),), help="How many of the last lines.")
    examples = (Example("(Get-History -Count 2).CommandLine", "The last two lines.", result="2\n3"),)

    def process(self) -> Output:
        entries = self.session.history
        if not self.is_bound("Id"):
            wanted = entries if self.count is None else entries[len(entries) - self.count :] if self.count else []
            for entry in wanted:
                self.write(entry)
            return None
        for number in as_list(self.id):
            found = next((entry for entry in entries if entry.__dict__["Id"] == number), None)
            if found is None:
                text = f"There is no line {number} in the history."
                self.fail("GetHistoryNoHistoryForId", text, "ObjectNotFound", number, "System.ArgumentException")
            else:
                self.write(found)
        return None


@net_record(
    COMMANDS + "HistoryInfo",
    Id="long",
    CommandLine="string",
    ExecutionStatus="string",
    StartExecutionTime="datetime",
    EndExecutionTime="datetime",
    Duration="timespan",
)
class HistoryInfo(Record):
    """One line that ran."""

    def __str__(self) -> str:
        return str(self.__dict__["CommandLine"])


def remember_line(session: Session, text: str, started: DateTime, ended: DateTime, completed: bool = True) -> None:
    """Add a line that has run to the session's history, with its keys masked."""
    number = session.history[-1].__dict__["Id"] + 1 if session.history else 1
    most = session.get_variable("MaximumHistoryCount")
    if isinstance(most, int) and len(session.history) >= most > 0:
        del session.history[: len(session.history) - most + 1]
    session.history.append(
        HistoryInfo(
            Id=number,
            CommandLine=remembered(text),
            ExecutionStatus="Completed" if completed else "Failed",
            StartExecutionTime=started,
            EndExecutionTime=ended,
            Duration=TimeSpan(ended.ticks - started.ticks),
        )
    )
