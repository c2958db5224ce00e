"""Files and folders as PowerShell names them: separators of both kinds, ``~``, provider names, drives that are folders.

::

    file_path(r"~\\out\\a.jsonl", drives, here)     /home/me/out/a.jsonl
    file_path("Temp:/a.txt", drives, here)        /tmp/a.txt
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress

_PROVIDERS = ("filesystem::", "microsoft.powershell.core\\filesystem::")


def is_readable(path: str) -> bool:
    """Whether a path names something with content: a file, or a pipe like ``<(...)`` of a shell."""
    return os.path.exists(path) and not os.path.isdir(path)


class FolderDrive:
    """A drive that is a folder: Temp:, and what New-PSDrive makes."""

    __slots__ = ("current", "description", "name", "root")

    def __init__(self, name: str, root: str, description: str = "") -> None:
        self.name = name
        self.root = root  # an absolute path
        self.current = "."  # the folder in it that ``Data:`` and ``Data:a.txt`` mean
        self.description = description


def first_drives(environ: Mapping[str, str]) -> dict[str, FolderDrive]:
    """The drives of a new session that are folders, by lower-case name."""
    folder = environ.get("TMPDIR" if os.sep == "/" else "TEMP") or os.sep + "tmp"
    return {"temp": FolderDrive("Temp", os.path.abspath(folder))}


def file_path(text: str, drives: Mapping[str, FolderDrive], here: str) -> str:
    """The absolute path of a file or folder, without ``.`` and ``..``; relative ones count from ``here``. It need not
    exist."""
    if ":" in text:
        lower = text.lower()
        for provider in _PROVIDERS:
            if lower.startswith(provider):
                text = text[len(provider) :]
                break
        else:
            name, _, rest = text.partition(":")
            drive = drives.get(name.lower())
            if drive is not None:
                rest = with_separators(rest)
                start = "" if rest.startswith(os.sep) else drive.current
                text = os.path.join(drive.root, start, rest.lstrip(os.sep))
    text = with_separators(text)
    if text == "~" or text.startswith("~" + os.sep):
        text = os.path.expanduser(text)
    return os.path.normpath(os.path.join(here, text))


def drive_of(text: str, drives: Mapping[str, FolderDrive]) -> FolderDrive | None:
    """The drive that is a folder and that a path begins with."""
    name, colon, _ = text.partition(":")
    return drives.get(name.lower()) if colon else None


def with_separators(text: str) -> str:
    """A path with the system's own separators."""
    return text.replace("\\", "/") if os.sep == "/" else text.replace("/", os.sep)


def current_folder() -> str:
    """The folder that relative paths count from. Raises FileNotFoundError, which names it, if it was removed."""
    try:
        return os.getcwd()
    except FileNotFoundError as error:
        name = None
        with suppress(OSError):
            name = os.readlink("/proc/self/cwd").removesuffix(" (deleted)")
        message = "The current folder no longer exists; change to another one"
        raise FileNotFoundError(errno.ENOENT, message, name or os.environ.get("PWD")) from error
