"""Errors: which end a statement and which the script, what catches them, what they report."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import error_ids, output, run, texts


def test_an_error_ends_its_statement_and_the_next_one_runs() -> None:
    result = run("1 / 0; 'next'")
    assert result.output == ["next"]
    assert [r.fully_qualified_error_id for r in result.errors] == ["RuntimeException"]


def test_throw_ends_the_script() -> None:
    result = run("throw 'boom'; 'never'")
    assert result.output == []
    assert result.errors == []
    assert result.terminated_by is not None
    assert (result.terminated_by.fully_qualified_error_id, result.terminated_by.category) == (
        "boom",
        "OperationStopped",
    )


def test_stop_makes_errors_end_the_script() -> None:
    result = run("$ErrorActionPreference = 'Stop'; 1 / 0; 'never'")
    assert result.output == []
    assert result.terminated_by is not None


def test_silently_continue_lets_even_throw_pass() -> None:
    result = run("$ErrorActionPreference = 'SilentlyContinue'; throw 'x'; 'next'")
    assert (result.output, result.errors) == (["next"], [])


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("try { throw 'x' } catch { \"c $_\" } finally { 'f' }", ["c x", "f"]),
        ("try { 1 / 0 } catch [DivideByZeroException] { 'div' } catch { 'other' }", ["div"]),
        ("try { throw [System.IO.FileNotFoundException]::new('n') } catch [System.IO.IOException] { 'io' }", ["io"]),
        ("try { try { throw 'a' } catch { throw 'b' } } catch { \"$_\" }", ["b"]),
        ("try { try { throw 'again' } catch { throw } } catch { \"$_\" }", ["again"]),
        ("try { throw @{ code = 42 } } catch { $_.TargetObject.code }", [42]),
        ("function f { 1 / 0; 'not reached' }; try { f } catch { 'caught' }", ["caught"]),
        ("try { $null.Foo() } catch { $_.FullyQualifiedErrorId }", ["InvokeMethodOnNull"]),
        ("trap { \"t $_\"; continue }; throw 'x'; 'after'", ["t x", "after"]),
        ("function f { trap { return 'from trap' }; throw 'z'; 'never' }; f", ["from trap"]),
        (
            "try { 'a'.Substring(9) } catch { $_.Exception.InnerException.GetType().Name }",
            ["ArgumentOutOfRangeException"],
        ),
    ],
)
def test_catching(script: str, expected: list[object]) -> None:
    assert output(script) == expected


def test_caught_errors_are_remembered_newest_first() -> None:
    assert output("try { throw 'one' } catch {}; try { throw 'two' } catch {}; $Error.Count; \"$($Error[0])\"") == [
        2,
        "two",
    ]


def test_an_error_reports_its_place_and_the_calls_that_led_there() -> None:
    script = """function f { g }
    function g { throw 'deep' }
    try { f } catch { $_.InvocationInfo.ScriptLineNumber; $_.ScriptStackTrace }"""
    line, trace = output(script)
    assert line == 2
    assert [part.split(",")[0] for part in trace.split("\n")] == ["at g", "at f", "at <ScriptBlock>"]


def test_the_stack_names_blocks_that_are_written_out_and_scripts_as_script_blocks(tmp_path: Path) -> None:
    file = tmp_path / "load.ps1"
    file.write_text(
        """function First { begin { throw 'no' } }
        function Second { process { First } }
        filter Third { Second }
        function Last { end { Third } }
        try { Last } catch { $_.ScriptStackTrace -split "`n" -replace ',.*' }
        function Seek { end { (Get-PSCallStack)[0].FunctionName } }
        Seek"""
    )
    names = ["First<Begin>", "Second<Process>", "Third", "Last<End>", "<ScriptBlock>"]
    assert output(f"& '{file}'")[: len(names)] == [f"at {name}" for name in names]
    assert output(f"& '{file}'")[-1] == "Seek<End>"
    (tmp_path / "frame.ps1").write_text('function Show { Get-PSCallStack | ForEach-Object { "$_" } }\nShow')
    shown = output(f"& '{tmp_path / 'frame.ps1'}'")
    assert shown[:2] == [
        f"at {name}, {tmp_path / 'frame.ps1'}: line {n}" for name, n in (("Show", 1), ("<ScriptBlock>", 2))
    ]


def test_thrown_terminating_errors_end_the_function_only() -> None:
    script = """function f { [CmdletBinding()] param()
        $record = [Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'Id', 'InvalidOperation', $null)
        $PSCmdlet.ThrowTerminatingError($record); 'never' }
    f -ErrorAction SilentlyContinue; 'next'"""
    result = run(script)
    assert result.output == ["next"]
    assert [r.fully_qualified_error_id for r in result.errors] == ["Id,f"]


def test_errors_in_an_expression_leave_the_variable_unset() -> None:
    assert run('$x = 1 / 0; "[$x]"').output == ["[]"]


def test_errors_can_be_redirected_and_merged() -> None:
    assert output("$r = & { 1 / 0 } 2>&1; $r.GetType().Name") == ["ErrorRecord"]
    assert error_ids("& { 1 / 0 } 2>$null") == []


def test_success_of_the_last_pipeline() -> None:
    assert run("1 / 0; $?; 'x' | & { process {} }; $?").output == [False, True]


def test_unknown_types_are_errors() -> None:
    assert error_ids("[No.Such.Type]::new()") == ["TypeNotFound"]


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("@{ $null = 1 }", "InvalidNullKey"),
        ("& ''", "BadExpression"),
        ("[datetime]$null", "nullToObjectInvalidCast"),
        ("[DayOfWeek]$null", "nullToEnumInvalidCast"),
    ],
)
def test_error_ids_of_what_is_missing(script: str, error_id: str) -> None:
    assert error_ids(script) == [error_id]


def test_the_list_of_errors_is_an_array_list() -> None:
    script = "$Error.GetType().Name; try { 1 / 0 } catch { }; $Error.RemoveAt(0); $Error.Count"
    assert output(script) == ["ArrayList", 0]


@pytest.mark.parametrize(
    ("statement", "success"),
    [
        ("(nope)", False),
        ("$x = nope", False),
        ("$x = (nope)", False),
        ("$(nope)", False),
        ("@(nope)", False),
        ('$x = "$(nope)"', True),
        ("if (nope) { }", True),
        ("$x = @(1)", True),
        ("@()", True),
    ],
)
def test_success_after_what_encloses_a_failed_command(statement: str, success: bool) -> None:
    script = "function nope { [CmdletBinding()] param() Get-Item /none/at/all 2>$null }; Get-Item /none 2>$null; "
    command = "Get-Item /none -ErrorAction Ignore"
    assert run(f"{script}{statement.replace('nope', command)}; $?").output[-1] is success


def test_parse_errors_of_text_that_a_script_makes() -> None:
    script = """try { Invoke-Expression 'if (' } catch { $_.Exception.Errors[0].ErrorId; $_.Exception.GetType().Name }
    try { [scriptblock]::Create('if (') } catch {
        $_.FullyQualifiedErrorId; $_.Exception.InnerException.Errors[0].Extent.StartLineNumber
    }"""
    assert output(script) == ["IfStatementMissingCondition", "ParseException", "ParseException", 1]


def test_the_cause_of_a_wrapped_error_is_found_first() -> None:
    script = "try { [int]::Parse('x') } catch [System.Management.Automation.MethodInvocationException] { 'wrapper' } "
    assert output(script + "catch [FormatException] { 'cause' }") == ["cause"]
    thrown = "try { throw [Exception]::new('o', [FormatException]::new('i')) } "
    assert output(thrown + "catch [FormatException] { 'cause' } catch { 'itself' }") == ["itself"]


def test_an_error_that_is_passed_on_is_remembered_once() -> None:
    script = """$Error.Clear(); try { throw 'x' } catch { try { throw } catch { Write-Error -ErrorRecord $_ -ea 0 } }
    $Error.Count"""
    assert output(script) == [1]


def test_error_details_have_a_recommended_action() -> None:
    script = "Write-Error 'x' -RecommendedAction 'do y' -ErrorAction SilentlyContinue; $Error[0].ErrorDetails"
    assert output(script + ".RecommendedAction") == ["do y"]


def test_preferences_are_of_their_enums() -> None:
    script = '$ErrorActionPreference.GetType().Name; $ErrorActionPreference = 0; "$ErrorActionPreference"'
    assert output(script) == ["ActionPreference", "SilentlyContinue"]


def test_the_variable_for_errors_gets_the_exception_that_stops() -> None:
    script = (
        "try { Get-Item nothing -ErrorAction Stop -ErrorVariable ev } catch { }; $ev.Count; $ev[0].GetType().Name; "
    )
    assert output(script + "$ev[0].ErrorRecord.CategoryInfo.Category.ToString()") == [
        1,
        "ActionPreferenceStopException",
        "ObjectNotFound",
    ]


def test_a_number_with_too_many_digits_for_a_text_is_an_error_of_the_script() -> None:
    script = "try { [bigint]::Pow(10, 300000).ToString() } catch [System.OverflowException] { $_.Exception.Message }"
    (message,) = texts(script)
    assert "digits" in message
    assert "sys." not in message


def test_a_typed_catch_sees_the_exception_that_it_names() -> None:
    inner = (
        "try { [int]::Parse('x') } catch [FormatException] { $_.Exception.GetType().Name; $_.FullyQualifiedErrorId }"
    )
    assert texts(inner) == ["FormatException", "FormatException"]
    assert texts("try { 1 / 0 } catch [Exception] { $_.Exception.GetType().Name; $_.Exception.Message }") == [
        "DivideByZeroException",
        "Attempted to divide by zero.",
    ]
    assert texts("try { [int]::Parse('x') } catch { $_.Exception.GetType().Name }") == ["MethodInvocationException"]
    outer = "$_.Exception.InnerException.GetType().Name"
    wrapper = (
        "catch [Management.Automation.MethodInvocationException] { " + outer + " } catch [Exception] { 'general' }"
    )
    assert texts("try { [int]::Parse('x') } " + wrapper) == ["FormatException"]
    assert texts("trap [FormatException] { $_.Exception.GetType().Name; continue } [int]::Parse('x')") == [
        "FormatException"
    ]


def test_a_bare_throw_raises_the_whole_error_again() -> None:
    script = "try { try { [int]::Parse('x') } catch [FormatException] { 1 | ForEach-Object { throw } } } "
    assert texts(script + "catch { $_.Exception.GetType().Name; $_.FullyQualifiedErrorId }") == [
        "MethodInvocationException",
        "FormatException",
    ]
    assert texts("try { try { throw 'a' } catch { 'b' }; throw } catch { $_.FullyQualifiedErrorId }") == [
        "b",
        "ScriptHalted",
    ]


def test_an_exception_of_dotnet_is_wrapped_where_a_script_catches_it() -> None:
    runtime = "catch [Management.Automation.RuntimeException] { 'runtime' } catch [Exception] { 'general' }"
    for script in ("throw [IO.IOException]::new('x')", "[int]'abc'", "Write-Error x -ErrorAction Stop"):
        assert output(f"try {{ {script} }} {runtime}") == ["runtime"]
    thrown = "try { throw [IO.IOException]::new('x') } catch "
    shown = "{ $_.Exception.Message; $_.Exception.InnerException.GetType().Name }"
    assert output(f"{thrown} [Management.Automation.RuntimeException] {shown}") == ["x", "IOException"]
    assert output(thrown + "[SystemException] { $_.Exception.GetType().Name }") == ["IOException"]
