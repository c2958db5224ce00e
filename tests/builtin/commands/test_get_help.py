from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_a_pattern_lists_commands(run: Run) -> None:
    assert run("(Get-Help *-Location).Name -join ' '") == "Get-Location Pop-Location Push-Location Set-Location"


def test_unknown_names_are_errors(errors: Callable[[str], list[str]]) -> None:
    assert errors("Get-Help No-Such") == [
        "HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand ResourceUnavailable"
    ]


@pytest.mark.parametrize(
    ("name", "end"), [("Get-Lokation", "Did you mean Get-Location?"), ("xyzxyz", "has that name.")]
)
def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(run: Run, name: str, end: str) -> None:
    assert run(f"try {{ Get-Help {name} -ea Stop }} catch {{ $_.Exception.Message }}").endswith(end)


_SCRIPT = """#!/usr/bin/env pwsh
#requires -Version 5

<#
.SYNOPSIS
    The script.
.DESCRIPTION
    Longer text.
.PARAMETER Name
    The name.
.INPUTS
    None.
.OUTPUTS
    System.String
.EXAMPLE
    ./s.ps1 -Name x

    Shows x.
.EXAMPLE
    ./s.ps1 y
.NOTES
    A note.
.COMPONENT
    Tools
.LINK
    https://example.com
.LINK
    Get-Date
#>
param(
    [Parameter(Mandatory)][string]$Name,
    # how many
    [int]$Count = 3
)
"""


def test_all_sections_of_a_scripts_comment(run: Run, folder: Path) -> None:
    (folder / "s.ps1").write_text(_SCRIPT)
    run("$h = Get-Help ./s.ps1 -Full")
    for expression, expected in {
        "$h.Synopsis": "The script.",
        "$h.Description.Text": "Longer text.",
        "$h.parameters.parameter.name": "Name\nCount",
        "$h.parameters.parameter.description.Text": "The name.\nhow many",
        "$h.parameters.parameter[1].defaultValue": "3",
        "$h.examples.example.Count": "2",
        "$h.examples.example[0].code + '|' + $h.examples.example[0].remarks[0].Text": "./s.ps1 -Name x|Shows x.",
        "$h.inputTypes.inputType.type.name": "None.",
        "$h.returnValues.returnValue[0].type.name": "System.String",
        "$h.alertSet.alert.Text": "A note.",
        "$h.relatedLinks.navigationLink[0].uri": "https://example.com",
        "$h.relatedLinks.navigationLink[1].linkText": "Get-Date",
        "$h.Component": "Tools",
        "$h.Category": "ExternalScript",
    }.items():
        assert run(expression) == expected, expression
    shown = lines(run("$h"))
    order = ["NAME", "SYNOPSIS", "SYNTAX", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"]
    assert [line for line in shown if line in order] == order
    assert lines(run("./s.ps1 -?"))[:4] == ["NAME", str(folder / "s.ps1"), "SYNOPSIS", "The script."]


def test_a_parameters_help_is_an_object(run: Run) -> None:
    script = "$p = Get-Help ConvertTo-Json -Parameter Depth, Compress; $p.name -join ','; $p[0].type.name"
    assert run(script) == "Depth,Compress\nint"


def test_help_may_be_that_of_another_command(run: Run) -> None:
    assert run("function f {\n<#\n.FORWARDHELPTARGETNAME Get-Date\n#>\n}\n(Get-Help f).Name") == "Get-Date"


def test_a_comment_that_is_not_help_is_passed_over(run: Run) -> None:
    run("function f {\n# note\n\n# .SYNOPSIS\n# Yes.\nparam($x)\n}")
    assert run("(Get-Help f).Synopsis; (f -? | Out-String).Trim().Substring(0, 4)") == "Yes.\nNAME"


def test_without_a_name_the_first_steps_are_shown(run: Run) -> None:
    for call in ("Get-Help", "help"):
        text = run(call)
        assert "First steps" in text and "Set-Secret OPENAI_API_KEY" in text and "about_Keys" in text


def test_topics_are_found_by_their_names_and_listed(run: Run) -> None:
    text = run("Get-Help about_keys")
    assert lines(text)[:2] == ["TOPIC", "about_Keys"] and "-ApiKey" in text
    names = run("(Get-Help about_*).Name -join ' '")
    assert names == "about_Keys about_Batches about_Shell about_Differences"
    assert "about_Keys" in run("Get-Help *keys*")


def test_what_a_topic_shows_is_in_the_language(run: Run) -> None:
    """Every command that the topics name is there."""
    script = """
        $names = (Get-Help about_*).Name | ForEach-Object { Get-Help $_ } |
            Select-String '\\b[A-Z][a-z]+-[A-Z]\\w+' -AllMatches | ForEach-Object { $_.Matches.Value }
        $names | Sort-Object -Unique | Where-Object { -not (Get-Command $_ -ErrorAction Ignore) }
    """
    assert lines(run(script)) == ["Alt-Enter"]


def test_a_description_is_wrapped_once(run: Run) -> None:
    shown = [
        line for line in run("Get-Help Get-BatchOutput | Out-String -Width 200").splitlines() if "custom_id" in line
    ]
    assert "in no fixed order (custom_id says" in shown[0]
    about_local = next(
        line for line in run("Get-Help Get-Batch | Out-String -Width 200").splitlines() if "-Local l" in line
    )
    assert "the folder and the profile they were started from" in about_local


def test_the_address_of_the_page_is_shown(run: Run) -> None:
    assert run("(Get-Help Get-Batch -Online 6>&1).ToString()").endswith("psopenai-py/blob/main/Docs/Get-Batch.md")
    assert "/microsoft.powershell.utility/get-date" in run("(Get-Help Get-Date -Online 6>&1).ToString()")


def test_the_help_of_a_cmdlet_is_that_of_its_page(run: Run) -> None:
    found = {
        "Path": ["Accept wildcard characters?  true"],
        "MaxRetryCount": [
            "Accepted values: 0 to 100",
            "Default value                0; in a shell, 2 for calls that only read",
        ],
    }
    for name, facts in found.items():
        shown = lines(run(f"Get-Help Start-Batch -Parameter {name}"))
        assert all(fact in shown for fact in facts), shown
    text = run("Get-Help Start-Batch -Full | Out-String -Width 200")
    notes = text.partition("\nNOTES\n")[2].partition("EXAMPLE 1")[0]
    assert "A batch takes 50,000 requests and 200 MB" in notes
    assert "PS > Start-Batch ./missing.jsonl" in notes
    assert "FullyQualifiedErrorId FileNotFound,Start-Batch, exit code 1." in notes
    assert lines(run("(Get-Help Start-Batch).inputTypes.inputType.type.name")) == ["string", "PSOpenAI.Batch.Input"]
    assert "-WhatIf" in run("Get-Help Remove-BatchFile -Detailed")
