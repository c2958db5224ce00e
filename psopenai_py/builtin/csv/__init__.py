"""CSV text and files.

May import: `builtin`'s shared modules.

- `parsing`: CSV text as rows of fields.
- `writing`: objects as lines of CSV.
- A cmdlet each: `convert_from_csv`, `convert_to_csv`, `export_csv`, `import_csv`.
"""
