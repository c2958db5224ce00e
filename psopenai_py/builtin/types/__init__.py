"""Types and their members: make objects, add members, type data.

May import: `builtin`'s shared modules.

- A cmdlet each: `add_member`, `add_type`, `get_member`, `new_object`, `remove_type_data`, `update_type_data`.
"""
