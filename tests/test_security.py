"""SECURITY.md says of each dependency what `setup.cfg` says, and why it is there; the audit knows them all."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from . import audit

ROOT = Path(__file__).parents[1]


def declared() -> dict[str, str]:
    """The ranges in setup.cfg by package, without the conditions on a system or a Python."""
    config = configparser.ConfigParser(comment_prefixes=("#",), inline_comment_prefixes=("#",))
    config.read(ROOT / "setup.cfg")
    lines = config["options"]["install_requires"].split("\n")
    found = [re.fullmatch(r"([\w-]+) (.*?)(?:; .*)?", line.strip()) for line in lines if line.strip()]
    return {match[1]: match[2].strip() for match in found if match is not None}


def described() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| ([\w-]+) \| ([>=<][^|]*) \| ([^|]+) \|$", (ROOT / "SECURITY.md").read_text(), re.M)
    return {name: (bounds.strip(), reason.strip()) for name, bounds, reason in rows}


def test_each_dependency_has_its_range_and_a_reason() -> None:
    assert {name: bounds for name, (bounds, _) in described().items()} == declared()
    assert all(len(reason) > 3 for _, reason in described().values())


def test_each_range_has_an_upper_bound_or_a_year_for_a_version() -> None:
    for name, bounds in declared().items():
        assert "<" in bounds or re.match(r">= 20\d\d\.", bounds), name


def test_the_audit_asks_about_all_that_is_needed() -> None:
    found = audit.needed()
    assert {"httpx", "click", "keyring", "h11"} <= set(found)


@pytest.mark.parametrize(("name", "text"), [("LICENSE", "MIT"), ("Docs/Settings.md", "require_tls")])
def test_what_the_page_refers_to_is_there(name: str, text: str) -> None:
    assert text in (ROOT / name).read_text()


def test_each_extra_that_is_named_exists() -> None:
    """pip only warns about an extra that is not there, and installs nothing for it."""
    config = configparser.ConfigParser(comment_prefixes=("#",), inline_comment_prefixes=("#",))
    config.read(ROOT / "setup.cfg")
    texts = [ROOT / "README.md", *(ROOT / "Docs").rglob("*.md"), *(ROOT / "psopenai_py").rglob("*.py")]
    named = {extra for path in texts for extra in re.findall(r"psopenai-py\[(\w+)\]", path.read_text(encoding="utf-8"))}
    assert "frames" in named and named <= set(config["options.extras_require"])
