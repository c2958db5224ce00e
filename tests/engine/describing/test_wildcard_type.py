"""[wildcardpattern]."""

from __future__ import annotations

from ...language.running import texts


def test_patterns_are_escaped_and_matched() -> None:
    assert texts("[wildcardpattern]::Escape('a[1]*'); [wildcardpattern]::ContainsWildcardCharacters('a*')") == [
        "a`[1`]`*",
        "True",
    ]
    assert texts(
        "[wildcardpattern]::new('A*').IsMatch('abc'); [wildcardpattern]::new('A*', 'IgnoreCase').IsMatch('abc')"
    ) == [
        "False",
        "True",
    ]
