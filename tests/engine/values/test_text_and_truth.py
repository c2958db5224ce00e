"""Values as text and as true or false."""

from __future__ import annotations

from decimal import Decimal

import pytest

from psopenai_py.dotnet.collections.dictionaries import Hashtable
from psopenai_py.dotnet.model.carriers import Char, Single
from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.engine.conversion.conversion import convert
from psopenai_py.engine.values.objects import PSObject, ScriptMethod
from psopenai_py.engine.values.text import TO_STRING, ofs_lookup, to_text
from psopenai_py.engine.values.truth import to_bool


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "True"),
        (1 / 3, "0.333333333333333"),
        (1e20, "1E+20"),
        (1e14, "100000000000000"),
        (1e15, "1E+15"),
        (1e-5, "1E-05"),
        (-0.0, "-0"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
        (Single(1 / 3), "0.3333333"),
        (Decimal("1.50"), "1.50"),
        ([1, [2, 3], None, "x"], "1 System.Object[]  x"),
        ([], ""),
        (Hashtable(), "System.Collections.Hashtable"),
    ],
)
def test_a_value_becomes_invariant_text(value: object, text: str) -> None:
    assert to_text(value) == text


def test_types_and_dates_have_their_own_text() -> None:
    assert to_text(get_type("System.Int32")) == "int"
    assert to_text(convert("2024-01-02 03:04:05", get_type("datetime"))) == "01/02/2024 03:04:05"


def test_a_custom_object_lists_its_properties_and_hides_nested_ones() -> None:
    nested = PSObject({"M": 1})
    shown = PSObject({"A": 1, "B": "x y", "C": None, "D": [], "E": [1, 2], "N": nested})
    assert to_text(shown) == "@{A=1; B=x y; C=; D=System.Object[]; E=System.Object[]; N=}"
    assert to_text(PSObject()) == ""


def test_an_objects_own_to_string_wins() -> None:
    assert to_text(PSObject({"ToString": ScriptMethod(lambda owner: "mine")})) == "mine"


def test_a_layer_tells_the_text_of_its_objects() -> None:
    TO_STRING["Test.Thing"] = lambda thing: str(thing["id"])
    try:
        assert to_text(PSObject({"id": "t_1"}, "Test.Thing")) == "t_1"
    finally:
        del TO_STRING["Test.Thing"]


def test_the_separator_comes_from_the_session() -> None:
    token = ofs_lookup.set(lambda: "-")
    try:
        assert to_text([1, 2, 3]) == "1-2-3"
    finally:
        ofs_lookup.reset(token)
    assert to_text([1, 2, 3], ", ") == "1, 2, 3"


@pytest.mark.parametrize("value", [1, "false", "0", [0, 0], [[0]], Hashtable(), PSObject(), Char("x"), 0.5])
def test_these_are_true(value: object) -> None:
    assert to_bool(value)


@pytest.mark.parametrize("value", [None, 0, "", 0.0, [], [0], [[]], Char("\0"), Decimal(0), PSObject(base=0)])
def test_these_are_false(value: object) -> None:
    assert not to_bool(value)


def test_an_enum_counts_by_its_number() -> None:
    assert not to_bool(convert("Sunday", get_type("System.DayOfWeek")))
    assert to_bool(convert("Monday", get_type("System.DayOfWeek")))
