"""Types and their members: make objects, add members, type data.

May import: `builtin`'s shared modules.

- `type_files`: files of members (.types.ps1xml).
- `format_files`: files of views (.format.ps1xml).
- A cmdlet each: `add_member`, `add_type`, `get_format_data`, `get_member`, `get_type_data`, `new_object`,
  `remove_type_data`, `update_format_data`, `update_list`, `update_type_data`.
"""
