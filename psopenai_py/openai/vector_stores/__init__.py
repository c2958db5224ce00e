"""Cmdlets of vector stores, their files and batches of files, one file each."""
