"""Cmdlets of the tokens family, one file each."""
