from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.session.commands import AliasTarget
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ..variables.scoped import ScopeParam, VariableCmdlet
from .get_alias import known_aliases


@cmdlet(
    "Export-Alias",
    default_set="ByPath",
    should_process=True,
    outputs="System.Management.Automation.AliasInfo",
    error_name="Microsoft.PowerShell.Commands.ExportAliasCommand",
)
class ExportAlias(ScopeParam, VariableCmdlet):
    """Write aliases into a file that Import-Alias reads, or a script that sets them."""

    path = Param("string", set="ByPath", mandatory=True, position=0, help="The file.")
    literal_path = Param("string", set="ByLiteralPath", mandatory=True, aliases=("PSPath", "LP"), help="The file.")
    name = Param("string[]", position=1, pipeline="value property", help="The aliases; wildcards are allowed.")
    pass_thru = Param("switch", help="Return the aliases.")
    as_ = Param("string", name="As", default="Csv", enum=("Csv", "Script"), help="Csv (the default) or Script.")
    append = Param("switch", help="Append to the file.")
    force = Param("switch", help="Write to a read-only file too.")
    no_clobber = Param("switch", aliases=("NoOverwrite",), help="Fail if the file exists.")
    description = Param("string", help="A comment for the file.")
    examples = (Example("Export-Alias aliases.csv g*", "The aliases that begin with g."),)

    def begin(self) -> None:
        self._patterns: list[str] = []

    def process(self) -> None:
        self._patterns += [to_text(each) for each in self.name or ()]

    def end(self) -> Iterator[object]:
        path = self.session.path(to_text(self.path or self.literal_path))
        if self.no_clobber and os.path.exists(path):
            message = f"The file {path} exists, and -NoClobber keeps it."
            raise self.stop_with("NoClobber", message, "ResourceExists", path, "System.IO.IOException")
        tests = [wildcard_to_regex(pattern).match for pattern in self._patterns or ["*"]]
        found = [pair for pair in known_aliases(self.session) if any(test(pair[0]) for test in tests)]
        if not self.should_process(path):
            return
        lines = self._head() + [self._line(name, target) for name, target in found]
        try:
            with open(path, "a" if self.append else "w", encoding="utf-8") as file:
                file.write("".join(line + "\n" for line in lines))
        except OSError as error:
            message = f"The file {path} cannot be opened: {error.strerror}."
            raise self.stop_with("FileOpenFailure", message, "OpenError", path, "System.IO.IOException") from error
        if self.pass_thru:
            yield from (self.alias(name, target) for name, target in found)

    def _head(self) -> list[str]:
        lines = ["# Alias File", f"# Exported by : {getpass.getuser()}", f"# Computer : {socket.gethostname()}"]
        return [*lines, *(f"# {line}" for line in to_text(self.description).splitlines())]

    def _line(self, name: str, target: str) -> str:
        description = target.description if isinstance(target, AliasTarget) else ""
        option = (target.option if isinstance(target, AliasTarget) else "") or "None"
        if str(self.as_).lower() == "script":
            quoted = [text.replace('"', '""') for text in (name, target, description, option)]
            return 'set-alias -Name:"{}" -Value:"{}" -Description:"{}" -Option:"{}"'.format(*quoted)
        return ",".join('"' + text.replace('"', '""') + '"' for text in (name, target, description, option))
