from datetime import datetime
from typing import Any

from psopenai_py.dotnet.time.datetime import unix_to_datetime
from psopenai_py.formatting.csv_out import RowWriter, cell_text, csv_line, tsv_line


def test_the_first_object_gives_the_columns(make: Any) -> None:
    lines: list[str] = []
    writer = RowWriter(lines.append)
    writer.write(make(a=1, b='say "hi"', c=None))
    writer.write(make(a=2, d="lost"))
    writer.close()
    assert lines == ['"a","b","c"', '"1","say ""hi""",', '"2",,']


def test_quotes_only_where_needed() -> None:
    assert csv_line(["a", "b,c", 'd"e', None], quotes="AsNeeded") == 'a,"b,c","d""e",'
    assert csv_line(["a", "b"], ";", "Never") == "a;b"
    assert csv_line(["a", "b"], quoted={1}) == 'a,"b"'


def test_a_cell_holds_json_and_dates_of_iso_8601(make: Any) -> None:
    assert cell_text(make(a=make(b=1), c=[1, "x"])) == '{"a":{"b":1},"c":[1,"x"]}'
    assert cell_text(["a", None]) == '["a",null]'
    date = cell_text(unix_to_datetime(1711475054)) or ""  # in the zone of the machine
    assert date[10] == "T" and datetime.fromisoformat(date).timestamp() == 1711475054
    assert cell_text(None) is None


def test_tabs_and_line_ends_stay_in_their_cell() -> None:
    assert tsv_line(["a\tb", "c\nd", None, "e\\f", '"']) == 'a\\tb\tc\\nd\t\te\\\\f\t"'
