"""The defaults of a session's calls; they are kept in `openai.context_state`.

May import: `openai`'s shared modules.

- A cmdlet each: `set_openai_context`, `get_openai_context`, `clear_openai_context`.
"""
