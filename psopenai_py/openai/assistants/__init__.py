"""Assistants: a model with instructions and tools that the service keeps.

May import: `openai`'s shared modules, and `chat` for tools.

- `assistant`: their parameters, which runs of threads share, and the parts of a body that these fill.
- A cmdlet each: `new_assistant`, `get_assistant`, `set_assistant`, `remove_assistant`.
"""
