"""The number types: their members, and numbers as text in both directions.

May import: `dotnet.model`, `dotnet.culture`. In reading order:

- `literals`: PowerShell's number literals (`0x1F`, `1kb`, `2d`), for the parser and for conversions from strings.
- `parse`: `Parse` and `TryParse` with .NET's NumberStyles; `fit` checks the range of a type.
- `format`: `ToString` with the standard formats (`N2`, `X`, `P`) and with custom ones (`#,##0.00`).
- `rounding`: `Round` with its modes, and integer division.
- `members`: declares the members of all number types; loaded from the start.
- `math`: `[math]`.
"""
