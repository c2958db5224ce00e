"""Pictures that a model draws or changes.

May import: `openai`'s shared modules.

- `picture`: the parameters of requests for pictures, and how an answer is returned: as files, bytes, texts or objects.
- A cmdlet each: `request_image_generation`, `request_image_edit`, `request_image_variation`.
"""
