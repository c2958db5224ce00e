"""Cmdlets of the responses family, one file each."""
