"""Locks and signals between the threads of a script, and between processes."""

from __future__ import annotations

import subprocess
import sys
import uuid

import pytest

from psopenai_py import Shell

_ADDS = "$v = $s.n; Start-Sleep -Milliseconds 1; $s.n = $v + 1"


def values(script: str) -> list[object]:
    with Shell() as shell:
        result = shell.run(script)
        assert result.errors == []
        assert result.terminated_by is None
        return list(result.output)


@pytest.mark.parametrize(
    ("made", "enter", "leave"),
    [
        ("[Threading.Mutex]::new()", "[void]$m.WaitOne()", "$m.ReleaseMutex()"),
        ("[Threading.SemaphoreSlim]::new(1)", "$m.Wait()", "[void]$m.Release()"),
        ("[object]::new()", "[Threading.Monitor]::Enter($m)", "[Threading.Monitor]::Exit($m)"),
    ],
)
def test_one_thread_at_a_time(made: str, enter: str, leave: str) -> None:
    script = (
        f"$m = {made}; $s = [hashtable]::Synchronized(@{{ n = 0 }}); 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel "
    )
    script += f"{{ $m = $using:m; $s = $using:s; {enter}; try {{ {_ADDS} }} finally {{ {leave} }} }}; $s.n"
    assert values(script) == [8]


def test_a_mutex_is_taken_as_often_as_it_is_released() -> None:
    script = "$m = [Threading.Mutex]::new($true); $m.WaitOne(0); $m.ReleaseMutex(); $m.ReleaseMutex(); "
    caught = "try { $m.ReleaseMutex() } catch { $_.Exception.InnerException.GetType().Name }"
    assert values(script + caught) == [True, "ApplicationException"]


def test_a_mutex_with_a_name_is_one_for_all_processes() -> None:
    name = f"test-{uuid.uuid4()}"
    asked = f"$c = $null; $m = [Threading.Mutex]::new($true, '{name}', [ref]$c); $c"
    other = [sys.executable, "-m", "psopenai_py", "-Command", asked]
    with Shell() as shell:
        assert shell.run(asked).output == [True]
        assert subprocess.run(other, capture_output=True, text=True, timeout=60).stdout == "False\n"
        assert shell.run("$m.ReleaseMutex()").errors == []
        assert subprocess.run(other, capture_output=True, text=True, timeout=60).stdout == "True\n"


def test_a_mutex_of_a_thread_that_ended_goes_to_the_next() -> None:
    script = "$m = [Threading.Mutex]::new(); Start-ThreadJob { [void]($using:m).WaitOne() } | Receive-Job -Wait; "
    caught = "try { $m.WaitOne(60000) } catch { $_.Exception.InnerException.GetType().Name }; $m.ReleaseMutex(); "
    assert values(script + caught + "$m.WaitOne(0)") == ["AbandonedMutexException", True]


def test_semaphores_count() -> None:
    script = "$s = [Threading.SemaphoreSlim]::new(1, 1); $s.Wait(); $s.CurrentCount; $s.Wait(1); $s.Release(); "
    caught = "try { $s.Release() } catch { $_.Exception.InnerException.GetType().Name }"
    assert values(script + caught) == [0, False, 0, "SemaphoreFullException"]
    assert values("$s = [Threading.Semaphore]::new(2, 3); $s.WaitOne(); $s.Release(2); $s.Dispose()") == [True, 1]


def test_signals() -> None:
    automatic = "$e = [Threading.AutoResetEvent]::new($true); $e.WaitOne(); $e.WaitOne(1)"
    assert values(automatic) == [True, False]
    manual = "$e = [Threading.ManualResetEvent]::new($false); $j = Start-ThreadJob { [void]($using:e).Set() }; "
    manual += "$e.WaitOne([timespan]'0:0:20'); $e.WaitOne(0); [void]$e.Reset(); $e.WaitOne(0)"
    assert values(manual) == [True, True, False]


def test_a_monitor_that_nobody_has() -> None:
    script = "try { [Threading.Monitor]::Exit([object]::new()) } catch { $_.Exception.InnerException.GetType().Name }"
    assert values(script) == ["SynchronizationLockException"]
    assert values("$o = [object]::new(); [Threading.Monitor]::TryEnter($o); [Threading.Monitor]::TryEnter($o, 5)") == [
        True,
        True,
    ]


def test_variables_change_as_one_step() -> None:
    script = (
        "$x = 5; $i = [Threading.Interlocked]; $i::Increment([ref]$x); $i::Add([ref]$x, 4); $i::Exchange([ref]$x, 1); "
    )
    script += "$i::CompareExchange([ref]$x, 9, 1); $i::CompareExchange([ref]$x, 0, 1); $x; $i::Decrement([ref]$x)"
    assert values(script) == [6, 10, 10, 1, 9, 9, 8]


def test_a_number_goes_on_at_the_least_one() -> None:
    script = "$i = 2147483647; [Threading.Interlocked]::Increment([ref]$i); $l = [long]2147483647; "
    assert values(script + "[Threading.Interlocked]::Increment([ref]$l); $i") == [-2147483648, 2147483648, -2147483648]


def test_a_semaphore_releases_at_least_once() -> None:
    script = "try { [Threading.Semaphore]::new(0, 3).Release(0) } catch { $_.Exception.InnerException.GetType().Name }"
    assert values(script) == ["ArgumentOutOfRangeException"]
