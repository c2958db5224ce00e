"""Dates, times, spans and time zones, with their parsing and formatting."""
