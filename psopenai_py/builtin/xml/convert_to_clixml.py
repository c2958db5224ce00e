from __future__ import annotations

from ...credentials import EncryptionUnavailable
from ...declare.cmdlet import ALL_SETS, Example, InSet, Param, cmdlet
from ...declare.validators import ValidateRange
from ...engine.pipeline.cmdlet import Cmdlet
from .clixml_writer import ClixmlWriter
from .user_key import protect


@cmdlet("ConvertTo-Clixml", outputs="System.String", error_name="Microsoft.PowerShell.Commands.ConvertToClixmlCommand")
class ConvertToClixml(Cmdlet):
    """Write objects as CLIXML, the text that Export-Clixml writes into files."""

    input_object = Param(
        "psobject",
        sets={ALL_SETS: InSet(mandatory=True, position=0, by_value=True)},
        allow_null=True,
        help="The objects to write.",
    )
    depth = Param("int", default=2, validators=(ValidateRange(1, 2147483647),), help="How deep properties are written.")
    examples = (Example("(1 | ConvertTo-Clixml | ConvertFrom-Clixml) + 1", "An object as text and back.", result="2"),)
    remarks = (
        "Secure strings are encrypted with a key of the user, where PowerShell outside of Windows writes them in "
        "the open."
    )

    def begin(self) -> None:
        self._lines: list[str] = []
        environ = self.session.environ
        self._writer = ClixmlWriter(self._lines.append, int(self.depth), lambda secret: protect(secret, environ))
        self._writer.start()

    def process(self) -> None:
        try:
            self._writer.write(self.input_object)
        except (EncryptionUnavailable, ValueError) as error:
            raise self.stop_with("ConvertToClixml", f"A secure string cannot be written: {error}.") from error

    def end(self) -> None:
        self._writer.end()
        self.write("\n".join(self._lines) + "\n")
