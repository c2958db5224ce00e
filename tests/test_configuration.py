"""The configuration file: what it may say, what it must not, and how a profile is written into it."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psopenai_py.configuration import Configuration, ConfigurationError, path_of, read, save, state_folder


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PSOPENAI_CONFIG": str(tmp_path / "config.toml")}


def written(environ: dict[str, str], text: str | bytes) -> Configuration:
    Path(environ["PSOPENAI_CONFIG"]).write_bytes(text.encode() if isinstance(text, str) else text)
    return read(environ)


# -- where it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", [None, "/etc/xdg-of-jo"])
def test_the_file_is_where_platformdirs_says(base: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_config_path

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if base is not None:
        monkeypatch.setenv("XDG_CONFIG_HOME", base)
    assert path_of(os.environ) == str(user_config_path("psopenai", appauthor=False) / "config.toml")


def test_a_home_that_is_no_folder_has_no_file() -> None:
    assert read({"HOME": os.devnull}).profiles == read({"HOME": "/no/such/folder"}).profiles


def test_a_call_without_a_file_loads_no_toml_reader() -> None:
    import subprocess

    code = (
        "import sys; before = set(sys.modules)\n"  # a program that measures coverage has read its own settings
        "from psopenai_py.configuration import read; assert read({'HOME': '/nowhere'}).profiles == {}\n"
        "sys.exit(bool({'tomllib', 'tomli', 'platformdirs'} & (set(sys.modules) - before)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="XDG")
def test_a_relative_folder_of_xdg_does_not_count() -> None:
    assert state_folder({"XDG_STATE_HOME": "state", "HOME": "/home/me"}) == "/home/me/.local/state/psopenai"
    assert state_folder({"XDG_STATE_HOME": "/state", "HOME": "/home/me"}) == "/state/psopenai"


# -- what it says -----------------------------------------------------------------------------------------------------


def test_a_file_has_profiles_and_general_settings(environ: dict[str, str]) -> None:
    text = 'profile = "work"\nrequire_tls = true\n[profiles.work]\napi_base = "https://a/v1"\n[profiles.b]\n'
    found = written(environ, "\ufeff" + text)
    assert (found.profile, found.require_tls, found.complete_ids, sorted(found.profiles)) == (
        "work", True, False, ["b", "work"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "variable", "name", "is_chosen"),
    [
        ("", "", None, False),
        ("[profiles.default]", "", "default", False),
        ("[profiles.other]", "", None, False),
        ('profile = "other"\n[profiles.default]\n[profiles.other]', "", "other", False),
        ("[profiles.default]\n[profiles.other]", "other", "other", True),
        ("[profiles.default]", " ", "default", False),
    ],
)
def test_the_profile_that_counts(
    environ: dict[str, str], text: str, variable: str, name: str | None, is_chosen: bool
) -> None:
    found = written(environ, text).select({"PSOPENAI_PROFILE": variable})
    assert (found.name if found else None, bool(found and found.is_chosen)) == (name, is_chosen)


@pytest.mark.parametrize(("text", "variable"), [("[profiles.a]", "b"), ('profile = "b"\n[profiles.a]', ""), ("", "b")])
def test_a_profile_that_is_not_there_is_an_error_that_names_those_that_are(
    environ: dict[str, str], text: str, variable: str
) -> None:
    with pytest.raises(ConfigurationError, match=r"no profile 'b' in .*config.toml") as caught:
        written(environ, text).select({"PSOPENAI_PROFILE": variable})
    assert f"Profiles there: {'a' if text else 'none'}" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profile =", "is not TOML"),
        ("[profiles.a]\nmax_retry = 1", "profile 'a': max_retry is unknown. Known: .*max_retry_count"),
        ("retries = 1", "retries is unknown"),
        ("require_tls = 1", "require_tls must be true or false"),
        ("[profiles.a]\nmax_retry_count = 101", "max_retry_count must be a whole number"),
        ("[profiles.a]\ntimeout_sec = true", "timeout_sec must be a whole number"),
        ("[profiles.a]\ntimeout_sec = -1", "timeout_sec must be a whole number"),
        ("[profiles.a]\napi_type = 'Other'", "api_type must be OpenAI or Azure"),
        ("[profiles.a]\nkey_command = [1]", "key_command must be a text in quotes or a list of texts"),
        ("[profiles.a]\nkey_env = 'A'\nsecret = 'b'", "secret and key_env both say"),
        ("[profiles.a]\nclient_key = 'k'", "client_key needs client_cert"),
        ("[profiles.a]\napi_base = ' '", "profile 'a': api_base is empty"),
        ("[profiles.a]\nkey_env = ''", "profile 'a': key_env is empty"),
        ("profiles = 1", "profiles must be a table"),
        ("profiles.a = 1", r"profiles.a must be a table: \[profiles.a\]"),
        (b"\xff\xfe", "cannot be read: it is not UTF-8"),
    ],
)
def test_what_has_no_meaning_is_an_error_that_names_file_profile_and_field(
    environ: dict[str, str], text: str | bytes, said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said) as caught:
        written(environ, text)
    assert "config.toml" in str(caught.value)


@pytest.mark.parametrize("field", ["api_key", "key", "token"])
def test_a_key_in_the_file_is_refused_and_not_shown(environ: dict[str, str], field: str) -> None:
    with pytest.raises(ConfigurationError, match=r"does not belong into this file.*key_env") as caught:
        written(environ, f"[profiles.a]\n{field} = 'hidden-word'")
    assert "hidden-word" not in str(caught.value)


def test_a_password_in_an_address_is_refused_and_not_shown(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="holds a password") as caught:
        written(environ, "[profiles.a]\napi_base = 'http://me:hidden-word@host/v1'")
    assert "hidden-word" not in str(caught.value)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        assert isinstance(read({"PSOPENAI_CONFIG": str(file)}), Configuration)
    except ConfigurationError as error:
        assert str(file) in str(error)


# -- how it is written ------------------------------------------------------------------------------------------------


def test_saving_makes_the_file_for_this_user_alone(tmp_path: Path) -> None:
    environ = (
        {"XDG_CONFIG_HOME": str(tmp_path / "new")}
        if sys.platform == "linux"
        else {"PSOPENAI_CONFIG": str(tmp_path / "new/psopenai/config.toml")}
    )
    path = Path(save(environ, "work", {"api_base": 'https://a/"v1"\\', "max_retry_count": 3}))
    assert read(environ).profiles == {"work": {"api_base": 'https://a/"v1"\\', "max_retry_count": 3}}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["config.toml"]


def test_saving_changes_the_profiles_lines_and_no_others(environ: dict[str, str]) -> None:
    text = (
        "# mine\nrequire_tls = true  # always\n\n[profiles.a]\napi_base = 'https://a'  # ours\ntimeout_sec = 5\n\n"
        "[profiles.'b c']\nkey_env = \"B\"\n"
    )
    written(environ, text)
    save(environ, "a", {"timeout_sec": 7, "project": "p"})
    save(environ, "b c", {"timeout_sec": 8})
    save(environ, "new one", {"timeout_sec": 9})
    assert Path(environ["PSOPENAI_CONFIG"]).read_text() == (
        "# mine\nrequire_tls = true  # always\n\n[profiles.a]\napi_base = 'https://a'  # ours\ntimeout_sec = 7\n"
        'project = "p"\n\n[profiles.\'b c\']\nkey_env = "B"\ntimeout_sec = 8\n\n[profiles."new one"]\ntimeout_sec = 9\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "profiles = { a = { timeout_sec = 1 } }\n",
        "[profiles]\na.timeout_sec = 1\n",
        '[profiles.a]\nkey_command = """\ntimeout_sec = 1\n"""\n',
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(environ: dict[str, str], text: str) -> None:
    written(environ, text)
    with pytest.raises(ConfigurationError, match=r"config\.toml"):
        save(environ, "a", {"timeout_sec": 2})
    assert Path(environ["PSOPENAI_CONFIG"]).read_text() == text


def test_a_link_stays_a_link(environ: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text("require_tls = true\n")
    Path(environ["PSOPENAI_CONFIG"]).symlink_to(target)
    save(environ, "a", {"timeout_sec": 2})
    assert Path(environ["PSOPENAI_CONFIG"]).is_symlink() and "timeout_sec = 2" in target.read_text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ConfigurationError, match="cannot be written: Permission denied"):
        save({"PSOPENAI_CONFIG": str(tmp_path / "config.toml")}, "a", {"timeout_sec": 2})


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@settings(deadline=None, max_examples=30)
@given(
    st.dictionaries(names, st.dictionaries(st.sampled_from(["project", "api_version"]), names, min_size=1), max_size=4)
)
def test_what_was_saved_is_read(tmp_path_factory: pytest.TempPathFactory, profiles: dict[str, dict[str, str]]) -> None:
    file = tmp_path_factory.getbasetemp() / "saved.toml"
    file.unlink(missing_ok=True)
    for name, lines in profiles.items():
        save({"PSOPENAI_CONFIG": str(file)}, name, lines)
    assert read({"PSOPENAI_CONFIG": str(file)}).profiles == profiles, json.dumps(profiles)
