"""Dates, culture, random values, and waiting."""
