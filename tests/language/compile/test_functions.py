"""Functions, script blocks, closures and their parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py import ParseError

from ..running import error_ids, output, run, texts


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('function f($a, $b = 5) { "$a $b $($args.Count)" }; f 1; f 1 2 3; f -b 7 -a 8', ["1 5 0", "1 2 1", "8 7 0"]),
        ('function f { param($y = $x, $z = $($x = 5; $x + 1)) "$y $z" }; $x = 1; f', ["1 6"]),
        ("function f([int]$n, [switch]$s) { \"$($n + 1) $s\" }; f '4' -s", ["5 True"]),
        ("function f { \"$($args.Count): $args\" }; f 1 'two words' -flag", ["3: 1 two words -flag"]),
        ("function f { 'a'; return 'b'; 'c' }; f", ["a", "b"]),
        ("filter d { $_ * 2 }; 1..3 | d", [2, 4, 6]),
        ('function -- { "dashes $args" }; & -- 2; 3 | & --', ["dashes 2", "dashes "]),
        ("function p { begin { 'b' } process { $_ } end { 'e' } }; 1, 2 | p", ["b", 1, 2, "e"]),
        ("function i { @($input) -join ',' }; 1..3 | i", ["1,2,3"]),
        ("function f { function g { 'inner' }; g }; f", ["inner"]),
        ("function f($x) { $x.GetType().Name }; f 0x10; f 1.5; f word", ["Int32", "Double", "String"]),
    ],
)
def test_functions(script: str, expected: list[object]) -> None:
    assert output(script) == expected


def test_advanced_functions_bind_the_pipeline() -> None:
    script = """function Get-Sum {
        param([Parameter(ValueFromPipeline)][int]$N)
        begin { $t = 0 } process { $t += $N } end { $t }
    }
    1..4 | Get-Sum; '7', 8 | Get-Sum"""
    assert output(script) == [10, 15]


def test_bound_parameters_are_listed() -> None:
    script = "function f { param($A, $B = 5) $PSBoundParameters.Keys; $PSBoundParameters.ContainsKey('b') }; f -a 1"
    assert output(script) == ["A", False]
    script = """function f { [CmdletBinding(DefaultParameterSetName = 'Id')]
        param([Parameter(ParameterSetName = 'Id')]$Id, [Parameter(ParameterSetName = 'Name')]$Name)
        $PSCmdlet.ParameterSetName }
    f; f -Name x"""
    assert output(script) == ["Id", "Name"]


def test_splatting_tables_arrays_and_args() -> None:
    show = "function show { param($X, $Y) \"X=$X Y=$Y Args=$($args -join ',')\" }; "
    assert output(show + "$h = @{ X = 1; Z = 3 }; show @h; $a = 1, 2; show @a") == [
        "X=1 Y= Args=-Z:,3",
        "X=1 Y=2 Args=",
    ]
    assert output(show + "function fwd { show @args }; fwd -Y 5 6 7") == ["X=6 Y=5 Args=7"]


def test_script_blocks_are_values() -> None:
    assert output('$sb = { param($x) $x * 2 }; & $sb 4; $sb.Invoke(5)[0]; "$sb"') == [8, 10, " param($x) $x * 2 "]
    assert output("$n = 3; $c = { $n }.GetNewClosure(); $n = 9; & $c") == [3]
    assert output("& ([scriptblock]::Create('param($q) $q.Length')) 'four'") == [4]


def test_common_parameters_reach_what_is_called() -> None:
    script = (
        "function inner { $ErrorActionPreference }; function f { [CmdletBinding()] param() inner }; f -ErrorAction Stop"
    )
    assert output(script) == ["Stop"]


def test_the_begin_block_of_the_next_command_comes_before_its_first_object() -> None:
    script = """function a { begin { 'A' } process { $_ } }
    function b { begin { 'B-begin' } process { "B($_)" } end { 'B-end' } }
    1 | a | b"""
    assert output(script) == ["B-begin", "B(A)", "B(1)", "B-end"]


def test_endless_recursion_is_an_error_that_can_be_caught() -> None:
    assert output("function f { f }; try { f } catch { $_.FullyQualifiedErrorId }") == ["CallDepthOverflow"]
    assert error_ids("function f { f }; f")[-1] == "CallDepthOverflow"
    assert output("function sum($n) { if ($n) { $n + (sum ($n - 1)) } else { 0 } }; sum 300") == [45150]


def test_an_unknown_command_is_named() -> None:
    result = run("Get-Nope_zz; 'next'")
    assert result.output == ["next"]
    assert [r.fully_qualified_error_id for r in result.errors] == ["CommandNotFoundException"]
    assert result.errors[0].target == "Get-Nope_zz"


def test_attributes_and_their_arguments_must_exist() -> None:
    assert error_ids("function f { param([Parameter(Manditory = $true)]$x) 1 }; f") == ["PropertyNotFoundForType"]
    assert error_ids("function f { [CmdletBinding(Foo = 1)] param() 1 }; f") == ["PropertyNotFoundForType"]
    assert error_ids("function f { param([Nonsense()]$x) 1 }; f") == ["CustomAttributeTypeNotFound"]
    known = "[Diagnostics.CodeAnalysis.SuppressMessageAttribute('a', 'b', Justification = 'c')][CmdletBinding()]"
    assert texts(f"function f {{ {known} param([ArgumentCompleter({{ 1 }})]$x) $x }}; f 1") == ["1"]


def test_empty_parentheses_leave_room_for_a_param_block() -> None:
    assert output('function f() { param($x) "x=$x" }; f 3') == ["x=3"]
    with pytest.raises(ParseError):
        output("function f($a) { param($x) }")


def test_the_words_of_a_scripts_validators() -> None:
    script = """function f {
        param(
            [ValidateSet('a', 'b', ErrorMessage = '{0} is none of {1}')]$S,
            [ValidatePattern('^x', ErrorMessage = '"{0}" against {1}.')]$P,
            [ValidateScript({ $_ -gt 3 }, ErrorMessage = '{0} is too small')]$N)
    }
    foreach ($given in @{ S = 'z' }, @{ P = 'z' }, @{ N = 1 }) {
        try { f @given } catch [System.Management.Automation.ParameterBindingException] { $_.Exception.Message }
    }"""
    found = output(script)
    for text, own in zip(found, ("z is none of a,b.", '"z" against ^x.', "1 is too small."), strict=True):
        assert str(text).endswith(own)


DYNAMIC = """function Get-It {
    [CmdletBinding()] param([Parameter(Position = 0)][string]$Kind)
    dynamicparam {
        if ($Kind -eq 'with') {
            $mandatory = [System.Management.Automation.ParameterAttribute]@{ Mandatory = $true }
            $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
            $attributes.Add($mandatory)
            $attributes.Add([ValidateSet]::new('q', 'r'))
            $attributes.Add([Alias]::new('More'))
            $table = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
            $made = [System.Management.Automation.RuntimeDefinedParameter]::new('Extra', [string], $attributes)
            $table.Add('Extra', $made)
            $table
        }
    }
    process { "$Kind $($PSBoundParameters.Extra) $($table.Extra.Value)" }
}
"""


def test_a_dynamicparam_block_adds_parameters() -> None:
    assert output(DYNAMIC + "Get-It with -Extra q; Get-It -More r with; Get-It without") == [
        "with q q", "with r r", "without  "
    ]  # fmt: skip
    for call, error in (
        ("with -Extra z", "ParameterArgumentValidationError"),
        ("with", "MissingMandatoryParameter"),
        ("without -Extra q", "NamedParameterNotFound"),
    ):
        assert error_ids(DYNAMIC + f"Get-It {call}") == [f"{error},Get-It"]


def test_dynamic_parameters_take_pipeline_input() -> None:
    script = """function f { [CmdletBinding()] param()
        dynamicparam {
            $p = New-Object System.Management.Automation.ParameterAttribute -Property @{ ValueFromPipeline = $true }
            $c = New-Object 'System.Collections.ObjectModel.Collection[System.Attribute]'; $c.Add($p)
            $d = New-Object System.Management.Automation.RuntimeDefinedParameterDictionary
            $d.Add('Size', (New-Object System.Management.Automation.RuntimeDefinedParameter('Size', [int], $c))); $d
        }
        process { "$($PSBoundParameters.Size) $($d.Size.Value) $($d.Size.IsSet)" } }
    '1', '2' | f; f -Size 5"""
    assert output(script) == ["1 1 True", "2 2 True", "5 5 True"]


def test_steppable_pipelines() -> None:
    script = """$p = { Where-Object { $_ -gt 1 } }.GetSteppablePipeline(); $p.Begin($true)
    $p.Process(1); $p.Process(2); $p.End()"""
    assert output(script) == [2]
    proxy = """function Proxy { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$InputObject, $Process)
        begin { $wrapped = { & 'ForEach-Object' @PSBoundParameters }
            $p = $wrapped.GetSteppablePipeline($MyInvocation.CommandOrigin); $p.Begin($PSCmdlet) }
        process { $p.Process($_) } end { $p.End() } }
    """
    assert output(proxy + '1, 2 | Proxy -Process { "got $_" }') == ["got 1", "got 2"]
    assert output(proxy + "1..5 | Proxy -Process { $_ } | Select-Object -First 2") == [1, 2]
    sort = "$p = { Sort-Object | Select-Object -First 2 }.GetSteppablePipeline(); $p.Begin($true); "
    assert output(sort + "3, 1, 2 | ForEach-Object { $p.Process($_) }; $p.End()") == [1, 2]
    assert error_ids("{ 1 }.GetSteppablePipeline()") == ["CanConvertOneClauseOnly"]


@pytest.mark.parametrize(
    ("attribute", "error_id"),
    [
        ("ValidateRange(2, 1)", "MaxRangeSmallerThanMinRange"),
        ("ValidateRange('one', 10)", "MinRangeNotTheSameTypeOfMaxRange"),
        ("ValidateRange('Big')", "ExceptionConstructingAttribute"),
        ("ValidateCount(-1, 2)", "ExceptionConstructingAttribute"),
        ("ValidateCount(2, 1)", "ValidateRangeMaxLengthSmallerThanMinLength"),
        ("ValidateLength(5, 2)", "ValidateLengthMaxLengthSmallerThanMinLength"),
        ("ValidateCount(1)", "MethodCountCouldNotFindBest"),
        ("ValidateLength('a', 2)", "MethodCountCouldNotFindBest"),
        ("ValidateNotNull(1)", "MethodCountCouldNotFindBest"),
        ("ValidatePattern()", "MethodCountCouldNotFindBest"),
    ],
)
def test_an_attribute_that_cannot_be_made_is_an_error_of_the_call(attribute: str, error_id: str) -> None:
    assert error_ids(f"function f {{ param([{attribute}]$x) 'ran' }}; f") == [error_id]


@pytest.mark.parametrize(
    ("attribute", "value", "error_id"),
    [
        ("ValidateRange(1, 10)", "11", "ValidateRangeTooBig"),
        ("ValidateRange(1, 10)", "0", "ValidateRangeTooSmall"),
        ("ValidateRange('Positive')", "0", "ValidateRangePositiveFailure"),
        ("ValidateCount(2, 2)", "1, 2, 3", "ValidateCountExactFailure"),
        ("ValidateCount(2, 3)", "1, 2, 3, 4", "ValidateCountMinMaxFailure"),
        ("ValidateLength(2, 3)", "'a'", "ValidateLengthMinLengthFailure"),
        ("ValidateLength(2, 3)", "'abcd'", "ValidateLengthMaxLengthFailure"),
        ("ValidateSet('a', 'b')", "'c'", "ValidateSetFailure"),
        ("ValidatePattern('^a')", "'b'", "ValidatePatternFailure"),
        ("ValidateScript({ $false })", "1", "ValidateScriptFailure"),
        ("ValidateNotNull()", "$null", "ArgumentIsNull"),
    ],
)
def test_the_validator_is_the_cause_of_the_binders_error(attribute: str, value: str, error_id: str) -> None:
    script = f"function f {{ param([{attribute}]$x) }}; try {{ f ({value}) }} catch {{ $_.FullyQualifiedErrorId; "
    script += "$_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }"
    assert output(script) == ["ParameterArgumentValidationError,f", error_id]


def test_two_parameters_at_one_position() -> None:
    function = 'function f { param([Parameter(Position = 0)]$a, [Parameter(Position = 0)]$b) "$a|$b" }; '
    assert error_ids(function + "f 1") == ["AmbiguousPositionalParameterNoName,f"]
    assert output(function + "f -a 1 2; f -b 1") == ["1|2", "|1"]
    sets = "function f { param([Parameter(ParameterSetName = 'x', Position = 0)][int]$a, "
    sets += "[Parameter(ParameterSetName = 'y', Position = 0)][datetime]$b) $PSCmdlet.ParameterSetName }; "
    assert output(sets + "f 1") == ["x"]


def test_an_alias_cannot_be_the_name_of_another_parameter() -> None:
    assert error_ids("function f { [CmdletBinding()] param([Alias('b')]$a, $B) }; f 1") == [
        "ParameterNameConflictsWithAlias"
    ]


def test_booleans_of_an_array() -> None:
    advanced = "function f { [CmdletBinding()] param([bool[]]$x) $x }; "
    assert output(advanced + "f 1, $false") == [True, False]
    assert error_ids(advanced + "f 'yes', 'no'") == ["ParameterArgumentTransformationError,f"]
    assert output("function f { param([bool[]]$x) $x }; f 'yes', ''") == [True, False]


def test_a_failed_invoke_has_the_cause_inside() -> None:
    script = "try { { throw 'broken' }.Invoke() } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; "
    assert output(script + "$_.Exception.InnerException.Message }") == [
        "RuntimeException",
        "MethodInvocationException",
        "broken",
    ]
    caught = "try { { throw [System.IO.IOException]::new('disk') }.InvokeReturnAsIs() } "
    assert output(caught + "catch [System.IO.IOException] { 'caught' }") == ["caught"]
    stopped = "try { { Get-Item /none/at/all -ErrorAction Stop }.Invoke() } catch { $_.FullyQualifiedErrorId }"
    assert output(stopped) == ["ActionPreferenceStopException"]


def test_nothing_enters_a_pipeline() -> None:
    assert output(
        "$l = [System.Collections.ArrayList]::new(); [void]$l.Add(1) | ForEach-Object { 'no' }; $l.Count"
    ) == [1]
    assert output("[System.Management.Automation.Internal.AutomationNull]::Value | ForEach-Object { 'no' }; 'end'") == [
        "end"
    ]


def test_nulls_of_dotnet() -> None:
    assert output("[DBNull]::Value -eq $null; $null -eq [NullString]::Value; [bool][DBNull]::Value") == [
        True,
        True,
        False,
    ]
    assert output("[DBNull]::Value -eq [NullString]::Value; [DBNull]::Value ?? 'other'") == [False, "other"]
    assert output("$x = [DBNull]::Value; $x ??= 5; $x; 1, 2 | Where-Object { [DBNull]::Value }") == [5]


MERGING = """function inner { foreach ($n in 1..2) { $own = "n$n"; Write-Error "e$n"; 1 | ForEach-Object { "$own" } } }
function outer { inner 2>&1 | ForEach-Object { "$_" } }
"""


def test_a_function_keeps_its_scope_and_streams_when_its_errors_are_merged() -> None:
    assert output(MERGING + "outer") == ["e1", "n1", "e2", "n2"]
    verbose = MERGING.replace("Write-Error", "Write-Verbose -Verbose").replace("2>&1", "4>&1")
    assert output(verbose + "outer; outer | ForEach-Object { $_ }") == ["e1", "n1", "e2", "n2"] * 2


def test_what_follows_a_merge_writes_to_the_callers_streams() -> None:
    found = run(MERGING + "inner 2>&1 | ForEach-Object { Write-Error \"again $_\" -ErrorAction Continue }; 'end'")
    assert [str(error) for error in found.errors] == ["again e1", "again n1", "again e2", "again n2"]
    assert found.output == ["end"]


def test_an_error_variable_keeps_what_a_merged_function_writes() -> None:
    script = 'function middle { [CmdletBinding()] param() inner 2>&1 | ForEach-Object { "$_" } }; '
    assert output(
        MERGING + script + "function top { [CmdletBinding()] param() middle -ErrorVariable own; $own.Count }; top"
    ) == ["e1", "n1", "e2", "n2", 2]


def test_a_function_that_stands_before_a_command() -> None:
    script = """$made = [System.Management.Automation.CommandMetadata]::new((Get-Command Join-String))
        $text = [System.Management.Automation.ProxyCommand]::Create($made)
        Set-Item function:My-Join $text
        """
    assert output(script + "1..3 | My-Join -Separator '+'; 5 | My-Join -OutputSuffix '!'") == ["1+2+3", "5!"]
    assert output(script + "(Get-Command My-Join).Parameters.Separator.Aliases; $made.Name") == ["Join-String"]
    alone = "$made = [System.Management.Automation.CommandMetadata]::new((Get-Command Get-Random)); "
    alone += "Set-Item function:My-Random ([System.Management.Automation.ProxyCommand]::Create($made)); "
    assert output(alone + "My-Random -Minimum 3 -Maximum 4; (1..5 | My-Random -Count 2).Count") == [3, 2]
    binding = "[System.Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($made)"
    assert output(alone.replace("Get-Random", "Stop-Job") + binding) == [
        "[CmdletBinding(DefaultParameterSetName = 'SessionIdParameterSet', SupportsShouldProcess)]"
    ]


def test_a_call_that_a_proxy_passes_on_and_that_is_refused_ends_the_proxy() -> None:
    script = """function f { param($d) process { $d } }
        $proxy = [scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create((Get-Command f)))
        function f { param([ValidatePattern('^[a-b]$')]$d) process { $d } }
        try { & $proxy -d c; 'not here' } catch { $_.FullyQualifiedErrorId }
        & $proxy -d a
        try { { Get-Date }.GetSteppablePipeline().End() } catch { "$_" }"""
    assert output(script) == ["ParameterArgumentValidationError,f", "a", "Call Begin before End."]


def test_a_proxy_has_the_conditions_of_the_command() -> None:
    conditions = """[ValidatePattern('^a''', ErrorMessage = 'Not {0}.')][ValidateLength(1, 5)]
        [ValidateScript({ $_ -ne 'ab' })][ValidateNotNullOrEmpty()][ValidateSet('aB', 'ac', IgnoreCase = $false)]"""
    numbers = "[ValidateRange(1.5, 3)]$n, [ValidateRange('Positive')]$p, [ValidateCount(1, 2)]$c"
    script = f"""function f {{ param({conditions}$d, {numbers}) process {{ $d }} }}
        $block = [System.Management.Automation.ProxyCommand]::GetParamBlock((Get-Command f)); """
    assert [line.strip() for line in output(script + "$block")[0].splitlines() if "Validate" in line] == [
        "[ValidateSet('aB', 'ac', IgnoreCase = $false)]",
        "[ValidateNotNullOrEmpty()]",
        "[ValidateScript({ $_ -ne 'ab' })]",
        "[ValidateLength(1, 5)]",
        "[ValidatePattern('^a''', ErrorMessage = 'Not {0}.')]",
        "[ValidateRange(1.5, 3)]",
        "[ValidateRange('Positive')]",
        "[ValidateCount(1, 2)]",
    ]
    again = script + 'Invoke-Expression "function g { param($block) }"; '
    assert output(again + "foreach ($name in 'f', 'g') { (Get-Command $name).Parameters.d.Attributes.Count }") == [6, 6]


def test_a_function_that_pages_its_results() -> None:
    function = """function f { [CmdletBinding(SupportsPaging)] param($a)
        $page = $PSCmdlet.PagingParameters
        if ($page.IncludeTotalCount) { $total = $page.NewTotalCount(10, 0.5); "$total"; $total + 1; $total.Accuracy }
        "$($page.Skip) $($page.First)" }; """
    assert output(function + "f; f -Skip 2 -First 3") == ["0 18446744073709551615", "2 3"]
    assert output(function + "f -IncludeTotalCount -First 0") == ["Estimated total count: 10", 11, 0.5, "0 0"]
    assert output(function + "Get-Command f -Syntax")[0].strip() == (
        "f [[-a] <Object>] [-IncludeTotalCount] [-Skip <ulong>] [-First <ulong>] [<CommonParameters>]"
    )
    assert output(function + "f -First 2 | Out-Null; (Get-Command f).Parameters.ContainsKey('Skip')") == [True]
    assert error_ids(function + "f -Skip -1") == ["CannotConvertArgumentNoMessage,f"]
    assert output("function g { [CmdletBinding()] param() $null -eq $PSCmdlet.PagingParameters }; g") == [True]


def test_what_a_clean_block_puts_out_goes_nowhere_and_its_error_ends_nothing() -> None:
    assert output("function f { clean { 'c' } end { 'e' } }; f") == ["e"]
    result = run("function g { end { 1 } clean { throw 'x' } }; g; 2")
    assert (result.output, [error.error_id for error in result.errors]) == ([1, 2], ["x"])


def test_a_function_resolves_paths_and_asks_through_pscmdlet(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    function = "function f { [CmdletBinding()] param($Path, $y, $n) $p = $null; "
    resolve = function + "$PSCmdlet.GetResolvedProviderPathFromPSPath($Path, [ref]$p); "
    found = [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt", "FileSystem"]
    assert output(f"{resolve}$p.Name }} f '{tmp_path}/*.txt'") == found
    missing = "try { f /nowhere } catch [System.Management.Automation.ItemNotFoundException] { 'not found' }"
    assert output(f"{resolve}}} {missing}") == ["not found"]
    paths = "$s = $ExecutionContext.SessionState.Path; $s.GetResolvedPSPathFromPSPath('/').Path; $s.IsValid('a'); "
    assert output(paths + "$s.ParseParent('/a/b', ''); $s.ParseChildName('/a/b')") == ["/", True, "/a", "b"]
    ask = function + "$PSCmdlet.ShouldContinue('Go on?', 'f', [ref]$y, [ref]$n) } "
    assert output(ask + "f x $true $false; f x $false $true; f x $false $false") == [True, False, False]
    assert output(function + "$PSCmdlet.InvokeCommand.ExpandString('$(1 + 1)') } f") == ["2"]
