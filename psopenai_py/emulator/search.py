"""Search in texts: passages of files, filters by attributes, and a score from the words that two texts share."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from .errors import check_value

MOST_RESULTS = 50
_WORD = re.compile(r"\w+")
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, wanted: value in wanted,
    "nin": lambda value, wanted: value not in wanted,
}


@dataclass(slots=True)
class Passage:
    """A piece of a file."""

    file_id: str
    filename: str
    attributes: Mapping[str, Any]
    text: str


def passages(
    file_id: str, filename: str, attributes: Mapping[str, Any], text: str, chunking: Mapping[str, Any]
) -> Iterator[Passage]:
    """The pieces of a file's text; a word counts as a token."""
    sizes = chunking.get("static") or {}
    size = max(int(sizes.get("max_chunk_size_tokens", 800)), 1)
    step = max(size - int(sizes.get("chunk_overlap_tokens", 0)), 1)
    places = [found.span() for found in _WORD.finditer(text)]
    for first in range(0, len(places), step):
        last = min(first + size, len(places)) - 1
        stop = len(text) if last == len(places) - 1 else places[last][1]
        yield Passage(file_id, filename, attributes, text[0 if first == 0 else places[first][0] : stop])
        if last == len(places) - 1:
            return


def search(
    found: Iterable[Passage], query: str, wanted: Mapping[str, Any] | None, most: int, least: float
) -> list[dict[str, Any]]:
    """The best passages, at most `most`, as the API's results. Those that share no word with the query are left out."""
    words = _words(query)
    scored = [
        (_likeness(words, _words(one.text)), one) for one in found if wanted is None or fits(one.attributes, wanted)
    ]
    best = sorted((pair for pair in scored if pair[0] > 0 and pair[0] >= least), key=lambda pair: -pair[0])[:most]
    return [
        {
            "file_id": one.file_id,
            "filename": one.filename,
            "score": round(score, 4),
            "attributes": dict(one.attributes),
            "content": [{"type": "text", "text": one.text}],
        }
        for score, one in best
    ]


def fits(attributes: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether attributes pass a filter: a comparison, or several with ``and`` or ``or``."""
    kind = wanted.get("type")
    if kind in ("and", "or"):
        each = [fits(attributes, one) for one in wanted["filters"]]
        return all(each) if kind == "and" else any(each)
    check_value(kind, (*_COMPARE, "and", "or"), "filters.type")
    value = attributes.get(wanted["key"])
    if value is None and kind not in ("ne", "nin"):
        return False
    try:
        return _COMPARE[str(kind)](value, wanted["value"])
    except TypeError:
        return False  # a number and a text have no order


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """The cosine of two texts' words."""
    shared = sum(count * b[word] for word, count in a.items())
    length = sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return shared / length if length else 0.0
