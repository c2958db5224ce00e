from __future__ import annotations

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.completers import Completers
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text


@cmdlet(
    "Register-ArgumentCompleter",
    default_set="NativeSet",
    error_name="Microsoft.PowerShell.Commands.RegisterArgumentCompleterCommand",
)
class RegisterArgumentCompleter(Cmdlet):
    """Let a script block say what Tab offers for a parameter, or for the words of a program.

    The block gets the command, the parameter, the word, the syntax tree and the other parameters; with -Native it gets
    the word, the syntax tree and the position.
    """

    native = Param("switch", set="NativeSet", help="For the words of a program.")
    command_name = Param(
        "string[]",
        sets={"NativeSet": InSet(mandatory=True), "PowerShellSet": InSet()},
        help="The commands; without them all that have the parameter.",
    )
    parameter_name = Param("string", set="PowerShellSet", mandatory=True, help="The parameter.")
    script_block = Param("scriptblock", mandatory=True, allow_null=True, help="What makes the offers.")
    examples = (
        Example(
            "Register-ArgumentCompleter -CommandName Get-Batch -ParameterName BatchId -ScriptBlock { 'batch_1' }",
            "Tab offers batch_1 after Get-Batch.",
        ),
    )

    def process(self) -> Output:
        completers = self.session.part(Completers)
        parameter = None if self.set_name == "NativeSet" else to_text(self.parameter_name)
        for command in [to_text(each) for each in self.command_name or [""]]:
            completers.register(command, parameter, unwrap(self.script_block))
        return None
