"""``String.Format`` and the text of any value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.dotnet.system.globalization import CultureInfo
from psopenai_py.dotnet.text.formatting import format_composite, net_string
from psopenai_py.errors import NetException


def test_holes_take_width_and_format() -> None:
    assert format_composite("[{0,5}][{0,-5}][{0,2}]", [1234]) == "[ 1234][1234 ][1234]"
    assert format_composite("[{0,8:F1}][{1,-8:X}][{2,8:P0}]", [1.25, 255, 0.5]) == "[     1.2][FF      ][     50%]"


def test_doubled_braces_are_braces() -> None:
    assert format_composite("{{{0}}}", [1]) == "{1}"


def test_values_without_formats_ignore_them() -> None:
    assert format_composite("{0:N2}|{1:X}|{2:yyyy}", ["x", True, None]) == "x|True|"


def test_an_enum_follows_its_own_formats() -> None:
    friday = get_type("DayOfWeek").find_static_property("friday")
    assert friday is not None
    assert format_composite("{0:D}|{0:X}|{0:G}|{0}", [friday.get()]) == "5|00000005|Friday|Friday"


def test_a_provider_changes_how_numbers_are_written() -> None:
    assert format_composite("{0:P}", [0.5], CultureInfo("")) == "50.00 %"


@pytest.mark.parametrize("pattern", ["{0", "{", "}", "{a}", "{1}", "{0,x}", "{-1}"])
def test_a_broken_pattern_is_a_format_error(pattern: str) -> None:
    with pytest.raises(NetException) as error:
        format_composite(pattern, [1])
    assert error.value.type_name == "System.FormatException"


def test_text_of_plain_values() -> None:
    values = [None, True, 5, 1.5, Decimal("1.10"), "x", get_type("int")]
    assert [net_string(value) for value in values] == ["", "True", "5", "1.5", "1.10", "x", "int"]
