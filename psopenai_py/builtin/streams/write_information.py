from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.streams import InformationRecord
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text


@cmdlet("Write-Information", error_name="Microsoft.PowerShell.Commands.WriteInformationCommand")
class WriteInformation(Cmdlet):
    """Write to the information stream, which is shown only with -InformationAction Continue."""

    message_data = Param(
        "object",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Msg", "Message"),
        allow_null=True,
        help="The text or object.",
    )
    tags = Param("string[]", position=1, help="Tags of the message.")
    examples = (Example("Write-Information 'uploaded' -InformationAction Continue", "A message that is shown."),)

    def process(self) -> Output:
        tags = tuple(to_text(tag) for tag in as_list(self.tags))
        self.inform(InformationRecord(self.message_data, tags, "Write-Information"))
        return None
