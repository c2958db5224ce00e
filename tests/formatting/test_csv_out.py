from typing import Any

from psopenai_py.formatting.csv_out import CsvWriter, csv_line


def test_the_first_object_gives_the_columns(make: Any) -> None:
    lines: list[str] = []
    writer = CsvWriter(lines.append)
    writer.write(make(a=1, b='say "hi"', c=None))
    writer.write(make(a=2, d="lost"))
    writer.close()
    assert lines == ['"a","b","c"', '"1","say ""hi""",', '"2",,']


def test_quotes_only_where_needed() -> None:
    assert csv_line(["a", "b,c", 'd"e', None], quotes="AsNeeded") == 'a,"b,c","d""e",'
    assert csv_line(["a", "b"], ";", "Never") == "a;b"
    assert csv_line(["a", "b"], quoted={1}) == 'a,"b"'
