from __future__ import annotations

import pytest

from ..conftest import Service

FUNCTIONS = """
function Get-Weather {
    <#
    .DESCRIPTION
    Tells the weather.
    .PARAMETER City
    Name of the city.
    #>
    param([Parameter(Mandatory)][string]$City, [ValidateSet('C','F')][string]$Unit = 'C', [switch]$Long)
    "$City $Unit"
}
function Get-Row { [pscustomobject]@{ n = 1; tags = 'a', 'b' } }
function Get-Nothing { }
function Get-Bad { throw 'broken' }
"""


def definition(service: Service, words: str) -> dict[str, object]:
    from psopenai_py.openai.body import to_plain

    (made,) = service.output(f"{FUNCTIONS}; New-ChatCompletionFunction {words}")
    plain: dict[str, object] = to_plain(made)
    return plain


def test_a_function_is_described_by_its_parameters_and_its_comment(service: Service) -> None:
    assert definition(service, "Get-Weather") == {
        "name": "Get-Weather",
        "description": "Tells the weather.",
        "parameters": {
            "type": "object",
            "properties": {
                "City": {"description": "Name of the city.", "type": "string"},
                "Unit": {"enum": ["C", "F"], "type": ["string", "null"]},
                "Long": {"type": ["boolean", "null"]},
            },
            "additionalProperties": False,
            "required": ["City"],
        },
    }


def test_a_strict_function_requires_everything_and_has_no_limits(service: Service) -> None:
    made = definition(service, "Get-Weather -Strict -ExcludeParameters Long")
    assert made["strict"] is True
    parameters = made["parameters"]
    assert isinstance(parameters, dict)
    assert parameters["required"] == ["City", "Unit"] and "enum" not in parameters["properties"]["Unit"]


def test_a_function_without_help_shows_its_syntax(service: Service) -> None:
    assert definition(service, "Get-Row")["description"] == "\nGet-Row \n"


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ('Get-Weather {"City":"Rome"}', "Rome C"),
        ("Get-Row {}", '{\n  "n": 1,\n  "tags": [\n    "a",\n    "b"\n  ]\n}'),
        ("Get-Nothing {}", "[SUCCEEDED]"),
    ],
)
def test_the_models_call_is_run_and_its_result_sent_back(service: Service, call: str, result: str) -> None:
    name = call.split()[0]
    script = f"{FUNCTIONS}; $t = New-ChatCompletionFunction {name}\n"
    script += f"(Request-ChatCompletion 'call {call}' -Tools $t -InvokeTools Auto -Model m).Answer"
    assert service.texts(script) == [result]
    _, second = service.bodies
    asked, call_, answer = second["messages"]
    assert asked["role"] == "user"
    assert call_["tool_calls"][0]["function"]["name"] == name and "content" not in call_
    assert answer == {"role": "tool", "content": result, "tool_call_id": "call_1"}


def test_a_function_that_fails_tells_the_model(service: Service) -> None:
    result = service.run(
        f"{FUNCTIONS}; Request-ChatCompletion 'call Get-Bad {{}}' -Tools (New-ChatCompletionFunction Get-Bad)"
        " -InvokeTools Auto -Model m | ForEach-Object Answer"
    )
    assert result.output == ["[ERROR] broken"] and len(result.errors) == 1


def test_without_invoke_tools_nothing_is_run(service: Service) -> None:
    service.output(
        f"{FUNCTIONS}; Request-ChatCompletion 'call Get-Bad {{}}' -Tools (New-ChatCompletionFunction Get-Bad) -Model m"
    )
    assert len(service.bodies) == 1


def test_only_functions_that_were_offered_are_run(service: Service) -> None:
    result = service.run(
        f"{FUNCTIONS}; Request-ChatCompletion 'call Get-Bad {{}}' -Tools (New-ChatCompletionFunction Get-Row)"
        " -InvokeTools Auto -Model m"
    )
    assert len(result.errors) == 1 and len(service.bodies) == 1


def test_an_unknown_command_cannot_be_described(service: Service) -> None:
    result = service.run("New-ChatCompletionFunction No-SuchThing")
    assert [e.error_id for e in result.errors] == ["ParameterArgumentValidationError"]
