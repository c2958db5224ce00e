"""The Write cmdlets, a stream each, and Read-Host."""
