"""Types and their members: making objects, adding members, type data."""
