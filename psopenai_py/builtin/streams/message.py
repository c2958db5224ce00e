"""What Write-Debug, Write-Verbose and Write-Warning share: a text for a stream."""

from __future__ import annotations

from ...declare.cmdlet import Param
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text


class MessageCmdlet(Cmdlet):
    """A cmdlet that hands its text on to the stream that it is for."""

    message = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Msg",),
        allow_empty_string=True,
        help="The text.",
    )

    def process(self) -> Output:
        self.send(to_text(self.message))
        return None

    def send(self, text: str) -> None:
        """Write the text to the stream."""
        raise NotImplementedError
