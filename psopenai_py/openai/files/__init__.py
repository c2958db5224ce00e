"""Cmdlets of the files family, one file each."""
