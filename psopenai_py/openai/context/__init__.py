"""Cmdlets of the context family, one file each."""
