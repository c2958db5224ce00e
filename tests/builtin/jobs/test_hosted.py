"""`[powershell]`, runspaces and their pools."""

from __future__ import annotations

import gc
import threading
import time

import pytest

from ..running import error_ids, output, texts


def test_a_pipeline_of_commands() -> None:
    script = "$p = [powershell]::Create(); $null = $p.AddCommand('Sort-Object').AddParameter('Descending')"
    assert output(script + ".AddCommand('Select-Object').AddParameters(@{ First = 2 }); $p.Invoke((3, 9, 5))") == [9, 5]
    assert output("[powershell]::Create().AddCommand('Write-Output').AddArgument(7).Invoke()") == [7]
    two = "[powershell]::Create().AddScript('1').AddStatement().AddScript('2').Invoke()"
    assert output(two) == [1, 2]


def test_a_script_with_arguments_and_input() -> None:
    script = '$p = [powershell]::Create().AddScript({ param($a, $b) "$a-$b"; $input }); '
    assert output(script + "$p.AddArgument(1).AddParameter('b', 2).Invoke((7, 8))") == ["1-2", 7, 8]
    assert output("$p = [powershell]::Create().AddScript('$args'); $p.AddParameters((1, 2)).Invoke()") == [1, 2]


def test_what_a_runspace_keeps() -> None:
    script = "$p = [powershell]::Create(); $null = $p.AddScript('$x = 5').Invoke(); $p.Commands.Clear(); "
    assert output(script + "$p.AddScript('$x + 1').Invoke(); $null -eq $x") == [6, True]
    local = script.replace("'$x = 5'", "'$x = 5', $true")
    assert output(local + "$p.AddScript('$null -eq $x').Invoke()") == [True]
    shared = "$r = [runspacefactory]::CreateRunspace(); $r.Open(); $r.SessionStateProxy.SetVariable('q', 9); "
    shared += "$p = [powershell]::Create(); $p.Runspace = $r; $p.AddScript('$q; $q = 10').Invoke(); "
    assert output(shared + "$r.SessionStateProxy.GetVariable('q'); $r.Close()") == [9, 10]


def test_what_a_runspace_starts_with() -> None:
    script = "using namespace System.Management.Automation.Runspaces\n$s = [initialsessionstate]::CreateDefault(); "
    script += "$s.Variables.Add([SessionStateVariableEntry]::new('v', 3, '')); "
    script += "$s.Commands.Add([SessionStateFunctionEntry]::new('twice', 'param($n) 2 * $n')); "
    script += "$p = [powershell]::Create(); $p.RunspacePool = [runspacefactory]::CreateRunspacePool($s); "
    assert output(script + "$p.AddScript('twice $v').Invoke()") == [6]


def test_the_streams() -> None:
    script = (
        "$p = [powershell]::Create().AddScript({ Write-Error e; Write-Warning w; Write-Verbose v -Verbose; 'o' }); "
    )
    script += "$p.Invoke(); $p.HadErrors; $p.Streams.Error.Count; $p.Streams.Warning; $p.Streams.Verbose; "
    assert texts(script + "$p.Streams.ClearStreams(); $p.Streams.Error.Count") == ["o", "True", "1", "w", "v", "0"]


@pytest.mark.parametrize(
    ("text", "error_id", "inner"),
    [
        ('"open', "IncompleteParseException", "TerminatorExpectedAtEndOfString"),
        ("1 | 2", "ParseException", "ExpressionsMustBeFirstInPipeline"),
        ("throw 5", "RuntimeException", "5"),
        ("Get-Item /none/at/all -ErrorAction Stop", "ActionPreferenceStopException", None),
    ],
)
def test_what_ends_a_script_is_the_failure_of_invoke(text: str, error_id: str, inner: str | None) -> None:
    script = (
        f"$p = [powershell]::Create().AddScript('{text}'); try {{ $p.Invoke() }} catch {{ $_.FullyQualifiedErrorId; "
    )
    found = texts(
        script + "$_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId; $p.InvocationStateInfo.State }"
    )
    assert found[0] == error_id and found[2] == "Failed"
    assert inner is None or found[1] == inner


def test_calls_of_a_pool_run_at_once() -> None:
    """Each call ends when all have begun, which none of them would do one after the other."""
    script = "$pool = [runspacefactory]::CreateRunspacePool(1, 4); $pool.Open(); "
    script += "$begun = [System.Collections.Concurrent.ConcurrentBag[int]]::new(); $all = foreach ($n in 1..4) { "
    script += "$p = [powershell]::Create(); $p.RunspacePool = $pool; $null = $p.AddScript({ param($n, $begun) "
    script += "$begun.Add($n); for ($i = 0; $begun.Count -lt 4 -and $i -lt 3000; $i++) "
    script += "{ Start-Sleep -Milliseconds 10 }; "
    script += "if ($begun.Count -eq 4) { $n * $n } }).AddArgument($n).AddArgument($begun); "
    script += "[pscustomobject]@{ Shell = $p; Handle = $p.BeginInvoke() } }; "
    script += "$all | ForEach-Object { $_.Shell.EndInvoke($_.Handle); $_.Shell.Dispose() }; $pool.Close()"
    assert output(script) == [1, 4, 9, 16]


def test_what_was_stopped_is_not_taken_for_whole() -> None:
    script = "$p = [powershell]::Create().AddScript('1; Start-Sleep 3600; 2'); $h = $p.BeginInvoke(); "
    script += "Start-Sleep -Milliseconds 100; $p.Stop(); [string] $p.InvocationStateInfo.State; "
    script += "try { $p.EndInvoke($h) } catch [System.Management.Automation.PipelineStoppedException] { 'stopped' }"
    assert output(script) == ["Stopped", "stopped"]


def test_a_table_that_threads_share() -> None:
    script = "$t = [hashtable]::Synchronized(@{}); 1..20 | ForEach-Object -Parallel { ($using:t)[$_] = $_ }; $t.Count"
    assert output(script) == [20]


def test_stopping() -> None:
    script = "$p = [powershell]::Create().AddScript('while ($true) { Start-Sleep -Milliseconds 20 }'); "
    script += "$h = $p.BeginInvoke(); $h.IsCompleted; $h.AsyncWaitHandle.WaitOne(50); $p.Stop(); "
    assert texts(script + "$h.AsyncWaitHandle.WaitOne(60000); $p.InvocationStateInfo.State") == [
        "False",
        "False",
        "True",
        "Stopped",
    ]


def test_errors_of_a_runspace_reach_who_asked() -> None:
    script = "$r = [runspacefactory]::CreateRunspace(); $r.Open(); "
    assert error_ids(script + "$r.SessionStateProxy.SetVariable('PID', 1)") == ["VariableNotWritable"]
    setup = "using namespace System.Management.Automation.Runspaces\n$s = [initialsessionstate]::CreateDefault(); "
    setup += "$s.Commands.Add([SessionStateFunctionEntry]::new('f', '1 +')); $p = [powershell]::Create(); "
    setup += "$p.Runspace = [runspacefactory]::CreateRunspace($s); $p.AddScript('1').Invoke()"
    assert len(error_ids(setup)) == 1


def test_misuse() -> None:
    assert error_ids("[powershell]::Create().Invoke()") == ["InvalidOperationException"]
    assert error_ids("[powershell]::Create().AddParameter('x', 1)") == ["InvalidOperationException"]
    busy = "$p = [powershell]::Create().AddScript('Start-Sleep 3600'); $h = $p.BeginInvoke(); $p.Invoke(); $p.Stop()"
    assert error_ids(busy) == ["InvalidPowerShellStateException"]


_COLLECTION = "[System.Management.Automation.PSDataCollection[psobject]]"


def test_a_collection_that_takes_the_results() -> None:
    script = f"$all = {_COLLECTION}::new(); $p = [powershell]::Create().AddScript('$input; 5; Write-Error e'); "
    begin = script + "$h = $p.BeginInvoke((1, 2), $all); $p.EndInvoke($h); "
    assert output(begin + "$all.Count; $all.ReadAll(); $all.Count; $all.IsOpen") == [3, 1, 2, 5, 0, True]
    assert output(begin + "$p.Streams.Error.ReadAll().Count; $p.Streams.Error.Count") == [1, 0]
    both = f"$o = {_COLLECTION}::new(); $p = [powershell]::Create().AddScript('7'); "
    assert output(both + "$h = $p.BeginInvoke($o, $o); $null = $p.EndInvoke($h); $o[0]") == [7]
    assert output(script + "$p.Invoke((1, 2), $all); $all") == [1, 2, 5]


def test_a_collection_that_is_complete() -> None:
    script = f"$all = {_COLLECTION}::new(); $all.Add(1); $all.Insert(0, 0); $all.Complete(); "
    assert error_ids(script + "$all.Add(2)") == ["PSInvalidOperationException"]
    assert error_ids(script + "$all.Insert(0, 2)") == ["PSInvalidOperationException"]
    assert output(script + "$all; $all.IsOpen; [int]$all.Remove(0); $all.ReadAll().GetType().Name") == [
        *(0, 1, False, 1, "Collection`1"),
    ]
    assert output(f"$all = {_COLLECTION}::new([psobject[]](1, 2)); $all.IsOpen; $all.Count") == [False, 2]
    growing = f"$all = {_COLLECTION}::new(); $all.Add(1); "
    assert output(growing + "foreach ($n in $all) { $n; if ($n -lt 3) { $all.Add($n + 1) } }") == [1, 2, 3]


@pytest.mark.parametrize("use", ["AddScript('1')", "AddArgument(1)", "AddStatement()", "Invoke()", "BeginInvoke()"])
def test_what_was_disposed_of(use: str) -> None:
    script = "$p = [powershell]::Create().AddScript('1'); $null = $p.Invoke(); $p.Dispose(); "
    assert error_ids(f"{script}$p.{use}") == ["ObjectDisposedException"]
    assert output(script + "$p.Dispose(); $p.Stop(); 'again'") == ["again"]
    assert error_ids(script + "$p.Runspace = [runspacefactory]::CreateRunspace()") == ["ExceptionWhenSetting"]


@pytest.mark.parametrize(
    ("make", "name"),
    [("CreateRunspace()", "InvalidRunspaceState"), ("CreateRunspacePool(1, 2)", "InvalidRunspacePoolState")],
)
def test_a_runspace_that_was_closed(make: str, name: str) -> None:
    use = "$p = [powershell]::Create().AddScript('1'); $p.Runspace = $r; "
    script = f"$r = [runspacefactory]::{make}; $r.Open(); {use}"
    assert output(f"{script}$p.Invoke(); $p.Dispose(); {use}$p.Invoke()") == [1, 1]
    assert error_ids(script + "$r.Close(); $p.Invoke()") == [f"{name}Exception"]
    assert error_ids(script + "$r.Dispose(); $r.Dispose(); $r.Open()") == [f"{name}Exception"]
    assert error_ids(script + "$r.Open()") == [f"{name}Exception"]


def test_a_forgotten_shell_ends_its_thread() -> None:
    before = set(threading.enumerate())
    output("$null = [powershell]::Create().AddScript('1').Invoke()")
    ends = time.monotonic() + 30
    while time.monotonic() < ends and set(threading.enumerate()) - before:
        gc.collect()
        time.sleep(0.02)
    assert not set(threading.enumerate()) - before
