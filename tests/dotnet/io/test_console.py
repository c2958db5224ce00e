from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from psopenai_py.dotnet.io.terminal import KeyPress, Terminal, current_terminal
from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.errors import NetException

from ..calling import call, constant, read, static


class Recorded(Terminal):
    """A terminal that keeps what it is sent, with lines and keys to read."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, bool]] = []
        self.sent: list[str] = []
        self.lines = ["first", "second", "third"]
        self.keys: list[KeyPress] = []

    def put(self, text: str, to_errors: bool = False) -> None:
        self.shown.append((text, to_errors))

    def command(self, sequence: str) -> None:
        self.sent.append(sequence)

    def read_line(self) -> str | None:
        return self.lines.pop(0) if self.lines else None

    def read_text(self) -> str:
        rest, self.lines = "\n".join(self.lines), []
        return rest

    def read_key(self, shown: bool = True) -> KeyPress | None:
        return self.keys.pop(0) if self.keys else None


@pytest.fixture
def terminal() -> Iterator[Recorded]:
    made = Recorded()
    token = current_terminal.set(lambda: made)
    yield made
    current_terminal.reset(token)


def test_what_is_printed_goes_to_the_terminal_of_the_session(terminal: Recorded) -> None:
    static("System.Console", "WriteLine", "a")
    static("System.Console", "Write", "{0}-{1}", 1, "b")
    call(constant("System.Console", "Error"), "WriteLine", "bad")
    assert terminal.shown[:2] == [("a" + os.linesep, False), ("1-b", False)]
    assert "".join(text for text, to_errors in terminal.shown if to_errors) == "bad" + os.linesep


def test_the_input_is_read_by_characters_lines_and_to_its_end(terminal: Recorded) -> None:
    reader = constant("System.Console", "In")
    assert [call(reader, "Read"), call(reader, "ReadLine")] == [ord("f"), "irst"]
    assert static("System.Console", "ReadLine") == "second"
    assert call(reader, "ReadToEnd") == "third"
    assert static("System.Console", "ReadLine") is None


def test_a_key_has_a_character_a_name_and_what_was_held(terminal: Recorded) -> None:
    terminal.keys = [KeyPress("A", "A", shift=True), KeyPress("\0", "UpArrow")]
    key = static("System.Console", "ReadKey", True)
    assert [str(read(key, name)) for name in ("KeyChar", "Key", "Modifiers")] == ["A", "A", "Shift"]
    assert str(read(static("System.Console", "ReadKey", True), "Key")) == "UpArrow"
    with pytest.raises(NetException) as caught:
        static("System.Console", "ReadKey")
    assert caught.value.type_name == "System.InvalidOperationException"


def test_colours_and_the_cursor_are_sent_and_can_be_read_again(terminal: Recorded) -> None:
    console = get_type("System.Console")

    def change(name: str, value: object) -> None:
        declared = console.find_static_property(name.lower())
        assert declared is not None and declared.set is not None
        declared.set(console, value)

    change("ForegroundColor", constant("System.ConsoleColor", "Red"))
    change("CursorVisible", False)
    assert str(constant("System.Console", "ForegroundColor")) == "Red"
    assert constant("System.Console", "CursorVisible") is False
    static("System.Console", "SetCursorPosition", 4, 2)
    static("System.Console", "ResetColor")
    assert terminal.sent == ["\x1b[0m\x1b[91m", "\x1b[?25l", "\x1b[3;5H", "\x1b[0m"]


def test_without_a_frontend_nothing_is_shown_or_read(capsys: pytest.CaptureFixture[str]) -> None:
    static("System.Console", "WriteLine", "a")
    assert static("System.Console", "ReadLine") is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("type_name", "name", "value"),
    [
        ("System.Console", "OutputEncoding", constant("System.Text.Encoding", "UTF8")),
        ("System.Net.ServicePointManager", "SecurityProtocol", constant("System.Net.SecurityProtocolType", "Tls12")),
    ],
)
def test_settings_at_a_script_s_start_are_kept(type_name: str, name: str, value: object) -> None:
    declared = get_type(type_name).find_static_property(name.lower())
    assert declared is not None and declared.set is not None
    before = declared.get()
    declared.set(get_type(type_name), value)
    assert constant(type_name, name) == value
    declared.set(get_type(type_name), before)


def test_a_culture_tells_its_date_patterns_and_names() -> None:
    dates = read(constant("cultureinfo", "CurrentCulture"), "DateTimeFormat")
    assert read(dates, "ShortDatePattern") == "M/d/yyyy"
    assert call(dates, "GetMonthName", 3) == "March"
    assert call(dates, "GetAbbreviatedDayName", constant("System.DayOfWeek", "Friday")) == "Fri"
    assert len(read(dates, "MonthNames")) == 13
    invariant = read(constant("cultureinfo", "InvariantCulture"), "DateTimeFormat")
    assert read(invariant, "FullDateTimePattern") == "dddd, dd MMMM yyyy HH:mm:ss"
