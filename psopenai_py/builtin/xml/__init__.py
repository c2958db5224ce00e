"""XML: searching it, objects as XML, and objects kept in files (CLIXML).

May import: `builtin`'s shared modules.

- `clixml`: the tags of CLIXML, and how each simple value is written and read.
- `clixml_writer`, `clixml_reader`: objects to CLIXML and back, as PowerShell writes and reads it.
- `user_key`: the key with which secure strings in such files are encrypted for the user.
- A cmdlet each: `convert_from_clixml`, `convert_to_clixml`, `convert_to_xml`, `export_clixml`,
  `import_clixml`, `select_xml`.
"""
