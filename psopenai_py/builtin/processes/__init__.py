"""Processes of the machine, its clipboard, and reaching other machines.

May import: `builtin`'s shared modules, and `dotnet.system`.

- `chosen`: the parameters that choose processes, and the processes that they choose.
- `clipboard`: the programs that read and write the clipboard.
- A cmdlet each: `get_clipboard`, `get_process`, `set_clipboard`, `start_process`, `stop_process`, `test_connection`,
  `wait_process`.
"""

from ...dotnet.system import start_info  # noqa: F401 (with it a process has all of its members)
