"""Typed lines as they are remembered: without their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.frontends.history import open_history
from psopenai_py.language.session.typed_secrets import remembered


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("$env:OPENAI_API_KEY = 'hunter2'", "$env:OPENAI_API_KEY = ***"),
        ("${env:OPENAI_API_KEY} = \"hunter2\"", "${env:OPENAI_API_KEY} = ***"),
        ("($env:OPENAI_API_KEY) = 'hunter2'", "($env:OPENAI_API_KEY) = ***"),
        ("$env:OPENAI_API_KEY += 'hun' + 'ter2'; 1", "$env:OPENAI_API_KEY += *** + ***; 1"),
        ("$global:OPENAI_API_KEY = @'\nhunter2\n'@", "$global:OPENAI_API_KEY = ***"),
        ("$env:OPENAI_API_KEY = hunter2", "$env:OPENAI_API_KEY = ***"),
        ("$env:OPENAI_API_KEY = 'hunter2", "$env:OPENAI_API_KEY = ***"),
        ("$h['api-key'] = 'hunter2'", "$h['api-key'] = ***"),
        ("$h.ApiKey = 12345", "$h.ApiKey = ***"),
        ("$h.Add('api-key', 'hunter2')", "$h.Add('api-key', ***)"),
        (
            "[Environment]::SetEnvironmentVariable('OPENAI_API_KEY', 'hunter2')",
            "[Environment]::SetEnvironmentVariable('OPENAI_API_KEY', ***)",
        ),
        ("@{ a = 1; ApiKey = 'hunter2'; b = 2 }", "@{ a = 1; ApiKey = ***; b = 2 }"),
        ("$PSDefaultParameterValues['*:ApiKey'] = 'hunter2'", "$PSDefaultParameterValues['*:ApiKey'] = ***"),
        ("$PSDefaultParameterValues = @{ "
         "'*:ApiKey' = 'hunter2' }", "$PSDefaultParameterValues = @{ '*:ApiKey' = *** }"),
        ("Get-Batch -ApiKey hunter2 -Limit 5", "Get-Batch -ApiKey *** -Limit 5"),
        ("Get-Batch –ApiKey:'hunter2' -Limit 5", "Get-Batch –ApiKey:*** -Limit 5"),
        ("Get-Batch -ApiK 'hun ter2'", "Get-Batch -ApiK ***"),
        ("curl --api-key=hunter2 --api-key hunter2", "curl --api-key=*** --api-key ***"),
        ("export OPENAI_API_KEY=hunter2", "export OPENAI_API_KEY=***"),
        ("Set-Secret OPENAI_API_KEY hunter2 and more", "Set-Secret OPENAI_API_KEY *** *** ***"),
        ("Set-Secret -Secret hunter2 -Name mine", None),
        ("Set-Item env:OPENAI_API_KEY hunter2", "Set-Item env:OPENAI_API_KEY ***"),
        ("Set-Variable -Name OPENAI_API_KEY -Value hunter2", "Set-Variable -Name OPENAI_API_KEY -Value ***"),
        ("ConvertTo-SecureString hunter2 -AsPlainText -Force", "ConvertTo-SecureString *** -AsPlainText -Force"),
        ("'hunter2' | ConvertTo-SecureString -AsPlainText", "*** | ConvertTo-SecureString -AsPlainText"),
        ("Set-OpenAIContext -ApiKey ('hun' + 'ter2') -ApiBase x", "Set-OpenAIContext -ApiKey (*** + ***) -ApiBase x"),
        ("irm https://jo:hunter2@example.org/x", "irm https://***@example.org/x"),
        ("irm x -Headers @{ Authorization = 'Bearer hunter2' }", "irm x -Headers @{ Authorization = *** }"),
        ("$env:OPENAI_API_KEY = 'hunter2'; 1 +* 2", "$env:OPENAI_API_KEY = ***; 1 +* 2"),
        ("'sk-hunter2hunter2'  # sk-hunter2hunter2", None),
    ],
)  # fmt: skip
def test_typed_keys_are_masked(typed: str, kept: str | None) -> None:
    shown = remembered(typed)
    assert "hun" not in shown and "ter2" not in shown and "12345" not in shown
    assert kept is None or shown == kept


@pytest.mark.parametrize(
    "line",
    [
        "Get-Batch -Limit 5 | Where-Object status -eq 'completed'",
        "Request-ChatCompletion 'hello' -MaxTokens 100 -Model gpt-4o",
        "$env:OPENAI_API_KEY = Get-Secret OPENAI_API_KEY",
        "$env:OPENAI_API_KEY = $other",
        "Get-Batch -ApiKey $key -Limit 5",
        "Get-Batch -ApiKey (Get-Content $file)",
        "Set-Secret OPENAI_API_KEY",
        "$h.Count; $key = 'a'",
        "Set-Variable x 5",
        "foreach ($n in 1..3) { 'open' ",
        "",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert remembered(line) == line


def test_a_line_with_a_key_is_recalled_masked_and_never_written(tmp_path: Path) -> None:
    history = open_history({"HOME": str(tmp_path)})
    for line in ("'kept'", "$h['api-key'] = 'hunter2'"):
        history.append_string(line)
    assert history.get_strings() == ["'kept'", "$h['api-key'] = ***"]
    written = (tmp_path / ".local/state/psopenai/history").read_text()
    assert "'kept'" in written and "api-key" not in written


def test_without_a_file_lines_are_masked_too(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("in the way")
    history = open_history({"HOME": str(tmp_path)})
    history.append_string("$env:OPENAI_API_KEY = 'hunter2'")
    assert history.get_strings() == ["$env:OPENAI_API_KEY = ***"]
