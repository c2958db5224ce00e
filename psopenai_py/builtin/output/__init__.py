"""Write-* and what asks the person."""
