"""Cmdlets of the images family, one file each."""
