"""Cmdlets of the chat family, one file each."""
