"""The models of the server."""

from __future__ import annotations

import threading
from typing import Any

from .errors import ApiFailure

_MODELS = (
    ("gpt-4o", "system", 1_715_367_049),
    ("gpt-4o-mini", "system", 1_721_172_741),
    ("gpt-4.1", "system", 1_744_316_542),
    ("gpt-5", "system", 1_754_425_777),
    ("gpt-5-mini", "system", 1_754_425_928),
    ("gpt-5.4", "system", 1_772_000_000),
    ("gpt-5.4-mini", "system", 1_772_000_001),
    ("gpt-6-luna", "system", 1_790_000_000),
    ("gpt-image-1", "system", 1_745_517_030),
    ("gpt-image-1.5", "system", 1_765_000_000),
    ("sora-2", "system", 1_759_708_615),
    ("tts-1", "openai-internal", 1_681_940_951),
    ("gpt-4o-mini-tts", "system", 1_742_403_959),
    ("whisper-1", "openai-internal", 1_677_532_384),
    ("gpt-4o-transcribe", "system", 1_742_068_463),
    ("gpt-transcribe", "system", 1_785_000_000),
    ("text-embedding-3-small", "system", 1_705_948_997),
    ("text-embedding-3-large", "system", 1_705_953_180),
    ("omni-moderation-latest", "system", 1_731_689_265),
    ("ft:gpt-4o-mini:acme:suffix:abc123", "acme", 1_725_000_000),
)


class Models:
    """The list of models; only fine-tuned ones can be deleted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._models = {
            name: {"id": name, "object": "model", "created": created, "owned_by": owner}
            for name, owner, created in _MODELS
        }

    def list(self) -> dict[str, Any]:
        with self._lock:
            return {"object": "list", "data": [*self._models.values()]}

    def get(self, name: str) -> dict[str, Any]:
        with self._lock:
            model = self._models.get(name)
        if model is None:
            message = f"The model '{name}' does not exist"
            raise ApiFailure(404, message, param="model", code="model_not_found")
        return model

    def delete(self, name: str) -> dict[str, Any]:
        self.get(name)
        if not name.startswith("ft:"):
            raise ApiFailure(403, "You have insufficient permissions for this operation.")
        with self._lock:
            self._models.pop(name, None)
        return {"id": name, "object": "model", "deleted": True}
