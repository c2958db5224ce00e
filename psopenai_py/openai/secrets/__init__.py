"""Secrets in the system's keyring.

May import: `credentials`; nothing of the service.

- `vault`: what the cmdlets share: the name of a secret, and the vault's errors as error records.
- `values`: what a secret can be besides a text, and how it is kept.
- A cmdlet each: `set_secret`, `get_secret`, `remove_secret`, `get_secret_info`.
"""
