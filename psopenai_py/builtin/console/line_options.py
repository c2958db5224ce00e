"""What a user has chosen for the line editor of the interactive shell."""

from __future__ import annotations

import re

from ...dotnet.io.terminal import COLOUR_CODES
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject

EDIT_MODES = ("Emacs", "Vi", "Windows")
PREDICTION_SOURCES = ("None", "History", "Plugin", "HistoryAndPlugin")
BELL_STYLES = ("None", "Visual", "Audible")
COLOUR_KINDS = (
    "Command", "Comment", "ContinuationPrompt", "Default", "Emphasis", "Error", "InlinePrediction", "Keyword",
    "ListPrediction", "ListPredictionSelected", "Member", "Number", "Operator", "Parameter", "Selection", "String",
    "Type", "Variable",
)  # fmt: skip

#: the functions of PSReadLine that a key can be given
KEY_FUNCTIONS = (
    "AcceptLine", "AcceptSuggestion", "BackwardChar", "BackwardDeleteChar", "BackwardDeleteLine", "BackwardKillWord",
    "BackwardWord", "BeginningOfLine", "ClearScreen", "Complete", "DeleteChar", "DeleteCharOrExit", "EndOfLine",
    "ForwardChar", "ForwardSearchHistory", "ForwardWord", "HistorySearchBackward", "HistorySearchForward", "KillLine",
    "KillWord", "MenuComplete", "NextHistory", "PreviousHistory", "ReverseSearchHistory", "TabCompleteNext",
    "TabCompletePrevious", "Undo", "UnixWordRubout", "Yank",
)  # fmt: skip


def is_colour(text: str) -> bool:
    """Whether a text names a colour: as ``[ConsoleColor]`` does, as #rrggbb, or by control sequences."""
    return text.lower() in COLOUR_CODES or re.fullmatch(r"(#[0-9a-fA-F]{6}|(\x1b\[[0-9;]*m)*)", text) is not None


class LineOptions:
    """The settings of a session; a part of it (`Session.part`). ``changes`` counts what was set."""

    def __init__(self) -> None:
        self.edit_mode = "Emacs"
        self.prediction_source = "History"
        self.bell_style = "None"
        self.continuation_prompt = ">> "
        self.colours: dict[str, str] = {}  # by kind, as they were given
        self.keys: dict[str, str] = {}  # what a key does: a function of PSReadLine by the key's name, in lower case
        self.changes = 0

    def shown(self) -> PSObject:
        """The settings as Get-PSReadLineOption gives them."""
        values: dict[str, Value] = {
            "EditMode": self.edit_mode,
            "ContinuationPrompt": self.continuation_prompt,
            "BellStyle": self.bell_style,
            "PredictionSource": self.prediction_source,
            "PredictionViewStyle": "InlineView",
        }
        values |= {f"{kind}Color": self.colours.get(kind, "") for kind in COLOUR_KINDS}
        return PSObject(values, "Microsoft.PowerShell.PSConsoleReadLineOptions")
