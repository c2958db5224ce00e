"""The program around a session: what it answers, what it shows on, and how it wants commands to behave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...errors import terminating


class Host:
    """The host of a session, as PowerShell calls it. This one is for sessions without a user to ask.

    Front ends derive from it. A cmdlet that must ask looks at ``interactive`` first, and where that is False
    reports an error of its own that says what it needs.
    """

    interactive = False  # a user is there to answer
    colour = False  # colour sequences are shown as colours

    def __init__(self, width: int = 120) -> None:
        self.width = width  # of a line, in columns

    def ask(self, prompt: str, secret: bool = False) -> str:
        """Ask for a line of text; a ``secret`` is not shown while it is typed."""
        raise terminating(
            "InvalidOperation",
            "Nobody is there to answer.",
            "InvalidOperation",
            None,
            "System.Management.Automation.PSInvalidOperationException",
        )

    def confirm(self, question: str) -> str:
        """Ask for a decision: ``yes``, ``all`` (yes to this and all that follow) or ``no``."""
        return "no"

    def clear(self) -> None:
        """Remove what is only shown for a moment (a progress line), because something else is to be written."""

    def run(self, command: Sequence[str], environ: Mapping[str, str]) -> int:
        """Run a program with the terminal to itself, such as an editor; its exit code."""
        import subprocess  # noqa: PLC0415 (few sessions run a program)

        return subprocess.run(command, env=dict(environ), check=False).returncode


@dataclass(slots=True)
class Mode:
    """How commands behave: as in a script (these values), or as a POSIX command (the front end sets others)."""

    keep_going: bool = False  # an input that fails does not end the others
    raw_bytes: bool = False  # content is wanted in blocks, not byte by byte
    read_ahead: int = 1  # how many inputs a command may fetch at once; scripts keep PowerShell's order of effects
    posix_paths: bool = False  # a backslash is a character of a file's name; in scripts it is a separator
    public_arguments: bool = False  # other users of the machine can read the arguments (process list)
    read_retries: int = 0  # how often a failed read of the service is tried again if nobody says
    door: str = "script"  # whose syntax messages speak: "script", "shell" or "python"

    def variable(self, name: str) -> str:
        """A variable of the environment as a message names it."""
        return f"$env:{name}" if self.door == "script" else name
