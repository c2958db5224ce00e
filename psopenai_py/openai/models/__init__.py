"""The models of the service.

May import: `openai`'s shared modules.

- `names`: the names that completion offers, and the models that the service retires.
- The cmdlet: `get_openai_models`.
"""
