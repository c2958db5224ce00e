from __future__ import annotations

import os

import pytest

from psopenai_py.dotnet.io import console
from psopenai_py.dotnet.model.registry import get_type

from ..calling import call, constant, read, static


def test_what_is_printed_goes_to_the_frontend(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, bool]] = []
    monkeypatch.setattr(console, "writer", lambda text, to_errors: shown.append((text, to_errors)))
    static("System.Console", "WriteLine", "a")
    static("System.Console", "Write", "{0}-{1}", 1, "b")
    call(constant("System.Console", "Error"), "WriteLine", "bad")
    assert shown[:2] == [("a" + os.linesep, False), ("1-b", False)]
    assert "".join(text for text, to_errors in shown if to_errors) == "bad" + os.linesep


def test_without_a_frontend_nothing_is_shown_or_read(capsys: pytest.CaptureFixture[str]) -> None:
    static("System.Console", "WriteLine", "a")
    assert static("System.Console", "ReadLine") is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("type_name", "name", "value"),
    [
        ("System.Console", "OutputEncoding", constant("System.Text.Encoding", "UTF8")),
        ("System.Net.ServicePointManager", "SecurityProtocol", constant("System.Net.SecurityProtocolType", "Tls12")),
    ],
)
def test_settings_at_a_script_s_start_are_kept(type_name: str, name: str, value: object) -> None:
    declared = get_type(type_name).find_static_property(name.lower())
    assert declared is not None and declared.set is not None
    before = declared.get()
    declared.set(get_type(type_name), value)
    assert constant(type_name, name) == value
    declared.set(get_type(type_name), before)


def test_a_culture_tells_its_date_patterns_and_names() -> None:
    dates = read(constant("cultureinfo", "CurrentCulture"), "DateTimeFormat")
    assert read(dates, "ShortDatePattern") == "M/d/yyyy"
    assert call(dates, "GetMonthName", 3) == "March"
    assert call(dates, "GetAbbreviatedDayName", constant("System.DayOfWeek", "Friday")) == "Fri"
    assert len(read(dates, "MonthNames")) == 13
    invariant = read(constant("cultureinfo", "InvariantCulture"), "DateTimeFormat")
    assert read(invariant, "FullDateTimePattern") == "dddd, dd MMMM yyyy HH:mm:ss"
