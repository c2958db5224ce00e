"""The configuration file: profiles, and what holds for all of them. It never holds a key, only where one is.

::

    # ~/.config/psopenai/config.toml
    profile = "work"             # the profile to use where none is named (otherwise the one called default)
    journal = false              # keep no journal of the batches that are started
    require_tls = true           # refuse to send a key over http:// to another machine
    complete_ids = true          # Tab may ask the service for ids

    [editor]                     # of the interactive shell, as Set-PSReadLineOption sets it
    edit_mode = "Vi"
    colors = { Command = "Cyan", String = "#ffaf00" }

    [profiles.work]
    api_base = "https://llm.example.com/v1"
    secret = "work"              # a secret in the vault; or key_env, key_file, key_command
    max_retry_count = 3

The file lies where the system keeps settings (`platformdirs`); PSOPENAI_CONFIG names another one. `read` makes a
`Configuration` of it, `save` changes a profile and leaves the rest of the file as it is.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

FILE_VARIABLE = "PSOPENAI_CONFIG"
PROFILE_VARIABLE = "PSOPENAI_PROFILE"
DEFAULT_PROFILE = "default"

#: where a profile says that its key is; a profile names one of them
KEY_PLACES = ("secret", "key_env", "key_file", "key_command")
_FIELDS: Mapping[str, tuple[type, ...]] = {
    "api_base": (str,),
    "api_type": (str,),
    "api_version": (str,),
    "auth_type": (str,),
    "organization": (str,),
    "project": (str,),
    "timeout_sec": (int,),
    "max_retry_count": (int,),
    "client_cert": (str,),
    "client_key": (str,),
    "secret": (str,),
    "key_env": (str,),
    "key_file": (str,),
    "key_command": (str, list),
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "api_type": ("OpenAI", "Azure"),
    "auth_type": ("openai", "azure", "azure_ad"),
}
_GENERAL: Mapping[str, tuple[type, ...]] = {
    "profile": (str,),
    "journal": (bool,),
    "require_tls": (bool,),
    "complete_ids": (bool,),
    "editor": (dict,),
    "profiles": (dict,),
}
_EDITOR: Mapping[str, tuple[type, ...]] = {
    "edit_mode": (str,),
    "prediction_source": (str,),
    "prediction_view_style": (str,),
    "bell_style": (str,),
    "continuation_prompt": (str,),
    "colors": (dict,),
    "keys": (dict,),
}
_KINDS = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list of texts",
    dict: "a table",
}
_MOST = {"max_retry_count": 100, "timeout_sec": 2**31 - 1}
_NOT_EMPTY = ("api_base", "client_cert", "client_key", *KEY_PLACES)  # empty, they would say where a key goes or is


class ConfigurationError(Exception):
    """The file cannot be read, or says something that has no meaning. The message names the file."""


class Profile(NamedTuple):
    """The settings under one name. `is_chosen`: the user named it, so it counts before the environment."""

    name: str
    path: str
    settings: Mapping[str, Any]
    is_chosen: bool = False

    @property
    def source(self) -> str:
        """Where its settings come from, for messages."""
        return f"profile '{self.name}' in {self.path}"

    @property
    def address(self) -> str | None:
        """Its own address, if it has one."""
        return self.settings.get("api_base")


class Configuration(NamedTuple):
    """What the file says."""

    path: str
    profiles: Mapping[str, Mapping[str, Any]]
    profile: str | None = None
    journal: bool = True
    require_tls: bool = False
    complete_ids: bool = False
    editor: Mapping[str, Any] = {}  # of the interactive shell; `LineOptions.take` reads it

    def select(self, environ: Mapping[str, str]) -> Profile | None:
        """The profile that PSOPENAI_PROFILE names, or the usual one; None if there is none."""
        chosen = environ.get(PROFILE_VARIABLE, "").strip()
        name = chosen or self.profile or DEFAULT_PROFILE
        if name in self.profiles:
            return Profile(name, self.path, self.profiles[name], bool(chosen))
        if not chosen and self.profile is None:
            return None
        known = ", ".join(sorted(self.profiles)) or "none"
        raise ConfigurationError(
            f"There is no profile '{name}' in {self.path}. Profiles there: {known}. "
            f"`psopenai --profile {name} Set-OpenAIContext -ApiBase ... -Save` makes one."
        )


def path_of(environ: Mapping[str, str]) -> str:
    """Where the file is, or would be."""
    named = environ.get(FILE_VARIABLE, "").strip()
    if named:
        return os.path.abspath(os.path.expanduser(named))
    if sys.platform == "linux":  # as platformdirs answers there, without the time to load it at every start
        return os.path.join(base_folder(environ, "XDG_CONFIG_HOME", ".config"), "psopenai", "config.toml")
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir("psopenai", appauthor=False), "config.toml")


def state_folder(environ: Mapping[str, str]) -> str:
    """The folder for what lasts from run to run and is no setting, by the rules of the XDG base directories."""
    return os.path.join(base_folder(environ, "XDG_STATE_HOME", ".local/state"), "psopenai")


def base_folder(environ: Mapping[str, str], variable: str, default: str) -> str:
    """A base directory of the XDG specification. A relative path in the variable does not count, as it says:
    the folder would be another one in each working directory."""
    named = environ.get(variable, "").strip()
    return named if os.path.isabs(named) else os.path.join(environ.get("HOME") or os.path.expanduser("~"), default)


def read(environ: Mapping[str, str]) -> Configuration:
    """The configuration; without a file it says nothing. Raises ConfigurationError."""
    path = path_of(environ)
    text = _text_of(path)
    if text is None:
        return Configuration(path, {})
    data = _parsed(text, path)
    _check(data, _GENERAL, path)
    _check(data.get("editor", {}), _EDITOR, f"{path}, editor")
    profiles = data.pop("profiles", {})
    for name, settings in profiles.items():
        where = f"{path}, profile '{name}'"
        if not isinstance(settings, dict):
            raise ConfigurationError(f"{path}: profiles.{name} must be a table: [profiles.{name}]")
        _check(settings, _FIELDS, where)
        places = [place for place in KEY_PLACES if place in settings]
        if len(places) > 1:
            raise ConfigurationError(f"{where}: {' and '.join(places)} both say where the key is; keep one of them.")
        if "client_key" in settings and "client_cert" not in settings:
            raise ConfigurationError(f"{where}: client_key needs client_cert, the certificate that it belongs to.")
    return Configuration(path, profiles, **data)


def save(environ: Mapping[str, str], name: str, settings: Mapping[str, Any]) -> str:
    """Write settings of a profile into the file and return the file's path; the rest of the file stays as it is.

    Raises ConfigurationError if the file cannot be written, or cannot be changed without losing something.
    """
    path = path_of(environ)
    text = _text_of(path) or ""
    expected = _parsed(text, path)
    profiles = expected.setdefault("profiles", {})
    if not isinstance(profiles, dict) or not isinstance(profiles.setdefault(name, {}), dict):
        raise ConfigurationError(f"{path}: [profiles.{name}] is not a table; correct the file by hand.")
    profiles[name].update(settings)
    changed = _with_settings(text, name, settings)
    try:
        is_safe = _parsed(changed, path) == expected
    except ConfigurationError:
        is_safe = False
    if not is_safe:
        raise ConfigurationError(f"{path} cannot be changed safely; edit [profiles.{name}] by hand.")
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        target = os.path.realpath(path)  # a link stays one
        draft = f"{target}.{os.getpid()}.new"
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(changed)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        except BaseException:
            if os.path.exists(draft):
                os.unlink(draft)
            raise
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "a value is not a text"
        raise ConfigurationError(f"{path} cannot be written: {reason}") from None
    return path


def _text_of(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):  # the latter where the home folder is /dev/null
        return None
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "it is not UTF-8"
        raise ConfigurationError(f"The configuration {path} cannot be read: {reason}") from None


def _parsed(text: str, path: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"The configuration {path} is not TOML: {error}") from None


_PASSWORD = r"://[^/@\s]*:[^/@\s]*@"


def _check(found: Mapping[str, Any], known: Mapping[str, tuple[type, ...]], where: str) -> None:
    """Raise ConfigurationError for a field that is unknown or has a value of another type. No value is shown."""
    for name, value in found.items():
        if name.lower() in ("api_key", "apikey", "key", "token"):
            raise ConfigurationError(
                f"{where}: {name}: a key does not belong into this file. Say where it is: {', '.join(KEY_PLACES)}."
            )
        if name not in known:
            raise ConfigurationError(f"{where}: {name} is unknown. Known: {', '.join(known)}.")
        kinds = known[name]
        fits = isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
        if isinstance(value, list):
            fits = fits and bool(value) and all(isinstance(item, str) for item in value)
        if name in _MOST and fits:
            fits = 0 <= value <= _MOST[name]
        if not fits:
            raise ConfigurationError(f"{where}: {name} must be {' or '.join(_KINDS[kind] for kind in kinds)}.")
        if name == "api_base" and re.search(_PASSWORD, str(value)):
            raise ConfigurationError(
                f"{where}: {name} holds a password, which does not belong into this file. An address with a password "
                "may stand in OPENAI_API_BASE; it then takes the place of a key."
            )
        if name in _NOT_EMPTY and isinstance(value, str) and not value.strip():
            raise ConfigurationError(f"{where}: {name} is empty; give a value, or leave the line out.")
        choices = _CHOICES.get(name)
        if choices and value.lower() not in {choice.lower() for choice in choices}:
            raise ConfigurationError(f"{where}: {name} must be {' or '.join(choices)}.")


def _with_settings(text: str, name: str, settings: Mapping[str, Any]) -> str:
    """The text with these lines in the profile's table, replacing lines with the same names."""
    lines = text.removesuffix("\n").split("\n") if text else []
    header = next((at for at, line in enumerate(lines) if _profile_of(line) == name), None)
    if header is None:
        shown = name if re.fullmatch(r"[\w-]+", name, re.ASCII) else json.dumps(name, ensure_ascii=False)
        lines += [""] if lines and lines[-1].strip() else []
        header = len(lines)
        lines.append(f"[profiles.{shown}]")
    end = next((at for at in range(header + 1, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
    while end > header + 1 and not lines[end - 1].strip():
        end -= 1
    for field, value in settings.items():
        line = f"{field} = {json.dumps(value, ensure_ascii=False)}"  # texts and numbers are written alike in TOML
        old = next((at for at in range(header + 1, end) if re.match(rf"\s*{field}\s*=", lines[at])), None)
        if old is not None:
            lines[old] = line
        else:
            lines.insert(end, line)
            end += 1
    return "\n".join(lines) + "\n"


def _profile_of(line: str) -> str | None:
    """The profile whose table a line opens."""
    if not line.lstrip().startswith("["):
        return None
    try:
        profiles = _parsed(line, "").get("profiles")
    except ConfigurationError:
        return None
    return next(iter(profiles), None) if isinstance(profiles, dict) else None
