from __future__ import annotations

from collections.abc import Iterator

from ...credentials import EncryptionUnavailable
from ...declare.cmdlet import ALL_SETS, Example, InSet, Param, cmdlet
from ...dotnet.model.types import Value
from ...dotnet.text.utf16 import utf8
from ...engine.pipeline.cmdlet import Cmdlet
from ...errors import NetException
from .clixml_reader import ClixmlReader
from .user_key import reveal


@cmdlet("ConvertFrom-Clixml", error_name="Microsoft.PowerShell.Commands.ConvertFromClixmlCommand")
class ConvertFromClixml(Cmdlet):
    """Read the objects of a text that ConvertTo-Clixml has written, here or in PowerShell."""

    input_object = Param(
        "string",
        sets={ALL_SETS: InSet(mandatory=True, position=0, by_value=True)},
        stdin="whole",
        help="The text of a whole document.",
    )
    examples = (Example("(1, 2 | ConvertTo-Clixml | ConvertFrom-Clixml).Count", "Text, and back.", result="2"),)

    def process(self) -> Iterator[Value]:
        reader = ClixmlReader(lambda text: reveal(text, self.session.environ))
        try:
            found = list(reader.values(utf8(self.input_object)))
        except (ValueError, EncryptionUnavailable, NetException) as error:
            why = error.message if isinstance(error, NetException) else f"{error}."
            message = f"The text cannot be read as CLIXML: {why}"
            raise self.stop_with(
                "ConvertFromClixml", message, "InvalidData", None, "System.Xml.XmlException"
            ) from error
        yield from found
