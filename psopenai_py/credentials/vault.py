"""Named secrets in the system's keyring.

A keyring cannot list its entries, so the names (with their metadata, never the values) are kept in an entry of their
own. `keyring` is imported only when it is used: it takes longer than the rest of a start.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from ..dataclass import dataclass, field
from ..locks import lock
from .backend import (
    VaultError,
    VaultUnavailable,
    clear_errors,
    on_terminal,
    patiently,
    refuse_if_locked,
    usable_keyring,
)
from .secure_string import SecureString

T = TypeVar("T")
SERVICE = "psopenai-py"
DEFAULT_SECRET = "OPENAI_API_KEY"
TYPED = "psopenai-secret:"  # what the text of a secret begins with that is not a text (see `openai/secrets/values.py`)
_INDEX_SERVICE, _INDEX_NAME = f"{SERVICE}.index", "names"


class SecretNotFound(VaultError):
    """There is no secret with that name."""


@dataclass(frozen=True, slots=True)
class SecretInfo:
    """The name and metadata of a secret, without its value."""

    name: str
    metadata: dict[str, str] = field(default_factory=dict)
    modified: float = 0.0  # seconds since 1970
    kind: str = "String"  # the type of the secret, without its namespace


class Vault:
    """The secrets of this program. Names are case-insensitive.

    If `interactive` is false, a locked keyring is an error and never a prompt, and a silent one is given up after a
    while; by default that depends on whether the process has a terminal. `notice` gets a line to show if the keyring
    takes long.
    """

    def __init__(self, interactive: bool | None = None, notice: Callable[[str], None] | None = None) -> None:
        self._interactive = on_terminal() if interactive is None else interactive
        self._notice = notice
        self._opened: Any = None

    def check(self) -> None:
        """Nothing, if there is a keyring. Raises `VaultError` otherwise."""
        self._asking(self._keyring)

    def get(self, name: str) -> SecureString:
        """The secret's text. Raises `SecretNotFound`."""
        return self._asking(lambda: self._get(name))

    def _get(self, name: str) -> SecureString:
        keyring = self._keyring()
        with clear_errors(f"reading the secret '{name}'"):
            text = keyring.get_password(SERVICE, name)
            if text is None and (spelling := self._spelling(name)) != name:
                text = keyring.get_password(SERVICE, spelling)
        if text is None:
            raise SecretNotFound(f"The keyring has no secret named '{name}'.")
        return SecureString(text)

    def set(
        self,
        name: str,
        secret: SecureString | str,
        metadata: Mapping[str, str] | None = None,
        kind: str = "String",
    ) -> None:
        """Store a secret, replacing one with the same name. Without `metadata` its metadata stays.

        `kind` is the type of what the text stands for, if it is not a text.
        """
        _check_name(name)
        text = secret.reveal() if isinstance(secret, SecureString) else secret
        if not text:
            raise VaultError("An empty secret cannot be stored.")
        self._asking(lambda: self._set(name, text, metadata, kind))

    def _set(self, name: str, text: str, metadata: Mapping[str, str] | None, kind: str) -> None:
        keyring = self._keyring()
        with clear_errors(f"storing the secret '{name}'"), self._changing_index() as index:
            spelling = _same_name(index, name)
            keyring.set_password(SERVICE, spelling, text)
            notes = index.get(spelling, {}).get("metadata", {}) if metadata is None else dict(metadata)
            index[spelling] = {"metadata": notes, "modified": time.time(), "type": kind}

    def remove(self, name: str) -> None:
        """Delete a secret. Raises `SecretNotFound`."""
        self._asking(lambda: self._remove(name))

    def _remove(self, name: str) -> None:
        keyring = self._keyring()
        with clear_errors(f"removing the secret '{name}'"), self._changing_index() as index:
            spelling = _same_name(index, name)
            stored = keyring.get_password(SERVICE, spelling) is not None
            if stored:
                keyring.delete_password(SERVICE, spelling)
            if index.pop(spelling, None) is None and not stored:
                raise SecretNotFound(f"The keyring has no secret named '{name}'.")

    def list(self) -> list[SecretInfo]:
        """The names and metadata of all secrets, sorted by name; no secret is read."""
        index = self._asking(self._names)
        infos = [
            SecretInfo(name, entry.get("metadata", {}), entry.get("modified", 0.0), entry.get("type", "String"))
            for name, entry in index.items()
        ]
        return sorted(infos, key=lambda info: info.name.casefold())

    def _names(self) -> dict[str, dict[str, Any]]:
        self._keyring()
        with clear_errors("listing the secrets"):
            return self._read_index()

    def info(self, name: str) -> SecretInfo:
        """The name and metadata of one secret. Raises `SecretNotFound`."""
        for info in self.list():
            if info.name.casefold() == name.casefold():
                return info
        raise SecretNotFound(f"The keyring has no secret named '{name}'.")

    def set_metadata(self, name: str, metadata: Mapping[str, str]) -> None:
        """Replace a secret's metadata; the secret stays."""
        self._asking(lambda: self._set_metadata(name, metadata))

    def _set_metadata(self, name: str, metadata: Mapping[str, str]) -> None:
        self._keyring()
        with clear_errors(f"changing the notes of '{name}'"), self._changing_index() as index:
            spelling = _same_name(index, name)
            if spelling not in index:
                raise SecretNotFound(f"The keyring has no secret named '{name}'.")
            index[spelling] = {**index[spelling], "metadata": dict(metadata)}

    def _asking(self, work: Callable[[], T]) -> T:
        return patiently(work, self._notice, not self._interactive)

    def _keyring(self) -> Any:
        """The keyring, after a check that it does not open a prompt without a terminal."""
        if self._opened is None:
            self._opened = usable_keyring()
        if not self._interactive:
            refuse_if_locked(self._opened)
        return self._opened

    def _spelling(self, name: str) -> str:
        return _same_name(self._read_index(), name)

    def _read_index(self) -> dict[str, dict[str, Any]]:
        text = self._opened.get_password(_INDEX_SERVICE, _INDEX_NAME)
        try:
            index = json.loads(text) if text else {}
        except ValueError:
            index = {}  # damaged by another program; the secrets are not lost
        return {k: v for k, v in index.items() if isinstance(v, dict)} if isinstance(index, dict) else {}

    @contextmanager
    def _changing_index(self) -> Iterator[dict[str, dict[str, Any]]]:
        """The index, to be changed in place; written if the block succeeds. One process at a time."""
        with _one_at_a_time():
            index = self._read_index()
            yield index
            self._opened.set_password(_INDEX_SERVICE, _INDEX_NAME, json.dumps(index, ensure_ascii=False))


def key_from_vault(
    name: str = DEFAULT_SECRET, interactive: bool | None = None, notice: Callable[[str], None] | None = None
) -> SecureString | None:
    """The API key in the vault, for `Lookup`; None if there is no vault or no such secret."""
    try:
        found = Vault(interactive, notice).get(name)
    except (SecretNotFound, VaultUnavailable):
        return None
    if found.reveal().startswith(TYPED):
        raise VaultError(f"The secret '{name}' in the keyring is not a text, so it cannot be a key.")
    return found


def _same_name(index: Mapping[str, Any], name: str) -> str:
    """The name as the vault spells it, which may differ in case; or the name itself."""
    wanted = name.casefold()
    return name if name in index else next((known for known in index if known.casefold() == wanted), name)


def _check_name(name: str) -> None:
    if not name.strip() or not name.isprintable():
        raise VaultError("The name of a secret must not be empty and must not contain control characters.")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold a lock between the processes of this user: the keyring cannot change an entry atomically."""
    folder = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    path = os.path.join(folder, f"{SERVICE}-{user}.lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        yield  # no place for a lock file; two changes at the same time are unlikely
        return
    try:
        lock(handle, wait=True)
        yield
    finally:
        os.close(handle)
