"""Waiting until things of the service have ended: poll, back off, survive failed polls."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from ..engine.pipeline.cmdlet import Output
from ..errors import ErrorRecord, ExitCode, NetException, TerminatingError
from .api import ApiParams

FAILED_POLLS = 10  # failed polls in a row after which waiting ends
LONGEST_POLL = 60.0  # seconds that one poll may take

Data = dict[str, Any]
Key = TypeVar("Key", bound=Hashable)


class PollingWaiter(ABC, Generic[Key]):
    """Waits for several things at once, each identified by a key. A subclass says how one is fetched.

    ``interval`` None: the pauses grow from ``first_interval`` to ``longest_interval``. ``timeout`` limits the whole
    waiting, in seconds; None: the cmdlet's -TimeoutSec does, 0: nothing does. A poll has a limit of its own, and a
    failed one is made again.
    """

    activity = "Waiting"
    things = "items"  # what they are called
    running: Collection[str] = ()  # the states in which the waiting goes on
    first_interval = 1.0  # seconds
    longest_interval = 30.0

    def __init__(
        self,
        cmdlet: ApiParams,
        interval: float | None = None,
        timeout: float | None = None,
        status_for_wait: Collection[str] | None = None,
        status_for_exit: Collection[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.cmdlet = cmdlet
        self.interval = interval
        timeout = cmdlet.timeout_sec if timeout is None else timeout
        self.deadline = clock() + timeout if timeout else None
        self.status_for_wait = frozenset(map(str.lower, status_for_wait or self.running))
        self.status_for_exit = frozenset(map(str.lower, status_for_exit or ()))
        self.clock = clock
        self.sleep = sleep or cmdlet.client.retry.sleep

    # -- what a kind of thing says ----------------------------------------------------------------------------------

    @abstractmethod
    def ask(self, key: Key) -> Data:
        """The thing as it is now."""

    def state(self, data: Data) -> str:
        """The state that a thing is in; empty if it says none."""
        state = data.get("status")
        return state.lower() if isinstance(state, str) else ""

    def name(self, key: Key) -> str:
        """The thing in messages."""
        return str(key)

    def poll(self, keys: Sequence[Key]) -> tuple[dict[Key, Data | None], TerminatingError | None]:
        """The state of each (None: it cannot be fetched), and the temporary error that prevented the others."""
        return self.ask_each(keys)

    def progress_of(self, found: Mapping[Key, Data | None]) -> tuple[str, float | None]:
        """Their progress, in words and percent."""
        return ", ".join(sorted({str(data.get("status")) for data in found.values() if data is not None})), None

    # -- waiting ----------------------------------------------------------------------------------------------------

    def wait(self, keys: Sequence[Key]) -> Iterator[Data]:
        """Each thing as soon as its wait is over. One that cannot be fetched is reported and left out."""
        for _, data in self.items(keys):
            yield data

    def items(self, keys: Sequence[Key]) -> Iterator[tuple[Key, Data]]:
        """The same, with their keys."""
        left = list(dict.fromkeys(keys))
        total = len(left)
        pause = self.interval if self.interval is not None else self.first_interval
        failures = over = 0
        try:
            while left:
                with self.cmdlet.limiting(self._poll_limit()):
                    found, failed = self.poll(left)
                failures = failures + 1 if failed else 0
                if failed is not None and failures >= FAILED_POLLS:
                    exception = failed.record.exception
                    exception.message = f"{exception.message} ({FAILED_POLLS} times in a row; wait again later)"
                    raise failed
                for key in list(left):
                    data = found.get(key, ...)
                    if data is None:  # an error has been written for it
                        left.remove(key)
                    elif not isinstance(data, type(...)) and self._is_over(data):
                        left.remove(key)
                        yield key, data
                if not left:
                    return
                if over < total - len(left):
                    over = total - len(left)
                    self.cmdlet.settle()
                self._show(found, over, total)
                self._check_time(left, failed)
                self._pause(pause)
                if self.interval is None:
                    pause = min(pause * 1.5, self.longest_interval)
        finally:
            if total:
                self.cmdlet.progress(self.activity, done=True)

    def ask_each(self, keys: Sequence[Key]) -> tuple[dict[Key, Data | None], TerminatingError | None]:
        """Poll them one by one."""
        found: dict[Key, Data | None] = {}
        for key in keys:
            try:
                found[key] = self._readable(self.ask(key))
            except TerminatingError as error:
                if error.record.exit_code in (ExitCode.NETWORK, ExitCode.INCOMPLETE):
                    return found, self.passing(error)
                if error.record.target is None:
                    error.record.target = self.name(key)
                self.cmdlet.write_error(error.record)
                found[key] = None
        return found, None

    def passing(self, error: TerminatingError) -> TerminatingError:
        """Note the error as a temporary one, and return it."""
        self.cmdlet.verbose(f"A poll failed and is repeated: {error.record.message}")
        return error

    def _readable(self, data: Data) -> Data:
        """What a poll has brought; if it is nothing of the service's it is a failed one."""
        if data.get("id"):
            return data
        raise self.cmdlet.stop_with("NoId", "The answer is not what was asked for.", exit_code=ExitCode.NETWORK)

    def _poll_limit(self) -> float:
        if self.deadline is None:
            return LONGEST_POLL
        return min(LONGEST_POLL, max(self.deadline - self.clock(), 0.1))

    def _is_over(self, data: Data) -> bool:
        status = self.state(data)
        if not status:
            self.cmdlet.fail("NoStatus", "The service does not report a status; there is nothing to wait for.")
        names = {status, str(data.get("status")).lower()}  # as it is documented, and as the service spells it
        return bool(names & self.status_for_exit) or not names & self.status_for_wait

    def _show(self, found: Mapping[Key, Data | None], over: int, total: int) -> None:
        text, percent = self.progress_of(found)
        ended = f", {over} of {total} {self.things} have ended" if total > 1 else ""
        self.cmdlet.progress(self.activity, text + ended, percent)

    def _check_time(self, left: Sequence[Key], failed: TerminatingError | None) -> None:
        if self.deadline is None or self.clock() < self.deadline:
            return
        names = ", ".join(map(self.name, left))
        message = f"The time that -TimeoutSec allows is over; not ended yet: {names}. Wait again to continue."
        if failed is not None:
            message += f" The last poll failed: {failed.record.message}"
        net = NetException("System.TimeoutException", message)
        record = ErrorRecord("OperationTimeout", message, "OperationTimeout", self.name(left[0]), net)
        record.exit_code = ExitCode.INCOMPLETE
        raise TerminatingError(record)

    def _pause(self, seconds: float) -> None:
        if self.deadline is not None:
            seconds = min(seconds, max(self.deadline - self.clock(), 0))
        self.sleep(seconds)


class WaitSettings(ApiParams):
    """A cmdlet that collects what to wait for in ``keys``. It declares the parameters of `params.wait_params`."""

    timeout_sec: int | None
    poll_interval_sec: float | None
    status_for_wait: list[str] | None
    status_for_exit: list[str] | None

    def begin(self) -> Output:
        self.keys: list[Any] = []
        return None

    def wait_settings(self) -> tuple[float | None, float | None, list[str] | None, list[str] | None]:
        """The arguments of a `PollingWaiter`: the interval, the time limit, the states."""
        interval = self.poll_interval_sec if self.is_bound("PollIntervalSec") else None
        return interval, self.timeout_sec, self.status_for_wait, self.status_for_exit
