"""Find the key, address, organization and project of a call, and where each comes from.

The order: the parameter, the session's context, the global variable, the environment and, for the key only, the file
that the environment names and the vault. The places are passed as callables: this module does not know sessions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .masking import register_secret
from .secure_string import SecureString

#: each setting's variables: PSOpenAI's own name, then the official names of the environment
VARIABLES: Mapping[str, tuple[str, ...]] = {
    "api_key": ("OPENAI_API_KEY",),
    "api_base": ("OPENAI_API_BASE", "OPENAI_BASE_URL"),
    "organization": ("OPENAI_ORGANIZATION", "OPENAI_ORG_ID"),
    "project": ("OPENAI_PROJECT_ID",),
}
KEY_FILE = "OPENAI_API_KEY_FILE"
_LONGEST_KEY_FILE = 65536


class CredentialError(Exception):
    """A place has a value that cannot be a key, an address or an organization."""


class Setting(NamedTuple):
    """A value, and the place that it comes from as messages name it."""

    text: str
    source: str


class Key(NamedTuple):
    """A key, and the place that it comes from as messages name it."""

    secret: SecureString
    source: str


class Lookup:
    """The places where settings are looked for.

    `context` and `variable` are asked with the setting's name (``api_base``) and with a variable's name. `spelling`
    says how messages name a variable of the environment: ``$env:OPENAI_API_KEY`` in a script.
    """

    def __init__(
        self,
        *,
        context: Callable[[str], object] | None = None,
        variable: Callable[[str], object] | None = None,
        environment: Mapping[str, str] | None = None,
        vault: Callable[[], SecureString | None] | None = None,
        spelling: Callable[[str], str] = str,
    ) -> None:
        self._context = context
        self._variable = variable
        self._environment = os.environ if environment is None else environment
        self._vault = vault
        self._spelling = spelling

    def text(self, setting: str, given: object = None) -> Setting | None:
        """An address, organization or project; None if no place has one."""
        for source, value in self._places(setting, given):
            text = "" if value is None else str(value).strip()
            if text:
                return Setting(text, source)
        return None

    def key(self, given: object = None) -> Key | None:
        """The key for the call, or None; from then on `mask` hides it.

        Blank values are ignored; white space around a string is removed (a key that was read from a file ends in a
        line break). Raises CredentialError for what cannot be a key, without showing it.
        """
        found = next(self._keys(given), None)
        if found is not None:
            register_secret(found.secret)
        return found

    def _keys(self, given: object) -> Iterator[Key]:
        for source, value in self._places("api_key", given):
            secret = _as_key(value, source)
            if secret is not None:
                yield Key(secret, source)
        path = self._environment.get(KEY_FILE, "").strip()
        if path:
            source = self._spelling(KEY_FILE)
            yield Key(key_of_file(path, source), source)
        secret = self._vault() if self._vault is not None else None
        if secret is not None:
            yield Key(secret, "the vault")

    def _places(self, setting: str, given: object) -> Iterator[tuple[str, object]]:
        """The source and value of each place, in order; a place is read only if those before it had nothing."""
        yield f"-{''.join(word.title() for word in setting.split('_'))}", given
        if self._context is not None:
            yield "Set-OpenAIContext", self._context(setting)
        names = VARIABLES[setting]
        if self._variable is not None:
            yield f"$global:{names[0]}", self._variable(names[0])
        for name in names:
            yield self._spelling(name), self._environment.get(name)


def key_of_file(path: str, source: str) -> SecureString:
    """The key in a file, such as a secret of a container. `source` names what names the file, for messages."""
    try:
        with open(os.path.expanduser(path), encoding="utf-8-sig") as file:
            text = file.read(_LONGEST_KEY_FILE + 1).strip()
    except OSError as error:
        raise CredentialError(f"{source} names a file that cannot be read: {path}: {error.strerror or error}") from None
    except ValueError:
        raise CredentialError(f"{source} names a file that is not a text: {path}") from None
    if not text:
        raise CredentialError(f"{source} names a file that is empty: {path}")
    if len(text) > _LONGEST_KEY_FILE or "\n" in text:
        raise CredentialError(f"{source} names a file with more than one line, so it does not hold a key: {path}")
    return SecureString(text)


def _as_key(value: object, source: str) -> SecureString | None:
    if value is None:
        return None
    if isinstance(value, SecureString):
        return value if value.reveal().strip() else None
    if isinstance(value, str):
        return SecureString(value.strip()) if value.strip() else None
    raise CredentialError(f"The API key of {source} must be a string or a secure string.")
