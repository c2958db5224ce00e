"""Requests to the web at large. Nothing of the service's configuration, and no key, goes with them."""
