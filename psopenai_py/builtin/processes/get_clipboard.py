from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from .clipboard import read_clipboard


@cmdlet("Get-Clipboard", outputs="System.String", error_name="Microsoft.PowerShell.Commands.GetClipboardCommand")
class GetClipboard(Cmdlet):
    """Get the text of the clipboard, where there is one, line by line."""

    raw = Param("switch", help="Return one text.")
    examples = (Example("Get-Clipboard -Raw", "The text.", result="Hello"),)
    remarks = (
        "It needs a desktop and one of the programs wl-clipboard, xclip or xsel (on macOS pbpaste); otherwise it "
        "is an error. There is no -Delimiter."
    )

    def process(self) -> Iterator[str]:
        text = read_clipboard(self)
        if self.raw:
            yield text
        elif text:
            yield from text.removesuffix("\n").split("\n")
