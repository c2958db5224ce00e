"""Texts as vectors, and how similar two vectors are.

May import: `openai`'s shared modules.

- A cmdlet each: `request_embeddings`, `get_cosine_similarity`.
"""
