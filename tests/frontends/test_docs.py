"""The generated pages and the stub are what the declarations say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from psopenai_py.builtin.index import INDEX as BUILTIN
from psopenai_py.declare.cmdlet import CmdletSpec
from psopenai_py.declare.index import Family
from psopenai_py.emulator.faults import FAULTS, OPTIONS
from psopenai_py.engine.binding.parameters import Parameters
from psopenai_py.frontends import docs, stubs
from psopenai_py.frontends.cli import cli
from psopenai_py.frontends.inputs import DOOR_PARAMETERS
from psopenai_py.openai.index import INDEX
from psopenai_py.shell import Shell

from ..test_examples import TABLE, calls_the_service
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


def specs() -> list[CmdletSpec]:
    """The declarations of the cmdlets that have a page."""
    found = [TABLE.cmdlet(name) for name in INDEX.names()]
    return [info.spec for info in found if info is not None and info.spec is not None]


def page_of(spec: CmdletSpec) -> str:
    """The page of a cmdlet as it stands in ``Docs``."""
    return (ROOT / "Docs" / f"{spec.name}.md").read_text(encoding="utf-8")


def parameters_of_page(spec: CmdletSpec) -> dict[str, tuple[str, dict[str, str]]]:
    """What a page says of each parameter: its text, and the rows of its block."""
    part = page_of(spec).partition("\n## PARAMETERS\n")[2].partition("\n### CommonParameters\n")[0]
    found = {}
    for section in re.split(r"^### -", part, flags=re.MULTILINE)[1:]:
        head, _, block = section.partition("```yaml\n")
        name, _, text = head.partition("\n")
        rows = (line.partition(":") for line in block.partition("\n```")[0].splitlines())
        found[name] = (text.strip(), {row: value.strip() for row, _, value in rows})
    return found


SMALL = frozenset(("a", "an", "are", "by", "for", "how", "in", "is", "it", "its", "of", "or", "that", "the", "this"))


def stems(text: str) -> set[str]:
    """The words of a text or of a name in PascalCase, without small ones and without the ``s`` of a plural."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", text.replace("'s", ""))
    return {word.lower().rstrip("s") for word in words if word.lower() not in SMALL}


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: str(spec.name))
def test_every_parameter_of_the_syntax_is_described(spec: CmdletSpec) -> None:
    described = parameters_of_page(spec)
    syntax = page_of(spec).partition("\n## SYNTAX\n")[2].partition("\n## ")[0]
    assert set(described) == set(re.findall(r"(?<=[ \[])-(\w+)", syntax))
    for name, (text, _) in described.items():
        assert text[:1].isupper() or text[:1].isdigit() or text.startswith(("raw_response", "auto")), (name, text)
        assert stems(text) - stems(name) - stems(spec.name), f"-{name} says no more than its name: {text}"


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: str(spec.name))
def test_default_values_are_those_that_count(spec: CmdletSpec) -> None:
    unset = Parameters(spec).unset
    for name, (_, rows) in parameters_of_page(spec).items():
        param = spec.params.get(name.lower())
        value = unset[param.attribute] if param is not None else False  # -WhatIf, -Confirm
        if param is not None and param.default_text:
            assert value is None, f"-{name} has a default of its own"
            assert rows["Default value"] == param.default_text
        else:
            shown = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            assert rows["Default value"] == shown, name


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: str(spec.name))
def test_a_page_has_examples_errors_costs_and_links(spec: CmdletSpec) -> None:
    text = page_of(spec)
    assert text.count("\n### Example ") >= (2 if len(spec.set_names) > 1 else 1)
    assert all(example.about for example in spec.examples)
    assert "\n### Errors\n" in text
    assert "The FullyQualifiedErrorId is `" in text
    assert "\n### Limits and cost\n" in text
    for param in DOOR_PARAMETERS:
        assert f"-{param.name}" in text
    links = text.partition("\n## RELATED LINKS\n")[2]
    assert "(https://developers.openai.com/api/reference/" in links or not calls_the_service(spec.name)


@pytest.mark.parametrize("family", INDEX.families, ids=lambda family: str(family.title))
def test_a_page_links_a_guide_that_speaks_of_its_family(family: Family) -> None:
    for row in family.rows:
        links = (ROOT / "Docs" / f"{row.name}.md").read_text("utf-8").partition("\n## RELATED LINKS\n")[2]
        for guide in re.findall(r"\[Guide: .*?\]\((.*?)\)", links):
            text = (ROOT / "Docs" / guide).read_text("utf-8")
            assert any(other.name in text for other in family.rows), (row.name, guide)


@pytest.mark.parametrize("family", BUILTIN.families, ids=lambda family: str(family.title))
def test_powershell_s_own_cmdlets_have_a_section(family: Family) -> None:
    name = docs.builtin_file(family)
    text = (ROOT / "Docs" / name).read_text("utf-8")
    sections = dict(part.split("\n", 1) for part in text.split("\n## ")[1:])
    assert sorted(sections) == sorted(row.name for row in family.rows)
    overview = (ROOT / "Docs/PowerShell/README.md").read_text("utf-8")
    for row in family.rows:
        info = TABLE.cmdlet(row.name)
        assert info is not None and info.spec is not None
        section = sections[row.name]
        assert section.count("```powershell") >= 2, "the syntax, and an example"
        for param in info.spec.params.values():
            assert re.search(rf"^\| `-{param.name}[ `]", section, re.MULTILINE), (row.name, param.name)
        assert f"[{row.name}]({name.rpartition('/')[2]}#{row.name.lower()})" in overview
        for spec_says in filter(None, (info.spec.remarks, info.spec.description)):
            assert spec_says in section


def test_help_at_the_prompt_leads_to_the_section() -> None:
    with Shell() as shell:
        links = shell.run("(Get-Help Group-Object).relatedLinks.navigationLink.uri").output
    assert len(links) == 2
    assert str(links[1]).endswith("/Docs/PowerShell/Objects-in-the-pipeline.md#group-object")


def test_what_is_left_out_and_what_has_no_effect_is_said() -> None:
    made = docs.pages()
    for name, why in BUILTIN.left_out.items():
        assert f"- `{name}`: {why}." in made["PowerShell/README.md"]
    assert (
        "**What differs from PowerShell:** `-Culture` has no effect." in made["PowerShell/Objects-in-the-pipeline.md"]
    )


def test_the_website_loads_nothing_from_the_network() -> None:
    config = (ROOT / docs.SITE).read_text("utf-8")
    assert "font: false" in config
    (shim,) = re.findall(r"polyfills:\n    - (\S*iframe-worker\S*)", config)  # without it the generator names a server
    assert (ROOT / "Docs" / shim).is_file()


def test_the_emulator_s_help_names_every_fault() -> None:
    shown = CliRunner().invoke(cli, ["emulator", "--help"]).output
    written = (ROOT / "Docs/Emulator.md").read_text(encoding="utf-8")
    for kind in (*FAULTS, *OPTIONS):
        assert re.search(rf"(?<![\w-]){kind}(?![\w-])", shown), kind
        assert re.search(rf"`{kind}\b", written), kind


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
