from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("Invoke-Command", default_set="InProcess", error_name="Microsoft.PowerShell.Commands.InvokeCommandCommand")
class InvokeCommand(Cmdlet):
    """Run a script block with arguments, on this computer only."""

    script_block = Param(
        "scriptblock",
        set="InProcess",
        mandatory=True,
        position=0,
        aliases=("Command",),
        validators=(ValidateNotNull(),),
        help="The block.",
    )
    no_new_scope = Param("switch", set="InProcess", help="Run it in the current scope, as . does.")
    input_object = Param("psobject", pipeline="value", help="The value of $input in the block.")
    argument_list = Param("object[]", aliases=("Args",), help="The block's arguments, in order.")
    examples = (
        Example(
            "Invoke-Command { param($Id) (Get-Batch $Id).status } -ArgumentList batch_abc123",
            "Runs a block of commands with an argument.",
            result="completed",
        ),
    )
    remarks = (
        "It runs the block in this session. There are no other computers to run it on: -ComputerName, -Session and"
        " their like do not exist."
    )

    def begin(self) -> Output:
        self._inputs: list[Value] = []
        return None

    def process(self) -> Output:
        if self.is_bound("InputObject"):
            self._inputs.append(self.input_object)
        return None

    def end(self) -> Output:
        arguments = list(self.argument_list or ())
        self.script_block.run(self.write, arguments, input=self._inputs, new_scope=not self.no_new_scope)
        return None
