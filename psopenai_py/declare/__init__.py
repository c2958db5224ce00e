"""What a cmdlet is, as pure data.

From one declaration come binding, the Click command, completion, the Python function, help and the page in Docs/. The
room imports nothing of the project, and everything above `dotnet` may import it.

In reading order:

- `cmdlet`: how a cmdlet is written (`cmdlet`, `Param`, `Example`), and what it becomes (`CmdletSpec`, `ParamSpec`).
- `validators`: conditions for the values of a parameter; `engine.binding.validation` checks them.
- `index`: which cmdlets a layer has, by family, so that start-up need not import them.
- `sentinel`: markers for "no value", such as `MISSING`.
"""
