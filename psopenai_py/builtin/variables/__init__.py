"""Variables.

May import: `builtin`'s shared modules.

- `scoped`: finds variables by name, wildcard and scope.
- A cmdlet each: `clear_variable`, `get_variable`, `new_variable`, `remove_variable`, `set_variable`.
"""
