"""From the syntax tree to closures, a module per kind of syntax."""
