"""Searching text, and secure strings as text."""
