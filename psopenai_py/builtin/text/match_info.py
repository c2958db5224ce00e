"""The result of Select-String."""

from __future__ import annotations

import os
from typing import Any

from ...dotnet.model.types import Value
from ..records import COMMANDS, Record, net_record

INPUT_STREAM = "InputStream"


@net_record(
    COMMANDS + "MatchInfoContext",
    PreContext="string[]", PostContext="string[]", DisplayPreContext="string[]", DisplayPostContext="string[]",
)  # fmt: skip
class MatchInfoContext(Record):
    """The lines around a match. Those for display leave out lines that another match shows."""

    PreContext: list[str]
    PostContext: list[str]
    DisplayPreContext: list[str]
    DisplayPostContext: list[str]


@net_record(
    COMMANDS + "MatchInfo",
    IgnoreCase="bool", LineNumber="ulong", Line="string", Filename="string", Path="string", Pattern="string",
    Context=COMMANDS + "MatchInfoContext", Matches="System.Text.RegularExpressions.Match[]",
)  # fmt: skip
class MatchInfo(Record):
    """A line that matched, its file and its matches."""

    LineNumber: int
    Line: str
    Path: str
    Context: MatchInfoContext | None

    def text(self, folder: str | None = None) -> str:
        """The line with its file and number in front; paths below ``folder`` are relative to it."""
        context = self.Context
        if context is None:
            return self._line(self.Line, self.LineNumber, folder, "")
        before, after = context.DisplayPreContext, context.DisplayPostContext
        lines = [(line, "  ") for line in before] + [(self.Line, "> ")] + [(line, "  ") for line in after]
        first = self.LineNumber - len(before)
        return "\n".join(self._line(line, first + at, folder, sign) for at, (line, sign) in enumerate(lines))

    def _line(self, line: str, number: int, folder: str | None, sign: str) -> str:
        if self.Path == INPUT_STREAM:
            return sign + line
        return f"{sign}{self.relative_path(folder) if folder else self.Path}:{number}:{line}"

    def relative_path(self, folder: str) -> str:
        below = folder.rstrip(os.sep) + os.sep
        return self.Path.removeprefix(below)

    def __str__(self) -> str:
        return self.text()


_TYPE = MatchInfo.dotnet_type
_TYPE.method("ToString", returns="string")(str)
_TYPE.method("ToString", "string", returns="string")(lambda match, folder: match.text(folder))
_TYPE.method("ToEmphasizedString", "string", returns="string")(lambda match, folder: match.text(folder))
_TYPE.method("RelativePath", "string", returns="string")(lambda match, folder: match.relative_path(folder))


def make_match(**fields: Value) -> MatchInfo:
    """A match from its fields."""
    made: Any = MatchInfo(**fields)
    return made  # type: ignore[no-any-return]
