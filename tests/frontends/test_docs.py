"""The generated pages and the stub are what the declarations say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from psopenai_py.frontends import docs, stubs
from psopenai_py.openai.index import INDEX

from .conftest import TIME_LIMIT

ROOT = Path(__file__).parents[2]
PROJECT = "psopenai-py/psopenai-py"  # the README's links are whole addresses, for the package index
WRITTEN = sorted(path for pattern in ("*.md", "Docs/**/*.md", "benchmarks/*.md") for path in ROOT.glob(pattern))


def test_the_pages_and_the_stub_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "psopenai_py.frontends.docs", "--check", "Docs"],
        cwd=ROOT, capture_output=True, text=True, timeout=TIME_LIMIT,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_every_cmdlet_has_a_page_with_all_sections() -> None:
    made = docs.pages()
    for name in INDEX.names():
        text = made[f"{name}.md"]
        for section in ("SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES"):
            assert f"\n## {section}\n" in text, (name, section)
        assert f"[{name}]({name}.md)" in made["README.md"]


def _slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)|^\[[^]]+\]: (\S+)$", text, re.MULTILINE):
        target = "".join(target)
        target = re.sub(
            rf"^https://(github\.com/{PROJECT}/blob|raw\.githubusercontent\.com/{PROJECT})/main/", "", target
        )
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        assert file.exists(), target
        if anchor:
            assert anchor in {
                _slug(line.lstrip("#")) for line in file.read_text("utf-8").splitlines() if line[:1] == "#"
            }


def test_a_stale_page_is_named(tmp_path: Path) -> None:
    docs.write(tmp_path)
    assert docs.stale(tmp_path) == []
    (tmp_path / "Get-Batch.md").write_text("old")
    (tmp_path / "Get-Gone.md").write_text("old")
    (tmp_path / "Own.md").write_text("by hand")
    docs_left = {path.name for path in tmp_path.glob("*.md")}
    assert docs.stale(tmp_path) == ["Get-Batch.md", "Get-Gone.md"]
    docs.write(tmp_path)
    assert docs_left - {path.name for path in tmp_path.glob("*.md")} == {"Get-Gone.md"}


def test_the_stub_knows_every_function() -> None:
    compile(stubs.text(), "__init__.pyi", "exec")
    assert "def get_batch_output(" in stubs.text()


def test_a_page_in_platyps_layout() -> None:
    text = docs.pages()["Get-BatchOutput.md"]
    block = text.partition("### -BatchId\n")[2].partition("```yaml\n")[2].partition("```")[0]
    assert block.splitlines() == [
        "Type: string",
        "Parameter Sets: Id",
        "Aliases: Id, batch_id",
        "Required: True",
        "Position: 0",
        "Default value: None",
        "Accept pipeline input: True (ByPropertyName, ByValue)",
        "Accept wildcard characters: False",
    ]


@pytest.mark.parametrize("words", [[], ["a", "b"]])
def test_the_folder_must_be_named(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.main(words) == 2
    assert "usage" in capsys.readouterr().err
