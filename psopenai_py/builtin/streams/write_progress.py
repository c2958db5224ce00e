from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.streams import ProgressRecord
from ...engine.values.text import to_text

_LARGEST = 2147483647


@cmdlet("Write-Progress", error_name="Microsoft.PowerShell.Commands.WriteProgressCommand")
class WriteProgress(Cmdlet):
    """Show how far something has come."""

    activity = Param("string", position=0, help="What is going on.")
    status = Param("string", position=1, validators=(ValidateNotNullOrEmpty(),), default="", help="Its present state.")
    id = Param("int", position=2, validators=(ValidateRange(0, _LARGEST),), default=0, help="Tells activities apart.")
    percent_complete = Param(
        "int", validators=(ValidateRange(-1, 100),), default=-1, help="How much is done; -1 where nobody knows."
    )
    seconds_remaining = Param("int", help="How long it may still take.")
    current_operation = Param("string", help="What is done just now.")
    parent_id = Param("int", validators=(ValidateRange(-1, _LARGEST),), help="The activity that this belongs to.")
    completed = Param("switch", help="The activity is over.")
    source_id = Param("int", help="Where the record comes from.")
    examples = (Example("Write-Progress Upload '3 of 4' -PercentComplete 75", "A progress bar."),)

    def process(self) -> Output:
        percent = None if self.percent_complete < 0 else float(self.percent_complete)
        status = " ".join(text for text in (to_text(self.status), to_text(self.current_operation)) if text)
        record = ProgressRecord(to_text(self.activity), status, percent, bool(self.completed), self.id)
        if self.runtime.action("progressaction") not in ("SilentlyContinue", "Ignore"):
            self.runtime.streams.progress(record)
        return None
