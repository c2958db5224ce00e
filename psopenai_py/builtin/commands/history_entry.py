"""The lines that a person typed, as Get-History tells them; the interactive shell adds them to the session."""

from __future__ import annotations

from ...dotnet.time.datetime import DateTime
from ...dotnet.time.timespan import TimeSpan
from ...engine.session.session import Session
from ..records import COMMANDS, Record, net_record


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
    """Add a line that has run to the session's history."""
    number = session.history[-1].__dict__["Id"] + 1 if session.history else 1
    session.history.append(
        HistoryInfo(
            Id=number,
            CommandLine=text,
            ExecutionStatus="Completed" if completed else "Failed",
            StartExecutionTime=started,
            EndExecutionTime=ended,
            Duration=TimeSpan(ended.ticks - started.ticks),
        )
    )
