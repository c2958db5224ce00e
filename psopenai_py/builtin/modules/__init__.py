"""Modules of script functions.

May import: `builtin`'s shared modules, `files` and `language`.

- `gallery`: what Install-Module and its like share; nothing is fetched.
- `parameters`: the parameters that Import-Module and Remove-Module share.
- `get_installed_module`: Get-InstalledModule and Find-Module; `set_ps_repository`: Set- and Get-PSRepository.
- A cmdlet each: `export_module_member`, `get_module`, `import_localized_data`, `import_module`,
  `import_power_shell_data_file`, `install_module`, `install_ps_resource`, `new_module`, `new_module_manifest`,
  `remove_module`, `test_module_manifest`, `update_module`.
"""
