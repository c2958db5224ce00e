from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from .scoped import FilterParams, VariableCmdlet


@cmdlet("Get-Variable", error_name="Microsoft.PowerShell.Commands.GetVariableCommand")
class GetVariable(FilterParams, VariableCmdlet):
    """Get variables, or only their values."""

    name = Param(
        "string[]",
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The names without $; wildcards are allowed.",
    )
    value_only = Param("switch", help="Return the values only.")
    examples = (
        Example(
            "Get-Variable W*Preference",
            "Some preference variables.",
            result=(
                "Name                           Value\n"
                "----                           -----\n"
                "WarningPreference              Continue\n"
                "WhatIfPreference               False"
            ),
        ),
    )

    def process(self) -> Output:
        for name in [to_text(each) for each in as_list(self.name)] or ["*"]:
            found = self.find_all(name)
            if not found and not has_wildcards(name):
                self.not_found(name)
            for _, variable in found:
                if self.value_only:
                    self.write(variable.value if variable.get is None else variable.get())
                else:
                    self.write(variable)
        return None
