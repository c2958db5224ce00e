from psopenai_py.formatting.columns import fit_columns, items_per_row


def test_columns_without_a_width_share_what_is_free() -> None:
    assert fit_columns([0, 0, 0], 20) == [6, 6, 6]
    assert fit_columns([5, 0, 0], 20) == [5, 7, 6]


def test_the_last_column_is_cut_and_then_dropped() -> None:
    assert fit_columns([10, 10], 15) == [10, 4]
    assert fit_columns([10, 10, 10], 15) == [10, 4, -1]


def test_wide_items_fill_the_line() -> None:
    assert items_per_row(10, 40) == 3
    assert items_per_row(50, 40) == 1
