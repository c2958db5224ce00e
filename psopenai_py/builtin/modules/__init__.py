"""Modules of script functions.

May import: `builtin`'s shared modules.

- A cmdlet each: `export_module_member`, `get_module`, `import_module`, `new_module`, `remove_module`.
"""
