"""The families of cmdlets as help and Docs show them: title and folders of `openai`."""

from __future__ import annotations

FAMILIES: dict[str, tuple[str, ...]] = {
    "Batches": ("batch",),
    "Files": ("files",),
    "Chat, responses, conversations": ("chat", "responses", "conversations", "completions"),
    "Embeddings and tokens": ("embeddings", "tokens"),
    "Models and moderation": ("models", "moderations"),
    "Images, audio, video": ("images", "audio", "videos"),
    "Containers and vector stores": ("containers", "vector_stores"),
    "Assistants and threads": ("assistants", "threads"),
    "Realtime": ("realtime",),
    "Settings and secrets": ("context", "secrets"),
}
