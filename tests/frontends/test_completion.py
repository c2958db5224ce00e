"""Tab, as PowerShell answers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py.frontends.completion import complete
from psopenai_py.shell import Shell

API = ["-TimeoutSec", "-MaxRetryCount", "-ApiType", "-ApiBase", "-AuthType", "-ApiKey", "-Organization"]
API += ["-AdditionalQuery", "-AdditionalHeaders", "-AdditionalBody", "-Project"]

OBJECT = ["ToString(", "GetType(", "Equals(", "GetHashCode("]


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    made = Shell(environ={"HOME": "/nowhere", "PATH": ""})
    made.run("$Result = [pscustomobject]@{ custom_id = 'a'; response = [pscustomobject]@{ status_code = 200 } }")
    made.run("$Table = @{ alpha = 1; beta = 2 }")
    made.run("$Many = @($Result, $Result); function Get-MyOwn { param($Alpha, [switch]$Beta) }")
    yield made


@pytest.mark.parametrize(
    ("text", "start", "length", "expected"),
    [
        ("Out-", 0, 4, ["Out-Default", "Out-File", "Out-Host", "Out-Null", "Out-String"]),
        ("Get-OpenAIMod", 0, 13, ["Get-OpenAIModels"]),
        ("Get-Batch | Get-BatchO", 12, 10, ["Get-BatchOutput"]),
        ("$x = Get-BatchO", 5, 10, ["Get-BatchOutput"]),
        ("if ($true) { Get-BatchO", 13, 10, ["Get-BatchOutput"]),
        ("Get-BatchOutput (Get-OpenAIMod", 17, 13, ["Get-OpenAIModels"]),
        ("Get-BatchOutput -Bat", 16, 4, ["-Batch", "-BatchId"]),
        ("Format-Table -Au", 13, 3, ["-AutoSize"]),
        ("Stop-ThreadRun -Run", 15, 4, ["-Run", "-RunId"]),
        ("New-Assistant -Ass", 14, 4, ["-AssistantId"]),  # hidden, but nothing else begins so
        ("Request-ImageVariation -Out", 23, 4, ["-OutFile", "-OutVariable", "-OutBuffer"]),
        ("Get-Batch -Out", 10, 4, ["-OutVariable", "-OutBuffer"]),
        ("Stop-Batch -BatchId x -", 22, 1, [*API[:7], "-Force", "-Wait", "-PassThru", *API[7:]]),
        ("Get-BatchOutput x -Thr", 18, 4, ["-ThrottleLimit"]),
        ("Set-OpenAIContext -ApiKey x -Ver", 28, 4, ["-Verbose"]),
        ("Get-OpenAIModels x -TimeoutSec 1 -Ver", 33, 4, ["-Verbose"]),
        ("Get-Batch -BatchId x -", 21, 1, [*API[:-1], "-AllParts", API[-1]]),
        ("Get-OpenAIFile -FileId x -", 25, 1, API),
        ("Get-Batch -ApiType ", 19, 0, ["Azure", "OpenAI"]),
        ("Get-Batch -ApiType:Az", 19, 2, ["Azure"]),
        ("Get-Batch -AuthType ", 20, 0, ["azure", "azure_ad", "openai"]),
        ("Wait-Batch x -StatusForExit failed, exp", 36, 3, ["expired"]),
        ("Start-Batch -Endpoint ", 22, 0,
         ["/v1/responses", "/v1/chat/completions", "/v1/embeddings", "/v1/completions", "/v1/moderations",
          "/v1/images/generations", "/v1/images/edits", "/v1/videos"]),
        ("Get-MyOwn -", 10, 1, ["-Alpha", "-Beta"]),
        ("$Res", 0, 4, ["$Result"]),
        ('"text $Res', 6, 4, ["$Result"]),
        ("$env:HO", 0, 7, ["$env:HOME"]),
        ("$Result.re", 8, 2, ["response"]),
        ("$Result.response.", 17, 0, ["status_code", *OBJECT]),
        ("$Result.response.s", 17, 1, ["status_code"]),
        ("$_.", 0, 0, []),
        ("$Many | Where-Object { $_.cus", 26, 3, ["custom_id"]),
        ("$Many | ForEach-Object { $_.response.st", 37, 2, ["status_code"]),
        ("$Many | Where-Object custom_id -eq a | Select-Object re", 53, 2, ["response"]),
        ("$Many | Select-Object custom_id, re", 33, 2, ["response"]),
        ("if ($true) { $Many | Select-Object -ExpandProperty cu", 51, 2, ["custom_id"]),
        ("Get-Batch | Select-Object st", 26, 2, ["status"]),
        ("Get-Batch -All | ? { $_.output", 24, 6, ["output_file_id"]),
        ("(Get-Batch x).end", 14, 3, ["endpoint"]),
        ("Get-ChildItem | Sort-Object Le", 28, 2, ["Length"]),
        ("$Many | Format-Table @{ n", 24, 1, ["Name"]),
        ("$Many | Format-Table @{ Name = 'x'; e", 36, 1, ["Expression"]),
        ("'text'.Len", 7, 3, ["Length"]),
        ('"text".Subs', 7, 4, ["Substring("]),
        ("[math]::Ro", 8, 2, ["Round("]),
        ("[math]::", 8, 0, None),
        ("[datetime]::Now.DayOfW", 16, 6, ["DayOfWeek"]),
        ("[ConsoleColor]::Dark", 16, 4,
         ["DarkBlue", "DarkGreen", "DarkCyan", "DarkRed", "DarkMagenta", "DarkYellow", "DarkGray"]),
        ("[sys", 1, 3, ["System", "SystemException"]),
        ("[System.Tex", 1, 10, ["System.Text"]),
        ("$x = [datet", 6, 5, None),
        ("$Table.al", 7, 2, ["alpha"]),
        ("$Table['al", 7, 3, ["'alpha'"]),
        ("Get-Help Get-BatchO", 9, 10, ["Get-BatchOutput"]),
        ("Get-Help about_K", 9, 7, ["about_Keys"]),
        ("$Many[1].response.st", 18, 2, ["status_code"]),
        ("$Many.cus", 6, 3, ["custom_id"]),
        ("'text' -", 0, 0, []),
        ("", 0, 0, []),
    ],
)  # fmt: skip
def test_tab_offers(shell: Shell, text: str, start: int, length: int, expected: list[str] | None) -> None:
    found = complete(shell.session, text)
    assert expected is None or [match for match, _ in found.matches] == expected
    assert found.matches or not expected
    assert (found.start, found.length) == (start, length)


def test_common_parameters_come_once_a_letter_was_typed(shell: Shell) -> None:
    offered = [match for match, _ in complete(shell.session, "Get-Batch -Out").matches]
    assert offered == ["-OutVariable", "-OutBuffer"]


def test_common_parameters_come_at_once_where_nothing_is_hidden(shell: Shell) -> None:
    offered = [match for match, _ in complete(shell.session, "Request-Moderation -").matches]
    assert offered[:3] == ["-Text", "-Images", "-Model"]
    assert offered[-1] == "-PipelineVariable"
    assert offered.index("-AdditionalBody") < offered.index("-ApiType") < offered.index("-Verbose")


def test_a_value_by_position_is_bound(shell: Shell) -> None:
    offered = [match for match, _ in complete(shell.session, "Request-AudioTranscription -Stream x -").matches]
    assert "-File" not in offered
    assert "-Prompt" in offered


def test_what_psopenai_does_not_have_comes_after_its_own(shell: Shell) -> None:
    offered = [match for match, _ in complete(shell.session, "Get-BatchOutput x -").matches]
    at = offered.index("-AdditionalBody") + 1
    assert offered[:at] == ["-Wait", *API[:10]]
    assert {"-OutFile", "-OutputFormat", "-IncludeInput", "-ThrottleLimit"} <= set(offered[at:])


def test_the_cursor_may_stand_inside_of_the_line(shell: Shell) -> None:
    found = complete(shell.session, "Out-S | Sort-Object", 5)
    assert [match for match, _ in found.matches] == ["Out-String"]


def test_paths_are_quoted_where_they_must_be(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "my file.txt").write_text("")
    (tmp_path / "mine").mkdir()
    found = complete(shell.session, f"Get-Content {tmp_path}/m").matches
    assert found == [(f"{tmp_path}/mine", "ProviderContainer"), (f"'{tmp_path}/my file.txt'", "ProviderItem")]


@pytest.mark.parametrize(
    "text", ["'", '"$(', "Get-Batch -Bat'", "$x[", "[", "@{", "a.b.", "$", "${", "|", "& ", "-", "`"]
)
def test_half_written_lines_never_fail(shell: Shell, text: str) -> None:
    complete(shell.session, text)


def test_a_parameter_says_itself_what_completes_it() -> None:
    made = """
    class Models : System.Management.Automation.IArgumentCompleter {
        [Collections.Generic.IEnumerable[Management.Automation.CompletionResult]] CompleteArgument(
            [string] $Command, [string] $Name, [string] $Word,
            [Management.Automation.Language.CommandAst] $Ast, [Collections.IDictionary] $Bound
        ) {
            $found = [Collections.Generic.List[Management.Automation.CompletionResult]]::new()
            foreach ($each in "gpt-4o", "o3") { if ($each -like "$Word*") { $found.Add($each) } }
            return $found
        }
    }
    function Ask {
        param(
            [ArgumentCompleter({ param($c, $p, $word, $ast, $bound) "$p-$word-$($bound.Model)" })] $Kind,
            [ArgumentCompleter([Models])] $Model, [ArgumentCompleter({ throw 'x' })] $Broken
        )
    }
    """
    with Shell(environ={"HOME": "/nowhere", "PATH": ""}) as shell:
        assert shell.run(made).errors == []
        for text, expected in {
            "Ask -Model ": ["gpt-4o", "o3"],
            "Ask -Model g": ["gpt-4o"],
            "Ask -Model o3 -Kind k": ["Kind-k-o3"],
            "Ask -Broken zz": [],
        }.items():
            assert [match for match, _ in complete(shell.session, text).matches] == expected
