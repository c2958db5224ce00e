"""How much room text takes, breaking it, and text made safe for a terminal."""

from psopenai_py.formatting.text import cells, first_line, harmless, head_count, plain, tail_start, wrap


def test_east_asian_characters_take_two_cells() -> None:
    assert cells("é-日本語") == 8
    assert cells("abc") == 3


def test_a_wide_character_that_would_be_cut_stays_out() -> None:
    assert head_count("日本語", 3) == 1
    assert tail_start("日本語", 3) == 2


def test_colour_sequences_take_no_room() -> None:
    assert plain("\x1b[31mred\x1b[0m") == "red"


def test_lines_break_at_words_and_keep_the_blank() -> None:
    assert wrap("one two three", 8) == ["one two ", "three"]


def test_a_word_longer_than_the_line_breaks_anywhere() -> None:
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_own_line_breaks_stay() -> None:
    assert wrap("a\r\nb", 10) == ["a", "b"]


def test_a_cell_shows_the_first_line_only() -> None:
    assert first_line("one\ntwo") == "one…"
    assert first_line("cr\rx") == "cr…"


def test_control_characters_are_shown_instead_of_obeyed() -> None:
    assert harmless("\x1b]0;title\x07 \x9b31m\u202egnp") == "␛]0;title␇ \\u009b31m\\u202egnp"


def test_tabs_and_line_breaks_stay() -> None:
    assert harmless("a\tb\r\nc") == "a\tb\nc"
    assert harmless("a\rb") == "a␍b"
