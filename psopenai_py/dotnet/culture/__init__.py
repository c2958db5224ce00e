"""How cultures write numbers and dates, and how they compare texts."""
