"""Classes and enums (stub while testing)."""
