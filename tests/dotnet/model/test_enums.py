"""Enumerations."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.model.core import Ref
from psopenai_py.dotnet.model.enums import EnumValue, make_enum, parse_enum
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.errors import NetException

from ..calling import call, constant, read, static

PERMISSION = make_enum("Tests.Permission", {"None": 0, "Read": 1, "Write": 2, "Exec": 4}, flags=True)
LEVEL = make_enum("Tests.Level", {"Low": 0, "Mid": 5, "High": 6})


def test_names_are_static_members() -> None:
    friday = constant("DayOfWeek", "Friday")
    assert str(friday) == "Friday"
    assert read(friday, "value__") == 5
    assert type_of(friday) is get_type("System.DayOfWeek")


@pytest.mark.parametrize(("number", "text"), [(3, "Read, Write"), (0, "None"), (8, "8"), (7, "Read, Write, Exec")])
def test_flags_show_their_parts(number: int, text: str) -> None:
    assert str(EnumValue(PERMISSION, number)) == text


def test_a_number_without_name_shows_itself() -> None:
    assert str(EnumValue(LEVEL, 3)) == "3"


def test_has_flag() -> None:
    assert call(EnumValue(PERMISSION, 7), "HasFlag", EnumValue(PERMISSION, 4))
    assert not call(EnumValue(PERMISSION, 3), "HasFlag", EnumValue(PERMISSION, 4))


def test_parsing_takes_names_lists_and_numbers() -> None:
    assert parse_enum(PERMISSION, "read, EXEC").value == 5
    assert parse_enum(LEVEL, "6") == EnumValue(LEVEL, 6)
    with pytest.raises(ValueError, match="Pink"):
        parse_enum(LEVEL, "Pink")


def test_the_members_of_enum_itself() -> None:
    assert list(static("enum", "GetNames", LEVEL)) == ["Low", "Mid", "High"]
    assert [value.value for value in static("enum", "GetValues", LEVEL)] == [0, 5, 6]
    assert static("enum", "IsDefined", LEVEL, 5)
    assert static("enum", "GetName", LEVEL, 5) == "Mid"
    out = Ref()
    assert static("enum", "TryParse", LEVEL, "High", out)
    assert out.value.value == 6
    with pytest.raises(NetException) as error:
        static("enum", "Parse", LEVEL, "high", of=("type", "string"))
    assert error.value.type_name == "System.ArgumentException"


def test_values_of_different_enums_are_never_equal() -> None:
    assert EnumValue(LEVEL, 0) != EnumValue(PERMISSION, 0)
    assert EnumValue(LEVEL, 0) < EnumValue(LEVEL, 5)
