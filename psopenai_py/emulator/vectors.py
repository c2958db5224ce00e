"""Embeddings and moderations, made from the words of a text."""

from __future__ import annotations

import base64
import hashlib
from array import array
from functools import lru_cache
from math import sqrt
from typing import Any

from .answers import check_failure, tokens
from .errors import ApiFailure, missing

_DIMENSIONS = {"text-embedding-3-large": 3072}
_MOST_TEXTS, _LONGEST_TEXT, _MOST_TOKENS = 2048, 8192, 300_000  # the service's limits for one request
_CATEGORIES = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/instructions",
    "self-harm/intent",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)
_VIOLENT = ("kill", "murder", "attack", "violence")


def embeddings(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /embeddings``: texts with common words are closer."""
    model = body.get("model")
    if not model:
        raise ApiFailure(400, "You must provide a model parameter.", param="model")
    check_failure(str(model))
    texts = _texts(body)
    largest = _DIMENSIONS.get(str(model), 1536)
    dimensions = body.get("dimensions") or largest
    if not isinstance(dimensions, int) or not 1 <= dimensions <= largest:
        raise ApiFailure(400, f"dimensions must be an integer from 1 to {largest}.", param="dimensions")
    counts = [tokens(text) for text in texts]
    if len(texts) > _MOST_TEXTS or max(counts, default=0) > _LONGEST_TEXT or sum(counts) > _MOST_TOKENS:
        message = (
            f"A request takes {_MOST_TEXTS} inputs, {_LONGEST_TEXT} tokens in each, and {_MOST_TOKENS} tokens in all."
        )
        raise ApiFailure(400, message, param="input")
    data = []
    for index, text in enumerate(texts):
        check_failure(text)
        vector = _vector(text, dimensions)
        shown: Any = vector.tolist()
        if body.get("encoding_format") == "base64":
            shown = base64.b64encode(vector.tobytes()).decode()
        data.append({"object": "embedding", "index": index, "embedding": shown})
    count = sum(counts)
    return {
        "object": "list",
        "data": data,
        "model": model,
        "usage": {"prompt_tokens": count, "total_tokens": count},
    }


def moderation(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /moderations``: a text with a violent word in it is flagged."""
    results = []
    for text in _texts(body):
        check_failure(text)
        violent = any(word in text.lower() for word in _VIOLENT)
        results.append(
            {
                "flagged": violent,
                "categories": {name: violent and name == "violence" for name in _CATEGORIES},
                "category_scores": {name: 0.97 if violent and name == "violence" else 0.001 for name in _CATEGORIES},
                "category_applied_input_types": {name: ["text"] for name in _CATEGORIES},
            }
        )
    digest = hashlib.sha256(repr(body.get("input")).encode()).hexdigest()[:24]
    return {"id": f"modr-{digest}", "model": body.get("model") or "omni-moderation-latest", "results": results}


def _texts(body: dict[str, Any]) -> list[str]:
    """The inputs as texts; a list of numbers is one input in tokens."""
    given = body.get("input")
    if given is None or given in ("", []):
        raise missing("input")
    if isinstance(given, list) and not isinstance(given[0], int):
        return [str(one.get("text", one)) if isinstance(one, dict) else str(one) for one in given]
    return [str(given)]


def _vector(text: str, dimensions: int) -> array[float]:
    """The sum of the vectors of the words, normalised."""
    first, *others = text.lower().split() or [""]
    summed = list(_word_vector(first, dimensions))
    for word in others:  # one at a time: all of them together would take gigabytes
        summed = [a + b for a, b in zip(summed, _word_vector(word, dimensions), strict=True)]
    length = sqrt(sum(x * x for x in summed)) or 1.0
    return array("f", [x / length for x in summed])


@lru_cache(maxsize=256)
def _word_vector(word: str, dimensions: int) -> tuple[int, ...]:
    return tuple(array("h", hashlib.shake_256(word.encode()).digest(2 * dimensions)))
