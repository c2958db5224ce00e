"""Texts with characters that take two UTF-16 units."""

from __future__ import annotations

from psopenai_py.shell import Shell

from ..language.running import texts


def test_a_text_is_counted_in_units() -> None:
    assert texts("'a\U0001f600b'.Length; 'é'.Length; ('\U0001f600' | Select-Object Length).Length") == ["4", "1", "2"]


def test_positions_are_units() -> None:
    script = "$s = 'a\U0001f600b'; $s[1] -eq [char]0xD83D; $s[3]; $s.Substring(1, 2); $s.Substring(3); $s[-1]"
    assert texts(script) == ["True", "b", "\U0001f600", "b", "b"]


def test_half_a_character_is_shown_as_replaced() -> None:
    shell = Shell()
    assert shell.format(shell.run("'\U0001f600'[0]; [char]0xD83D").output).split() == ["�", "�"]
