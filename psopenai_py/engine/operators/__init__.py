"""PowerShell's operators on values."""
