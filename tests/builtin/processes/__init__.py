"""Processes, the clipboard, and connections."""
