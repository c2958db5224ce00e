"""Cmdlets of the moderations family, one file each."""
