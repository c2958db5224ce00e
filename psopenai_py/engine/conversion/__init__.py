"""From any value to any type (``[int]'0x10'``), and which overload of a method fits the arguments of a call.

The rooms below are `values` and `session` (a script block converts to a delegate). Conversions never call `members`.
What both rooms need is here: choosing and converting the arguments of a call, and setting a declared property. So there
is no circle between them.

In reading order:

- `conversion`: `convert` and its relatives; arrays, classes, delegates, custom objects; `resolve` and `set_property`.
- `to_numbers`: to the number types and to char.
- `to_enums`: to enums: names, beginnings of names, comma lists, numbers.
- `overloads`: PowerShell's ranks of how well an argument fits a parameter; the best overload; choices kept per call.
- `failures`: the errors of conversions, with PowerShell's error ids.
"""
