from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("Clear-Host", error_name="Clear-Host")
class ClearHost(Cmdlet):
    """Clear the terminal.

    Off a terminal it does nothing.
    """

    examples = (Example("Clear-Host", "Clears the window; Clear-Host, cls and clear are the same."),)

    def process(self) -> Output:
        self.session.host.clear_screen()
        return None
