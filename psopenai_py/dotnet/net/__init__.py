"""Addresses, URIs and the helpers of System.Web."""
