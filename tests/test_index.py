"""The indexes name what the files declare, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from psopenai_py.builtin.index import INDEX as BUILTIN
from psopenai_py.declare.index import Index
from psopenai_py.engine.session.commands import CommandTable
from psopenai_py.openai.index import INDEX as OPENAI

ROOT = Path(__file__).parents[1]
BOTH = pytest.mark.parametrize("index", [OPENAI, BUILTIN], ids=["openai", "builtin"])


def declared(index: Index) -> dict[str, str]:
    """The cmdlets that the files of a layer declare, with their modules."""
    found = {}
    for path in (ROOT / index.package.replace(".", "/")).rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                calls = [call for call in node.decorator_list if isinstance(call, ast.Call)]
                names = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "cmdlet"]
                found |= {name.value: module for name in names if isinstance(name, ast.Constant)}
    return found


@BOTH
def test_every_cmdlet_has_a_row_that_names_its_file(index: Index) -> None:
    assert {name: place.module for name, place in index.places()} == declared(index)


@BOTH
def test_a_cmdlet_has_one_row_and_a_title_one_family(index: Index) -> None:
    names = index.names()
    titles = [family.title for family in index.families]
    assert len(names) == len(set(names))
    assert len(titles) == len(set(titles))


@BOTH
def test_aliases_stand_for_cmdlets_and_what_is_left_out_has_no_row(index: Index) -> None:
    names = set(index.names())
    assert set(index.aliases.values()) - names <= set(index.left_out)
    assert not set(index.left_out) & names


def test_a_cmdlet_is_shown_under_its_powershell_module() -> None:
    table = CommandTable(BUILTIN, OPENAI)
    shown = {name: info.module for name in table.names() if (info := table.cmdlet(name)) is not None}
    assert shown["Get-Batch"] == "PSOpenAI"
    assert shown["Get-Item"] == "Microsoft.PowerShell.Management"
    assert shown["Get-FileHash"] == shown["Select-Object"] == "Microsoft.PowerShell.Utility"
    assert shown["Where-Object"] == shown["Out-Host"] == "Microsoft.PowerShell.Core"
    assert shown["Get-Credential"] == "Microsoft.PowerShell.Security"
    assert "Where-Object" in table.exported_by("Microsoft.PowerShell.Core")
    assert table.title("get-batch") == "Batches"
    assert table.title("Get-Nothing") == ""
    assert table.has("get-batch")
    assert not table.has("Get-Nothing")
