"""The program around a session: what it answers, what it shows on, and how it wants commands to behave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO

from ...dataclass import dataclass
from ...dotnet.io.terminal import Terminal
from ...errors import TerminatingError, terminating

#: the answers of a confirmation, with their labels (``&`` before the key) and what they mean
CONFIRMATIONS = {
    "yes": ("&Yes", "Go on with this step."),
    "all": ("Yes to &All", "Go on with this step and all that follow."),
    "no": ("&No", "Leave this step out."),
    "none": ("No to A&ll", "Leave this step out, and all that follow."),
}


NOBODY, INPUT_ENDED = "InvalidOperation", "NoAnswer"  # error ids of questions without an answer


class Host(Terminal):
    """The host of a session, as PowerShell calls it. This one is for sessions without a user to ask.

    Front ends derive from it. A cmdlet that must ask looks at ``interactive`` first, and where that is False
    reports an error of its own that says what it needs.
    """

    interactive = False  # questions are answered: by a user, or from standard input
    prompts_for_parameters = False  # a mandatory parameter that is missing is asked for
    colour = False  # colour sequences are shown as colours

    def __init__(self, width: int = 120) -> None:
        self.width = width  # of a line, in columns
        self.rendering = "Host"  # $PSStyle.OutputRendering; "Ansi": colours always, "PlainText": none at all
        self.transcripts: list[Transcript] = []  # those that are open, the newest last
        self.settling: Callable[[], None] = lambda: None  # writes what the front end holds back

    @property
    def plain_text(self) -> bool:
        """Whether nothing is shown in colour."""
        return self.rendering == "PlainText"

    def ask(self, prompt: str, secret: bool = False) -> str:
        """Ask for a line of text; a ``secret`` is not shown while it is typed.

        Raises an error that ends the script when nobody answers (a loop that asks again must not run for ever).
        """
        raise no_answer("Nobody is there to answer.", NOBODY)

    def choose(self, caption: str, message: str, choices: Sequence[tuple[str, str]], default: int) -> int:
        """Let the user choose: the index of one of the ``choices``, each a label (``&`` before its key) and a help.

        ``default`` is the index of the choice that Enter takes, -1 for none.
        """
        raise no_answer("Nobody is there to choose.", NOBODY)

    def confirm(self, question: str, caption: str = "Confirm") -> str:
        """Ask for a decision: a key of `CONFIRMATIONS`. Without anyone to ask it is ``no``."""
        if not self.interactive:
            return "no"
        return list(CONFIRMATIONS)[self.choose(caption, question, list(CONFIRMATIONS.values()), 0)]

    def clear(self) -> None:
        """Remove what is only shown for a moment (a progress line), because something else is to be written."""

    def settle(self) -> None:
        """Write what is held back, because something else is going to write, or nothing more comes for now."""
        self.settling()

    def masked(self, text: str) -> str:
        """The text with keys hidden, as far as the host knows them."""
        return text

    def record(self, text: str) -> None:
        """Write what has been shown or typed to the open transcripts."""
        for transcript in self.transcripts:
            transcript.write(text)

    def program_output(self) -> int | None:
        """The file descriptor that programs write to when nothing takes their output; None: theirs is shown as text."""
        return None


class Transcript:
    """A file that gets what is shown. ``mask`` hides keys in a text."""

    def __init__(self, path: str, file: IO[str], mask: Callable[[str], str]) -> None:
        self.path = path
        self._file = file
        self._mask = mask
        self._line = ""  # the begun line: a key is looked for in whole lines

    def write(self, text: str) -> None:
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            self._file.write(self._mask(line) + "\n")
        if lines:
            self._file.flush()

    def close(self) -> None:
        if self._line:
            self._file.write(self._mask(self._line) + "\n")
        self._file.close()


def no_answer(why: str, error_id: str = INPUT_ENDED) -> TerminatingError:
    """The error of a question that nobody answers. It ends the script."""
    error = terminating(
        error_id, why, "InvalidOperation", None, "System.Management.Automation.PSInvalidOperationException"
    )
    error.script = True
    return error


@dataclass(slots=True)
class Mode:
    """How commands behave: as in a script (these values), or as a POSIX command (the front end sets others)."""

    keep_going: bool = False  # an input that fails does not end the others
    raw_bytes: bool = False  # results are wanted as the lines that the service sent
    content: str = "bytes"  # how a file's content is wanted: as single bytes, in "blocks" as they come, or "whole"
    read_ahead: int = 1  # how many inputs a command may fetch at once; scripts keep PowerShell's order of effects
    posix_paths: bool = False  # a backslash is a character of a file's name; in scripts it is a separator
    form: str | None = None  # the form of output that the user of a shell command asked for
    columns: Sequence[str] = ()  # those of the rows of a flat form, known although none came
    afterwards: list[Callable[[], None]] | None = None  # what is done once all of the output has been written
    flowing_text: bool = False  # a text that comes in pieces is put out as `FlowingText`
    hyphen_paths: bool = False  # the path `-` is standard input or standard output
    public_arguments: bool = False  # other users of the machine can read the arguments (process list)
    read_retries: int = 0  # how often a failed read of the service is tried again if nobody says
    door: str = "script"  # whose syntax messages speak: "script", "shell" or "python"

    def variable(self, name: str) -> str:
        """A variable of the environment as a message names it."""
        return f"$env:{name}" if self.door == "script" else name
