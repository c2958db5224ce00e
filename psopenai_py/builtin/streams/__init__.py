"""The Write cmdlets, one for each stream, Read-Host and Clear-Host.

May import: `builtin`'s shared modules.

- `common`: what Write-Debug, Write-Verbose and Write-Warning share; text as a SecureString.
- A cmdlet each: `clear_host`, `get_error`, `read_host`, `write_debug`, `write_error`, `write_host`,
  `write_information`, `write_output`, `write_progress`, `write_verbose`, `write_warning`.
"""
