from decimal import Decimal
from typing import Any

from psopenai_py.dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from psopenai_py.formatting.output import format_objects
from psopenai_py.formatting.table import fit_columns
from psopenai_py.formatting.wide import items_per_row


def test_up_to_four_properties_make_a_table(make: Any) -> None:
    assert format_objects([make(A=1, B="x"), make(A=20, B="y")]) == "\n A B\n - -\n 1 x\n20 y\n\n"


def test_text_and_numbers_stand_alone_inside_a_table(make: Any) -> None:
    assert format_objects([make(A=1), "text", 5, make(A=2)]) == "\nA\n-\n1\ntext\n5\n2\n\n"


def test_the_first_object_settles_the_columns(make: Any) -> None:
    assert format_objects([make(A=1, B=2), make(A=3, C=4)]) == "\nA B\n- -\n1 2\n3  \n\n"


def test_a_value_too_long_is_cut_with_an_ellipsis(make: Any) -> None:
    row = format_objects([make(Id=1, Text="abcdefghij" * 15)], 30).split("\n")[3]
    assert row == " 1 abcdefghijabcdefghijabcdef…"


def test_fractions_show_three_decimals_in_a_table(make: Any) -> None:
    assert "1.100 0.100" in format_objects([make(Dec=Decimal("1.10"), Dbl=0.1)])


def test_a_line_break_in_a_value_is_cut(make: Any) -> None:
    assert format_objects([make(Multi="line1\nline2", B="x")]).split("\n")[3] == "line1…      x"


def test_hashtables_show_names_and_values() -> None:
    table = OrderedDictionary({"name": "x", "list": [1, 2, 3], "nested": Hashtable({"k": "v"}), "none": None})
    lines = format_objects([table]).split("\n")
    assert lines[1] == "Name                           Value"
    assert lines[3:] == [
        "name                           x",
        "list                           {1, 2, 3}",
        "nested                         {[k, v]}",
        "none                           ",
        "",
        "",
    ]


def test_a_column_without_room_is_dropped() -> None:
    assert format_objects([Hashtable({"a": 1})], 20) == ("\nName\n----                \na                   \n\n")


def test_wide_characters_keep_the_columns_straight(make: Any) -> None:
    assert format_objects([make(Id="日本", N=1), make(Id="abc", N=2)]).split("\n")[3:5] == ["日本 1", "abc  2"]


def test_objects_of_another_type_show_as_lists_below_a_view(make: Any) -> None:
    assert format_objects([Hashtable({"k": 1}), make(A=1)]).endswith("k                              1\n\nA : 1\n\n\n")


def test_columns_without_a_width_share_what_is_free() -> None:
    assert fit_columns([0, 0, 0], 20) == [6, 6, 6]
    assert fit_columns([5, 0, 0], 20) == [5, 7, 6]


def test_the_last_column_is_cut_and_then_dropped() -> None:
    assert fit_columns([10, 10], 15) == [10, 4]
    assert fit_columns([10, 10, 10], 15) == [10, 4, -1]


def test_wide_items_fill_the_line() -> None:
    assert items_per_row(10, 40) == 3
    assert items_per_row(50, 40) == 1
