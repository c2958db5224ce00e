"""Stopwatches."""

from __future__ import annotations

from ..calling import call, read, static


def test_a_watch_runs_between_start_and_stop() -> None:
    watch = static("System.Diagnostics.Stopwatch", "StartNew")
    assert read(watch, "IsRunning") is True
    static("System.Threading.Thread", "Sleep", 2)
    call(watch, "Stop")
    taken = read(watch, "ElapsedTicks")
    assert taken >= 2_000_000
    assert read(watch, "ElapsedTicks") == taken
    call(watch, "Reset")
    assert read(watch, "ElapsedMilliseconds") == 0
