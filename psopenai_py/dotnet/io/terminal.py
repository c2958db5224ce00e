"""What ``[Console]`` works on: the terminal of the session that runs, or nothing where a session has none.

A session's host derives from `Terminal`; `current_terminal` is set while the session runs a script.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import NamedTuple

#: the SGR code of the foreground for each name of `[ConsoleColor]`, in lower case
COLOUR_CODES = {
    "black": 30, "darkblue": 34, "darkgreen": 32, "darkcyan": 36, "darkred": 31, "darkmagenta": 35, "darkyellow": 33,
    "gray": 37, "darkgray": 90, "blue": 94, "green": 92, "cyan": 96, "red": 91, "magenta": 95, "yellow": 93,
    "white": 97,
}  # fmt: skip
RESET = "\x1b[0m"


def colour_sequence(foreground: object, background: object = None) -> str:
    """The control sequence that switches to colours, each the name of a ``[ConsoleColor]`` or None."""
    codes = [] if foreground is None else [COLOUR_CODES[str(foreground).lower()]]
    if background is not None:
        codes.append(COLOUR_CODES[str(background).lower()] + 10)
    return f"\x1b[{';'.join(map(str, codes))}m" if codes else ""


class KeyPress(NamedTuple):
    """One key: the character that it types ("\\0" if none), its name as in ``[ConsoleKey]``, and what was held."""

    char: str
    name: str
    shift: bool = False
    alt: bool = False
    control: bool = False


class Terminal:
    """A terminal. This one shows nothing and has nothing to read."""

    #: what ``[Console]`` has switched to: names of ``[ConsoleColor]``, and whether the cursor is shown
    foreground: str | None = None
    background: str | None = None
    cursor_visible = True

    def put(self, text: str, to_errors: bool = False) -> None:
        """Write text as it is, but for control sequences other than colours."""

    def command(self, sequence: str) -> None:
        """Send a control sequence of our own to the terminal (the cursor, its title); nothing elsewhere."""

    def read_line(self) -> str | None:
        """The next line of the input; None at its end."""
        return None

    def read_text(self) -> str:
        """All that is left of the input."""
        return ""

    def read_key(self, shown: bool = True) -> KeyPress | None:
        """Wait for a key and show what it types, unless it is not to be ``shown``; None without a terminal."""
        return None

    def has_key(self) -> bool:
        """Whether a key waits to be read."""
        return False

    def clear_screen(self) -> None:
        """Clear the window; the cursor goes to its top left corner."""

    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        return 0, 0

    def set_colours(self, foreground: str | None, background: str | None) -> None:
        """What is written from now on has these colours; None is the terminal's own."""
        self.foreground, self.background = foreground, background
        self.command(RESET + colour_sequence(foreground, background))

    def set_title(self, text: str) -> None:
        """Give the window a title."""
        shown = "".join(char for char in text if char.isprintable())
        self.command(f"\x1b]0;{shown}\x07")

    def show_cursor(self, visible: bool) -> None:
        self.cursor_visible = visible
        self.command("\x1b[?25h" if visible else "\x1b[?25l")


NO_TERMINAL = Terminal()
#: finds the terminal of the session that runs
current_terminal: ContextVar[Callable[[], Terminal]] = ContextVar("current_terminal", default=lambda: NO_TERMINAL)
