"""The programs that read and write the clipboard, whichever there are."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping

from ...engine.pipeline.cmdlet import Cmdlet
from ...errors import TerminatingError

#: (what the environment must have, the command that copies, the command that pastes)
_PROGRAMS = (
    ("WAYLAND_DISPLAY", ("wl-copy",), ("wl-paste", "--no-newline")),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-in"), ("xclip", "-selection", "clipboard", "-out")),
    ("DISPLAY", ("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output")),
    ("", ("pbcopy",), ("pbpaste",)),
    ("", ("clip.exe",), ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw")),
)


def _command(environ: Mapping[str, str], pastes: bool) -> list[str] | None:
    for needed, copy, paste in _PROGRAMS:
        words = paste if pastes else copy
        found = shutil.which(words[0], path=environ.get("PATH"))
        if found and (not needed or environ.get(needed)):
            return [found, *words[1:]]
    return None


def _missing(command: Cmdlet) -> TerminatingError:
    return command.stop_with(
        "ClipboardNotAvailable",
        "There is no clipboard here: it needs a desktop, and wl-clipboard, xclip or xsel.",
        "ResourceUnavailable",
        None,
        "System.PlatformNotSupportedException",
    )


def read_clipboard(command: Cmdlet) -> str:
    """The clipboard's text; empty if there is none."""
    words = _command(command.session.environ, pastes=True)
    if words is None:
        raise _missing(command)
    done = subprocess.run(words, capture_output=True, env=dict(command.session.environ), check=False)
    return done.stdout.decode(errors="replace")


def write_clipboard(command: Cmdlet, text: str) -> None:
    words = _command(command.session.environ, pastes=False)
    if words is None:
        raise _missing(command)
    subprocess.run(
        words, input=text.encode(), env=dict(command.session.environ), check=False, stdout=subprocess.DEVNULL
    )
