from psopenai_py.formatting.wrap import first_line, wrap


def test_lines_break_at_words_and_keep_the_blank() -> None:
    assert wrap("one two three", 8) == ["one two ", "three"]


def test_a_word_longer_than_the_line_breaks_anywhere() -> None:
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_own_line_breaks_stay() -> None:
    assert wrap("a\r\nb", 10) == ["a", "b"]


def test_a_cell_shows_the_first_line_only() -> None:
    assert first_line("one\ntwo") == "one…"
    assert first_line("cr\rx") == "cr…"
