"""What a value is to the engine: PSObject, its text, its truth, how it unrolls, wildcards and script blocks."""
