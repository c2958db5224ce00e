"""``[Microsoft.PowerShell.PSConsoleReadLine]``: how the script block of a key edits the line."""

from __future__ import annotations

from ...dotnet.model.core import OBJECT, Ref
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...errors import NetException
from ...language.runtime.frame import running_session
from .line_options import KEY_FUNCTIONS, EditedLine, LineOptions

READ_LINE = register(DotNetType("Microsoft.PowerShell.PSConsoleReadLine", base=OBJECT))


def _line() -> EditedLine:
    """The line that is edited. Raises InvalidOperationException where no key has been pressed."""
    line = running_session.get().part(LineOptions).line
    if line is None:
        raise NetException(
            "System.InvalidOperationException",
            "No line is edited now: these methods work in script blocks that Set-PSReadLineKeyHandler binds to keys.",
        )
    return line


@READ_LINE.static("Insert", "string", returns="void")
def _insert(text: str | None) -> None:
    line = _line()
    line.replace(line.cursor, 0, text or "")


@READ_LINE.static("Replace", "int", "int", "string", returns="void")
def _replace(start: int, length: int, text: str | None) -> None:
    line = _line()
    _check(line, start, length)
    line.replace(start, length, text or "")


@READ_LINE.static("Delete", "int", "int", returns="void")
def _delete(start: int, length: int) -> None:
    _replace(start, length, "")


@READ_LINE.static("GetBufferState", "ref", "ref", returns="void")
def _buffer_state(text: Ref, cursor: Ref) -> None:
    line = _line()
    text.value, cursor.value = line.text, line.cursor


@READ_LINE.static("GetSelectionState", "ref", "ref", returns="void")
def _selection_state(start: Ref, length: Ref) -> None:
    """Nothing is ever selected here."""
    _line()
    start.value = length.value = -1


@READ_LINE.static("SetCursorPosition", "int", returns="void")
def _set_cursor(cursor: int) -> None:
    line = _line()
    _check(line, cursor, 0)
    line.move(cursor)


def _check(line: EditedLine, start: int, length: int) -> None:
    if start < 0 or length < 0 or start + length > len(line.text):
        raise NetException(
            "System.ArgumentOutOfRangeException",
            f"The line has {len(line.text)} characters; {length} from {start} on are not among them.",
        )


def _declare(function: str) -> None:
    def run(key: Value = None, argument: Value = None) -> None:
        _line().do(function)

    READ_LINE.static(function, returns="void")(run)
    READ_LINE.static(function, "object", "object", returns="void")(run)  # as PSReadLine passes the key


for _function in KEY_FUNCTIONS:
    _declare(_function)
