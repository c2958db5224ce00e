"""$Host with its user interface, and $PSStyle."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from psopenai_py.dotnet.io.terminal import KeyPress
from psopenai_py.shell import Shell

from ...hosts import Answers


class Person(Answers):
    """Answers questions from a list, and keeps what was asked."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked: list[str] = []
        self.sent: list[str] = []

    def ask(self, prompt: str, secret: bool = False) -> str:
        self.asked.append(prompt + ("(secret)" if secret else ""))
        return self.answers.pop(0)

    def choose(self, caption: str, message: str, choices: Sequence[tuple[str, str]], default: int) -> int:
        self.asked.append(f"{caption}|{message}|{choices}|{default}")
        return int(self.answers.pop(0))

    def command(self, sequence: str) -> None:
        self.sent.append(sequence)

    def read_key(self, shown: bool = True) -> KeyPress | None:
        return KeyPress("A", "A", shift=True)


def asked_of(person: Person, script: str) -> list[object]:
    shell = Shell(environ={})
    shell.session.host = person
    result = shell.run(script)
    assert not result.errors and result.terminated_by is None, result
    return result.output


NEW_CHOICE = "[System.Management.Automation.Host.ChoiceDescription]"


@pytest.mark.parametrize(
    "choices",
    [
        f"@({NEW_CHOICE}::new('&Yes', 'do it'), {NEW_CHOICE}::new('&No', 'leave it'))",
        f"[System.Collections.ObjectModel.Collection{NEW_CHOICE}]@({NEW_CHOICE}::new('&Yes', 'do it'), "
        f"(New-Object System.Management.Automation.Host.ChoiceDescription '&No', 'leave it'))",
        f"{NEW_CHOICE[:-1]}[]]({NEW_CHOICE}::new('&Yes', 'do it'), {NEW_CHOICE}::new('&No', 'leave it'))",
    ],
)
def test_a_choice_is_the_index_of_what_was_chosen(choices: str) -> None:
    person = Person("1")
    assert asked_of(person, f"$Host.UI.PromptForChoice('Title', 'Go?', {choices}, 0)") == [1]
    assert person.asked == ["Title|Go?|[('&Yes', 'do it'), ('&No', 'leave it')]|0"]


def test_choices_may_be_texts() -> None:
    person = Person("0")
    assert asked_of(person, "$Host.UI.PromptForChoice('', 'Which?', ('&Red', '&Blue'), 1)") == [0]


def test_fields_are_asked_for_one_by_one_and_have_their_type() -> None:
    person = Person("41", "pw")
    script = """
        $age, $key = 'Age', 'Key' | ForEach-Object { [System.Management.Automation.Host.FieldDescription]::new($_) }
        $age.SetParameterType([int]); $key.SetParameterType([securestring])
        $found = $Host.UI.Prompt('', 'Fill in', @($age, $key)); $found['Age'] + 1; $found.Key.Length
    """
    assert asked_of(person, script) == [42, 2]
    assert person.asked == ["Age: ", "Key: (secret)"]


def test_lines_and_credentials_are_read() -> None:
    person = Person("a line", "jo", "pw")
    script = "$Host.UI.ReadLine(); $c = $Host.UI.PromptForCredential('', '', '', ''); $c.UserName; $c.Password.Length"
    assert asked_of(person, script) == ["a line", "jo", 2]


def test_what_is_written_goes_to_the_user_past_redirections() -> None:
    result = Shell(environ={}).run("& { $Host.UI.WriteLine('line'); $Host.UI.Write('Red', 'Black', 'part') } *> $null")
    assert result.information == ["line", "part"]


def test_the_window_has_a_size_and_a_title_and_keys() -> None:
    person = Person()
    script = """
        $raw = $Host.UI.RawUI; $raw.WindowTitle = "a`eb"; $raw.ForegroundColor = 'Red'; $raw.ForegroundColor
        $raw.CursorPosition = [System.Management.Automation.Host.Coordinates]::new(3, 4)
        $raw.WindowSize.Width -gt 0
        $key = $raw.ReadKey('NoEcho,IncludeKeyDown'); "$($key.Character) $($key.VirtualKeyCode)"
    """
    assert [str(value) for value in asked_of(person, script)] == ["Red", "True", "A 65"]
    assert person.sent == ["\x1b]0;ab\x07", "\x1b[0m\x1b[91m", "\x1b[5;4H"]


def test_styles_are_control_sequences() -> None:
    script = """
        $s = $PSStyle; $s.Bold, $s.Reset, $s.Foreground.BrightRed, $s.Background.Green, $s.Foreground.FromRgb(0x010203),
        $s.Background.FromRgb(1, 2, 3), $s.Foreground.FromConsoleColor('DarkRed') -join '|'
        $s.Formatting.Error = $s.Foreground.Blue; $PSStyle.Formatting.Error; $s.OutputRendering
    """
    rows = [str(value) for value in Shell(environ={}).run(script).output]
    assert rows[0].replace("\x1b", "") == "[1m|[0m|[91m|[42m|[38;2;1;2;3m|[48;2;1;2;3m|[31m"
    assert rows[1:] == ["\x1b[34m", "Host"]


def test_what_would_be_seen_is_no_style() -> None:
    script = """
        $PSStyle.Formatting.Error = 'x'; $PSStyle.Progress.MaxWidth = 17; $files = $PSStyle.FileInfo.Extension
        $files.Add('.a', 'x'); $files['b'] = $PSStyle.Bold; $files['.c'] = $PSStyle.Bold; $files.ContainsKey('.C')
    """
    result = Shell(environ={}).run(script)
    assert [error.error_id for error in result.errors] == [
        "ExceptionWhenSetting",
        "ExceptionWhenSetting",
        "ArgumentException",
        "System.ArgumentException",
    ]
    assert result.output == [True]


def test_plain_text_is_the_host_s_affair() -> None:
    shell = Shell(environ={})
    shell.run("$PSStyle.OutputRendering = 'PlainText'")
    assert shell.session.host.plain_text
    shell.run("$PSStyle.OutputRendering = 'Host'")
    assert not shell.session.host.plain_text
