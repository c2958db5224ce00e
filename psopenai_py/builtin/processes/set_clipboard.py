from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from .clipboard import read_clipboard, write_clipboard


@cmdlet("Set-Clipboard", should_process=True, error_name="Microsoft.PowerShell.Commands.SetClipboardCommand")
class SetClipboard(Cmdlet):
    """Put texts into the clipboard, where there is one."""

    value = Param(
        "string[]",
        mandatory=True,
        position=0,
        pipeline="value property",
        allow_null=True,
        allow_empty_string=True,
        allow_empty_collection=True,
        help="The texts, a line each.",
    )
    append = Param("switch", help="Add to what is there.")
    pass_thru = Param("switch", help="Return the texts.")
    examples = (Example("Get-Date | Set-Clipboard", "Copies the date."),)
    remarks = (
        "It needs a desktop and one of the programs wl-clipboard, xclip or xsel (on macOS pbcopy); otherwise it is"
        " an error. There is no -AsOSC52."
    )

    def begin(self) -> None:
        self._lines: list[str] = []

    def process(self) -> None:
        self._lines += [to_text(each) for each in self.value or ()]

    def end(self) -> Iterator[str]:
        text = "\n".join(self._lines)
        if self.should_process(text[:20] + ("..." if len(text) > 20 else ""), "Set Clipboard"):
            before = read_clipboard(self) if self.append else ""
            write_clipboard(self, f"{before}\n{text}" if before else text)
            if self.pass_thru:
                yield from self._lines
