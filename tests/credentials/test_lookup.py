from __future__ import annotations

import pytest

from psopenai_py.credentials import CredentialError, SecureString, find_api_base, find_api_key, find_organization, mask


def find(*places: object) -> str | None:
    """The key if the places have these values: parameter, context, variable, environment, vault."""
    explicit, context, variable, environment, vault = places
    found = find_api_key(
        explicit,
        context=lambda: context,
        global_variable=lambda name: variable if name == "OPENAI_API_KEY" else None,
        environment={"OPENAI_API_KEY": str(environment)} if environment is not None else {},
        vault=lambda: SecureString(str(vault)) if vault is not None else None,
    )
    return found.reveal() if found is not None else None


def test_the_first_place_that_has_a_key_wins() -> None:
    names = ["parameter", "context", "variable", "environment", "vault"]
    for number, name in enumerate(names):
        assert find(*[None] * number, *names[number:]) == name
    assert find(None, None, None, None, None) is None


def test_blank_values_count_as_absent() -> None:
    assert find("", " ", SecureString(), "\n", "vault") == "vault"


def test_white_space_around_a_string_is_no_part_of_the_key() -> None:
    assert find(None, None, None, "sk-abc\n", None) == "sk-abc"


def test_a_secure_string_is_taken_as_it_is() -> None:
    secret = SecureString("sk-abc")
    assert find_api_key(secret) is secret


def test_the_vault_is_not_asked_when_there_is_a_key() -> None:
    def never() -> SecureString:
        raise AssertionError("asked")

    assert find_api_key("abc", context=never, global_variable=lambda _: never(), vault=never) is not None


def test_something_else_than_a_text_is_an_error_that_names_the_place_and_not_the_value() -> None:
    with pytest.raises(CredentialError, match=r"\$global:OPENAI_API_KEY must be") as error:
        find(None, None, 12345678, None, None)
    assert "12345678" not in str(error.value)


def test_a_key_that_was_found_is_hidden_from_then_on() -> None:
    find("no-usual-key", None, None, None, None)
    assert mask("the key no-usual-key") == "the key ***"


def test_the_process_environment_is_asked_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "from-env")
    monkeypatch.setenv("OPENAI_API_BASE", "http://host/v1")
    monkeypatch.delenv("OPENAI_ORGANIZATION", raising=False)
    key = find_api_key()
    assert key is not None and key.reveal() == "from-env"
    assert find_api_base() == "http://host/v1"
    assert find_organization() is None


def test_address_and_organisation_come_from_the_same_places() -> None:
    asked: list[str] = []

    def variable(name: str) -> object:
        asked.append(name)
        return None

    assert find_api_base("http://a", global_variable=variable) == "http://a"
    assert find_api_base(global_variable=variable, environment={"OPENAI_API_BASE": "http://b"}) == "http://b"
    assert find_organization(context=lambda: "org-1", global_variable=variable, environment={}) == "org-1"
    assert find_organization(global_variable=variable, environment={"OPENAI_ORGANIZATION": "org-2"}) == "org-2"
    assert asked == ["OPENAI_API_BASE", "OPENAI_ORGANIZATION"]
