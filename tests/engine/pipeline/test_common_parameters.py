from __future__ import annotations

import pytest

from psopenai_py import Shell
from psopenai_py.shell import Result

FUNCTION = (
    "function F { [CmdletBinding()] param() Write-Warning w; Write-Verbose v; Write-Error e; Write-Debug d; 'out' }"
)


def run(text: str) -> Result:
    return Shell().run(f"{FUNCTION}\n{text}")


def texts(text: str) -> list[str]:
    return [str(value) for value in run(text).output]


def test_streams_are_silent_or_not_by_their_parameter() -> None:
    plain = run("F")
    assert (plain.warnings, plain.verbose, plain.debug, len(plain.errors)) == (["w"], [], [], 1)
    loud = run("F -Verbose -Debug")
    assert (loud.verbose, loud.debug) == (["v"], ["d"])
    quiet = run("F -WarningAction SilentlyContinue -ErrorAction SilentlyContinue")
    assert (quiet.warnings, quiet.errors, quiet.output) == ([], [], ["out"])


@pytest.mark.parametrize(("action", "kept"), [("SilentlyContinue", 1), ("Ignore", 0), ("Continue", 1)])
def test_error_action_says_whether_an_error_is_kept(action: str, kept: int) -> None:
    assert texts(f"$Error.Clear(); F -ErrorAction {action} 2>$null; $Error.Count") == ["out", str(kept)]


def test_error_action_stop_ends_the_script_unless_caught() -> None:
    result = run("F -ErrorAction Stop; 'on'")
    assert result.terminated_by is not None and result.output == []
    assert texts('try { F -ErrorAction Stop } catch { "caught $_" }') == ["caught e"]


def test_warning_action_stop_ends_too() -> None:
    assert run("F -WarningAction Stop; 'on'").terminated_by is not None


def test_preferences_hold_where_nothing_is_given() -> None:
    assert run("$VerbosePreference = 'Continue'; F 2>$null").verbose == ["v"]
    assert run("$VerbosePreference = 'Continue'; F -Verbose:$false 2>$null").verbose == []
    assert run("$ErrorActionPreference = 'Stop'; F; 'on'").terminated_by is not None


@pytest.mark.parametrize(
    ("parameter", "counted"), [("-ErrorVariable", "e"), ("-WarningVariable", "w"), ("-OutVariable", "out")]
)
def test_a_variable_collects_a_stream(parameter: str, counted: str) -> None:
    found = texts(f'F {parameter} kept 2>$null | Out-Null; "$($kept[0])"; $kept.Count')
    assert found == [counted, "1"]
    added = texts(f"F {parameter} kept 2>$null | Out-Null; F {parameter} +kept 2>$null | Out-Null; $kept.Count")
    assert added == ["2"]


def test_a_pipeline_variable_holds_the_object_for_those_that_follow() -> None:
    script = (
        '1, 2 | ForEach-Object { $_ } -PipelineVariable p | ForEach-Object { $_ * 10 } | ForEach-Object { "$p $_" }'
    )
    assert texts(script) == ["1 10", "2 20"]


def test_their_aliases_and_beginnings_are_names_too() -> None:
    assert run("F -vb -wa SilentlyContinue -ea Ignore").verbose == ["v"]
    assert run("F -Verb -Warninga SilentlyContinue -ErrorA Ignore").verbose == ["v"]


def test_an_unknown_action_is_refused() -> None:
    (error,) = run("F -ErrorAction Perhaps").errors
    assert error.error_id == "CannotConvertArgumentNoMessage"


def test_what_if_says_and_does_nothing() -> None:
    script = """
    function G { [CmdletBinding(SupportsShouldProcess)] param()
        if ($PSCmdlet.ShouldProcess('it')) { 'done' } else { 'not' }
    }
    G -WhatIf; G; G -Confirm:$false
    """
    result = Shell().run(script)
    assert result.output == ["not", "done", "done"] and "What if" in result.information[0]
    assert [e.error_id for e in run("F -WhatIf").errors] == ["NamedParameterNotFound"]
