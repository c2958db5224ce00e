"""Tables as text: CSV, and the pairs of ConvertFrom-StringData."""
