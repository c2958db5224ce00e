from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from .line_options import KEY_FUNCTIONS, LineOptions


@cmdlet(
    "Set-PSReadLineKeyHandler",
    default_set="ScriptBlock",
    error_name="Microsoft.PowerShell.SetPSReadLineKeyHandlerCommand",
)
class SetPSReadLineKeyHandler(Cmdlet):
    """Give a key of the interactive shell's line editor something to do."""

    chord = Param("string[]", mandatory=True, position=0, aliases=("Key",), help="The key, such as Tab or Ctrl+f.")
    function = Param(
        "string",
        set="Function",
        mandatory=True,
        position=1,
        enum=KEY_FUNCTIONS,
        help="What the key does: a function of PSReadLine.",
    )
    script_block = Param(
        "scriptblock",
        set="ScriptBlock",
        mandatory=True,
        position=1,
        help="What the key runs; it edits the line with the methods of [Microsoft.PowerShell.PSConsoleReadLine].",
    )
    brief_description = Param("string", set="ScriptBlock", help="Accepted for compatibility.")
    description = Param("string", set="ScriptBlock", aliases=("LongDescription",), help="Accepted for compatibility.")
    vi_mode = Param("string", enum=("Insert", "Command"), help="Accepted for compatibility.")
    examples = (
        Example(
            "Set-PSReadLineKeyHandler -Key UpArrow -Function HistorySearchBackward",
            "The arrow recalls lines that begin like what is typed.",
        ),
        Example(
            "Set-PSReadLineKeyHandler Alt+b { [Microsoft.PowerShell.PSConsoleReadLine]::Insert('Get-Batch ') }",
            "A key types the beginning of a command.",
        ),
    )

    def process(self) -> Output:
        options = self.session.part(LineOptions)
        for key in as_list(self.chord):
            options.set_key(to_text(key), self.function if self.function is not None else self.script_block)
        return None
