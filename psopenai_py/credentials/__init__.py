"""Keys: where they come from, where they are stored, and how they are kept out of sight.

    secret = SecureString("sk-...")                # shows nothing; only secret.reveal() returns the text
    find_api_key(explicit, context=..., global_variable=..., vault=key_from_vault)     # -> SecureString or None
    Vault().set("OPENAI_API_KEY", secret, {"note": "work"})                           # the system's keyring
    register_secret(secret); mask(text)            # for every line that is shown or logged
    is_key_like(line)                              # such a line is not written to the history

It knows nothing of sessions and cmdlets: the places of a key are passed as functions. Only `backend` imports keyring,
when a vault is used. May import: `dotnet`, for the type of `SecureString`.

- `secure_string`: `SecureString`, PowerShell's `[securestring]`. A key is one from the moment it is found.
- `lookup`: the key, address and organisation of a call, by the order of places.
- `masking`: hides registered secrets, and what looks like a key, in texts.
- `vault`: `Vault`, named secrets in the system's keyring.
- `backend`: chooses the keyring, finds out whether it is locked, and translates its errors.
- `encryption`: the text form of `ConvertFrom-SecureString`, with and without a key.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .lookup import CredentialError, find_api_base, find_api_key, find_organization
from .masking import forget_secrets, is_key_like, mask, register_secret
from .secure_string import SecureString

if TYPE_CHECKING:
    from .encryption import EncryptionUnavailable, decrypt, encrypt, from_hex, key_bytes, to_hex
    from .vault import (
        DEFAULT_SECRET,
        SecretInfo,
        SecretNotFound,
        Vault,
        VaultDismissed,
        VaultError,
        VaultLocked,
        VaultUnavailable,
        key_from_vault,
    )

__all__ = [
    "DEFAULT_SECRET",
    "CredentialError",
    "EncryptionUnavailable",
    "SecretInfo",
    "SecretNotFound",
    "SecureString",
    "Vault",
    "VaultDismissed",
    "VaultError",
    "VaultLocked",
    "VaultUnavailable",
    "decrypt",
    "encrypt",
    "find_api_base",
    "find_api_key",
    "find_organization",
    "forget_secrets",
    "from_hex",
    "is_key_like",
    "key_bytes",
    "key_from_vault",
    "mask",
    "register_secret",
    "to_hex",
]

# Few sessions need these, and what they import costs a noticeable part of a start.
_LATER = {
    ".encryption": ("EncryptionUnavailable", "decrypt", "encrypt", "from_hex", "key_bytes", "to_hex"),
    ".vault": (
        "DEFAULT_SECRET",
        "SecretInfo",
        "SecretNotFound",
        "Vault",
        "VaultDismissed",
        "VaultError",
        "VaultLocked",
        "VaultUnavailable",
        "key_from_vault",
    ),
}


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(module, __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
