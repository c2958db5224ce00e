"""The process that runs the script: ``[System.Diagnostics.Process]`` (the current one only) and ``[GC]``."""

from __future__ import annotations

import gc
import os
import socket
import sys

from ..model.core import OBJECT
from ..model.registry import register
from ..model.types import DotNetType


class Process:
    """The process that runs this script."""

    __slots__ = ()

    @property
    def name(self) -> str:
        return os.path.splitext(os.path.basename(sys.argv[0] or sys.executable))[0]

    def __str__(self) -> str:
        return f"System.Diagnostics.Process ({self.name})"


PROCESS = register(DotNetType("System.Diagnostics.Process", python=Process, base=OBJECT))
PROCESS.prop("Id", "int")(lambda process: os.getpid())
PROCESS.prop("ProcessName", "string")(lambda process: process.name)
PROCESS.prop("MachineName", "string")(lambda process: socket.gethostname())
PROCESS.static("GetCurrentProcess", returns=PROCESS.full_name)(Process)

GC = register(DotNetType("System.GC", base=OBJECT))


@GC.static("Collect", returns="void")
def _collect() -> None:
    gc.collect()


GC.static("WaitForPendingFinalizers", returns="void")(_collect)
