"""The parameters that Import-Module and Remove-Module share, in place of a name."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param


def fully_qualified_name_param() -> Any:
    return Param(
        "Microsoft.PowerShell.Commands.ModuleSpecification[]",
        set="FullyQualifiedName",
        mandatory=True,
        position=0,
        pipeline="value",
        help="Tables with ModuleName and ModuleVersion, RequiredVersion or MaximumVersion.",
    )


def module_info_param() -> Any:
    return Param(
        "psmoduleinfo[]", set="ModuleInfo", mandatory=True, position=0, pipeline="value", help="Modules as objects."
    )
