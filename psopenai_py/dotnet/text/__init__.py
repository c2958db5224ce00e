"""Characters, strings, `StringBuilder`, encodings, UTF-16 lengths and composite formatting."""
