"""Secure strings, credentials, and the mark of files that came from the web.

May import: `builtin`'s shared modules, `files`, `streams` and `credentials`.

- `secret_vaults`: Get-, Register-, Test-SecretVault and the like; `secret_store`: the cmdlets of SecretStore. Secrets
  are read and written by `openai.secrets`.
- A cmdlet each: `convert_from_secure_string`, `convert_to_secure_string`, `get_credential`, `unblock_file`.
"""
