"""From a script's text to its syntax tree.

The room knows the syntax of PowerShell 7 and nothing of running it: of the rest of the project it imports only how
`dotnet.numbers` reads a number. The parser asks the lexer for one token at a time, in the mode that fits what it
expects, because the same characters mean different things in a command, an expression and a type's name.

In reading order:

- `source`: a text with its lines, an `Extent` (a range of it, with line and column), and reading a script file.
- `errors`: `ParseError` and its items: PowerShell's error id, the place, the message. All messages are here.
- `tokens`: `Token`, the keywords, the operators with their precedence.
- `chars`: classes of characters and the patterns that the lexer uses, compiled when first asked for.
- `lexer`: `Lexer`, which reads the next token; a table says which method reads which first character.
- `ast`: the nodes of the tree, with the names of System.Management.Automation.Language.
- `parser`: the rules of the grammar, and `parse` and `tokenize`.

How it is used:

    >>> from psopenai_py.language.syntax.parser.parse import parse
    >>> tree = parse("Get-Batch -All | Where-Object status -eq 'completed'")
    >>> pipeline = tree.end.statements[0]
    >>> [command.name for command in pipeline.elements]
    ['Get-Batch', 'Where-Object']
    >>> pipeline.elements[1].extent.text
    "Where-Object status -eq 'completed'"

    >>> from psopenai_py.language.syntax.errors import ParseError
    >>> try:
    ...     parse("Get-Batch\\nif ($x {")
    ... except ParseError as error:
    ...     first = error.errors[0]
    >>> first.error_id, first.line, first.column
    ('UnexpectedToken', 2, 8)
    >>> first.message
    "Unexpected token '{'."

    >>> from psopenai_py.language.syntax.parser.parse import tokenize
    >>> [(token.kind, token.text) for token in tokenize("Get-Batch -Limit 5")]
    [('generic', 'Get-Batch'), ('parameter', '-Limit'), ('number', '5')]
"""
