from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text


@cmdlet("Invoke-Expression", error_name="Microsoft.PowerShell.Commands.InvokeExpressionCommand")
class InvokeExpression(Cmdlet):
    """Run text as a script in the current scope. Never run text that a model wrote."""

    command = Param("string", mandatory=True, position=0, pipeline="value", help="The text.")
    examples = (Example("Invoke-Expression '1 + 1'", "2.", result="2"),)

    def process(self) -> Output:
        self.session.language.run_text(to_text(self.command), self.write)
        return None
