"""Cmdlets of the conversations family, one file each."""
