"""Members, parsing, formatting, rounding and mathematics of the number types."""
