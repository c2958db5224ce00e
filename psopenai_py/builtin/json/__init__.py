"""JSON text and objects.

May import: `builtin`'s shared modules.

- `reader`: JSON text as objects, by Python's fast reader where it can.
- `lenient`: a reader for all that PowerShell accepts beyond the standard.
- `dates`: texts that are dates; loaded when the first one is met.
- `quick`: usual values as JSON text by msgspec, where it is loaded already.
- `writer`: objects as JSON text.
- A cmdlet each: `convert_from_json`, `convert_to_json`, `test_json`.
"""
