"""Properties, methods and indexes of any value, read, written, listed and called."""
