"""The names of models that completion offers; any other name is taken as well."""

from __future__ import annotations

DEFAULT_MODEL = "gpt-5.4-mini"

_GENERAL = (
    "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-3.5-turbo-16k", "gpt-4-turbo", "gpt-4.1",
    "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-chat-latest", "gpt-5.1",
    "gpt-5.1-chat-latest", "gpt-5.2", "gpt-5.2-chat-latest", "gpt-5.2-pro", "gpt-5.3-chat-latest", "gpt-5.4",
    "gpt-5.4-mini", "gpt-5.4-nano", "gpt-5.5", "o1", "o3", "o3-mini", "o4-mini", "chat-latest",
)  # fmt: skip
CHAT_MODELS = (
    *_GENERAL,
    "gpt-4o-search-preview", "gpt-4o-mini-search-preview", "gpt-3.5-turbo-1106", "gpt-3.5-turbo-0125", "gpt-4-0613",
    "gpt-4-32k", "gpt-4-32k-0613", "gpt-4-turbo-2024-04-09", "gpt-audio", "gpt-audio-mini", "gpt-audio-1.5",
)  # fmt: skip
RESPONSE_MODELS = (
    *_GENERAL,
    "gpt-5-pro", "gpt-5-codex", "gpt-5.1-codex", "gpt-5.1-codex-mini", "gpt-5.1-codex-max", "gpt-5.2-codex",
    "gpt-5.4-pro", "gpt-5.5-pro", "o1-pro", "o3-pro", "o3-deep-research", "o4-mini-deep-research",
)  # fmt: skip
