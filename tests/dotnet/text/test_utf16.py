"""Texts with characters that take two UTF-16 units."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.text.utf16 import utf8
from psopenai_py.shell import Shell

from ...language.running import error_ids, texts


def test_a_text_is_counted_in_units() -> None:
    assert texts("'a\U0001f600b'.Length; 'é'.Length; ('\U0001f600' | Select-Object Length).Length") == ["4", "1", "2"]


def test_positions_are_units() -> None:
    script = "$s = 'a\U0001f600b'; $s[1] -eq [char]0xD83D; $s[3]; $s.Substring(1, 2); $s.Substring(3); $s[-1]"
    assert texts(script) == ["True", "b", "\U0001f600", "b", "b"]


def test_half_a_character_is_shown_as_replaced() -> None:
    shell = Shell()
    assert shell.format(shell.run("'\U0001f600'[0]; [char]0xD83D").output).split() == ["�", "�"]


def test_methods_take_and_give_places_in_units() -> None:
    script = """
        $s = 'a\U0001f600b'
        $s.IndexOf('b'); $s.LastIndexOf('b'); $s.IndexOfAny([char[]]'b'); $s.Insert(3, '-'); $s.Remove(1, 2)
        $s.PadLeft(5, '.'); $s.PadRight(5, '.'); [regex]::Match($s, 'b').Index; [regex]::Match($s, '.b').Length
    """
    wide = "a\U0001f600b"
    assert texts(script) == ["3", "3", "3", "a\U0001f600-b", "ab", "." + wide, wide + ".", "3", "3"]


def test_the_characters_of_a_text_are_units_and_joined_they_are_the_text_again() -> None:
    script = """
        $s = 'a\U0001f600b'
        $s.ToCharArray().Count; ([char[]]$s).Count; @($s.GetEnumerator()).Count; ($s -split '').Count
        (-join $s.ToCharArray()) -eq $s; [string]::new($s.ToCharArray()) -eq $s; [string]::Concat([char[]]$s) -eq $s
        [char]::IsSurrogate($s, 2); [char]::ConvertToUtf32($s, 1)
    """
    assert texts(script) == ["4", "4", "4", "6", "True", "True", "True", "True", "128512"]


def test_a_builder_counts_in_units() -> None:
    script = """
        $b = [Text.StringBuilder]'a\U0001f600b'
        $b.Length; $b[3]; $b.ToString(1, 2); $b.Insert(3, 'x').Remove(0, 1).ToString()
        $new = [Text.StringBuilder]::new()
        foreach ($half in '\U0001f600'.ToCharArray()) { [void]$new.Append($half) }
        $new.ToString() -eq '\U0001f600'
    """
    assert texts(script) == ["4", "b", "\U0001f600", "\U0001f600xb", "True"]


def test_a_wide_character_is_no_char() -> None:
    assert error_ids("[char]'\U0001f600'") == ["InvalidCastIConvertible"]


@pytest.mark.parametrize(
    "made",
    [
        '"$high$low"', "$high + $low", "'' + $high + $low", '"$high" + "$low"', "('{0}{1}' -f $high, $low)",
        "(($high, $low) -join '')", "[string]::Concat($high, $low)", "$rocket.Substring(0, 1) + $rocket.Substring(1)",
        "$($s = ''; foreach ($half in $rocket.ToCharArray()) { $s += $half }; $s)",
    ],
)  # fmt: skip
def test_halves_that_a_script_puts_together_equal_the_character(made: str) -> None:
    script = "$high, $low, $rocket = [char]0xD83D, [char]0xDE80, '\U0001f680'; $made = " + made
    assert texts(script + "; $made -ceq $rocket; @{ $rocket = 'key' }[$made]; $made.Length") == ["True", "key", "2"]
    assert texts(script + '; "a$made" -eq "a$rocket"; $high + \'x\' -eq "${high}x"') == ["True", "True"]


def test_halves_that_a_script_puts_together_are_written_as_one_character() -> None:
    assert utf8("\ud83d\ude80 and é") == "\U0001f680 and é".encode()
    assert utf8("half \ud83d") == b"half ?"
    assert texts("('x' + [char]0xD83D + [char]0xDE80 | /bin/cat) -eq \"x`u{1F680}\"") == ["True"]
