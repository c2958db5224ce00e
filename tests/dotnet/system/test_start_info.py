"""Processes that a script starts with ProcessStartInfo."""

from __future__ import annotations

from ...language.running import error_ids, output, texts

START = "$i = [System.Diagnostics.ProcessStartInfo]::new(); $i.UseShellExecute = $false; "


def test_the_pipes_of_a_process() -> None:
    script = START + "$i.FileName = 'sh'; $i.Arguments = '-c \"echo out; echo err >&2; exit 3\"'; "
    script += "$i.RedirectStandardOutput = $i.RedirectStandardError = $true; "
    script += "$p = [System.Diagnostics.Process]::Start($i); $p.WaitForExit(); $p.StandardOutput.ReadLine(); "
    script += "$p.StandardError.ReadToEnd().Trim(); $p.ExitCode; $p.HasExited"
    assert texts(script) == ["out", "err", "3", "True"]


def test_much_output_on_both_pipes_blocks_nothing() -> None:
    script = START + "$i.FileName = 'sh'; $i.RedirectStandardOutput = $i.RedirectStandardError = $true; "
    script += "$i.ArgumentList.Add('-c'); "
    script += "$i.ArgumentList.Add('head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero'); "
    script += "$p = [System.Diagnostics.Process]::Start($i); $p.StandardOutput.ReadToEnd().Length; "
    assert output(script + "$p.StandardError.ReadToEnd().Length") == [300000, 300000]


def test_a_process_that_is_made_first() -> None:
    script = "$p = New-Object System.Diagnostics.Process; $p.StartInfo.FileName = 'cat'; "
    script += "$p.StartInfo.RedirectStandardInput = $p.StartInfo.RedirectStandardOutput = $true; $p.Start(); "
    script += "$p.StandardInput.WriteLine('hello'); $p.StandardInput.Close(); $p.StandardOutput.ReadToEnd().Trim(); "
    assert output(script + "$p.WaitForExit(5000)") == [True, "hello", True]


def test_its_environment_and_folder() -> None:
    script = START + "$i.FileName = 'sh'; $i.Arguments = '-c \"echo $ZZ; pwd\"'; $i.WorkingDirectory = '/'; "
    script += "$i.Environment['ZZ'] = 'a b'; $i.RedirectStandardOutput = $true; "
    assert texts(script + "[System.Diagnostics.Process]::Start($i).StandardOutput.ReadToEnd()") == ["a b\n/\n"]


def test_what_cannot_be_started() -> None:
    assert error_ids("[System.Diagnostics.Process]::Start('no-such-program')") == ["Win32Exception"]
    assert error_ids("[System.Diagnostics.Process]::new().Start()") == ["InvalidOperationException"]
    script = "$null = Get-Process -Id $PID; [System.Diagnostics.Process]::Start('true').StandardOutput"
    assert len(error_ids(script)) == 1
