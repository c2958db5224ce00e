"""Wildcards as expressions."""

from __future__ import annotations

import fnmatch
import re
import sys
from itertools import product

import pytest

from psopenai_py.engine.values.wildcard import wildcard_to_regex


def test_stars_match_as_a_plain_translation_does() -> None:
    texts = ["".join(each) for count in range(6) for each in product("ab", repeat=count)]
    for pattern in ("".join(each) for count in range(6) for each in product("ab*?", repeat=count)):
        plain = re.compile(fnmatch.translate(pattern))
        compiled = wildcard_to_regex(pattern, ignore_case=False)
        for text in texts:
            assert bool(compiled.match(text)) == bool(plain.match(text)), (pattern, text)


@pytest.mark.parametrize("version", [(3, 10), sys.version_info])
def test_many_stars_end(version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that tries every place for every star would take longer than the age of the world."""
    monkeypatch.setattr(sys, "version_info", version)
    wildcard_to_regex.cache_clear()
    assert wildcard_to_regex("*a" * 30 + "b").match("a" * 200) is None
    assert wildcard_to_regex("*a" * 30 + "*[b-c]?").match("A" * 200 + "cx") is not None
    assert wildcard_to_regex("x*y*").match("x\ny") is not None
    wildcard_to_regex.cache_clear()
