from __future__ import annotations

from ...declare.cmdlet import Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet


@cmdlet("Out-Null", error_name="Microsoft.PowerShell.Commands.OutNullCommand")
class OutNull(Cmdlet):
    """Take the objects of the pipeline and show nothing."""

    input_object = Param("psobject", pipeline="value", help="What to throw away.")
