from typing import Any

from psopenai_py.dotnet.collections.dictionaries import Hashtable
from psopenai_py.dotnet.time.datetime import parse_datetime
from psopenai_py.formatting.output import format_objects
from psopenai_py.formatting.values import smart_text


def test_collections_show_their_first_items() -> None:
    assert smart_text([1, 2, 3, 4, 5]) == "{1, 2, 3, 4…}"
    assert smart_text([]) == "{}"
    assert smart_text([None, "a"]) == "{$null, a}"
    assert smart_text([1, 2, 3], limit=2) == "{1, 2…}"
    assert smart_text([1, 2, 3, 4, 5], limit=-1) == "{1, 2, 3, 4, 5}"


def test_items_of_a_collection_tell_themselves(make: Any) -> None:
    assert smart_text([Hashtable({"k": 1}), make(index=0, message=make(role="x"))]) == (
        "{System.Collections.Hashtable, @{index=0; message=}}"
    )


def test_dates_show_as_people_write_them(make: Any) -> None:
    date = parse_datetime("2024-01-02 15:04:05")
    assert smart_text(date) == "1/2/2024 3:04:05\u202fPM"
    assert format_objects([date]) == "\nTuesday, January 2, 2024 3:04:05\u202fPM\n\n"


def test_doubles_show_fifteen_digits() -> None:
    assert smart_text(1 / 3) == "0.333333333333333"


def test_nothing_gives_no_text() -> None:
    assert format_objects([]) == ""
    assert format_objects([None]) == ""
    assert format_objects([""]) == "\n"
