"""Format-* and Out-*: how objects become text, and where it goes.

May import: `builtin`'s shared modules, and `formatting`.

- `common`: the parameters that Format-* share, and the shape that they make.
- A cmdlet each: `format_custom`, `format_hex`, `format_list`, `format_table`, `format_wide`, `out_default`, `out_file`,
  `out_host`, `out_null`, `out_string`.
"""
