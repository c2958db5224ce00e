from __future__ import annotations

import pytest

from psopenai_py import Shell

FUNCTION = """
function F {
    [CmdletBinding(DefaultParameterSetName = 'B')]
    param(
        [Parameter(ParameterSetName = 'A', Mandatory)][int]$X,
        [Parameter(ParameterSetName = 'B')][int]$Y,
        [Parameter(ParameterSetName = 'C', Mandatory)][int]$Z,
        [Parameter(ParameterSetName = 'A')][Parameter(ParameterSetName = 'C')][switch]$Shared,
        [string]$Common
    )
    $PSCmdlet.ParameterSetName
}
"""


def run(call: str, function: str = FUNCTION) -> str:
    result = Shell().run(f"{function}\n{call}")
    return result.errors[0].error_id if result.errors else str(result.output[0])


@pytest.mark.parametrize(
    ("call", "chosen"),
    [
        ("F", "B"),
        ("F -Common c", "B"),
        ("F -Y 1", "B"),
        ("F -X 1", "A"),
        ("F -Z 1 -Shared", "C"),
        ("F -X 1 -Shared -Common c", "A"),
        ("F -X 1 -Y 2", "AmbiguousParameterSet"),
        ("F -X 1 -Z 2", "AmbiguousParameterSet"),
        ("F -Y 1 -Shared", "AmbiguousParameterSet"),
    ],
)
def test_what_is_given_chooses_the_set(call: str, chosen: str) -> None:
    assert run(call) == chosen


def test_without_a_default_the_set_must_be_told() -> None:
    function = FUNCTION.replace("DefaultParameterSetName = 'B'", "")
    assert run("F -Shared", function) in ("AmbiguousParameterSet", "MissingMandatoryParameter")
    assert run("F -X 1", function) == "A"


def test_the_message_tells_the_ways_of_calling() -> None:
    result = Shell().run(f"{FUNCTION}\nF -X 1 -Z 2")
    assert "-X" in result.errors[0].message and "-Z" in result.errors[0].message


def test_a_piped_object_chooses_among_what_the_words_leave() -> None:
    function = """
    function P {
        [CmdletBinding()]
        param(
            [Parameter(ParameterSetName = 'Number', ValueFromPipeline, Mandatory)][int]$Number,
            [Parameter(ParameterSetName = 'Date', ValueFromPipeline, Mandatory)][datetime]$Date
        )
        process { $PSCmdlet.ParameterSetName }
    }
    """
    result = Shell().run(f"{function}\n5, [datetime]'2020-01-01' | P")
    assert result.output == ["Number", "Date"]
