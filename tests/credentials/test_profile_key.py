"""The key of a profile, and that a profile with an address of its own shares no key with any other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.configuration import Profile
from psopenai_py.credentials import CredentialError, Key, Lookup, ProfileKeys, SecureString, Setting, mask

OWN = "https://own.example/v1"


def key_of(
    settings: dict[str, Any], environment: dict[str, str] | None = None, folder: Path = Path("/etc")
) -> str | None:
    profile = Profile("work", str(folder / "config.toml"), settings)
    vault = {"kept": SecureString("of-the-vault")}
    found = ProfileKeys().find(profile, {"PATH": "/bin:/usr/bin", **(environment or {})}, vault.get)
    return None if found is None else found.reveal()


def test_each_place_of_a_key(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("of-a-file\n")
    assert key_of({"secret": "kept"}) == "of-the-vault"
    assert key_of({"key_env": "WORK_KEY"}, {"WORK_KEY": " of-a-variable\n"}) == "of-a-variable"
    assert key_of({"key_file": "key.txt"}, folder=tmp_path) == "of-a-file"
    assert key_of({"key_command": "printf 'of-%s' a-shell | cat"}) == "of-a-shell"
    assert key_of({"key_command": ["printf", "%s", "of-a-program"]}) == "of-a-program"
    assert key_of({}) is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"secret": "other"}, "names the secret 'other', which the keyring does not have"),
        ({"key_env": "WORK_KEY"}, "names the variable WORK_KEY, which is not set"),
        ({"key_file": "none.txt"}, "names a file that cannot be read: /etc/none.txt: No such file"),
        ({"key_command": "echo hidden-word; exit 3"}, "key_command .* failed with exit code 3"),
        ({"key_command": "echo hidden-word; echo more"}, "must print the key on one line"),
        ({"key_command": ["/no/such/program"]}, "cannot be run: /no/such/program: No such file"),
    ],
)
def test_a_key_that_is_not_there_is_an_error_that_names_the_profile(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(CredentialError, match=said) as caught:
        key_of(settings)
    text = str(caught.value)
    assert "profile 'work' in /etc/config.toml" in text and "hidden-word" not in text
    assert mask(text) == text, "no word of it looks like a typed secret"


def test_a_command_that_failed_has_its_output_masked() -> None:
    with pytest.raises(CredentialError):
        key_of({"key_command": "echo half-a-key; exit 1"})
    assert mask("half-a-key") == "***"


def test_a_command_runs_once_and_gets_no_standard_input(tmp_path: Path) -> None:
    keys, profile = ProfileKeys(), Profile("w", "/c", {"key_command": f"cat; echo run >> {tmp_path}/log; echo key-1"})
    for _ in range(2):
        found = keys.find(profile, {"PATH": "/bin:/usr/bin"}, lambda _: None)
        assert found is not None and found.reveal() == "key-1"
    assert (tmp_path / "log").read_text() == "run\n"


def test_a_command_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[ProfileKeys.__module__], "COMMAND_SECONDS", 0.1)
    with pytest.raises(CredentialError, match="printed no key within"):
        key_of({"key_command": ["sleep", "30"]})


# -- which places count together --------------------------------------------------------------------------------------


def look_up(
    settings: dict[str, Any],
    chosen: bool,
    *,
    given_base: str | None = None,
    given_key: str | None = None,
    context: dict[str, str] | None = None,
    **environment: str,
) -> tuple[Setting | None, Key | None, Setting | None]:
    """The address, the key and the organization of a call."""
    lookup = Lookup(
        context=lambda name: (context or {}).get(name),
        environment=environment,
        profile=Profile("work", "/config.toml", settings, chosen),
        profile_key=lambda profile: SecureString("of-the-profile") if "key_env" in profile.settings else None,
        vault=lambda: SecureString("of-the-vault"),
    )
    base = lookup.address(given_base)
    return base, lookup.key(given_key), lookup.text("organization")


def outcome(*args: Any, **named: Any) -> tuple[str | None, str | None, str | None]:
    base, key, organization = look_up(*args, **named)
    return (
        base.text if base else None,
        key.secret.reveal() if key else None,
        organization.text if organization else None,
    )


WHOLE = {"api_base": OWN, "key_env": "K", "organization": "org-of-profile"}
ELSEWHERE = {"OPENAI_API_BASE": "https://env.example/v1", "OPENAI_API_KEY": "of-env", "OPENAI_ORG_ID": "org-of-env"}


@pytest.mark.parametrize("chosen", [True, False])
def test_a_profile_with_an_address_takes_nothing_from_elsewhere(chosen: bool) -> None:
    rest = {"OPENAI_API_KEY": "of-env", "OPENAI_ORG_ID": "org-of-env", "OPENAI_API_KEY_FILE": "/nowhere"}
    assert outcome(WHOLE, chosen, **rest) == (OWN, "of-the-profile", "org-of-profile")
    assert outcome(WHOLE, chosen, context={"api_key": "of-context"}, **rest) == (
        OWN,
        "of-the-profile",
        "org-of-profile",
    )
    assert outcome(WHOLE, chosen, given_key="given", **rest) == (OWN, "given", "org-of-profile")
    with pytest.raises(CredentialError, match=r"profile 'work' in /config.toml has an address of its own, https://own"):
        look_up({"api_base": OWN}, chosen, context={"api_key": "of-context"}, **rest)


def test_the_chosen_profile_counts_before_the_environment_and_the_usual_one_after_it() -> None:
    assert outcome(WHOLE, True, **ELSEWHERE) == (OWN, "of-the-profile", "org-of-profile")
    assert outcome(WHOLE, False, **ELSEWHERE) == ("https://env.example/v1", "of-env", "org-of-env")
    only_key = {"key_env": "K", "organization": "org-of-profile"}
    assert outcome(only_key, True, **ELSEWHERE) == ("https://env.example/v1", "of-the-profile", "org-of-profile")
    assert outcome(only_key, False, **ELSEWHERE) == ("https://env.example/v1", "of-env", "org-of-env")
    assert outcome(only_key, False) == (None, "of-the-profile", "org-of-profile")


def test_the_profiles_key_does_not_go_to_another_address() -> None:
    other = "https://other.example/v1"
    with pytest.raises(CredentialError, match=f"is for {OWN} and is not sent to another address"):
        look_up(WHOLE, True, given_base=other, **ELSEWHERE)
    assert outcome(WHOLE, True, given_base=other, given_key="given") == (other, "given", None)
    of_context = {"api_base": other, "api_key": "of-context"}
    assert outcome(WHOLE, True, context=of_context, **ELSEWHERE) == (other, "of-context", "org-of-env")
    # without a profile that was named, things are as if there were none
    assert outcome(WHOLE, False, given_base=other, **ELSEWHERE) == (other, "of-env", "org-of-env")
    assert outcome(WHOLE, False, given_base=other) == (other, "of-the-vault", None)


def test_another_path_of_the_same_host_is_the_profiles_address() -> None:
    for chosen in (True, False):
        assert outcome(WHOLE, chosen, given_base="https://own.example/v2")[1] == "of-the-profile"
        with pytest.raises(CredentialError):
            look_up({"api_base": OWN}, chosen, given_base="https://own.example/v2", OPENAI_API_KEY="of-env")
    for elsewhere in ("http://own.example/v1", "https://own.example:8443/v1", "https://own.example.evil/v1"):
        with pytest.raises(CredentialError):
            look_up(WHOLE, True, given_base=elsewhere)


def test_the_usual_profile_is_the_next_place_for_the_key_of_the_environments_address() -> None:
    same = {"OPENAI_BASE_URL": "https://own.example/v1/"}
    assert outcome(WHOLE, False, **same, OPENAI_API_KEY="of-env")[1] == "of-env"
    assert outcome(WHOLE, False, **same)[1] == "of-the-profile"
