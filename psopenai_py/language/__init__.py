"""The PowerShell language: from text to running code.

`dotnet` has the values, `engine` the operators, conversions, members and pipelines; this package reads scripts and runs
them with these. It knows nothing of the cmdlets of `builtin` and `openai`: it finds commands in the session's table.

Four rooms, the lowest first; each imports only those before it:

- `syntax`: from text to a syntax tree.
- `runtime`: what running code needs: frames, calls, errors, output.
- `compile`: from the syntax tree to closures.
- `session`: running texts, script files and modules in a session; automatic variables.
"""
