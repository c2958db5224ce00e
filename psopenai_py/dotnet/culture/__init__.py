"""How cultures write numbers and dates, and how they compare strings.

Plain data and functions, the lowest room of `dotnet`: it imports nothing of this project. Scripts run in en-US; the
invariant culture and a few others are there for scripts that name them.

- `numbers`: the signs and patterns of numbers; `number_culture` finds those of a format provider.
- `dates`: the patterns of dates, names of months and days; `culture_of` finds them for a format provider.
- `compare`: culture-sensitive order and equality of strings, without ICU.
"""
