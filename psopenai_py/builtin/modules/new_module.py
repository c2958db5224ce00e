from __future__ import annotations

import uuid

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text


@cmdlet("New-Module", default_set="ScriptBlock", error_name="Microsoft.PowerShell.Commands.NewModuleCommand")
class NewModule(Cmdlet):
    """Create a module from a script block: its functions see its own variables."""

    name = Param("string", set="Name", mandatory=True, position=0, pipeline="value", help="The module's name.")
    script_block = Param(
        "scriptblock",
        sets={"Name": InSet(mandatory=True, position=1), "ScriptBlock": InSet(mandatory=True, position=0)},
        help="The module's code.",
    )
    return_result = Param("switch", help="Return the output of the code instead of the module.")
    argument_list = Param("object[]", remaining=True, aliases=("Args",), help="Arguments of the code.")
    examples = (
        Example(
            "New-Module Counter { $n = 0; function Step { ($script:n += 1) } }",
            "A function that keeps its state.",
            result=(
                "ModuleType Version    PreRelease Name                                ExportedCommands\n"
                "---------- -------    ---------- ----                                ----------------\n"
                "Script     0.0                   Counter                             {Step}"
            ),
        ),
    )

    def process(self) -> Output:
        name = to_text(self.name) or f"__DynamicModule_{uuid.uuid4()}"
        module, found = self.session.language.new_module(
            name, self.script_block, self.session.scope, as_list(self.argument_list)
        )
        return found if self.return_result else [module]
