"""Secure strings, credentials, and the mark of files that came from the web.

May import: `builtin`'s shared modules, `files`, `streams` and `credentials`.

- A cmdlet each: `convert_from_secure_string`, `convert_to_secure_string`, `get_credential`, `unblock_file`.
"""
