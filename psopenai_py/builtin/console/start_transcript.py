from __future__ import annotations

import os

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.time.datetime import now
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.host import Host, Transcript
from ...engine.values.text import to_text
from ..files.paths import output_path

RULE = "*" * 22


def stamp() -> str:
    """The time as transcripts write it: 20240131235959."""
    return now().format("yyyyMMddHHmmss")


def end_transcript(host: Host) -> str:
    """Close the newest transcript; its path."""
    ended = host.transcripts.pop()
    ended.write("\n".join((RULE, "psopenai transcript end", f"End time: {stamp()}", RULE, "")))
    ended.close()
    return ended.path


@cmdlet("Start-Transcript", should_process=True, error_name="Microsoft.PowerShell.Commands.StartTranscriptCommand")
class StartTranscript(Cmdlet):
    """Write all that is shown from now on into a file too.

    Keys are masked in it. Programs are recorded as well; meanwhile they do not have the terminal to themselves.
    """

    path = Param(
        "string",
        position=0,
        aliases=("LiteralPath", "PSPath"),
        help="The file; without it one in the home folder, named by date and time.",
    )
    append = Param("switch", help="Add to the file.")
    no_clobber = Param("switch", aliases=("NoOverwrite",), help="Do not replace a file that is there.")
    force = Param("switch", help="Also write into a file that is read-only.")
    use_minimal_header = Param("switch", help="Begin with a short header.")
    include_invocation_header = Param("switch", help="Accepted for compatibility.")
    examples = (Example("Start-Transcript log.txt; Get-Date; Stop-Transcript", "Records a command."),)
    remarks = (
        "There is no -OutputDirectory. Keys are masked. Programs are recorded as well, and do not have the "
        "terminal to themselves meanwhile."
    )

    def process(self) -> Output:
        path = output_path(self, to_text(self.path)) if self.path else self._usual_path()
        if self.no_clobber and not self.append and os.path.exists(path):
            raise self.stop_with(
                "CannotStartTranscription", f"The file {path} exists, and -NoClobber keeps it. Use another name, or "
                "-Append.", "InvalidOperation", path, "System.InvalidOperationException",
            )  # fmt: skip
        if not self.should_process(path):
            return None
        try:
            if self.force and os.path.exists(path) and not os.access(path, os.W_OK):
                os.chmod(path, os.stat(path).st_mode | 0o200)
            file = open(path, "a" if self.append else "w", encoding="utf-8", errors="replace")  # noqa: SIM115
        except OSError as error:
            raise self.stop_with(
                "CannotStartTranscription", f"The file {path} cannot be written: {error.strerror}.",
                "InvalidOperation", path, "System.InvalidOperationException",
            ) from error  # fmt: skip
        transcript = Transcript(path, file, self.session.host.masked)
        lines = [RULE, "psopenai transcript start", f"Start time: {stamp()}"]
        if not self.use_minimal_header:
            lines += ["Host Application: psopenai", f"Process ID: {os.getpid()}"]
        transcript.write("\n".join((*lines, RULE, "")))
        host = self.session.host
        host.transcripts.append(transcript)
        self.session.closers.append(lambda: _close(host, transcript))
        self.write(f"Transcript started, output file is {path}")
        return None

    def _usual_path(self) -> str:
        folder = os.path.expanduser("~")
        return os.path.join(folder, f"psopenai_transcript.{os.urandom(4).hex()}.{stamp()}.txt")


def _close(host: Host, transcript: Transcript) -> None:
    """The session ends: end the transcript where the user has not."""
    while transcript in host.transcripts:
        end_transcript(host)
