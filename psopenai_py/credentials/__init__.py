"""Keys: where they come from, how they are kept, and how they are kept out of sight.

    secret = SecureString("sk-...")                # shows nothing; secret.reveal() is the only way to the text
    find_api_key(explicit, context=..., global_variable=..., vault=key_from_vault)     # -> SecureString or None
    Vault().set("OPENAI_API_KEY", secret, {"note": "work"})                           # the system's keyring
    register_secret(secret); mask(text)            # for every line that a person or a log may see
    is_key_like(line)                              # such a line is not written to the history

`secure_string` stands alone; `encryption` turns one into PowerShell's storable text; `masking` and `lookup` know only
`secure_string`; `vault` keeps secrets by name and `backend`, below it, is the only module that imports keyring, and
only when it is used.
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
