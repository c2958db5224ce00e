"""The order of text."""

from __future__ import annotations

from psopenai_py.dotnet.culture.compare import case_key, compare_text, equal_text, sort_key


def test_letters_come_in_dictionary_order_small_before_capital() -> None:
    words = ["b", "A", "a", "B", "é", "e", "f", "_x", "10", "2", "-", "a b", "ab", "Z"]
    assert sorted(words, key=case_key) == ["_x", "-", "10", "2", "a", "A", "a b", "ab", "b", "B", "e", "é", "f", "Z"]


def test_case_can_be_left_out() -> None:
    assert compare_text("abc", "ABC") == 0
    assert compare_text("abc", "ABC", ignore_case=False) == -1
    assert sort_key("Straße") < sort_key("strast")


def test_accents_count_less_than_letters() -> None:
    assert compare_text("résumé", "resume") == 1
    assert compare_text("résumé", "resumf") == -1


def test_composed_and_decomposed_letters_are_equal() -> None:
    assert equal_text("é", "e\u0301")
    assert not equal_text("a", "b")
