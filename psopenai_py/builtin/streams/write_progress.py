from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.streams import ProgressRecord
from ...engine.values.text import to_text

_LARGEST = 2147483647


@cmdlet("Write-Progress", error_name="Microsoft.PowerShell.Commands.WriteProgressCommand")
class WriteProgress(Cmdlet):
    """Show the progress of an activity."""

    activity = Param("string", position=0, help="The name of the activity.")
    status = Param(
        "string",
        position=1,
        validators=(ValidateNotNullOrEmpty(),),
        default="",
        help="The current state of the activity.",
    )
    id = Param("int", position=2, validators=(ValidateRange(0, _LARGEST),), default=0, help="The id of the activity.")
    percent_complete = Param(
        "int", validators=(ValidateRange(-1, 100),), default=-1, help="How much is done; -1 if it is not known."
    )
    seconds_remaining = Param("int", help="How long the activity will still take.")
    current_operation = Param("string", help="The current operation.")
    parent_id = Param("int", validators=(ValidateRange(-1, _LARGEST),), help="The parent activity.")
    completed = Param("switch", help="The activity has ended.")
    source_id = Param("int", help="The source of the record.")
    examples = (Example("Write-Progress Upload '3 of 4' -PercentComplete 75", "A progress bar."),)
    remarks = "Progress is a line on standard error: redrawn on a terminal, written once a minute elsewhere."

    def process(self) -> Output:
        percent = None if self.percent_complete < 0 else float(self.percent_complete)
        status = " ".join(text for text in (to_text(self.status), to_text(self.current_operation)) if text)
        record = ProgressRecord(to_text(self.activity), status, percent, bool(self.completed), self.id)
        if self.runtime.action("progressaction") not in ("SilentlyContinue", "Ignore"):
            self.runtime.streams.progress(record)
        return None
