"""The language: text, tokens, syntax tree, closures."""
