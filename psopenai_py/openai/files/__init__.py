"""Files uploaded to the service.

May import: `openai`'s shared modules.

- A cmdlet each: `add_openai_file`, `get_openai_file`, `remove_openai_file`, `get_openai_file_content`.
- `uploads`: uploads in parts, of files above the limit of a single one.
"""
