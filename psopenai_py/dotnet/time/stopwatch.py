"""``[System.Diagnostics.Stopwatch]``."""

from __future__ import annotations

import time

from ..model.carriers import Int64
from ..model.core import OBJECT
from ..model.registry import register
from ..model.types import DotNetType
from . import ticks as tk
from .timespan import TimeSpan

_FREQUENCY = 1_000_000_000  # .NET counts nanoseconds where the system's clock has them


class Stopwatch:
    """Adds up the time between starts and stops."""

    __slots__ = ("_started", "_sum")

    def __init__(self) -> None:
        self._sum = 0
        self._started: int | None = None

    @property
    def nanoseconds(self) -> int:
        running = 0 if self._started is None else time.perf_counter_ns() - self._started
        return self._sum + running

    @property
    def is_running(self) -> bool:
        return self._started is not None

    def start(self) -> None:
        if self._started is None:
            self._started = time.perf_counter_ns()

    def stop(self) -> None:
        self._sum = self.nanoseconds
        self._started = None

    def reset(self) -> None:
        self._sum, self._started = 0, None

    def restart(self) -> None:
        self.reset()
        self.start()

    def __str__(self) -> str:
        return str(TimeSpan(self.nanoseconds // 100))


def _started() -> Stopwatch:
    watch = Stopwatch()
    watch.start()
    return watch


STOPWATCH = register(DotNetType("System.Diagnostics.Stopwatch", python=Stopwatch, base=OBJECT))
STOPWATCH.prop("IsRunning", "bool")(lambda watch: watch.is_running)
STOPWATCH.prop("Elapsed", "timespan")(lambda watch: TimeSpan(watch.nanoseconds // 100))
STOPWATCH.prop("ElapsedMilliseconds", "long")(lambda watch: Int64(watch.nanoseconds // 100 // tk.PER_MILLISECOND))
STOPWATCH.prop("ElapsedTicks", "long")(lambda watch: Int64(watch.nanoseconds))
STOPWATCH.constructor()(Stopwatch)
STOPWATCH.method("Start", returns="void")(Stopwatch.start)
STOPWATCH.method("Stop", returns="void")(Stopwatch.stop)
STOPWATCH.method("Reset", returns="void")(Stopwatch.reset)
STOPWATCH.method("Restart", returns="void")(Stopwatch.restart)
STOPWATCH.method("ToString", returns="string")(str)
STOPWATCH.static("StartNew", returns=STOPWATCH.full_name)(_started)
STOPWATCH.static("GetTimestamp", returns="long")(lambda: Int64(time.perf_counter_ns()))
STOPWATCH.static("GetElapsedTime", "long", returns="timespan")(
    lambda since: TimeSpan((time.perf_counter_ns() - since) // 100)
)
STOPWATCH.static_prop("Frequency", "long")(lambda: Int64(_FREQUENCY))
STOPWATCH.static_prop("IsHighResolution", "bool")(lambda: True)
