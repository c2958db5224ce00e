"""Cmdlets of the secrets family, one file each."""
