"""Cmdlets of the batch family, one file each."""
