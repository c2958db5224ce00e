"""PowerShell's operators as functions of one or two values.

The left operand decides: a collection is filtered or processed item by item, and the right operand is converted to the
type of the left. The room imports `members` (for operators that .NET types declare), `conversion`, `session` and
`values`.

In reading order:

- `operators`: the tables of all binary and unary operators by name; ranges, ``-is``, ``-as``, ``-xor`` and ``-not``.
- `arithmetic`: ``+ - * / %``, the signs, ``++`` and ``--``.
- `bits`: ``-band -bor -bxor -bnot -shl -shr``.
- `comparison`: ``-eq -ne -gt -ge -lt -le -contains -in``; the order of any two values.
- `matching`: ``-like -match -replace``.
- `splitting`: ``-split -join -f``.
"""
