"""A queue of batches: under the service's limit of enqueued tokens, or so many at once, the next starts when one ends.

The service refuses what is above its limit by failing the batch (``token_limit_exceeded``); such a batch goes back into
the queue, and no more run at once from then on than ran without it. Without a number of the user's, a batch is only
started when the service has taken the one before. What has become of each batch stands in the journal, so that
Resume-Batch goes on after any end of the run.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ...dataclass import dataclass
from ...engine.values.objects import PSObject
from ...errors import ExitCode, TerminatingError
from ...http import open_alone
from ..objects import rows, to_object
from ..waiting import FAILED_POLLS, LONGEST_POLL, Data
from .batch import PAGE, RUNNING, TYPE_NAME, BatchFacts
from .journal import Entry, Journal, of_inputs
from .starting import BatchSender, was_refused
from .watching import Watcher, report_failure

TOKEN_LIMIT = "token_limit_exceeded"
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between two polls
LIMIT_PAUSE = 60.0  # seconds until a batch is tried again that others keep out; each time twice as long
LONGEST_LIMIT_PAUSE = 900.0
MOST_ALONE = 2  # how often a batch is started that is refused though no other runs


@dataclass(slots=True)
class Item:
    """A batch of the queue: the request that starts it, its number in the journal, its id once it is started."""

    body: Mapping[str, Any]
    number: int | None
    id: str | None = None
    sent_at: float | None = None  # of a request whose answer did not come
    alone: int = 0  # how often it was refused though no other batch ran


class BatchQueue:
    """Runs a queue for a cmdlet. `add` its batches in order, then `run`.

    ``throttle`` is how many run at once at most; None: as many as the service takes. Use as a context manager: no other
    process can run the same queue meanwhile.
    """

    def __init__(self, cmdlet: BatchSender, id: str, throttle: int | None) -> None:
        self.id = id
        self.items: list[Item] = []
        self._cmdlet = cmdlet
        self._throttle = throttle
        self._notes = cmdlet.notes
        self._lock = Path(self._notes.journal.path).with_name(f"{id}.lock")
        self._held: int | None = None  # the descriptor of the lock
        self._watcher = Watcher(cmdlet)
        # while it runs
        self._waiting: deque[Item] = deque()
        self._running: dict[str, Item] = {}
        self._known: set[str] = set()  # ids of all batches that the queue has started
        self._in_turn = throttle is None  # the next one is started when the service has taken the one before
        self._ended = 0
        self._failures = 0  # calls in a row that failed
        self._held_until = 0.0
        self._limit_pause = LIMIT_PAUSE

    # -- filling it ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Note a new queue."""
        notes = self._notes
        notes.try_to(lambda journal: journal.add_queue(self.id, notes.origin, self._throttle))

    def add(self, body: Mapping[str, Any], input_hash: str | None = None) -> None:
        """Add a batch whose input has been uploaded."""
        notes, place = self._notes, len(self.items) + 1
        number = notes.try_to(lambda journal: journal.add(notes.origin, body, input_hash, queue=self.id, place=place))
        self.items.append(Item(body, number))

    def complete(self) -> None:
        """Note that nothing more will be added."""
        self._notes.try_to(lambda journal: journal.complete_queue(self.id))

    def take(self, entries: Iterable[Entry]) -> None:
        """Add the batches that the journal has of this queue."""
        for entry in entries:
            sent_at = entry.created_at if entry.is_lost else None
            self.items.append(Item(entry.body(), entry.number, entry.id, sent_at))

    @property
    def can_resume(self) -> bool:
        """Whether its state is in the journal."""
        return self._notes.is_on

    # -- one process at a time ----------------------------------------------------------------------------------------

    def __enter__(self) -> BatchQueue:
        """Raises BlockingIOError if another process runs the queue."""
        if self._notes.is_on:
            with suppress(FileNotFoundError, PermissionError):
                self._held = open_alone(self._lock)
        return self

    def __exit__(self, *error: object) -> None:
        if self._held is not None:
            with suppress(OSError):
                self._lock.unlink()
            os.close(self._held)
            self._held = None

    # -- running it ---------------------------------------------------------------------------------------------------

    def run(self) -> Iterator[Data]:
        """Each batch when it has ended, as the service describes it."""
        self._waiting.extend(item for item in self.items if item.id is None)
        self._running.update((item.id, item) for item in self.items if item.id is not None)
        self._known.update(self._running)
        pause, shown = FIRST_PAUSE, 0
        found: dict[str, Data | None] = {}
        try:
            while True:
                if self._start_what_fits(found):
                    pause = FIRST_PAUSE
                found = self._look()
                for id in [id for id in self._running if id in found]:
                    data = found[id]
                    if data is None:  # an error has been written for it
                        del self._running[id]
                        self._ended += 1
                    elif BatchFacts(data).has_ended and self._settle(self._running.pop(id), data):
                        self._ended += 1
                        yield data
                if not self._waiting and not self._running:
                    return
                if shown < self._ended:
                    shown = self._ended
                    self._cmdlet.settle()
                self._show(found)
                self._watcher.sleep(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
        finally:
            self._cmdlet.progress(self._watcher.activity, done=True)

    def _start_what_fits(self, found: Mapping[str, Data | None]) -> bool:
        """Start batches while there is room; ``found`` is what the last look has found. Whether one was started."""
        validating = any(data is not None and BatchFacts(data).status == "validating" for data in found.values())
        has_started = False
        while self._waiting and self._watcher.clock() >= self._held_until:
            is_full = self._throttle is not None and len(self._running) >= self._throttle
            if is_full or (self._in_turn and (validating or has_started)):
                break
            item = self._waiting[0]
            try:
                data = self._found_again(item) or self._send(item)
            except TerminatingError as error:
                self._note_failure(error)
                break
            self._waiting.popleft()
            if data is None:
                self._ended += 1
                continue
            item.id = str(data["id"])
            self._running[item.id] = item
            self._known.add(item.id)
            has_started = True
        return has_started

    def _send(self, item: Item) -> Data | None:
        """Start a batch. None, after an error, if the service does not want it; raises an error that may pass."""
        item.sent_at = time.time()
        try:
            data = self._cmdlet.send(item.body, entry=item.number)
        except TerminatingError as error:
            is_refused = was_refused(error)
            if is_refused:
                item.sent_at = None
            if not is_refused or error.record.exit_code == ExitCode.NETWORK or error.record.ends_all:
                raise
            self._change(item, lambda journal, number: journal.forget(number))
            with self._cmdlet.each_on_its_own(item.body["input_file_id"]):
                raise
            return None
        item.sent_at = None
        return data

    def _found_again(self, item: Item) -> Data | None:
        """The batch of a request whose answer was lost, if the service knows it."""
        if item.sent_at is None:
            return None
        with self._cmdlet.limiting(LONGEST_POLL):
            data = next(of_inputs(self._cmdlet, {str(item.body["input_file_id"])}, item.sent_at, self._known), None)
        item.sent_at = None
        if data is not None:
            self._change(item, lambda journal, number: journal.answered(number, data))
        return data

    def _look(self) -> dict[str, Data | None]:
        """The batches that run, as they are now; none of them if they cannot be asked for."""
        if not self._running:
            return {}
        with self._cmdlet.limiting(LONGEST_POLL):
            found, failed = self._watcher.poll(list(self._running))
        if failed is not None:
            self._note_failure(failed)
        else:
            self._failures = 0
        seen = [data for data in found.values() if data is not None and not is_above_limit(BatchFacts(data))]
        self._notes.try_to(lambda journal: journal.see(seen))
        return found

    def _settle(self, item: Item, data: Data) -> bool:
        """Whether a batch that has ended is done with. One that was above the limit waits again."""
        facts = BatchFacts(data)
        if not is_above_limit(facts):
            self._limit_pause = LIMIT_PAUSE
            return True
        others_run = bool(self._running) or self._others_run()
        item.alone = 0 if others_run else item.alone + 1
        if item.alone >= MOST_ALONE:
            self._cmdlet.fail(
                "TokenLimitExceeded",
                f"The batch {facts.id} alone is above the limit of enqueued tokens. Make it smaller with -SplitAt.",
                "LimitsExceeded",
                facts.id,
            )
            self._notes.try_to(lambda journal: journal.see([data]))
            return True
        self._cmdlet.verbose(f"The batch {facts.id} was above the limit of enqueued tokens; it is started again later.")
        item.id = None
        self._waiting.appendleft(item)
        self._change(item, lambda journal, number: journal.waits(number))
        if self._running:
            self._throttle, self._in_turn = len(self._running), False
        elif others_run:
            self._held_until = self._watcher.clock() + self._limit_pause
            self._limit_pause = min(self._limit_pause * 2, LONGEST_LIMIT_PAUSE)
        return False

    def _others_run(self) -> bool:
        """Whether the account has other batches that take a part of the limit; yes, if the service does not say."""
        try:
            page = self._cmdlet.call("batches", query={"limit": PAGE}).json()
        except TerminatingError:
            return True
        return any(BatchFacts(data).status in RUNNING for data in rows(page))

    def _change(self, item: Item, work: Callable[[Journal, int], object]) -> None:
        """Change a batch's entry in the journal, if it has one."""
        number = item.number
        if number is not None:
            self._notes.try_to(lambda journal: work(journal, number))

    def _note_failure(self, error: TerminatingError) -> None:
        """Go on after a call that failed, but not for ever."""
        self._failures += 1
        if self._failures >= FAILED_POLLS or error.record.ends_all:
            raise error
        self._cmdlet.verbose(f"A call failed and is repeated: {error.record.message}")

    def _show(self, found: Mapping[str, Data | None]) -> None:
        waiting = f", {len(self._waiting)} waiting" if self._waiting else ""
        note = f"{self.id}: {self._ended} of {len(self.items)} batches ended, {len(self._running)} running{waiting}"
        self._watcher.show({id: found.get(id) for id in self._running}, note)


def is_above_limit(facts: BatchFacts) -> bool:
    """Whether the service has failed a batch because too many tokens were enqueued."""
    return facts.status == "failed" and any(problem.get("code") == TOKEN_LIMIT for problem in facts.problems())


def new_queue_id() -> str:
    return f"queue_{os.urandom(6).hex()}"


def run_queue(cmdlet: BatchSender, queue: BatchQueue) -> Iterator[PSObject]:
    """The batches of a queue, each when it has ended; one that did not complete is an error, too.

    If the run ends before the queue does, a warning says how to go on.
    """
    has_ended = False
    try:
        for data in queue.run():
            facts = BatchFacts(data)
            yield to_object(data, TYPE_NAME)
            report_failure(cmdlet, facts)
        has_ended = True
    finally:
        if not has_ended and queue.can_resume:
            cmdlet.warn(f"The queue {queue.id} has not ended. Resume-Batch {queue.id} goes on with it.")
        elif not has_ended:
            cmdlet.warn("The queue has not ended; without a journal it cannot be resumed.")
