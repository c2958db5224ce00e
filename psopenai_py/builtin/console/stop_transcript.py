from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .start_transcript import end_transcript


@cmdlet("Stop-Transcript", error_name="Microsoft.PowerShell.Commands.StopTranscriptCommand")
class StopTranscript(Cmdlet):
    """Stop writing what is shown into a file."""

    examples = (Example("Stop-Transcript", "Ends the transcript that was started last."),)

    def process(self) -> Output:
        if not self.session.host.transcripts:
            raise self.stop_with(
                "InvalidOperation",
                "No transcript is being written; Start-Transcript begins one.",
                "InvalidOperation",
                None,
                "System.Management.Automation.PSInvalidOperationException",
            )
        self.write(f"Transcript stopped, output file is {end_transcript(self.session.host)}")
        return None
