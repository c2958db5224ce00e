"""Regular expressions in .NET's syntax."""
