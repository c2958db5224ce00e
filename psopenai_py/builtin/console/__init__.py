"""The interactive shell's line editor and the transcript.

May import: `builtin`'s shared modules, and `language` for the session whose code runs.

- `line_options`: `LineOptions`: what Set-PSReadLineOption and Set-PSReadLineKeyHandler have set; the interactive shell
  reads it before each line.
- `read_line_type`: ``[Microsoft.PowerShell.PSConsoleReadLine]``, with which the script block of a key edits the line.
- A cmdlet each: `get_ps_read_line_key_handler`, `get_ps_read_line_option`, `set_ps_read_line_key_handler`,
  `set_ps_read_line_option`, `start_transcript`, `stop_transcript`.
"""
