from typing import Any

from psopenai_py.engine.properties.expressions import Calculated, Expression
from psopenai_py.formatting.formatter import FormatCommand
from psopenai_py.formatting.output import MOST_ROWS, Formatter, format_objects
from psopenai_py.formatting.parameters import FormatParameters


def _formatted(objects: list[Any], shape: str, **parameters: Any) -> str:
    instructions: list[Any] = []
    command = FormatCommand(instructions.append, shape, FormatParameters(**parameters))
    for value in objects:
        command.process(value)
    command.end()
    return format_objects(instructions, 40)


def _wanted(name: str, **how: Any) -> Calculated:
    return Calculated(Expression(name), **how)


def test_groups_stand_under_their_key(make: Any) -> None:
    objects = [make(R="u", T=1), make(R="a", T=2)]
    text = _formatted(objects, "table", properties=[_wanted("T")], group_by=_wanted("R"))
    assert text == "\n   R: u\n\nT\n-\n1\n\n   R: a\n\nT\n-\n2\n\n"


def test_groups_of_lists(make: Any) -> None:
    text = _formatted([make(G="x", V=1), make(G="y", V=2)], "list", properties=[_wanted("V")], group_by=_wanted("G"))
    assert text == "\n   G: x\n\nV : 1\n\n\n   G: y\n\nV : 2\n\n"


def test_a_header_longer_than_its_column_wraps(make: Any) -> None:
    text = _formatted([make(Long="a", Short="b")], "table",
                      properties=[_wanted("Long", label="VeryLongHeader", width=6), _wanted("Short")])  # fmt: skip
    assert text == "\nVeryLo Short\nngHead\ner\n------ -----\na      b\n\n"


def test_numbers_are_cut_at_the_front(make: Any) -> None:
    text = _formatted([make(N=123456789)], "table", properties=[_wanted("N", width=5)])
    assert text == "\n    N\n    -\n…6789\n\n"


def test_unknown_properties_leave_an_empty_column(make: Any) -> None:
    text = _formatted([make(A=1)], "table", properties=[_wanted("A"), _wanted("Nope")])
    assert text == "\nA Nope\n- ----\n1 \n\n"


def test_wrapped_rows_and_hidden_headers(make: Any) -> None:
    text = _formatted([make(Id=1, T="abcdef" * 10)], "table", wrap=True, hide_headers=True)
    assert text == "\n 1 abcdefabcdefabcdefabcdefabcdefabcdefa\n   bcdefabcdefabcdefabcdef\n\n"


def test_wide_output_fills_rows(make: Any) -> None:
    text = _formatted([make(N=n) for n in range(1, 4)], "wide", columns=2)
    assert text == "\n1                    2\n3                    \n\n"


def test_custom_output_is_a_tree(make: Any) -> None:
    text = _formatted([make(A=1, B=[1, "x"])], "custom")
    assert text == ("\nclass PSCustomObject\n{\n  A = 1\n  B = \n    [\n      1\n      x\n    ]\n    \n}\n\n\n")


def test_a_formatter_writes_fixed_columns_at_once() -> None:
    from psopenai_py.dotnet.collections.dictionaries import Hashtable

    lines: list[str] = []
    formatter = Formatter(80, lines.append)
    formatter.write(Hashtable({"k": 1}))
    assert lines[-1].startswith("k ")
    formatter.close()
    assert lines[-1] == ""


def test_a_table_without_widths_waits_for_its_rows(make: Any) -> None:
    lines: list[str] = []
    formatter = Formatter(80, lines.append, patience=None)
    formatter.write(make(A=1))
    assert lines == [""]
    formatter.write(make(A=100))
    formatter.close()
    assert lines == ["", "  A", "  -", "  1", "100", ""]


def test_a_table_that_fits_waits_for_many_rows_at_most(make: Any) -> None:
    lines: list[str] = []
    formatter = Formatter(80, lines.append, patience=1e9, fit=True)
    for number in range(MOST_ROWS - 1):
        formatter.write(make(A=number))
    assert len(lines) <= 1
    formatter.write(make(A=0))
    assert len(lines) >= MOST_ROWS
    formatter.close()
