"""Format-* and Out-*: how objects become text."""
