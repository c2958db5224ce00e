"""Regular expressions in .NET's syntax, for `[regex]` and for the operators `-match`, `-replace`, `-split`.

A pattern is translated into the syntax of Python and compiled by the standard module `re`. What `re` cannot do
(look-behind of varying width, `\\p{Lu}`, atomic groups, all captures of a group) is left to the package `regex`, which
is slow to load; the translation says which of the two a pattern needs. Compiled patterns are cached.

May import: the rooms from `culture` to `collections`; of `time` it needs the TimeSpan of a match's time limit.

- `translate`: .NET's syntax into Python's, and .NET's numbers of groups.
- `compile`: `compile_net(pattern)` returns a `NetRegex`, with search, replace and split. The operators use only this.
- `match`: what is found: Match, Group and Capture, and their collections.
- `regex`: the type `[regex]`, its methods and static methods.
"""
