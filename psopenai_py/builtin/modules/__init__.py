"""Modules of script functions."""
