"""What commands and values say of themselves: help, syntax, metadata and records as types."""
