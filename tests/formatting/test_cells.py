from psopenai_py.formatting.cells import cells, head_count, plain, tail_start


def test_east_asian_characters_take_two_cells() -> None:
    assert cells("é-日本語") == 8
    assert cells("abc") == 3


def test_a_wide_character_that_would_be_cut_stays_out() -> None:
    assert head_count("日本語", 3) == 1
    assert tail_start("日本語", 3) == 2


def test_colour_sequences_take_no_room() -> None:
    assert plain("\x1b[31mred\x1b[0m") == "red"
