"""Cmdlets of the completions family, one file each."""
