from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.credentials import CredentialError, Key, Lookup, SecureString, mask


def find(*places: object, environment: dict[str, str] | None = None) -> Key | None:
    """The key if the places have these values: parameter, context, variable, environment, vault."""
    explicit, context, variable, in_environment, vault = places
    lookup = Lookup(
        context=lambda name: context if name == "api_key" else None,
        variable=lambda name: variable if name == "OPENAI_API_KEY" else None,
        environment=(environment or {})
        | ({"OPENAI_API_KEY": str(in_environment)} if in_environment is not None else {}),
        vault=lambda: SecureString(str(vault)) if vault is not None else None,
    )
    return lookup.key(explicit)


def text(found: Key | None) -> str | None:
    return found.secret.reveal() if found is not None else None


def test_the_first_place_that_has_a_key_wins_and_is_named() -> None:
    names = ["parameter", "context", "variable", "environment", "vault"]
    sources = ["-ApiKey", "Set-OpenAIContext", "$global:OPENAI_API_KEY", "OPENAI_API_KEY", "the keyring"]
    for number, name in enumerate(names):
        found = find(*[None] * number, *names[number:])
        assert found is not None and (found.secret.reveal(), found.source) == (name, sources[number])
    assert find(None, None, None, None, None) is None


def test_blank_values_count_as_absent() -> None:
    assert text(find("", " ", SecureString(), "\n", "vault")) == "vault"


def test_a_parameter_that_is_given_without_a_key_is_an_empty_key() -> None:
    found = Lookup(environment={"OPENAI_API_KEY": "sk-abc"}).key(None, is_given=True)
    assert found is not None and (found.secret.reveal(), found.source) == ("", "-ApiKey")


def test_white_space_around_a_string_is_no_part_of_the_key() -> None:
    assert text(find(None, None, None, "sk-abc\n", None)) == "sk-abc"


def test_a_secure_string_is_taken_as_it_is() -> None:
    secret = SecureString("sk-abc")
    found = Lookup(environment={}).key(secret)
    assert found is not None and found.secret is secret


def test_the_vault_is_not_asked_when_there_is_a_key() -> None:
    def never(_: object = None) -> SecureString:
        raise AssertionError("asked")

    assert Lookup(context=never, variable=never, vault=never).key("abc") is not None


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
    for name in ("OPENAI_ORGANIZATION", "OPENAI_ORG_ID"):
        monkeypatch.delenv(name, raising=False)
    assert text(Lookup().key()) == "from-env"
    assert Lookup().text("api_base") == ("http://host/v1", "OPENAI_API_BASE")
    assert Lookup().text("organization") is None


@pytest.mark.parametrize(
    ("setting", "own", "official"),
    [
        ("api_base", "OPENAI_API_BASE", "OPENAI_BASE_URL"),
        ("organization", "OPENAI_ORGANIZATION", "OPENAI_ORG_ID"),
        ("project", None, "OPENAI_PROJECT_ID"),
    ],
)
def test_the_official_names_count_after_those_of_psopenai(setting: str, own: str | None, official: str) -> None:
    both = {official: "official"} | ({own: "own"} if own else {})
    first = own or official
    assert Lookup(environment=both).text(setting) == (both[first], first)
    assert Lookup(environment={**both, first: " ", official: "x"}).text(setting) == ("x", official)
    assert Lookup(environment=both, spelling="$env:{}".format).text(setting) == (both[first], f"$env:{first}")
    assert Lookup(environment=both, context=lambda name: f"{name} of the context").text(setting) == (
        f"{setting} of the context",
        "Set-OpenAIContext",
    )


# -- a file with the key ----------------------------------------------------------------------------------------------


def of_file(path: Path | str, **more: str) -> str | None:
    return text(find(None, None, None, None, "vault", environment={"OPENAI_API_KEY_FILE": str(path), **more}))


def test_a_file_with_the_key_counts_after_the_key_and_before_the_vault(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("key-in-a-file\n")
    assert of_file(file) == "key-in-a-file"
    assert of_file(file, OPENAI_API_KEY="in-the-environment") == "in-the-environment"
    assert mask("key-in-a-file") == "***"


@pytest.mark.parametrize(
    ("content", "why"), [(None, "cannot be read"), (b"", "is empty"), (b"a\nb", "one line"), (b"\xff", "not a text")]
)
def test_a_file_that_holds_no_key_is_an_error_that_names_it(tmp_path: Path, content: bytes | None, why: str) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CredentialError, match=f"OPENAI_API_KEY_FILE names .*{why}.*{file}"):
        of_file(file)


def test_a_key_in_the_place_of_the_name_of_its_file_is_not_shown() -> None:
    with pytest.raises(CredentialError) as caught:
        Lookup(environment={"OPENAI_API_KEY_FILE": "0123456789abcdef01234567"}).key()
    assert "looks as if it held the key itself" in str(caught.value)
    assert "0123456789abcdef" not in str(caught.value)
