"""Cmdlets of the videos family, one file each."""
