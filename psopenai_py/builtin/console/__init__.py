"""The interactive shell's line editor and the transcript.

May import: `builtin`'s shared modules.

- `line_options`: `LineOptions`: what Set-PSReadLineOption and Set-PSReadLineKeyHandler have set; the interactive shell
  reads it before each line.
- A cmdlet each: `get_ps_read_line_option`, `set_ps_read_line_option`, `set_ps_read_line_key_handler`,
  `start_transcript`, `stop_transcript`.
"""
