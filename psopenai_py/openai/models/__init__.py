"""Cmdlets of the models family, one file each."""
