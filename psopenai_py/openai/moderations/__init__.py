"""Checks whether texts or pictures are harmful.

May import: `openai`'s shared modules.

- The cmdlet: `request_moderation`.
"""
