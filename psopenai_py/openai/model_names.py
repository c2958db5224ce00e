"""The names of models: those that completion offers (others are accepted too), and those that the service retires."""

from __future__ import annotations

from datetime import date, timedelta

DEFAULT_MODEL = "gpt-5.4-mini"

#: what PSOpenAI 4.50 to 5.1 added; at the end, so that the older names keep their places
_NEWER = (
    "gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-6-astra", "gpt-6-sol", "gpt-6-luna",
)  # fmt: skip

CHAT_MODELS = (
    "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-4o-search-preview", "gpt-4o-mini-search-preview",
    "gpt-3.5-turbo-16k", "gpt-3.5-turbo-1106", "gpt-3.5-turbo-0125", "gpt-4-0613", "gpt-4-32k", "gpt-4-32k-0613",
    "gpt-4-turbo", "gpt-4-turbo-2024-04-09", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini",
    "gpt-5-nano", "gpt-5-chat-latest", "gpt-5.1", "gpt-5.1-chat-latest", "gpt-5.2", "gpt-5.2-chat-latest",
    "gpt-5.2-pro", "gpt-5.3-chat-latest", "gpt-5.4", "gpt-5.4-mini", "gpt-5.4-nano", "gpt-5.5", "gpt-audio",
    "gpt-audio-mini", "gpt-audio-1.5", "o1", "o3", "o3-mini", "o4-mini", "chat-latest", *_NEWER,
)  # fmt: skip
TALK_MODELS = (
    "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-3.5-turbo-16k", "gpt-3.5-turbo-1106",
    "gpt-3.5-turbo-0125", "gpt-4-0613", "gpt-4-32k", "gpt-4-32k-0613", "gpt-4-turbo", "gpt-4-turbo-2024-04-09",
    "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-chat-latest", "o3",
    "o3-mini", "o4-mini", *_NEWER,
)  # fmt: skip
RESPONSE_MODELS = (
    "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-3.5-turbo-16k", "gpt-4-turbo", "gpt-4.1",
    "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-pro", "gpt-5-chat-latest",
    "gpt-5-codex", "gpt-5.1", "gpt-5.1-chat-latest", "gpt-5.1-codex", "gpt-5.1-codex-mini", "gpt-5.1-codex-max",
    "gpt-5.2", "gpt-5.2-chat-latest", "gpt-5.2-codex", "gpt-5.2-pro", "gpt-5.3-chat-latest", "gpt-5.4",
    "gpt-5.4-mini", "gpt-5.4-nano", "gpt-5.4-pro", "gpt-5.5", "gpt-5.5-pro", "o1", "o1-pro", "o3", "o3-pro",
    "o3-mini", "o4-mini", "o3-deep-research", "o4-mini-deep-research", "chat-latest", *_NEWER,
)  # fmt: skip
COMPACTION_MODELS = (
    "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-3.5-turbo-16k", "gpt-4-turbo", "gpt-4.1",
    "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-pro", "gpt-5-chat-latest",
    "gpt-5-codex", "gpt-5.1", "gpt-5.1-chat-latest", "gpt-5.1-codex", "gpt-5.1-codex-mini", "gpt-5.1-codex-max",
    "gpt-5.2", "gpt-5.2-chat-latest", "gpt-5.2-pro", "gpt-5.3-chat-latest", "gpt-5.4", "gpt-5.4-mini",
    "gpt-5.4-nano", "o1", "o1-pro", "o3", "o3-pro", "o3-mini", "o4-mini", "o3-deep-research",
    "o4-mini-deep-research", *_NEWER,
)  # fmt: skip


NOTICE = timedelta(days=30)  # how long before its end to warn

_ENDS: dict[str, str] = {
    "2023-03-23": "code-davinci-001 code-davinci-002 code-cushman-001 code-cushman-002",
    "2024-01-04": "ada babbage curie davinci text-ada-001 text-babbage-001 text-curie-001 text-davinci-001 "
    "text-davinci-002 text-davinci-003 text-davinci-edit-001 code-davinci-edit-001",
    "2024-09-13": "gpt-3.5-turbo-0613 gpt-3.5-turbo-16k-0613",
    "2024-12-06": "gpt-4-vision-preview gpt-4-1106-vision-preview",
    "2025-06-06": "gpt-4-32k gpt-4-32k-0314 gpt-4-32k-0613",
    "2025-07-14": "gpt-4.5-preview",
    "2025-07-28": "o1-preview",
    "2025-10-27": "o1-mini text-moderation-007 text-moderation-stable text-moderation-latest",
    "2026-02-17": "chatgpt-4o-latest",
    "2026-09-24": "sora-2 sora-2-pro",
    "2026-09-28": "gpt-3.5-turbo-instruct gpt-3.5-turbo-1106 babbage-002 davinci-002",
    "2026-10-23": "gpt-3.5-turbo gpt-3.5-turbo-0125 gpt-4 gpt-4-0613 gpt-4-1106-preview gpt-4-turbo "
    "gpt-4-turbo-2024-04-09 gpt-4o-2024-05-13 gpt-4.1-nano gpt-4.1-nano-2025-04-14 o1 o1-2024-12-17 o1-pro "
    "o1-pro-2025-03-19 o3-mini o3-mini-2025-01-31 o4-mini o4-mini-2025-04-16 gpt-image-1",
}
_END_OF: dict[str, str] = {model: day for day, models in _ENDS.items() for model in models.split()}


def retirement_warning(model: str | None, today: date | None = None) -> str | None:
    """The warning about a model that is retired or will be soon; None for any other."""
    day = _END_OF.get((model or "").lower())
    if day is None:
        return None
    end = date.fromisoformat(day)
    now = today or date.today()
    if now < end - NOTICE:
        return None
    state = "has been" if now >= end else "will be"
    return f"The {model} model {state} discontinued on {day}. Please consider using a different model."
