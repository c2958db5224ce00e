"""Secure strings and credentials."""
