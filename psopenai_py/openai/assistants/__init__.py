"""Cmdlets of the assistants family, one file each."""
