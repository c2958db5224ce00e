from __future__ import annotations

import csv
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.session.commands import AliasTarget
from ...engine.session.lookup import find_alias
from ...engine.values.text import to_text
from ..variables.scoped import ScopeParam, VariableCmdlet


@cmdlet(
    "Import-Alias",
    default_set="ByPath",
    should_process=True,
    outputs="System.Management.Automation.AliasInfo",
    error_name="Microsoft.PowerShell.Commands.ImportAliasCommand",
)
class ImportAlias(ScopeParam, VariableCmdlet):
    """Set the aliases of a file that Export-Alias has written."""

    path = Param("string", set="ByPath", mandatory=True, position=0, pipeline="value property", help="The file.")
    literal_path = Param(
        "string", set="ByLiteralPath", mandatory=True, pipeline="property", aliases=("PSPath", "LP"), help="The file."
    )
    pass_thru = Param("switch", help="Return the aliases.")
    force = Param("switch", help="Replace aliases that exist.")
    examples = (
        Example(
            "Import-Alias aliases.csv -Force; (Get-Alias gb).Definition",
            "Sets the aliases of the file.",
            result="Get-Batch",
        ),
    )

    def process(self) -> Iterator[object]:
        path = self.session.path(to_text(self.path or self.literal_path))
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(line for line in file if line.strip() and not line.startswith("#")))
        except (OSError, ValueError, csv.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not a text of Export-Alias"
            message = f"The file {path} cannot be read: {reason}."
            raise self.stop_with(
                "FileOpenFailure", message, "OpenError", path, "System.IO.FileNotFoundException"
            ) from error
        for row in rows:
            if len(row) < 4:
                message = f"{path} is not a file of Export-Alias: a line has {len(row)} values, not 4."
                self.fail("ImportAliasFileFormatError", message, "ReadError", path, "System.FormatException")
                continue
            yield from self._set(*row[:4])

    def _set(self, name: str, target: str, description: str, option: str) -> Iterator[object]:
        if not self.force and find_alias(self.session, name.lower()) is not None:
            exception = "System.Management.Automation.SessionStateException"
            self.fail("AliasAlreadyExists", f"There is an alias {name} already.", "ResourceExists", name, exception)
            return
        if self.should_process(f"Name: {name} Value: {target}"):
            scope = self.target_scope()
            if scope.aliases is None:
                scope.aliases = {}
            scope.aliases[name.lower()] = made = AliasTarget(target, name, description, option)
            if self.pass_thru:
                yield self.alias(name, made)
