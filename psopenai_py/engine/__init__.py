"""PowerShell without its language: values, conversions, members, operators, parameter binding and the pipeline.

The engine prints nothing and knows no front end. Scripts reach it through `language`, the shell command and the Python
functions through `shell.Shell`. It stands on `dotnet` (the .NET types), `errors` and `declare` (what a cmdlet is).

The rooms, from the bottom up; each imports only rooms below it:

- `values`: `PSObject`, and what holds for any value: its text, its truth, its items, its added members.
- `session`: the state of one shell: scopes, streams, commands, settings; script blocks.
- `conversion`: from any value to any type; which overload of a method a call means.
- `members`: properties, methods and indexes of any value.
- `operators`: ``-eq``, ``+``, ``-split`` and the others, on any two values.
- `binding`: from command-line words and pipeline objects to the values of parameters.
- `pipeline`: commands that pass objects on: cmdlets, native programs, common parameters.
- `properties`: property expressions, as Select-Object, Sort-Object and the formatting cmdlets take them.
- `describing`: what commands and records say about themselves: help, syntax, their members for scripts.
"""
