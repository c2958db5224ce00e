"""Secure strings and credentials.

May import: `builtin`'s shared modules, `streams` and `credentials`.

- A cmdlet each: `convert_from_secure_string`, `convert_to_secure_string`, `get_credential`.
"""
