from __future__ import annotations

import time
from collections.abc import Collection
from functools import partial

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...engine.pipeline.cmdlet import Objects, Output
from ..api import ApiParams
from ..params import id_text
from ..waiting import Data
from .batch import TYPE_NAME, BatchFacts, batch_object, follows_given
from .journal import Journal, JournalError, address_of, note_seen, path_for
from .watching import Watcher, duration, report_failure


@cmdlet("Watch-Batch", outputs=TYPE_NAME)
class WatchBatch(ApiParams):
    """Watch batches until they have ended: their states, requests done, speed and time left.

    On a terminal this is a table that stays up to date; elsewhere a line for each change, on standard error. Each batch
    is returned when it ends, as Wait-Batch does, so Get-BatchOutput can follow in the pipeline; a summary comes last. A
    batch that fails, expires or is cancelled is an error: a shell command's exit code is then not 0. Single requests
    that failed are no such error; the summary counts them, and Restart-Batch repeats them.

    Without an id, all batches are watched that were started from this account and have not ended (Get-Batch -Local).
    """

    batch_id = Param(
        "string",
        position=0,
        pipeline="value property",
        aliases=("Id", "InputObject", "batch_id", "Batch"),
        validators=(ValidateNotNullOrEmpty(),),
        id_of=(TYPE_NAME,),
        transform=partial(id_text, (TYPE_NAME,)),
        help="The id of a batch to watch; batch objects may be piped in too.",
    )
    timeout_sec = Param("int", default_text="0", help="Seconds to watch in all; 0 watches as long as it takes.")
    poll_interval_sec = Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        default_text="from 2 to 10 seconds, growing",
        help="Seconds between two polls.",
    )

    reports_as = "Get-Batch"
    examples = (
        Example("Watch-Batch batch_abc123", "Watches one batch and returns it when it has ended."),
        Example("Get-Batch -All | Watch-Batch | Get-BatchOutput", "Gets the results of each batch when it has ended."),
        Example("Watch-Batch", "Watches all batches that were started from this account and have not ended."),
    )
    failures = (
        Failure(
            "Watch-Batch batch_gone",
            "Watch-Batch: The service answered 404: No batch found with id 'batch_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Each batch is polled, every 2 to 10 seconds. A poll costs nothing."

    def begin(self) -> Output:
        self._keys: list[str] = []
        self._follows: dict[str, list[str]] = {}
        self._ended: list[BatchFacts] = []
        return None

    def process(self) -> Output:
        if self.batch_id:
            self._keys.append(self.batch_id)
            self._follows.update(follows_given(self))
        return None

    def end(self) -> Objects:
        keys = list(dict.fromkeys(self._keys or self._running()))
        began = time.monotonic()
        interval = self.poll_interval_sec if self.is_bound("PollIntervalSec") else None
        watcher = Watcher(self, interval, self.timeout_sec, order=keys, seen=self._changed)
        self._states: dict[str, str] = {}
        self._seen: dict[str, BatchFacts] = {}  # each batch as it was at the last look
        try:
            for data in watcher.wait(keys):
                note_seen(self, [data])
                facts = BatchFacts(data)
                self._ended.append(facts)
                self._seen[facts.id] = facts
                yield batch_object(data, self._follows)
                report_failure(self, facts)
        finally:
            if len(keys) > 1 or self._ended:
                self._sum_up(len(keys), time.monotonic() - began)

    def _running(self) -> list[str]:
        """The batches of the journal that have not ended."""
        if self.expects_input:
            return []
        journal = Journal(path_for(self))
        try:
            found = [entry.id for entry in journal.running(address_of(self)) if entry.id]
        except JournalError as error:
            raise self.stop_with("JournalUnusable", str(error), "ReadError", journal.path) from error
        if not found:
            self.warn("No batch that was started from this account is running, as far as is known; give a batch id.")
        return found

    def _changed(self, found: Collection[Data]) -> None:
        """Keep what was found, and note new states in the journal."""
        self._seen.update((data["id"], BatchFacts(data)) for data in found)
        new = [data for data in found if self._states.get(data["id"]) != data.get("status")]
        if new:
            note_seen(self, new)
            self._states.update((data["id"], str(data.get("status"))) for data in new)

    def _sum_up(self, watched: int, seconds: float) -> None:
        states: dict[str, int] = {}
        for facts in self._ended:
            state = facts.status or "in an unknown state"
            states[state] = states.get(state, 0) + 1
        if len(self._ended) < watched:
            states["not ended"] = watched - len(self._ended)
        shown = ", ".join(f"{count} {state}" for state, count in states.items())
        done = sum(facts.completed or 0 for facts in self._seen.values())
        failed = sum(facts.failed or 0 for facts in self._seen.values())
        requests = f"{done:,} requests done" + (f", {failed:,} failed" if failed else "")
        batches = f"{watched} batch{'es' if watched != 1 else ''}"
        text = f"{batches}: {shown}; {requests}; watched for {duration(seconds)}."
        if failed:
            text += " Restart-Batch repeats what failed."
        self.note(text)
