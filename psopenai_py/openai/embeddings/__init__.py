"""Cmdlets of the embeddings family, one file each."""
