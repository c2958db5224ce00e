"""Batches that were made of one input (-SplitAt) and belong together: their metadata say which part each one is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..api import ApiParams
from ..params import LARGEST_PAGE

SPLIT_KEY, PART_KEY = "psopenai_split", "psopenai_part"
_PART = re.compile(r"(\d+)/(\d+)")


class Place(NamedTuple):
    """Which part of a split input a batch is: the ``number``-th (from 1) ``of`` so many."""

    split: str
    number: int
    of: int

    def metadata(self) -> dict[str, str]:
        return {SPLIT_KEY: self.split, PART_KEY: f"{self.number}/{self.of}"}


def places(of: int, split: str | None = None) -> list[Place]:
    """The places of all parts; none where the input is one batch, which belongs to no other."""
    name = split or os.urandom(8).hex()
    return [Place(name, number, of) for number in range(1, of + 1)] if of > 1 else []


def place_of(batch: Mapping[str, Any]) -> Place | None:
    """The place of a batch, from the service's data; None if it is not a part of anything."""
    metadata = batch.get("metadata")
    if not isinstance(metadata, dict):
        return None
    found = _PART.fullmatch(str(metadata.get(PART_KEY)))
    split = metadata.get(SPLIT_KEY)
    return Place(split, int(found[1]), int(found[2])) if found is not None and isinstance(split, str) else None


def parts_of(cmdlet: ApiParams, batch: dict[str, Any]) -> list[dict[str, Any]]:
    """All batches of the input that ``batch`` is a part of, in the input's order; those that are missing were not
    started, or are not listed any more.

    The service lists the newest first, and the parts are started in their order: behind the first one are no others.
    """
    place = place_of(batch)
    if place is None:
        return [batch]
    found = {place.number: batch}
    for data in cmdlet.pages("batches", query={"limit": LARGEST_PAGE}):
        other = place_of(data)
        if other is not None and other.split == place.split:
            found.setdefault(other.number, data)  # a part that was started again counts as it was started last
            if len(found) == place.of or other.number == 1:
                break
    return [found[number] for number in sorted(found)]
