"""The models of the service.

May import: `openai`'s shared modules.

- The cmdlet: `get_openai_models`.
"""
