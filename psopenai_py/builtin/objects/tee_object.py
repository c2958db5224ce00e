from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...dotnet.text.encoding import PARAMETER_NAMES, UTF8_NO_BOM
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.pipeline.redirection import write_objects
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ..file_text import to_encoding


@cmdlet("Tee-Object", default_set="File", error_name="Microsoft.PowerShell.Commands.TeeObjectCommand")
class TeeObject(Cmdlet):
    """Store objects in a variable or write them to a file, and pass them on."""

    input_object = Param("psobject", pipeline="value", help="The objects.")
    file_path = Param("string", set="File", mandatory=True, position=0, aliases=("Path",), help="The file.")
    literal_path = Param(
        "string", set="LiteralFile", mandatory=True, aliases=("PSPath", "LP"), help="The file, without wildcards."
    )
    append = Param("switch", set=("File", "Variable"), help="Append to the file or variable.")
    encoding = Param(
        "object",
        set=("File", "LiteralFile"),
        transform=to_encoding,
        completions=PARAMETER_NAMES,
        help="The file's encoding (utf8).",
    )
    variable = Param("string", set="Variable", mandatory=True, help="The variable's name.")
    examples = (
        Example(
            "(Get-Batch -All | Tee-Object -Variable all).status; $all.Count",
            "Puts the batches into a variable on their way.",
            result="completed\n1",
        ),
    )

    def begin(self) -> Output:
        self._kept: list[Value] = []
        return None

    def process(self) -> Output:
        self._kept.append(self.input_object)
        self.write(self.input_object)
        return None

    def end(self) -> Output:
        if self.set_name == "Variable":
            self._keep()
        else:
            path = self.session.path(to_text(self.file_path or self.literal_path))
            write_objects(self.session, path, self._kept, bool(self.append), self.encoding or UTF8_NO_BOM)
        return None

    def _keep(self) -> None:
        kept = self._kept
        if self.append:
            kept = [*as_list(self.session.get_variable(self.variable)), *kept]
        self.session.scope.set(self.variable, kept[0] if len(kept) == 1 else kept)
