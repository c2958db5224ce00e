"""Files of this machine that parameters name."""

from __future__ import annotations

import os

from ..engine.pipeline.cmdlet import Cmdlet
from ..errors import TerminatingError


def local_file(cmdlet: Cmdlet, parameter: str, path: str) -> str:
    """The full path of a file that is there; raises where it is not."""
    found = cmdlet.session.path(path)
    if not os.path.isfile(found):
        raise no_such_file(cmdlet, parameter, path)
    return found


def no_such_file(cmdlet: Cmdlet, parameter: str, path: str) -> TerminatingError:
    return cmdlet.stop_with(
        "FileNotFound",
        f"-{parameter}: there is no file {path}. Check the path; the current folder is {os.getcwd()}.",
        "ObjectNotFound",
        path,
        "System.IO.FileNotFoundException",
    )
