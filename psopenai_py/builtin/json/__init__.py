"""JSON: text from objects and objects from text, as PowerShell does it."""
