"""Find the key, address, organization and project of a call, and where each comes from.

The order: the parameter, the session's context, the profile that the user named, the global variable, the environment,
the usual profile and, for the key only, the vault. The places are passed as callables: this module does not know
sessions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..configuration import KEY_PLACES, Profile
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
_SHORTEST_KEY = 20  # characters; a shorter name of a file is shown when there is none


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

    `context` and `variable` are asked with the setting's name (``api_base``) and with a variable's name. `profile_key`
    finds the key of `profile`. `spelling` says how messages name a variable of the environment: ``$env:OPENAI_API_KEY``
    in a script.

    A profile that the user named counts before variables and the environment, the usual one after them. A profile with
    an address of its own is complete: what belongs to another address is not sent to this one, and the reverse. So its
    key is used for this address alone, and calls to this address take their key from it, or from the parameter.
    """

    def __init__(
        self,
        *,
        context: Callable[[str], object] | None = None,
        variable: Callable[[str], object] | None = None,
        environment: Mapping[str, str] | None = None,
        profile: Profile | None = None,
        profile_key: Callable[[Profile], SecureString | None] | None = None,
        vault: Callable[[], SecureString | None] | None = None,
        spelling: Callable[[str], str] = str,
    ) -> None:
        self._context = context
        self._variable = variable
        self._environment = os.environ if environment is None else environment
        self._vault = vault
        self._spelling = spelling
        self._profile_key = profile_key
        self.profile = profile  # the one that counts for the call; None once another address was found
        self.is_whole = False  # the call goes to the profile's own address
        self._left: Profile | None = None  # the profile that the user named, whose address another one replaced

    def address(self, given: object = None) -> Setting | None:
        """The address to call, or None for OpenAI's own. It decides which places the other settings come from."""
        found = self.text("api_base", given)
        profile = self.profile
        if profile is not None and profile.address is not None:
            same = found is not None and _origin(found.text) == _origin(profile.address)
            # a variable's address comes with a key of its own; the usual profile is then only the next place to look
            self.is_whole = same and (profile.is_chosen or not self._is_of_variable(found))
            if not same:
                self._left = profile if profile.is_chosen else None
                self.profile = None
        return found

    def _is_of_variable(self, found: Setting | None) -> bool:
        names = VARIABLES["api_base"]
        sources = (f"$global:{names[0]}", *(self._spelling(name) for name in names))
        return found is not None and found.source in sources

    def text(self, setting: str, given: object = None) -> Setting | None:
        """An address, organization or project; None if no place has one."""
        for source, value in self._places(setting, given):
            text = "" if value is None else str(value).strip()
            if text:
                return Setting(text, source)
        return None

    def option(self, setting: str) -> Any:
        """What the profile says of something that no variable holds, such as ``max_retry_count``; else None."""
        return None if self.profile is None else self.profile.settings.get(setting)

    def key(self, given: object = None, is_given: bool = False) -> Key | None:
        """The key for the call, or None; from then on `mask` hides it. The address must have been found before.

        A parameter that was given and holds nothing (``is_given``) is an empty key, for a service that asks for none:
        no other place is looked at. Elsewhere blank values are ignored; white space around a string is removed (a key
        that was read from a file ends in a line break). Raises CredentialError for what cannot be a key, without
        showing it.
        """
        if is_given and _as_key(given, "-ApiKey") is None:
            return Key(SecureString(""), "-ApiKey")
        found = next(self._keys(given), None)
        if found is not None:
            register_secret(found.secret)
            return found
        if self.is_whole and self.profile is not None:
            raise CredentialError(
                f"The {self.profile.source} has an address of its own, {self.profile.address}, and so takes its key "
                f"from nowhere else; it does not say where that is. Add a line with {', '.join(KEY_PLACES[:-1])} or "
                f"{KEY_PLACES[-1]} there."
            )
        if self._left is not None:
            raise CredentialError(
                f"The key of {self._left.source} is for {self._left.address} and is not sent to another address. Give "
                "the key for this one beside it."
            )
        return None

    def key_in_sight(self) -> Key | None:
        """The key that a call would send, as far as no secret is asked for: `profile_key` and `vault` may be left out.

        It is for a person to see where the key comes from: `mask` does not learn it. The address must have been found
        before. Raises CredentialError for what cannot be a key.
        """
        return next(self._keys(None), None)

    def _keys(self, given: object) -> Iterator[Key]:
        for source, value in self._places("api_key", given):
            secret = _as_key(value, source)
            if secret is not None:
                yield Key(secret, source)
        if self.is_whole or self._left is not None:
            return
        path = self._environment.get(KEY_FILE, "").strip()
        if path:
            source = self._spelling(KEY_FILE)
            yield Key(key_of_file(path, source), source)
        if self.profile is not None and not self.profile.is_chosen:
            secret = self._key_of_profile()
            if secret is not None:
                yield Key(secret, self.profile.source)
        secret = self._vault() if self._vault is not None else None
        if secret is not None:
            yield Key(secret, "the keyring")

    def _places(self, setting: str, given: object) -> Iterator[tuple[str, object]]:
        """The source and value of each place, in order; a place is read only if those before it had nothing."""
        yield f"-{''.join(word.title() for word in setting.split('_'))}", given
        profile, is_key = self.profile, setting == "api_key"
        if self._context is not None and not (self.is_whole and is_key):
            yield "Set-OpenAIContext", self._context(setting)
        if profile is not None and (self.is_whole or profile.is_chosen):
            yield profile.source, self._key_of_profile() if is_key else profile.settings.get(setting)
        if self.is_whole or (self._left is not None and is_key):
            return
        names = VARIABLES[setting]
        if self._variable is not None:
            yield f"$global:{names[0]}", self._variable(names[0])
        for name in names:
            yield self._spelling(name), self._environment.get(name)
        if profile is not None and not profile.is_chosen and not is_key:
            yield profile.source, profile.settings.get(setting)

    def _key_of_profile(self) -> SecureString | None:
        if self.profile is None or self._profile_key is None:
            return None
        return self._profile_key(self.profile)


def _origin(address: str) -> tuple[str, str | None, int | None]:
    """What a key is given for: scheme, host and port."""
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return address, None, None


def key_of_file(path: str, source: str) -> SecureString:
    """The key in a file, such as a secret of a container. `source` names what names the file, for messages."""
    if len(path) >= _SHORTEST_KEY and not any(char in path for char in "/\\.") and not os.path.exists(path):
        raise CredentialError(f"{source} names no file; it looks as if it held the key itself. It takes a path.")
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
