"""What a value is to PowerShell.

`dotnet.model.types` has the table of how each kind of value is carried in Python. This room adds PowerShell's own
object, and the questions that can be asked of any value. It imports `dotnet`, `declare` and `errors` only. None of its
functions needs a session; where the answer depends on one (``$OFS``, type data), a `ContextVar` holds what the running
session gave.

In reading order:

- `objects`: `PSObject`, the property bag that may also wrap another value; script and alias properties, script methods.
- `extended`: members that Add-Member puts on values of .NET classes, kept in a table beside them.
- `typedata`: members and display settings of a type name (Update-TypeData), a table per session.
- `enumeration`: which values unroll in a pipeline or a loop, and into what.
- `text`: a value as text, as in ``"$value"``.
- `truth`: a value as true or false, as in ``if ($value)``.
- `numeric`: calculation with the number types: the type of the result, and what happens when it does not fit.
- `wildcard`: ``* ? [a-z]`` as regular expressions.
"""
