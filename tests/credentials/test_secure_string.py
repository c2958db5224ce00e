from __future__ import annotations

import copy
import json
import pickle
import traceback

import pytest

from psopenai_py.credentials import SecureString

KEY = "sk-very-secret"


@pytest.mark.parametrize("show", [str, repr, format, "{}".format, "{0!r:>40}".format, "%s".__mod__, ascii])
def test_no_way_of_showing_it_shows_the_text(show: object) -> None:
    assert KEY not in show(SecureString(KEY))  # type: ignore[operator]


def test_as_text_it_is_the_name_of_its_type() -> None:
    assert str(SecureString(KEY)) == "System.Security.SecureString"
    assert f"{SecureString(KEY):>30}" == "  System.Security.SecureString"


def test_only_reveal_gives_the_text() -> None:
    assert SecureString(KEY).reveal() == KEY


def test_it_has_no_dictionary_to_dump() -> None:
    secret = SecureString(KEY)
    with pytest.raises(TypeError):
        vars(secret)
    assert KEY not in " ".join(repr(getattr(secret, name)) for name in dir(secret) if name != "__doc__")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(SecureString(KEY), protocol)


def test_it_is_no_json() -> None:
    with pytest.raises(TypeError):
        json.dumps({"key": SecureString(KEY)})
    assert KEY not in json.dumps({"key": SecureString(KEY)}, default=str)


def test_a_traceback_with_local_variables_does_not_show_it() -> None:
    def failing(secret: SecureString) -> None:
        raise RuntimeError("oops")

    try:
        failing(SecureString(KEY))
    except RuntimeError as error:
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "secret" in shown and KEY not in shown


@pytest.mark.parametrize("copying", [copy.copy, copy.deepcopy, SecureString.copy])
def test_a_copy_is_another_one_with_the_same_text(copying: object) -> None:
    secret = SecureString("abc")
    other: SecureString = copying(secret)  # type: ignore[operator]
    other.append_char("d")
    assert (secret.reveal(), other.reveal()) == ("abc", "abcd")


def test_two_are_equal_only_when_they_are_one() -> None:
    secret = SecureString("same")
    assert secret == secret and secret != SecureString("same")
    assert secret.matches(SecureString("same")) and secret.matches("same") and not secret.matches("other")


def test_its_hash_tells_nothing_of_the_text() -> None:
    first, second = SecureString("same"), SecureString("same")
    assert hash(first) != hash(second)


def test_length_counts_utf16_units_and_an_empty_one_is_still_true() -> None:
    assert len(SecureString("a😀")) == 3
    assert len(SecureString()) == 0 and SecureString()


def test_characters_can_be_changed_one_by_one() -> None:
    secret = SecureString()
    for char in "abc":
        secret.append_char(char)
    secret.insert_at(0, "x")
    secret.set_at(1, "A")
    secret.remove_at(3)
    assert secret.reveal() == "xAb"
    secret.clear()
    assert secret.reveal() == ""


@pytest.mark.parametrize(("change", "index"), [("set_at", 3), ("remove_at", 3), ("insert_at", 4), ("set_at", -1)])
def test_a_place_outside_is_an_error(change: str, index: int) -> None:
    secret = SecureString("abc")
    with pytest.raises(IndexError):
        getattr(secret, change)(index, *([] if change == "remove_at" else ["x"]))


def test_a_read_only_one_cannot_be_changed() -> None:
    secret = SecureString("abc")
    secret.make_read_only()
    assert secret.is_read_only
    with pytest.raises(ValueError, match="read-only"):
        secret.append_char("d")
    with pytest.raises(ValueError, match="read-only"):
        secret.clear()


def test_more_than_65536_characters_do_not_fit() -> None:
    with pytest.raises(ValueError, match="65536"):
        SecureString("x" * 65537)
