from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from .get_execution_policy import SCOPES

_UNSUPPORTED = "System.PlatformNotSupportedException"


@cmdlet(
    "Set-ExecutionPolicy", should_process=True, error_name="Microsoft.PowerShell.Commands.SetExecutionPolicyCommand"
)
class SetExecutionPolicy(Cmdlet):
    """Choose which scripts may run. Only Windows has such a setting: here it is an error, as in PowerShell."""

    execution_policy = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="property",
        enum=("Unrestricted", "RemoteSigned", "AllSigned", "Restricted", "Bypass", "Undefined", "Default"),
        help="The policy.",
    )
    scope = Param("string", position=1, pipeline="property", enum=SCOPES, default="LocalMachine", help="The scope.")
    force = Param("switch", help="Accepted for compatibility.")
    examples = (Example("Set-ExecutionPolicy Bypass -Scope Process -WhatIf", "Says what it would try to do."),)

    def process(self) -> None:
        if not self.should_process(str(self.scope)):
            return
        message = "Execution policies are Windows' own. All scripts may run here; leave this command out."
        raise self.stop_with(_UNSUPPORTED, message, "NotSpecified", None, _UNSUPPORTED)
