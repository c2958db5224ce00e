"""Types and their members: make objects, add members, type data.

May import: `builtin`'s shared modules.

- `type_files`: files of members (.types.ps1xml).
- `format_files`: files of views (.format.ps1xml).
- A cmdlet each: `add_member`, `add_type`, `get_member`, `new_object`, `remove_type_data`,
  `update_format_data`, `update_type_data`.
"""
