"""``[Console]``: output that does not go through the pipeline, input, keys, colours, the cursor and the window.

All of it goes to the terminal of the session that runs (`terminal.current_terminal`).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import Any

from ...errors import NetException
from ..model.carriers import Char
from ..model.core import OBJECT, VALUE_TYPE
from ..model.enums import EnumValue, make_enum
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from ..text.encoding import UTF8_NO_BOM
from ..text.formatting import format_composite
from ..text.stringbuilder import text_of
from .terminal import KeyPress, Terminal, current_terminal
from .text_io import TEXT_READER, TEXT_WRITER, TextReader, TextWriter

CONSOLE = register(DotNetType("System.Console", base=OBJECT))


def terminal() -> Terminal:
    return current_terminal.get()()


# -- texts ------------------------------------------------------------------------------------------------------------


class ConsoleWriter(TextWriter):
    """``[Console]::Out`` and ``[Console]::Error``."""

    __slots__ = ("to_errors",)

    def __init__(self, to_errors: bool) -> None:
        super().__init__()
        self.to_errors = to_errors

    def put(self, text: str) -> None:
        terminal().put(text, self.to_errors)


class ConsoleReader(TextReader):
    """``[Console]::In``: reads line by line, as far as it is asked to."""

    __slots__ = ("_line",)

    def __init__(self) -> None:
        super().__init__(str)
        self._line = ""  # what `read` has left of the current line

    def _fill(self) -> str:
        if not self._line:
            line = terminal().read_line()
            self._line = "" if line is None else line + "\n"
        return self._line

    @property
    def ended(self) -> bool:
        return not self._fill()

    def peek(self) -> int:
        return ord(self._fill()[0]) if not self.ended else -1

    def read(self) -> int:
        code = self.peek()
        self._line = self._line[1:]
        return code

    def read_line(self) -> str | None:
        if self._line:
            line, self._line = self._line.rstrip("\n"), ""
            return line
        return terminal().read_line()

    def read_to_end(self) -> str:
        line, self._line = self._line, ""
        return line + terminal().read_text()

    def close(self) -> None:
        """Standard input stays open."""


register(DotNetType("System.IO.TextWriter+SyncTextWriter", python=ConsoleWriter, base=TEXT_WRITER))
register(DotNetType("System.IO.SyncTextReader", python=ConsoleReader, base=TEXT_READER))
_OUT, _ERROR, _IN = ConsoleWriter(False), ConsoleWriter(True), ConsoleReader()
CONSOLE.static_prop("Out", "System.IO.TextWriter")(lambda: _OUT)
CONSOLE.static_prop("Error", "System.IO.TextWriter")(lambda: _ERROR)
CONSOLE.static_prop("In", "System.IO.TextReader")(lambda: _IN)


@CONSOLE.static("Write", "string", returns="void")
@CONSOLE.static("Write", "object", returns="void")
def _write(value: Value) -> None:
    _OUT.put(text_of(value))


@CONSOLE.static("WriteLine", returns="void")
@CONSOLE.static("WriteLine", "string", returns="void")
@CONSOLE.static("WriteLine", "object", returns="void")
def _write_line(value: Value = None) -> None:
    _OUT.put(text_of(value) + _OUT.new_line)


@CONSOLE.static("Write", "string", "object[]", returns="void", variadic=True)
def _write_format(pattern: str, *args: Value) -> None:
    _OUT.put(format_composite(pattern, args))


@CONSOLE.static("WriteLine", "string", "object[]", returns="void", variadic=True)
def _write_line_format(pattern: str, *args: Value) -> None:
    _OUT.put(format_composite(pattern, args) + _OUT.new_line)


CONSOLE.static("ReadLine", returns="string")(_IN.read_line)
CONSOLE.static("Read", returns="int")(_IN.read)


# -- keys -------------------------------------------------------------------------------------------------------------

_KEYS = {
    "Backspace": 8, "Tab": 9, "Clear": 12, "Enter": 13, "Pause": 19, "Escape": 27, "Spacebar": 32, "PageUp": 33,
    "PageDown": 34, "End": 35, "Home": 36, "LeftArrow": 37, "UpArrow": 38, "RightArrow": 39, "DownArrow": 40,
    "Insert": 45, "Delete": 46,
    **{f"D{digit}": 48 + digit for digit in range(10)},
    **{chr(code): code for code in range(ord("A"), ord("Z") + 1)},
    **{f"NumPad{digit}": 96 + digit for digit in range(10)},
    "Multiply": 106, "Add": 107, "Subtract": 109, "Decimal": 110, "Divide": 111,
    **{f"F{number}": 111 + number for number in range(1, 25)},
    "OemPlus": 187, "OemComma": 188, "OemMinus": 189, "OemPeriod": 190,
}  # fmt: skip
_KEY = make_enum("System.ConsoleKey", {"None": 0, **_KEYS})
_MODIFIERS = make_enum("System.ConsoleModifiers", {"None": 0, "Alt": 1, "Shift": 2, "Control": 4}, flags=True)
_KEY_INFO = register(DotNetType("System.ConsoleKeyInfo", python=KeyPress, base=VALUE_TYPE, value_type=True))
_KEY_INFO.prop("KeyChar", "char")(lambda key: Char(key.char))
_KEY_INFO.prop("Key", "System.ConsoleKey")(lambda key: EnumValue(_KEY, _KEY.members.get(key.name, 0)))
_KEY_INFO.prop("Modifiers", "System.ConsoleModifiers")(
    lambda key: EnumValue(_MODIFIERS, key.alt | key.shift << 1 | key.control << 2)
)


@CONSOLE.static("ReadKey", returns="System.ConsoleKeyInfo")
@CONSOLE.static("ReadKey", "bool", returns="System.ConsoleKeyInfo")
def _read_key(intercept: bool = False) -> KeyPress:
    key = terminal().read_key(not intercept)
    if key is None:
        raise NetException(
            "System.InvalidOperationException",
            "There is no terminal to read a key from: standard input is redirected. Use [Console]::ReadLine().",
        )
    return key


CONSOLE.static_prop("KeyAvailable", "bool")(lambda: terminal().has_key())


# -- colours, cursor, window ------------------------------------------------------------------------------------------


def _settable(name: str, type_name: str, get: Callable[[], Value], set_: Callable[[Any], None]) -> None:
    CONSOLE.static_prop(name, type_name)(get)
    CONSOLE.static_properties[name.lower()].set = lambda _, value: set_(value)


def _colour(name: str | None) -> EnumValue:
    """The value of a colour's name; -1 stands for the terminal's own colour, as in .NET."""
    type_ = get_type("System.ConsoleColor")
    return EnumValue(type_, -1) if name is None else type_.convert(name)  # type: ignore[misc]


def _name(colour: EnumValue) -> str | None:
    return colour.name


def _set_foreground(colour: EnumValue) -> None:
    terminal().set_colours(_name(colour), terminal().background)


def _set_background(colour: EnumValue) -> None:
    terminal().set_colours(terminal().foreground, _name(colour))


def _move(column: int | None = None, row: int | None = None) -> None:
    if column is None or row is None:
        now = terminal().cursor()
        column, row = now[0] if column is None else column, now[1] if row is None else row
    if column < 0 or row < 0:
        raise NetException(
            "System.ArgumentOutOfRangeException",
            f"({column}, {row}) is not a place of the window: it begins at (0, 0).",
        )
    terminal().command(f"\x1b[{row + 1};{column + 1}H")


_settable("ForegroundColor", "System.ConsoleColor", lambda: _colour(terminal().foreground), _set_foreground)
_settable("BackgroundColor", "System.ConsoleColor", lambda: _colour(terminal().background), _set_background)
_settable("CursorVisible", "bool", lambda: terminal().cursor_visible, lambda value: terminal().show_cursor(value))
_settable("CursorLeft", "int", lambda: terminal().cursor()[0], lambda value: _move(column=value))
_settable("CursorTop", "int", lambda: terminal().cursor()[1], lambda value: _move(row=value))
CONSOLE.static("SetCursorPosition", "int", "int", returns="void")(_move)
CONSOLE.static("ResetColor", returns="void")(lambda: terminal().set_colours(None, None))
CONSOLE.static("Clear", returns="void")(lambda: terminal().clear_screen())
CONSOLE.static("Beep", returns="void")(lambda: terminal().command("\a"))
CONSOLE.static("Beep", "int", "int", returns="void")(lambda frequency, duration: terminal().command("\a"))


_settable("Title", "string", lambda: "", lambda text: terminal().set_title(text))

# -- settings ---------------------------------------------------------------------------------------------------------

# A script's setting is kept and can be read again; the terminal gets UTF-8 in any case.
CONSOLE.static_setting("OutputEncoding", "System.Text.Encoding", UTF8_NO_BOM)
CONSOLE.static_setting("InputEncoding", "System.Text.Encoding", UTF8_NO_BOM)
CONSOLE.static_setting("TreatControlCAsInput", "bool", False)
for _setting in ("WindowWidth", "BufferWidth"):
    CONSOLE.static_prop(_setting, "int")(lambda: shutil.get_terminal_size().columns)
for _setting in ("WindowHeight", "BufferHeight"):
    CONSOLE.static_prop(_setting, "int")(lambda: shutil.get_terminal_size().lines)
CONSOLE.static_prop("IsInputRedirected", "bool")(lambda: not _is_terminal(sys.stdin))
CONSOLE.static_prop("IsOutputRedirected", "bool")(lambda: not _is_terminal(sys.stdout))
CONSOLE.static_prop("IsErrorRedirected", "bool")(lambda: not _is_terminal(sys.stderr))


def _is_terminal(stream: Any) -> bool:
    return stream is not None and bool(stream.isatty())
