"""Characters, strings, encodings, and any value as a string.

May import: `dotnet.numbers`, `dotnet.model`, `dotnet.culture`. In reading order:

- `utf16`: UTF-16 code units, in which .NET counts strings.
- `formatting`: any value as a string: `ToString()`, the formats of a value, `String.Format` and `-f`.
- `strings`: the members of `[string]`: searching, splitting, changing, comparing, joining; loaded from the start.
- `chars`: the members of `[char]`; loaded from the start.
- `stringbuilder`: `[System.Text.StringBuilder]`.
- `encoding`: `[System.Text.Encoding]`, the values of `-Encoding` parameters, byte order marks.
"""
