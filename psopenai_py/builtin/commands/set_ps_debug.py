from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("Set-PSDebug", default_set="on", error_name="Microsoft.PowerShell.Commands.SetPSDebugCommand")
class SetPSDebug(Cmdlet):
    """Treat unset variables as errors in the whole session. Tracing is not supported."""

    strict = Param("switch", set="on", help="Unset variables are errors.")
    trace = Param("int", set="on", validators=(ValidateRange(0, 2),), help="Only 0 is supported.")
    off = Param("switch", set="off", help="All off.")
    examples = (Example("Set-PSDebug -Strict", "Unset variables are errors from now on."),)
    remarks = "-Trace only warns, and there is no -Step."

    def process(self) -> Output:
        if self.trace:
            self.warn("Tracing a script is not supported.")
        self.session.globals.strict = 1.0 if self.strict else 0.0
        return None
