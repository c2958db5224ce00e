"""[semver]."""

from __future__ import annotations

import pytest

from ...language.running import texts


@pytest.mark.parametrize(
    "text, parts",
    [("1", "1 0 0 []"), ("1.2", "1 2 0 []"), ("1.2.3-rc.1", "1 2 3 [rc.1]"), ("1.2.3+b7", "1 2 3 []")],
)
def test_a_semantic_version_has_parts(text: str, parts: str) -> None:
    script = f"$v = [semver]'{text}'; \"$($v.Major) $($v.Minor) $($v.Patch) [$($v.PreReleaseLabel)]\""
    assert texts(script) == [parts]


def test_a_release_comes_after_what_leads_to_it() -> None:
    made = "'1.0.0', '1.0.0-b', '1.0.0-10', '1.0.0-2' | ForEach-Object { [semver]$_ }"
    assert texts(made + ' | Sort-Object | ForEach-Object { "$_" }') == ["1.0.0-2", "1.0.0-10", "1.0.0-b", "1.0.0"]


def test_powershell_s_own_version_is_one() -> None:
    assert texts("$PSVersionTable.PSVersion.GetType().Name; $PSVersionTable.PSVersion -ge '7.0'") == [
        "SemanticVersion",
        "True",
    ]
