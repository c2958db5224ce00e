from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import PSObject

SCOPES = ("MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine")


@cmdlet("Get-ExecutionPolicy", error_name="Microsoft.PowerShell.Commands.GetExecutionPolicyCommand")
class GetExecutionPolicy(Cmdlet):
    """Get which scripts may run: all of them, as everywhere but on Windows."""

    scope = Param("string", position=0, pipeline="property", enum=SCOPES, help="The scope; all have the same policy.")
    as_list = Param("switch", name="List", help="Get the policy of each scope.")
    examples = (Example("Get-ExecutionPolicy", "Which scripts may run.", result="Unrestricted"),)

    def process(self) -> Output:
        if not self.as_list:
            self.write("Unrestricted")
            return None
        for scope in SCOPES:
            self.write(PSObject({"Scope": scope, "ExecutionPolicy": "Unrestricted"}))
        return None
