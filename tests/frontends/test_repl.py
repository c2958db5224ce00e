"""The interactive shell, typed into on a real terminal; the tests read its screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, request_line
from psopenai_py.frontends.editor import is_complete

from ..screen import Terminal
from .conftest import KEY


class Shell(Terminal):
    """A person at the interactive shell."""

    def run(self, line: str) -> str:
        """Type a line and wait for the next prompt; what is on the screen between the two."""
        self.lines_run += 1
        self.enter(f"[Console]::Title = '{self.lines_run}'; Clear-Host; {line}")
        shown = self.wait_for(lambda shown: self.screen.title == str(self.lines_run) and shown.endswith(">"))
        return shown[: shown.rindex("PS ")].rstrip("\n")

    lines_run = 0


Open = Callable[..., Shell]


@pytest.fixture
def open_shell(environment: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    opened: list[Shell] = []

    def start(*words: str, **more: Any) -> Shell:
        opened.append(Shell(words, environment | more.pop("env", {}), tmp_path, **({"columns": 150} | more)))
        opened[-1].wait_for(lambda shown: shown.endswith(">"))
        return opened[-1]

    yield start
    for shell in opened:
        shell.close()


# -- commands ---------------------------------------------------------------------------------------------------------


def test_results_stay_in_variables(open_shell: Open, batch: dict[str, Any]) -> None:
    shell = open_shell()
    shell.run("$Result = Get-BatchOutput 'batch_abc123'")
    assert "custom_id" in shell.run("$Result")
    assert "Hi there" in shell.run("$Result[0].response.body.choices[0].message.content")
    assert "batch_req_b" in shell.run("$Result | Where-Object { $_.response.status_code -ne 200 }")


def test_the_greeting_names_help_and_the_key_s_place_but_not_the_key(open_shell: Open) -> None:
    greeting = open_shell().look()
    assert "Get-Help" in greeting and "OPENAI_API_KEY" in greeting and KEY not in greeting
    assert "OPENAI_API_KEY" in open_shell(columns=60).look()  # lines break between words
    assert "Get-Help" not in open_shell("-NoLogo").look()


def test_errors_leave_the_shell_and_the_state(open_shell: Open) -> None:
    shell = open_shell()
    assert "Get-Nothing" in shell.run("Get-Nothing")
    assert "False" in shell.run("Get-Nothing; $?")
    shell.enter("1 +* 2")
    shell.wait_for("A value is missing after '+'.")
    assert "still here" in shell.run("throw 'x'") or "still here" in shell.run("'still here'")
    assert "True" in shell.run("$Error.Count -gt 0")


def test_a_failed_line_has_its_status(open_shell: Open) -> None:
    shell = open_shell()
    shell.run("Write-Error no")
    assert shell.run("(Get-History)[-1].ExecutionStatus") == "Failed"


def test_ctrl_c_stops_the_command_and_not_the_shell(open_shell: Open, emulator: Emulator) -> None:
    emulator.add_batch(requests=[request_line("a")], statuses=["in_progress"], id="batch_endless")
    shell = open_shell()
    endless = "'it ' + 'runs'; while ($true) { }"
    for line, seen in (("Wait-Batch batch_endless", "Waiting for batches"), (endless, "it runs")):
        shell.enter(line)
        shell.wait_for(seen)
        shell.type("\x03")
        assert shell.run("'still ' + 'here'") == "still here"


def test_progress_leaves_nothing(open_shell: Open) -> None:
    shell = open_shell()
    shown = shell.run("foreach ($n in 1..3) { Write-Progress Counting $n; Start-Sleep -Milliseconds 120 }; 'done'")
    assert shown == "done"


def test_ctrl_d_and_exit_leave(open_shell: Open) -> None:
    leaving = open_shell()
    leaving.type("\x04")
    assert leaving.wait_for_end() == 0
    exiting = open_shell()
    exiting.enter("exit 3")
    assert exiting.wait_for_end() == 3


def test_the_prompt_begins_on_a_line_of_its_own(open_shell: Open) -> None:
    shell = open_shell()
    for line in ("Write-Host -NoNewline text", "[Console]::Write('text')", "sh -c 'printf text'", "sh -c 'echo text'"):
        assert shell.run(line) == "text"


def test_a_missing_parameter_is_asked_for(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("function f { param([Parameter(Mandatory)][int]$Count, [Parameter(Mandatory)][string[]]$Name)")
    shell.enter('"$($Count + 1) $Name" }')
    shell.enter("f")
    for question, answer in (("Count:", "41"), ("Name[0]:", "a"), ("Name[1]:", "b"), ("Name[2]:", "")):
        shell.wait_for(question)
        shell.enter(answer)
    shell.wait_for("42 a b")


def test_long_errors_break_between_words(open_shell: Open) -> None:
    shell = open_shell(columns=40)
    shown = shell.run("Write-Error 'a sentence that is much longer than the window of this terminal is wide'")
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert " ".join(shown.split()) == (
        "Write-Error: a sentence that is much longer than the window of this terminal is wide"
    )


def test_a_resized_window_counts_at_the_next_command(open_shell: Open) -> None:
    shell = open_shell(env={"COLUMNS": "100"})
    shell.child.setwinsize(30, 60)
    shell.screen.resize(30, 60)
    shown = shell.run("'x' * 5; [pscustomobject]@{ a = 'y' * 200 } | Format-List")
    assert max(map(len, shown.splitlines())) == 60


# -- typing -----------------------------------------------------------------------------------------------------------


def test_an_unfinished_line_asks_for_more(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("foreach ($n in 41..42) {")
    shell.wait_for("\n>>")
    shell.enter("'number ' + $n")
    shell.enter("}")
    shown = shell.wait_for("number 42")
    assert "number 41" in shown and shown.count(">>") == 2


def test_a_wrapped_line_has_no_continuation_prompt(open_shell: Open) -> None:
    shell = open_shell(columns=40)
    shell.type("'" + "x" * 60)
    assert ">>" not in shell.wait_for("x" * 15)


def test_a_pasted_script_runs_as_a_whole(open_shell: Open) -> None:
    shell = open_shell()
    shell.type("\x1b[200~function two {\n    'one'\n\n    'two'\n}\ntwo\x1b[201~")
    assert "one\ntwo" not in shell.look(0.5)
    shell.enter("")
    shell.wait_for("one\ntwo")


def test_what_is_typed_ahead_runs_after_the_command(open_shell: Open, tmp_path: Path) -> None:
    shell = open_shell()
    shell.enter("'it ' + 'runs'; while (-not (Test-Path go)) { Start-Sleep -Milliseconds 20 }; 'it ' + 'ended'")
    shell.wait_for("it runs")
    shell.enter("'ahead' + '!'")
    shell.wait_for("'ahead' + '!'")  # the terminal has it
    (tmp_path / "go").touch()
    shown = shell.wait_for("ahead!")
    assert shown.index("it ended") < shown.index("ahead!")


def test_a_line_has_colours_and_errors_are_underlined(open_shell: Open) -> None:
    shell = open_shell()
    shell.type("Get-Batch -Limit 5 | % { $_.id + 'x' } # why")
    shell.wait_for("# why")
    seen = {text: shell.style_at(text).fg for text in ("Get-Batch", "-Limit", "5 |", "% {", "$_", "'x'", "# why")}
    assert seen == {
        "Get-Batch": "brown", "-Limit": "brightblack", "5 |": "brightcyan", "% {": "brown", "$_": "brightgreen",
        "'x'": "cyan", "# why": "green",
    }  # fmt: skip
    assert not shell.style_at("Get-Batch").underscore
    shell.type("\x031 +* 2")
    shell.wait_for("1 +* 2")
    assert shell.style_at("* 2").underscore


def test_the_history_is_suggested_in_grey(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("Clear-Host")
    shell.wait_for(lambda shown: len(shown.splitlines()) == 1 and shown.endswith(">"))
    shell.type("Clear")
    shell.wait_for("Clear-Host")
    assert shell.style_at("-Host").fg == "brightblack"
    shell.type("\x1b[C; 'done'\r")
    shell.wait_for("done")


def test_the_menu_says_what_each_match_is(open_shell: Open) -> None:
    shell = open_shell()
    shell.type("Get-BatchO\t")
    shell.wait_for("Get-BatchOutput")
    shell.type("\x03Get-Bat\t\t")
    shown = shell.wait_for("Return the results of batches")
    assert "Get one batch by its id" in shown
    shell.type("\x1b\x03Get-Batch -A\x00")  # Ctrl-Space
    assert "List all of them" in shell.wait_for("-ApiBase")


# -- the history ------------------------------------------------------------------------------------------------------


def test_the_history_lasts_and_never_holds_a_key(open_shell: Open, tmp_path: Path) -> None:
    shell = open_shell()
    for line in ("'a line to keep'", "$env:OPENAI_API_KEY = 'sk-typed-by-hand-1234'", f"'{KEY}'",
                 "Set-OpenAIContext -ApiKey 'whatever it is'", "$h = @{}; $h['api-key'] = 'hunter2'"):  # fmt: skip
        shell.run(line)
    listed = shell.run("Get-History | ForEach-Object CommandLine")
    shell.type("\x1b[A\x1b[A")
    recalled = shell.wait_for("$h['api-key'] = ***")
    history = tmp_path / ".local/state/psopenai/history"
    text = history.read_text()
    assert "a line to keep" in text and "a line to keep" in listed
    for secret in ("sk-typed", "whatever it is", KEY, "hunter2"):
        assert secret not in text and secret not in listed and secret not in recalled
    assert history.stat().st_mode & 0o777 == 0o600


def test_a_line_can_be_run_again_and_forgotten(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter('$n++; "n is $n"')
    shell.wait_for("n is 1")
    assert "n is 2" in shell.run("Invoke-History 1")
    assert shell.run("Clear-History; (Get-History).Count") == "0"


def test_a_secret_is_asked_for_without_echo(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("$Secret = Read-Host 'Password' -AsSecureString")
    shell.wait_for("Password:")
    shell.enter("not to be seen")
    assert "not to be seen" not in shell.wait_for("*" * 14)
    assert "14" in shell.run("$Secret.Length")


def test_what_a_model_wrote_cannot_move_the_cursor(open_shell: Open) -> None:
    assert "␛[2J" in open_shell().run('"`e[2J"')


def test_a_chat_shows_a_model_s_control_sequences_and_colours(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("Enter-ChatGPT -NoHeader")
    shell.wait_for("You:")
    shell.enter("\x16\x1b[31mred")  # Ctrl-V takes the key as it is; the emulator answers with the question
    shell.wait_for("ChatGPT: ␛[31mred")
    shell.wait_for("You:")
    shell.type("\x04")
    shell.wait_for(lambda shown: shown.endswith(">"))


# -- profile, prompt, settings ----------------------------------------------------------------------------------------


def write_profile(home: Path, text: str) -> None:
    path = home / ".config/psopenai/profile.ps1"
    path.parent.mkdir(parents=True)
    path.write_text(text)


def test_the_profile_runs_at_the_start_and_can_be_left_out(open_shell: Open, tmp_path: Path) -> None:
    write_profile(tmp_path, "$mine = 'from the profile'; function hi { 'hi ' + $mine }; Write-Error 'careful'")
    shell = open_shell()
    assert "careful" in shell.look()
    assert "hi from the profile" in shell.run("hi")
    assert "is not the name" in open_shell("-NoProfile").run("hi")


def test_the_profile_is_made_on_request(open_shell: Open, tmp_path: Path) -> None:
    shell = open_shell()
    shell.run("New-Item $PROFILE -Force | Out-Null; Set-Content $PROFILE.CurrentUserAllHosts '$p = 7'")
    assert (tmp_path / ".config/psopenai/profile.ps1").read_text() == "$p = 7\n"
    assert open_shell().run("$p") == "7"


def test_a_prompt_function_may_write_to_the_host(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("function prompt { Write-Host '[me]' -ForegroundColor Red -NoNewline; ' > ' }")
    shell.wait_for("[me] >")
    assert shell.style_at("[me] >").fg == "brightred"
    shell.enter("'a' + 'b'")
    shell.wait_for("[me] > 'a' + 'b'\nab\n[me] >")


def test_a_prompt_that_throws_says_so_once(open_shell: Open) -> None:
    shell = open_shell()
    shell.enter("function prompt { throw 'no prompt today' }")
    shell.wait_for(lambda shown: "no prompt today" in shown.splitlines()[-2])
    for line in ("1", "2"):
        shell.enter(line)
    assert shell.wait_for(lambda shown: shown.splitlines()[-2] == "2").count("no prompt today") == 2  # typed, and said


def test_settings_of_the_editor(open_shell: Open, tmp_path: Path) -> None:
    write_profile(
        tmp_path,
        "Set-PSReadLineOption -EditMode Vi -Colors @{ Command = '#ff0000'; String = \"`e[35m\" }\n"
        "Set-PSReadLineOption -PredictionSource None -ContinuationPrompt '.. '\n"
        "Set-PSReadLineKeyHandler Ctrl+g AcceptLine",
    )
    shell = open_shell()
    shell.type("echo 'xy'")
    shell.wait_for("'xy'")
    assert (shell.style_at("echo").fg, shell.style_at("'xy'").fg) == ("ff0000", "magenta")
    shell.type("\x1b0cwWrite-Output \x07")  # vi: to the start, change the word
    shell.wait_for("\nxy")
    shell.enter("if (1) {")
    shell.wait_for("\n..")


# -- terminals --------------------------------------------------------------------------------------------------------


def test_a_dumb_terminal_gets_plain_lines(open_shell: Open) -> None:
    shell = open_shell(env={"TERM": "dumb"})
    shell.enter("Write-Host red -ForegroundColor Red; Clear-Host; if (1) {")
    shell.wait_for("\n>>")
    shell.enter("'inside' }")
    shell.wait_for("\ninside\nPS ")
    shell.type("\x03")
    shell.wait_for("^C\nPS ")
    shell.enter("Get-Nothing")
    shell.wait_for("is not the name")
    shell.type("\x04")
    assert shell.wait_for_end() == 0
    assert b"\x1b" not in shell.sent


def test_a_narrow_terminal_is_enough(open_shell: Open) -> None:
    shell = open_shell(columns=20, lines=8)
    shell.type("Get-Batch -Lim\t")
    shell.wait_for(lambda shown: "-Limit" in shown.replace("\n", ""))
    shell.type("\x03")
    shell.enter("6 * 7")
    shell.wait_for("\n42\n")


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Get-Batch", True),
        ("if ($x) {", False),
        ("'open", False),
        ("Get-Batch |", False),
        ("1 +* 2", True),
        ("@'\ntext", False),
        ("", True),
    ],
)
def test_enter_runs_only_what_is_complete(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


# -- what runs before the first prompt, and the line editor's settings ------------------------------------------------


def test_no_exit_stays_in_the_session_of_a_command_or_a_script(open_shell: Open, tmp_path: Path) -> None:
    shell = open_shell("-NoProfile", "-NoExit", "-Command", "$x = 5; 'done'")
    assert "done" in shell.look() and "Get-Help" not in shell.look()
    assert shell.run("$x + 1") == "6"
    (tmp_path / "s.ps1").write_text("param($Name) $y = $Name; function Twice { $y * 2 }; throw 'stops here'")
    shell = open_shell("-NoExit", "-File", "s.ps1", "-Name", "jo")
    assert "stops here" in shell.look()
    assert shell.run("$y") == "jo" and shell.run("Twice") == "jojo"
    ended = Terminal(["-NoExit", "-Command", "exit 3"], {"PATH": "/bin:/usr/bin", "HOME": str(tmp_path)})
    assert ended.wait_for_end() == 3


def test_the_configuration_file_sets_the_line_editor(open_shell: Open, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[editor]\nedit_mode = "vi"\nprediction_source = "None"\ncontinuation_prompt = ".. "\n'
        'colors = { Command = "Red" }\nkeys = { "Ctrl+g" = "AcceptLine" }\n'
    )
    shell = open_shell(env={"PSOPENAI_CONFIG": str(config)})
    shown = shell.run("$o = Get-PSReadLineOption; $o.EditMode, $o.PredictionSource, $o.CommandColor -join ','")
    assert shown == "Vi,None,Red"
    shell.type("'typed' + 'with g'\x07")
    shell.wait_for("typedwith g")
    shell.enter("(")
    shell.wait_for("\n..")
    config.write_text('[editor]\nedit_mode = "Word"\n')
    shell = open_shell(env={"PSOPENAI_CONFIG": str(config)})
    assert "edit_mode must be Emacs or Vi or Windows" in shell.look()


def test_keys_run_script_blocks_that_edit_the_line(open_shell: Open) -> None:
    shell = open_shell()
    shell.run("$R = [Microsoft.PowerShell.PSConsoleReadLine]; $text = $null; $at = 0")
    shell.run("Set-PSReadLineKeyHandler Ctrl+g { $R::Insert(' typed'); $R::SetCursorPosition(0); $R::Insert('by ') }")
    shell.run(
        "Set-PSReadLineKeyHandler Ctrl+b { param($key) $R::GetBufferState([ref]$text, [ref]$at); "
        "$R::RevertLine(); $R::Insert(\"'$text at $at by $($key.Modifiers)'\"); $R::AcceptLine() }"
    )
    shell.type("a key\x07")
    shell.wait_for("> by a key typed")
    shell.type("\x05\x02")
    shell.wait_for("\nby a key typed at 14 by Control")


def test_a_key_s_block_may_write_run_programs_and_fail(open_shell: Open) -> None:
    shell = open_shell()
    shell.run("Set-PSReadLineKeyHandler Ctrl+g { Write-Host written; sh -c 'echo program'; Get-Nothing }")
    shell.type("'kept'\x07")
    shown = shell.wait_for(lambda shown: shown.endswith("> 'kept'") and "Get-Nothing" in shown)
    assert shown.index("written") < shown.index("program") < shown.rindex("Get-Nothing")
    shell.enter("")
    shell.wait_for("\nkept")


def test_a_list_of_suggestions_under_the_line(open_shell: Open) -> None:
    shell = open_shell()
    shell.run("Set-PSReadLineOption -PredictionViewStyle ListView")
    shell.run("'a first'; 'line'")
    shell.type("first")
    assert "'a first'; 'line'" in shell.wait_for("[History]")
    shell.type("\x1b[B\r")
    shell.wait_for(lambda shown: shown.startswith("a first\nline\nPS"))
    shell.type("\x1bOQ'a fi")  # F2
    assert "[History]" not in shell.look(0.3)


# -- help -------------------------------------------------------------------------------------------------------------


def test_a_long_help_has_a_pager(open_shell: Open, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "paged: $(grep -c .) lines"\n')
    pager.chmod(0o755)
    shell = open_shell(env={"PAGER": str(pager)}, lines=40)
    shell.enter("help Get-BatchOutput -Full")
    shell.wait_for(lambda shown: "paged: " in shown and shown.endswith(">"))
    for line in ("help Get-Uptime", "help nothing-of-the-kind"):  # these fit
        assert "paged: " not in shell.run(line)
    assert "paged: " not in shell.run(
        "(help Get-BatchOutput -Full | Out-String).Length; help Get-Batch > f; Get-Item f"
    )


def test_a_note_breaks_between_words(open_shell: Open, batch: dict[str, Any]) -> None:
    shell = open_shell(columns=60)
    lines = shell.run("Watch-Batch batch_abc123 | Out-Null").split("\n")
    assert lines[-2].endswith("; watched") and lines[-1].startswith("for ")


def test_errors_of_syntax_each_have_their_line(open_shell: Open, tmp_path: Path) -> None:
    (tmp_path / "bad.ps1").write_text("'a' 'b'\nif (2 {\n")
    shell = open_shell()
    shown = shell.run("./bad.ps1")
    assert shown.count("ParserError: ") == 4 and "   1 |  'a' 'b'\n     |      ~~~\n" in shown
    shell.enter("Clear-Host")
    shell.enter("foreach ($x of 1) { }; 1 +")
    shell.wait_for(lambda shown: "     | A value is missing after '+'.\n" in shown and shown.endswith(">"))
    assert "ParseException" in shell.run("$Error[0].Exception.GetType().Name")
