from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet


@cmdlet("Out-Host", error_name="Microsoft.PowerShell.Commands.OutHostCommand")
class OutHost(Cmdlet):
    """Show objects to the user; they do not go into the pipeline."""

    paging = Param("switch", help="Accepted for compatibility; the output does not stop after each screen.")
    input_object = Param("psobject", pipeline="value", help="The objects to show.")
    examples = (
        Example(
            "$batch = Get-Batch batch_abc123; $batch | Out-Host", "Shows a batch, and leaves nothing for the pipeline."
        ),
    )

    def process(self) -> None:
        self.session.out(self.input_object)
