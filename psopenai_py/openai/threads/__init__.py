"""Cmdlets of threads, their messages and runs, one file each."""
