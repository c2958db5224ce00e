"""What the cmdlets for streams share: a text for a stream, and a text that is not shown."""

from __future__ import annotations

from abc import ABC, abstractmethod

from ...declare.cmdlet import Param
from ...dotnet.model.registry import get_type
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text


class MessageCmdlet(Cmdlet, ABC):
    """A cmdlet that passes its text to one stream: Write-Debug, Write-Verbose and Write-Warning."""

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

    @abstractmethod
    def send(self, text: str) -> None:
        """Write the text to the stream."""


def secure(text: str) -> Value:
    """The text as a SecureString."""
    python = get_type("securestring").python
    assert python is not None
    return python(text)
