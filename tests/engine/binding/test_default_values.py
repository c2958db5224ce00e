"""$PSDefaultParameterValues."""

from __future__ import annotations

import pytest

from psopenai_py import Shell

FUNCTION = "function Get-It { [CmdletBinding()] param($Name = 'own', [int]$Count) \"$Name $Count\" }\n"


def run(text: str) -> list[str]:
    result = Shell().run(FUNCTION + text)
    return [str(value) for value in result.output] + [f"! {e.error_id}" for e in result.errors]


@pytest.mark.parametrize("key", ["Get-It:Name", "get-it:name", "Get-*:Name", "*:Name", "Get-It:Na"])
def test_a_key_names_commands_and_a_parameter(key: str) -> None:
    assert run(f"$PSDefaultParameterValues['{key}'] = 'default'; Get-It") == ["default 0"]


def test_what_is_given_wins() -> None:
    assert run("$PSDefaultParameterValues = @{ 'Get-It:Name' = 'default' }; Get-It given") == ["given 0"]


def test_a_script_block_is_run_for_its_value() -> None:
    assert run("$PSDefaultParameterValues['Get-It:Count'] = { 3 + 4 }; Get-It") == ["own 7"]


def test_it_can_be_switched_off() -> None:
    assert run("$PSDefaultParameterValues = @{ 'Get-It:Count' = 7; Disabled = $true }; Get-It") == ["own 0"]


def test_a_default_that_does_not_fit_is_no_reason_to_fail() -> None:
    assert run("$PSDefaultParameterValues['Get-It:Count'] = 'many'; Get-It")[0] == "own 0"


def test_common_parameters_have_defaults_too() -> None:
    script = (
        "function F { [CmdletBinding()] param() Write-Verbose v }; $PSDefaultParameterValues['F:Verbose'] = $true; F"
    )
    assert Shell().run(script).verbose == ["v"]


def test_a_cmdlet_of_the_service_takes_them() -> None:
    script = "$PSDefaultParameterValues['*:ApiBase'] = 'http://127.0.0.1:1/v1'; Get-OpenAIModels -ApiKey k"
    (error,) = Shell(environ={}).run(script).errors
    assert "cannot be reached" in error.message
