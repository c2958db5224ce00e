"""The host of scripts and -Command: questions, [Console], colours and programs; piped, and on a real terminal."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.engine.session.streams import FlowingText
from psopenai_py.frontends.environment import Environment
from psopenai_py.frontends.output import Output

from ..screen import Terminal
from .conftest import Run

Open = Callable[..., Terminal]


@pytest.fixture
def open_terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def start(*words: str, **more: Any) -> Terminal:
        opened.append(Terminal(words, environment | more.pop("env", {}), tmp_path, **more))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


# -- input from a pipe ------------------------------------------------------------------------------------------------


def test_a_script_reads_piped_answers(psopenai: Run, tmp_path: Path) -> None:
    (tmp_path / "ask.ps1").write_text(
        "$a = Read-Host 'Name'; $s = Read-Host -AsSecureString; $c = Get-Credential -UserName me\n"
        '"[$a] $($s.Length) $($c.UserName) $($c.GetNetworkCredential().Password)"; [Console]::ReadLine()'
    )
    ended = psopenai("ask.ps1", stdin="jo\nsecret\npass\nlast\n")
    assert ended.text == "[jo] 6 me pass\nlast\n"
    assert "Name: " in ended.err and "secret" not in ended.err


def test_the_end_of_the_input_ends_a_loop_that_asks(psopenai: Run) -> None:
    ended = psopenai("-Command", 'while ($true) { $a = Read-Host; "<$a>" }', stdin="one\n")
    assert (ended.text, ended.code) == ("<one>\n", 1)
    assert ended.err.count("the input has ended") == 1
    assert psopenai("-Command", "try { Read-Host } catch { $_.FullyQualifiedErrorId }", stdin="").text.startswith(
        "NoAnswer"
    )


def test_without_interaction_questions_are_errors(psopenai: Run) -> None:
    ended = psopenai("-NonInteractive", "-Command", "Read-Host 'Name'; 'after'", stdin="jo\n")
    assert (ended.text, ended.code) == ("", 1)
    assert "-NonInteractive" in ended.err


def test_confirmations_read_their_answer_too(psopenai: Run, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text("")
    ended = psopenai("-Command", "Remove-Item a, b, c -Confirm", stdin="n\nperhaps\nA\n")
    assert ended.code == 0, ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]
    assert "[Y] Yes  [A] Yes to All  [N] No  [L] No to All" in ended.err


# -- output -----------------------------------------------------------------------------------------------------------


def test_the_console_prints_in_its_place(psopenai: Run) -> None:
    ended = psopenai("-Command", "'a'; [Console]::WriteLine('b'); 'c'; [Console]::Error.Write('bad')")
    assert (ended.text, ended.err) == ("a\nb\nc\n", "bad")


def test_colours_and_the_cursor_leave_nothing_in_a_pipe(psopenai: Run) -> None:
    ended = psopenai(
        "-Command",
        "Write-Host x -ForegroundColor Red; [Console]::ForegroundColor = 'Red'; [Console]::CursorVisible = $false; "
        "Clear-Host; cls; clear; 'y'",
    )
    assert (ended.text, ended.err) == ("x\ny\n", "")


def test_a_script_s_colours_are_shown_and_end_with_the_text(open_terminal: Open) -> None:
    terminal = open_terminal(
        "-Command", "Write-Host red -ForegroundColor Red -BackgroundColor Yellow; \"`e[32mgreen\"; 'plain'"
    )
    terminal.wait_for("plain")
    red, green, plain = (terminal.style_at(text) for text in ("red", "green", "plain"))
    assert (red.fg, red.bg, green.fg, plain.fg, plain.bg) == ("brightred", "brightbrown", "green", "default", "default")


def test_the_header_of_a_table_has_the_colour_of_the_style(open_terminal: Open) -> None:
    terminal = open_terminal("-Command", "[pscustomobject]@{ Name = 'abc'; Size = 5 }")
    terminal.wait_for("abc")
    header, row = terminal.style_at("Name"), terminal.style_at("abc")
    assert (header.fg, header.bold, row.fg, row.bold) == ("green", True, "default", False)
    red = "$PSStyle.Formatting.TableHeader = $PSStyle.Foreground.Red; [pscustomobject]@{ Name = 'abc' }"
    terminal = open_terminal("-Command", red)
    terminal.wait_for("abc")
    assert terminal.style_at("----").fg == "red"


def test_other_control_sequences_are_harmless_whoever_wrote_them(open_terminal: Open) -> None:
    terminal = open_terminal(
        "-Command",
        'Write-Host "`e[2Jhost"; [Console]::WriteLine("`e]0;title`aconsole"); "`e]8;;http://x`e\\link"; '
        '"$([char]0x9b)2Jc1"; [pscustomobject]@{ a = "`e[31mview" }',
    )
    shown = terminal.wait_for("c1")
    assert "␛[2Jhost" in shown and "␛]0;title␇console" in shown and "␛]8;;http://x␛\\link" in shown
    assert "\\u009b2Jc1" in shown
    terminal.wait_for_end()
    assert terminal.screen.title == ""


def test_no_color_and_dumb_terminals_get_plain_text(open_terminal: Open) -> None:
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        terminal = open_terminal(
            "-Command", 'Write-Host red -ForegroundColor Red; "`e[32mgreen`e[0m"; [pscustomobject]@{ a = 1 }', env=env
        )
        terminal.wait_for("green")
        terminal.wait_for_end()
        assert b"\x1b" not in terminal.sent


def test_clear_host_clears_the_screen(open_terminal: Open) -> None:
    terminal = open_terminal("-Command", "'before'; Clear-Host; 'after'")
    assert terminal.wait_for("after") == "after"


def test_the_cursor_is_back_and_colours_are_off_after_a_script(open_terminal: Open) -> None:
    terminal = open_terminal(
        "-Command",
        "[Console]::CursorVisible = $false; [Console]::ForegroundColor = 'Red'; [Console]::Write('red'); 'end'",
    )
    terminal.wait_for("end")
    terminal.wait_for_end()
    assert terminal.style_at("red").fg == "brightred"
    assert not terminal.screen.cursor.hidden
    assert terminal.screen.cursor.attrs.fg == "default"


def test_a_script_places_its_text(open_terminal: Open) -> None:
    terminal = open_terminal(
        "-Command",
        "Clear-Host; [Console]::SetCursorPosition(10, 5); [Console]::Write('here'); "
        '$at = "$([Console]::CursorLeft),$([Console]::CursorTop)"; [Console]::SetCursorPosition(0, 8); $at; '
        "foreach ($n in 1..3) { [Console]::Write(\"`rstep $n\") }; ''",
    )
    shown = terminal.wait_for("step 3").splitlines()
    assert shown[5] == " " * 10 + "here"
    assert shown[8:10] == ["14,5", "step 3"]


# -- a person answers -------------------------------------------------------------------------------------------------


def test_a_script_asks_on_the_terminal(open_terminal: Open) -> None:
    terminal = open_terminal("-Command", "$a = Read-Host 'Name'; $s = Read-Host 'Key' -MaskInput; \"<$a> <$s>\"")
    terminal.wait_for("Name: ")
    terminal.enter("jo")
    terminal.wait_for("Key: ")
    terminal.type("abx\x7fc")
    terminal.wait_for("Key: ***")
    terminal.enter("")
    assert "<jo> <abc>" in terminal.wait_for("<jo>")


def test_the_question_is_seen_where_the_output_is_captured(open_terminal: Open) -> None:
    terminal = open_terminal("-c", 'x=$(psopenai -Command "Read-Host Name"); echo "got $x"', command=("bash",))
    terminal.wait_for("Name: ")
    terminal.enter("jo")
    terminal.wait_for("got jo")


def test_keys_are_read_one_by_one(open_terminal: Open) -> None:
    terminal = open_terminal(
        "-Command",
        "[Console]::Write('Press: '); foreach ($n in 1..4) { $k = [Console]::ReadKey($true); "
        '"$($k.Key)/$($k.Modifiers)/$([int]$k.KeyChar)" }',
    )
    terminal.wait_for("Press: ")
    for key in ("A", "\x1b[A", "\x1b[1;5C"):
        terminal.type(key)
    terminal.enter("")
    shown = terminal.wait_for("Enter/")
    for wanted in ("A/Shift/65", "UpArrow/None/0", "RightArrow/Control/0", "Enter/None/13"):
        assert wanted in shown


# -- programs ---------------------------------------------------------------------------------------------------------

IS_TERMINAL = "sh -c 'test -t 0 && echo in; test -t 1 && echo out; test -t 2 && echo err; true'"


def test_a_program_gets_the_terminal_when_nothing_takes_its_output(open_terminal: Open) -> None:
    terminal = open_terminal("-Command", f"function f {{ {IS_TERMINAL} }}; f; $x = f; \"captured: $x\"; 'end'")
    shown = terminal.wait_for("end").splitlines()
    assert shown == ["in", "out", "err", "captured: in err", "end"]


def test_ctrl_c_belongs_to_the_program_and_ends_the_script_with_it(open_terminal: Open) -> None:
    terminal = open_terminal("-Command", "sh -c 'trap \"echo caught; exit 0\" INT; echo ready; sleep 20'; 'after'")
    terminal.wait_for("ready")
    terminal.type("\x03")
    terminal.wait_for("after")
    terminal = open_terminal("-Command", "while ($true) { sh -c 'echo again; exec sleep 20' }")
    terminal.wait_for("again")
    terminal.type("\x03")
    assert terminal.wait_for_end() == 130


def test_a_program_s_output_stays_in_its_place(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal("-Command", "[pscustomobject]@{ Name = 'first' }; echo.exe; sh -c 'echo second'; 'third'")
    shown = terminal.wait_for("third")
    assert shown.index("first") < shown.index("second") < shown.index("third")


def test_plain_text_has_no_colours_anywhere(psopenai: Run) -> None:
    script = '"`e[31mred`e[0m"; Write-Host "`e[31mred"; $PSStyle.OutputRendering = "PlainText"; "`e[31mred`e[0m"'
    assert psopenai("-Command", script).text == "\x1b[31mred\x1b[0m\n\x1b[31mred\nred\n"


def test_a_transcript_has_all_that_was_shown_and_no_key(psopenai: Run, tmp_path: Path) -> None:
    script = (
        "Start-Transcript log.txt | Out-Null; 'text'; [pscustomobject]@{ Name = 'row' }; Write-Host hosted; "
        "[Console]::WriteLine('console'); Write-Warning careful; Write-Error wrong; sh -c 'echo program'; "
        "$a = Read-Host 'Name'; $s = Read-Host 'Key' -MaskInput; 'sk-emulator-0123456789'; Stop-Transcript | Out-Null; "
        "'after'"
    )
    ended = psopenai("-Command", script, stdin="jo\nsecret\n")
    text = (tmp_path / "log.txt").read_text()
    wanted = (
        "text",
        "row",
        "hosted",
        "console",
        "WARNING: careful",
        "Write-Error: wrong",
        "program",
        "Name: jo",
        "Key: ***",
    )
    assert [each for each in wanted if each not in text] == []
    places = [text.index(each) for each in wanted if each != "row"]  # a table waits for more rows
    assert places == sorted(places)
    assert "sk-emulator" not in text and "secret" not in text and "after" not in text
    assert "program" in ended.text


def test_the_rendering_of_a_script_counts_for_every_stream(psopenai: Run) -> None:
    script = (
        "$PSStyle.OutputRendering = '%s'; Write-Host red -ForegroundColor Red; Write-Warning careful; \"`e[31mtext\""
    )
    ended = psopenai("-Command", script % "Ansi")
    assert (ended.text, ended.err) == ("\x1b[91mred\x1b[0m\n\x1b[31mtext\n", "\x1b[33;1mWARNING: careful\x1b[0m\n")
    ended = psopenai("-Command", script % "PlainText")
    assert (ended.text, ended.err) == ("red\ntext\n", "WARNING: careful\n")


def test_plain_text_on_a_terminal(open_terminal: Open) -> None:
    script = (
        "$PSStyle.OutputRendering = 'PlainText'; Write-Host red -ForegroundColor Red; Write-Error no; \"`e[31mtext\""
    )
    terminal = open_terminal("-Command", script)
    terminal.wait_for("text")
    terminal.wait_for_end()
    assert b"\x1b[" not in terminal.sent


def test_flags_of_pwsh_before_a_script(psopenai: Run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    encoded = base64.b64encode("'é ' + (Get-Location).Path".encode("utf-16-le")).decode()
    flags = ("-NoProfile", "-ExecutionPolicy", "Bypass", "-wd", "sub")
    assert psopenai(*flags, "-EncodedCommand", encoded).text == f"é {tmp_path / 'sub'}\n"
    (tmp_path / "sub" / "s.ps1").write_text("param($N) $N; exit 3")
    ended = psopenai(*flags, "-File", "s.ps1", "-N", "5")
    assert (ended.text, ended.code) == ("5\n", 3)
    assert "base64" in psopenai("-EncodedCommand", "123").err
    assert psopenai("-WorkingDirectory", "nowhere", "-Command", "1").code == 2


def test_a_streamed_answer_is_harmless_on_a_terminal() -> None:
    class Screen(io.BytesIO):
        def isatty(self) -> bool:
            return True

    written = Screen()
    out = Output(Environment(stdout=written, stderr=io.StringIO(), environ={}))
    out.safe = str  # a script's texts keep their colours
    for piece in ("\x1b]0;title", "\x07 \x1b[31mred", "\n"):
        out.flow(FlowingText(piece))
    out.close()
    assert written.getvalue().decode() == "␛]0;title␇ ␛[31mred\n"
