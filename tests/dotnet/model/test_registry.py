"""Finding types by name and by value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from psopenai_py.dotnet.model.carriers import Byte, Char, Int64, Single
from psopenai_py.dotnet.model.core import Switch
from psopenai_py.dotnet.model.registry import find_type, get_type, type_of

from ..calling import call, read


@pytest.mark.parametrize(
    ("value", "full_name"),
    [
        (5, "System.Int32"),
        (2**31, "System.Int64"),
        (2**63, "System.Numerics.BigInteger"),
        (Int64(1), "System.Int64"),
        (Byte(1), "System.Byte"),
        (1.5, "System.Double"),
        (Single(1.5), "System.Single"),
        (Decimal(1), "System.Decimal"),
        (True, "System.Boolean"),
        ("x", "System.String"),
        (Char("x"), "System.Char"),
        ([], "System.Object[]"),
        (Switch(), "System.Management.Automation.SwitchParameter"),
        (find_type("int"), "System.RuntimeType"),
    ],
)
def test_the_type_of_a_value(value: Any, full_name: str) -> None:
    assert type_of(value).full_name == full_name


def test_names_are_found_in_any_case_and_without_system() -> None:
    assert find_type("INT") is find_type("System.Int32") is find_type("int32")
    assert find_type("collections.arraylist") is find_type("System.Collections.ArrayList")
    assert find_type("NoSuchType") is None


def test_what_a_type_tells_about_itself() -> None:
    assert read(get_type("int"), "IsValueType")
    assert read(get_type("DayOfWeek"), "IsEnum")
    assert read(get_type("int[]"), "Name") == "Int32[]"
    assert call(get_type("int[]"), "GetElementType") is get_type("int")
    assert call(get_type("int"), "ToString") == "int"
    assert read(get_type("string"), "BaseType") is get_type("object")


def test_every_object_has_the_basic_members() -> None:
    assert call(5, "GetType") is get_type("int")
    assert call(None or [], "ToString") == "System.Object[]"
    assert call("x", "GetHashCode") == call("x", "GetHashCode")
