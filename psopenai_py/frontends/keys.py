"""Single keys from the terminal, and lines typed without showing them."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from ..dotnet.io.terminal import KeyPress

ESCAPE_DELAY = 0.05  # seconds in which the rest of a key's sequence follows its ESC
_MASK = "*"

#: what the sequences of special keys end with, after ``ESC [`` or ``ESC O``
_FINALS = {
    "A": "UpArrow", "B": "DownArrow", "C": "RightArrow", "D": "LeftArrow", "H": "Home", "F": "End",
    "P": "F1", "Q": "F2", "R": "F3", "S": "F4", "Z": "Tab",
}  # fmt: skip
_NUMBERS = {
    1: "Home", 2: "Insert", 3: "Delete", 4: "End", 5: "PageUp", 6: "PageDown", 15: "F5", 17: "F6", 18: "F7",
    19: "F8", 20: "F9", 21: "F10", 23: "F11", 24: "F12",
}  # fmt: skip
_NAMED = {"\r": "Enter", "\n": "Enter", "\t": "Tab", "\x7f": "Backspace", "\b": "Backspace", " ": "Spacebar",
          "\x1b": "Escape", "+": "OemPlus", "-": "OemMinus", ",": "OemComma", ".": "OemPeriod"}  # fmt: skip


@contextmanager
def keys_at_once(descriptor: int) -> Iterator[None]:
    """While it lasts, the terminal hands over each key as it is typed, and does not show it. Ctrl-C interrupts."""
    import termios  # noqa: PLC0415 (not on every system)

    mode = termios.tcgetattr(descriptor)
    mode[3] &= ~(termios.ECHO | termios.ICANON)
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    with _in_mode(descriptor, mode, termios.TCSADRAIN):
        yield


@contextmanager
def echo(descriptor: int, shown: bool) -> Iterator[None]:
    """While it lasts, the terminal shows what is typed, or does not."""
    import termios  # noqa: PLC0415 (not on every system)

    mode = termios.tcgetattr(descriptor)
    mode[3] = mode[3] | termios.ECHO if shown else mode[3] & ~termios.ECHO
    with _in_mode(descriptor, mode, termios.TCSANOW):
        yield


@contextmanager
def _in_mode(descriptor: int, mode: list[Any], when: int) -> Iterator[None]:
    """While it lasts, the terminal has a mode (of `termios`); ``when`` says when it changes."""
    import termios  # noqa: PLC0415 (not on every system)

    before = termios.tcgetattr(descriptor)
    termios.tcsetattr(descriptor, when, mode)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, when, before)


def is_waiting(descriptor: int, seconds: float = 0) -> bool:
    return bool(select.select([descriptor], [], [], seconds)[0])


def read_key(descriptor: int) -> KeyPress:
    """The next key, inside `keys_at_once`. Raises EOFError where the terminal is gone."""
    text = character(descriptor)
    if text != "\x1b" or not is_waiting(descriptor, ESCAPE_DELAY):
        return _plain(text)
    following = character(descriptor)
    if following not in "[O":
        return _plain(following)._replace(alt=True)
    sequence = ""
    while not sequence or not ("@" <= sequence[-1] <= "~"):
        sequence += character(descriptor)
    numbers = [int(part) for part in sequence[:-1].split(";") if part.isdecimal()]
    held = numbers[1] - 1 if len(numbers) > 1 else 0
    name = _NUMBERS.get(numbers[0], "") if sequence[-1] == "~" and numbers else _FINALS.get(sequence[-1], "")
    shift = bool(held & 1) or sequence[-1] == "Z"
    return KeyPress("\t" if name == "Tab" else "\0", name, shift, bool(held & 2), bool(held & 4))


def character(descriptor: int) -> str:
    data = b""
    while True:
        byte = os.read(descriptor, 1)
        if not byte:
            raise EOFError
        data += byte
        with suppress(UnicodeDecodeError):
            return data.decode()
        if len(data) >= 4:
            return data.decode(errors="replace")


def _plain(char: str) -> KeyPress:
    if char in _NAMED:
        return KeyPress("\r" if char == "\n" else char, _NAMED[char])
    if char < " ":
        return KeyPress(char, chr(ord(char) + 0x40), control=True)
    upper = char.upper()
    if len(upper) == 1 and "A" <= upper <= "Z":
        return KeyPress(char, upper, shift=char.isupper())
    return KeyPress(char, f"D{char}" if char.isascii() and char.isdigit() else "")


def read_masked(descriptor: int, shown: TextIO) -> str:
    """A line that shows an asterisk for each character, inside `keys_at_once`.

    Raises EOFError for Ctrl-D on an empty line.
    """
    typed: list[str] = []

    def show(text: str) -> None:
        shown.write(text)
        shown.flush()

    while True:
        key = read_key(descriptor)
        if key.name == "Enter":
            show("\n")
            return "".join(typed)
        if key.control and key.name == "D" and not typed:
            show("\n")
            raise EOFError
        if key.name == "Backspace" and typed:
            typed.pop()
            show("\b \b")
        elif key.control and key.name == "U":
            show("\b \b" * len(typed))
            typed.clear()
        elif key.char.isprintable() and not key.alt:
            typed.append(key.char)
            show(_MASK)
