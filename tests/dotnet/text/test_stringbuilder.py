from __future__ import annotations

import os

import pytest

from psopenai_py.errors import NetException

from ..calling import call, new, read, write

BUILDER = "System.Text.StringBuilder"


def test_appending_goes_on_with_the_builder_itself() -> None:
    builder = new(BUILDER)
    assert call(call(builder, "Append", "a"), "Append", 1) is builder
    call(builder, "AppendLine", "!")
    assert str(builder) == "a1!" + os.linesep
    call(builder, "Append", True)
    call(builder, "Append", None)
    call(builder, "AppendFormat", "{0:N1}|{1}", 2.25, "x")
    call(builder, "AppendJoin", ",", ["a", 1])
    assert str(builder) == f"a1!{os.linesep}True2.2|xa,1"


def test_changing_the_middle() -> None:
    builder = new(BUILDER, "hello")
    call(builder, "Insert", 0, ">")
    call(builder, "Replace", "l", "L")
    call(builder, "Remove", 0, 1)
    assert str(builder) == "heLLo"
    assert call(builder, "get_Item", 2) == "L"
    assert call(builder, "ToString", 1, 2) == "eL"
    write(builder, "Length", 2)
    assert (str(builder), read(builder, "Length")) == ("he", 2)
    call(builder, "Clear")
    assert str(builder) == ""


def test_ranges_outside_are_refused() -> None:
    with pytest.raises(NetException) as raised:
        call(new(BUILDER, "ab"), "Remove", 1, 5)
    assert raised.value.type_name == "System.ArgumentOutOfRangeException"
