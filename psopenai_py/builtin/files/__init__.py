"""Files, folders and the other drives (Env:, Variable:, Function:, Alias:)."""
