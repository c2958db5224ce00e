from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet


@cmdlet("Out-Null", error_name="Microsoft.PowerShell.Commands.OutNullCommand")
class OutNull(Cmdlet):
    """Discard the objects of the pipeline."""

    input_object = Param("psobject", pipeline="value", help="The objects to discard.")
    examples = (
        Example(
            "$list = [System.Collections.ArrayList]::new(); $list.Add('a') | Out-Null; $list.Count",
            "Adds to a list without showing the place that Add returns.",
            result="1",
        ),
    )
