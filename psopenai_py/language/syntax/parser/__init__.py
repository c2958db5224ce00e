"""The parser, by descent: a rule is a function over one state, `parse_if(p, token)`, and returns a node or None.

A rule calls the rules of the files before its own by name. Where the grammar recurs (an expression holds a script
block, which holds statements, which hold expressions) it goes through `p.rules`, which `parse` sets up.

In reading order, from the bottom to the top:

- `state`: `Parser`: look-ahead, the lexer's mode, nesting, errors; and `Rules`, what lower files come back to.
- `types`: names of types, and types and attributes in brackets.
- `expressions`: operators, values, what brackets hold, members, calls and indexes.
- `commands`: pipelines, assignments, chains, commands with their arguments, redirections.
- `statements`: blocks, and the statements that keywords start.
- `functions`: script blocks, functions, parameters, `using`.
- `classes`: classes and enums, and the checks of their methods.
- `parse`: the front, `parse` and `tokenize`, and the table of which keyword starts which rule.
"""
