"""Cmdlets of the containers family, one file each."""
