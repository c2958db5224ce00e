from __future__ import annotations

import uuid

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...language.session.manifests import matching
from ...language.session.module_info import as_custom_object
from ...language.session.modules import ImportOptions, new_module, place, running_module


@cmdlet("New-Module", default_set="ScriptBlock", error_name="Microsoft.PowerShell.Commands.NewModuleCommand")
class NewModule(Cmdlet):
    """Create a module from a script block: its functions see its own variables."""

    name = Param("string", set="Name", mandatory=True, position=0, pipeline="value", help="The module's name.")
    script_block = Param(
        "scriptblock",
        sets={"Name": InSet(mandatory=True, position=1), "ScriptBlock": InSet(mandatory=True, position=0)},
        help="The module's code.",
    )
    function = Param("string[]", help="Export only these functions; wildcards are allowed.")
    cmdlet = Param("string[]", help="Accepted for compatibility.")
    as_custom_object = Param("switch", help="Return an object with a method for each function, and import nothing.")
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
        module, found = new_module(self.session, name, unwrap(self.script_block), as_list(self.argument_list))
        if self.function is not None:
            chosen = matching(list(module.functions), [to_text(each) for each in self.function])
            module.functions = {lower: module.functions[lower] for lower in chosen}
        if self.as_custom_object:
            return [as_custom_object(module)]
        place(self.session, module, ImportOptions(running_module(self.session)))
        return found if self.return_result else [module]
