"""Files and folders, and the items of the drives Env:, Variable:, Function: and Alias:.

May import: `builtin`'s shared modules, and `dotnet.io`.

- `paths`: paths as PowerShell reads them: drives, wildcards, filters; where they lead.
- `drives`: the drives that hold names with values instead of files.
- `items`: the objects of files, folders and drives, with the notes that PowerShell adds.
- `common`: the parameters of cmdlets for items, and how they find their items.
- `locations`: the current location, its stacks and its history.
- `transfer`: what Copy-Item, Move-Item and Rename-Item share.
- `reading`: the content of a file piece by piece: lines, parts, bytes.
- `writing`: what Add-Content, Set-Content and Clear-Content share.
- `archives`: Compress-Archive and Expand-Archive.
- `get_ps_drive`: Get-PSDrive, and Get-PSProvider; `set_item_property`: Set- and Clear-ItemProperty.
- A cmdlet each: `add_content`, `clear_content`, `clear_item`, `convert_path`, `copy_item`, `get_child_item`,
  `get_content`, `get_file_hash`, `get_item`, `get_item_property`, `get_item_property_value`, `get_location`,
  `join_path`, `move_item`, `new_item`, `new_ps_drive`, `new_temporary_file`, `pop_location`,
  `push_location`, `remove_item`, `remove_ps_drive`, `rename_item`, `resolve_path`, `set_content`, `set_item`,
  `set_location`, `split_path`, `test_path`.
"""
