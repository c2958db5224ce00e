"""Secure strings in files: encrypted with a key that only the user can read, made with the first use.

On Windows PowerShell has the system's data protection for this; on other systems it writes the secret in the open.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from ...configuration import base_folder
from ...credentials import SecureString, decrypt, encrypt

_LENGTH = 32


def key_file(environ: Mapping[str, str]) -> str:
    """Where the key is kept."""
    return os.path.join(base_folder(environ, "XDG_DATA_HOME", ".local/share"), "psopenai", "clixml.key")


def user_key(environ: Mapping[str, str], create: bool) -> bytes:
    """The user's key. ValueError if there is none and it is not to be made, or if it is damaged."""
    path = key_file(environ)
    if create and not os.path.exists(path):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass  # another process was faster
        else:
            with open(made, "wb") as file:
                file.write(os.urandom(_LENGTH))
    try:
        with open(path, "rb") as file:
            key = file.read()
    except FileNotFoundError:
        raise ValueError(f"there is no key {path}; only the user who wrote a secure string can read it") from None
    if len(key) != _LENGTH:
        raise ValueError(f"the key {path} is damaged")
    return key


def protect(secret: SecureString, environ: Mapping[str, str]) -> str:
    """The text of a secure string that only this user can read."""
    return encrypt(secret, user_key(environ, create=True))


def reveal(text: str, environ: Mapping[str, str]) -> SecureString:
    """The secure string of such a text. Raises ValueError."""
    return decrypt(text, user_key(environ, create=False))
