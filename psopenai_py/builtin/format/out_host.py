from __future__ import annotations

from ...declare.cmdlet import Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet


@cmdlet("Out-Host", error_name="Microsoft.PowerShell.Commands.OutHostCommand")
class OutHost(Cmdlet):
    """Show objects to the person, past the pipeline."""

    paging = Param("switch", help="Stop after each screen. Terminals scroll back; this shell does not stop.")
    input_object = Param("psobject", pipeline="value", help="The objects to show.")

    def process(self) -> None:
        self.session.out(self.input_object)
