"""The families of cmdlets as help and Docs show them: title and folders of `openai`."""

from __future__ import annotations

FAMILIES: dict[str, tuple[str, ...]] = {
    "Batches": ("batch",),
    "Files": ("files",),
    "Chat, responses, embeddings": ("chat", "responses", "embeddings", "completions", "moderations"),
    "Conversations": ("conversations",),
    "Pictures, sound, videos": ("images", "audio", "videos"),
    "Containers": ("containers",),
    "Tokens": ("tokens",),
    "Assistants and threads": ("assistants", "threads"),
    "Vector stores": ("vector_stores",),
    "Models": ("models",),
    "Settings and secrets": ("context", "secrets"),
}
