"""Commands and their help, aliases, the history, strict mode."""
