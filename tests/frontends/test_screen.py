"""What a shell command leaves on a terminal of 80 columns: tables that fit, colours, no progress."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator, output_line
from psopenai_py.formatting.fitting import fitted
from psopenai_py.formatting.table import ColumnInfo

from ..screen import Terminal
from .conftest import settings

LONG_ID = "batch_" + "0123456789abcdef" * 2


@pytest.fixture
def environment(emulator: Emulator, tmp_path: Path) -> dict[str, str]:
    return settings(emulator, tmp_path)


def screen_of(environment: dict[str, str], *words: str, columns: int = 80) -> tuple[list[str], bytes]:
    """The lines on the screen when a command has ended, and all that it wrote."""
    terminal = Terminal(words, environment, columns=columns)
    try:
        assert terminal.wait_for_end() == 0
        return [line.rstrip() for line in terminal.screen.display if line.strip()], terminal.sent
    finally:
        terminal.close()


def test_a_list_of_batches_fits_and_ends_with_a_summary(emulator: Emulator, environment: dict[str, str]) -> None:
    emulator.add_batch([output_line("a")], id=LONG_ID, created_at=1711471533, completed_at=1711475133)
    emulator.add_batch([], id="batch_2", status="failed", created_at=1711471533)
    lines, sent = screen_of(environment, "Get-Batch")
    assert lines[0].split() == ["Id", "Count", "Status", "created_at"]
    row = next(line for line in lines if line.startswith(LONG_ID))
    assert re.search(r"completed +\d+/\d+/\d{4} \d+:\d\d:\d\d.[AP]M$", row)
    assert lines[-1] == "2 batches: 1 completed, 1 failed" or lines[-1] == "2 batches: 1 failed, 1 completed"
    assert b"\x1b[32mcompleted\x1b[0m" in sent
    assert b"\x1b[31mfailed\x1b[0m" in sent
    plain, sent = screen_of({**environment, "NO_COLOR": "1"}, "Get-Batch")
    assert plain == lines
    assert b"\x1b[3" not in sent


def test_results_are_shown_and_nothing_of_the_progress_stays(emulator: Emulator, environment: dict[str, str]) -> None:
    emulator.add_batch([output_line("a", "Hello " * 40), output_line("b", status_code=400)], id="batch_1")
    emulator.add_batch([output_line("c", "tricky \x1b[31mred\x1b[0m")], id="batch_2")
    lines, sent = screen_of(environment, "Get-BatchOutput", "batch_1", "batch_2")
    assert lines[0].split() == ["custom_id", "status_code", "answer", "error"]
    assert [line.split()[:2] for line in lines[2:]] == [["a", "200"], ["b", "400"], ["c", "200"]]
    assert all(len(line) <= 80 for line in lines)
    assert "1 of 2: batch_1" in sent.decode()
    assert lines[-1].endswith("tricky red")
    assert b"\x1b[31mred" not in sent


def test_in_a_pipe_progress_ends_where_output_begins(emulator: Emulator, environment: dict[str, str]) -> None:
    """The next program writes to the same terminal: a line that is drawn over would be mixed with its text."""
    emulator.add_batch([output_line("a"), output_line("b", status_code=400)], id="batch_1")
    emulator.add_fault("delay=1.5,path=/files/*/content")  # of the results, and of the errors
    pipe = f"{sys.executable} -m psopenai_py Get-BatchOutput batch_1 | while read -r line; do echo got one; done"
    terminal = Terminal(["-c", pipe], environment, command=["/bin/sh"])
    try:
        assert terminal.wait_for_end() == 0
        lines = [line.rstrip() for line in terminal.screen.display if line.strip()]
    finally:
        terminal.close()
    assert lines == ["got one", "got one"]
    assert b"1 of 2" in terminal.sent  # while there was nothing to pass on
    assert b"2 of 2" not in terminal.sent


def test_a_choice_of_columns_is_a_table(emulator: Emulator, environment: dict[str, str]) -> None:
    emulator.add_batch([output_line("a")], id="batch_1")
    lines, _ = screen_of(environment, "Get-Batch", "batch_1", "-Property", "id,request_counts.total")
    assert lines == ["id      request_counts.total", "--      --------------------", "batch_1                    1"]


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (120, [38, 22, 5, 40]),
        (90, [38, 22, 5, 22]),
        (60, [38, 21, -1, -1]),
        (50, [38, -1, -1, -1]),
        (10, [38, -1, -1, -1]),
    ],
)
def test_texts_are_cut_before_columns_go(room: int, widths: list[int]) -> None:
    columns = [ColumnInfo("id"), ColumnInfo("url"), ColumnInfo("n", 0, "right"), ColumnInfo("text")]
    assert fitted(columns, [], [38, 22, 5, 40], room) == widths


def test_in_a_pipe_the_terminal_of_standard_error_says_how_wide_a_line_is(
    emulator: Emulator, environment: dict[str, str]
) -> None:
    """A progress line that is wider than the terminal could not be removed; help would be broken within words."""
    emulator.add_batch([output_line("a")], id="batch_" + "x" * 90)
    emulator.add_fault("delay=1.5,path=/files/*/content")
    program = f"{sys.executable} -m psopenai_py"
    pipe = f"{program} Get-BatchOutput batch_{'x' * 90} | wc -l; {program} Get-Batch --help | wc -L"
    terminal = Terminal(["-c", pipe], environment, columns=80, command=["/bin/sh"])
    try:
        assert terminal.wait_for_end() == 0
        one, longest = [line.strip() for line in terminal.screen.display if line.strip()]
    finally:
        terminal.close()
    assert b"Getting batch output" in terminal.sent
    assert one == "1"
    assert int(longest) <= 80


def test_the_content_of_a_file_is_shown_as_text_and_not_as_numbers(
    emulator: Emulator, environment: dict[str, str]
) -> None:
    emulator.add_file(b"one\ntwo \x1b[31mred\n", "notes.txt", id="file-text")
    lines, sent = screen_of(environment, "Get-OpenAIFileContent", "file-text")
    assert lines[0] == "one" and lines[1].startswith("two ") and lines[1].endswith("red")
    assert b"\x1b[31mred" not in sent
    emulator.add_file(b"\x89PNG\r\n\x00\x01", "fox.png", id="file-binary")
    terminal = Terminal(["Get-OpenAIFileContent", "file-binary"], environment, columns=80)
    try:
        assert terminal.wait_for_end() == 2
        assert "binary content" in "\n".join(terminal.screen.display)
        assert b"PNG" not in terminal.sent
    finally:
        terminal.close()
