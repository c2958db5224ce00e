"""Each cell of the fault matrix comes to what Docs/Reliability.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .cells import FAULTS, WAYS, WIRE, cell
from .page import read

IN_PROCESS = ("Python", "variable")
#: what other columns show in every run; the rest of them is for `make faults`
SHOWN = {"none", "cut", "no-etag", "wrong-range", "too-short-no-etag", "unreadable", "fewer", "gzip-cut"}


def _cells() -> list[object]:
    return [
        pytest.param(
            way,
            fault,
            id=f"{way}-{fault}",
            marks=() if _is_fast(way, fault) else (pytest.mark.faults, pytest.mark.slow),
        )
        for fault in FAULTS
        for way in WAYS
    ]


def _is_fast(way: str, fault: str) -> bool:
    if fault in WIRE:
        return way == "Python" and not FAULTS[fault].slow
    return way in IN_PROCESS or (fault in SHOWN and way in ("pipe", "-OutFile"))


@pytest.mark.parametrize(("way", "fault"), _cells())
def test_a_cell_is_what_the_page_says(way: str, fault: str, tmp_path: Path) -> None:
    assert cell(way, fault, tmp_path) == read()[way, fault]
