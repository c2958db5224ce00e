"""What a user has chosen for the line editor of the interactive shell."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from ...dotnet.io.terminal import COLOUR_CODES
from ...dotnet.model.types import Value
from ...engine.session.scriptblock import ScriptBlock
from ...engine.values.objects import PSObject

EDIT_MODES = ("Emacs", "Vi", "Windows")
PREDICTION_SOURCES = ("None", "History", "Plugin", "HistoryAndPlugin")
PREDICTION_VIEWS = ("InlineView", "ListView")
BELL_STYLES = ("None", "Visual", "Audible")

#: the settings that are one of a few words
CHOICES = {
    "edit_mode": EDIT_MODES,
    "prediction_source": PREDICTION_SOURCES,
    "prediction_view_style": PREDICTION_VIEWS,
    "bell_style": BELL_STYLES,
}
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
    "KillWord", "MenuComplete", "NextHistory", "PreviousHistory", "ReverseSearchHistory", "RevertLine",
    "SwitchPredictionView", "TabCompleteNext", "TabCompletePrevious", "Undo", "UnixWordRubout", "Yank",
)  # fmt: skip


def is_colour(text: str) -> bool:
    """Whether a text names a colour: as ``[ConsoleColor]`` does, as #rrggbb, or by control sequences."""
    return text.lower() in COLOUR_CODES or re.fullmatch(r"(#[0-9a-fA-F]{6}|(\x1b\[[0-9;]*m)*)", text) is not None


class EditedLine(ABC):
    """The line that is edited, while a script block runs that a key is bound to. Positions count characters."""

    text = ""
    cursor = 0

    @abstractmethod
    def replace(self, start: int, length: int, text: str) -> None:
        """Replace a part of the line; the cursor is behind the new text."""

    @abstractmethod
    def move(self, cursor: int) -> None:
        """Move the cursor."""

    @abstractmethod
    def do(self, function: str) -> None:
        """Do what a key with a function of `KEY_FUNCTIONS` does."""


class LineOptions:
    """The settings of a session; a part of it (`Session.part`). ``changes`` counts what was set."""

    def __init__(self) -> None:
        self.edit_mode = "Emacs"
        self.prediction_source = "History"
        self.prediction_view_style = "InlineView"
        self.bell_style = "None"
        self.continuation_prompt = ">> "
        self.colours: dict[str, str] = {}  # by kind, as they were given
        #: what a key does: a function of PSReadLine or a script block, by the key's name in lower case
        self.keys: dict[str, str | ScriptBlock] = {}
        self.line: EditedLine | None = None  # while a key's script block runs
        self.changes = 0

    def set_choice(self, name: str, value: str) -> None:
        """Set one of `CHOICES` by its name, in any case of letters. Raises ValueError with the possible values."""
        found = next((choice for choice in CHOICES[name] if choice.lower() == value.lower()), None)
        if found is None:
            raise ValueError(f"{name} must be {' or '.join(CHOICES[name])}")
        setattr(self, name, found)
        self.changes += 1

    def set_colour(self, kind: str, colour: str) -> None:
        """Set the colour of a kind of text. Raises ValueError."""
        known = next((each for each in COLOUR_KINDS if each.lower() == kind.lower()), None)
        if known is None:
            raise ValueError(f"'{kind}' is not a kind of text. There are: {', '.join(COLOUR_KINDS)}.")
        if not is_colour(colour):
            raise ValueError(
                f"'{colour}' is not a colour: give a name of [ConsoleColor], #rrggbb, or a control sequence such as "
                '"`e[32m".'
            )
        self.colours[known] = colour
        self.changes += 1

    def set_key(self, chord: str, action: str | ScriptBlock) -> None:
        """Give a key a function, by its name in any case of letters, or a script block. Raises ValueError."""
        if isinstance(action, str):
            found = next((name for name in KEY_FUNCTIONS if name.lower() == action.lower()), None)
            if found is None:
                raise ValueError(f"'{action}' is not a function of a key. There are: {', '.join(KEY_FUNCTIONS)}.")
            action = found
        self.keys[chord.lower()] = action
        self.changes += 1

    def take(self, settings: Mapping[str, Any]) -> None:
        """Take the settings of the configuration file's table ``editor``. Raises ValueError with the setting's name."""
        for name, value in settings.items():
            if name == "continuation_prompt":
                self.continuation_prompt = value
            elif name in CHOICES:
                self.set_choice(name, value)
            else:
                put = self.set_colour if name == "colors" else self.set_key
                for key, each in value.items():
                    try:
                        put(key, str(each))
                    except ValueError as error:
                        raise ValueError(f"{name}: {error}") from None

    def shown(self) -> PSObject:
        """The settings as Get-PSReadLineOption gives them."""
        values: dict[str, Value] = {
            "EditMode": self.edit_mode,
            "ContinuationPrompt": self.continuation_prompt,
            "BellStyle": self.bell_style,
            "PredictionSource": self.prediction_source,
            "PredictionViewStyle": self.prediction_view_style,
        }
        values |= {f"{kind}Color": self.colours.get(kind, "") for kind in COLOUR_KINDS}
        return PSObject(values, "Microsoft.PowerShell.PSConsoleReadLineOptions")
