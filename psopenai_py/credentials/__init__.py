"""Keys: where they come from, where they are stored, and how they are kept out of sight.

    secret = SecureString("sk-...")                # shows nothing; only secret.reveal() returns the text
    Lookup(context=..., variable=..., vault=key_from_vault).key(given)      # -> Key(secret, source) or None
    Vault().set("OPENAI_API_KEY", secret, {"note": "work"})                           # the system's keyring
    register_secret(secret); mask(text)            # for every line that is shown or logged
    is_key_like(line)                              # such a line is not written to the history

It knows nothing of sessions and cmdlets: the places of a key are passed as functions. Only `backend` imports keyring,
when a vault is used. May import: `dotnet`, for the type of `SecureString`, and the package's
`configuration`.

- `secure_string`: `SecureString`, PowerShell's `[securestring]`. A key is one from the moment it is found.
- `lookup`: the key, address, organization and project of a call, by the order of places.
- `profile_key`: the key of a profile: in the vault, a variable, a file, or from a command.
- `masking`: hides registered secrets, and what looks like a key, in texts.
- `vault`: `Vault`, named secrets in the system's keyring.
- `backend`: chooses the keyring, finds out whether it is locked, waits for it, and translates its errors.
- `encryption`: the text form of `ConvertFrom-SecureString`, with and without a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .backend import VaultDismissed as VaultDismissed
    from .backend import VaultError as VaultError
    from .backend import VaultLocked as VaultLocked
    from .backend import VaultSilent as VaultSilent
    from .backend import VaultUnavailable as VaultUnavailable
    from .encryption import EncryptionUnavailable as EncryptionUnavailable
    from .encryption import decrypt as decrypt
    from .encryption import encrypt as encrypt
    from .encryption import from_hex as from_hex
    from .encryption import key_bytes as key_bytes
    from .encryption import to_hex as to_hex
    from .lookup import CredentialError as CredentialError
    from .lookup import Key as Key
    from .lookup import Lookup as Lookup
    from .lookup import Setting as Setting
    from .masking import forget_secrets as forget_secrets
    from .masking import is_key_like as is_key_like
    from .masking import mask as mask
    from .masking import register_headers as register_headers
    from .masking import register_secret as register_secret
    from .profile_key import ProfileKeys as ProfileKeys
    from .secure_string import SecureString as SecureString
    from .vault import DEFAULT_SECRET as DEFAULT_SECRET
    from .vault import TYPED as TYPED
    from .vault import SecretInfo as SecretInfo
    from .vault import SecretNotFound as SecretNotFound
    from .vault import Vault as Vault
    from .vault import key_from_vault as key_from_vault

# A name loads its module when it is first asked for: few sessions need the vault or encryption.
_NAMES = {
    "backend": "VaultDismissed VaultError VaultLocked VaultSilent VaultUnavailable",
    "encryption": "EncryptionUnavailable decrypt encrypt from_hex key_bytes to_hex",
    "lookup": "CredentialError Key Lookup Setting",
    "masking": "forget_secrets is_key_like mask register_headers register_secret",
    "profile_key": "ProfileKeys",
    "secure_string": "SecureString",
    "vault": "DEFAULT_SECRET TYPED SecretInfo SecretNotFound Vault key_from_vault",
}
__all__, __getattr__ = lazily(__name__, _NAMES)
