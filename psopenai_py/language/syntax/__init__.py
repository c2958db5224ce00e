"""From text to a syntax tree: source, tokens, lexer, parser and the messages of parse errors."""
