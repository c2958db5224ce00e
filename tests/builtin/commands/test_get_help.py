from __future__ import annotations

from collections.abc import Callable

from ..conftest import Run

_DOCUMENTED = """<#
.SYNOPSIS
Adds.
.DESCRIPTION
Adds two numbers.
.PARAMETER A
The first one.
.EXAMPLE
Add-Two 1 2
Gives 3.
#>
function Add-Two { param([Parameter(Mandatory)][int]$A, [int]$B = 1) $A + $B }
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_a_function_without_comments_has_its_syntax(run: Run) -> None:
    text = run("function Add-Two { param([int]$A, [int]$B) $A + $B }; Get-Help Add-Two")
    assert lines(text) == [
        "NAME", "Add-Two", "SYNTAX", "Add-Two [[-A] <int>] [[-B] <int>]", "ALIASES", "None", "REMARKS", "None",
    ]  # fmt: skip


def test_a_function_is_described_by_its_comment(run: Run) -> None:
    found = lines(run(_DOCUMENTED + "Get-Help Add-Two -Full"))
    assert found[:4] == ["NAME", "Add-Two", "SYNOPSIS", "Adds."]
    assert {"Adds two numbers.", "The first one.", "PS > Add-Two 1 2", "Gives 3."} <= set(found)
    assert run("(Get-Help Add-Two).Synopsis") == "Adds."


def test_a_comment_may_stand_inside(run: Run) -> None:
    script = "function Do-It {\n  # .SYNOPSIS\n  #   Does it.\n  param($X)\n}\n(Get-Help Do-It).Synopsis"
    assert run(script) == "Does it."


def test_a_cmdlet_is_described_by_its_declaration(run: Run) -> None:
    found = lines(run("Get-Help ConvertTo-Json -Parameter Depth"))
    assert found[0] == "-Depth <int>"
    assert "Required?                    false" in found
    assert "PS > " in run("Get-Help ConvertTo-Json -Examples")


def test_the_lines_of_a_description_start_at_the_same_column(run: Run) -> None:
    found = run("(Get-Help Get-Help).Description").splitlines()
    assert len(found) > 1
    assert found == [line.strip() for line in found]


def test_a_pattern_lists_commands(run: Run) -> None:
    assert run("(Get-Help *-Location).Name -join ' '") == "Get-Location Pop-Location Push-Location Set-Location"


def test_unknown_names_are_errors(errors: Callable[[str], list[str]]) -> None:
    assert errors("Get-Help No-Such") == [
        "HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand ResourceUnavailable"
    ]
