from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects, Output
from ..objects import to_object
from .batch import TYPE_NAME
from .journal import Entry, JournalError, find_lost
from .queueing import BatchQueue, run_queue
from .starting import BatchSender


@cmdlet("Resume-Batch", outputs=TYPE_NAME, gives=Gives("list"))
class ResumeBatch(BatchSender):
    """Go on with what was interrupted: queues, and batches whose answer was lost.

    A queue (Start-Batch -Queue) goes on where its run ended, whatever ended it: what was started is watched, the rest
    is started. All of its batches are returned, each when it has ended, also those that had ended before. A batch whose
    answer was lost is looked for by its input file, and is started if the service does not know it.

    Only what was started at the same address counts. Without an id all of it is resumed.
    """

    queue_id = Param(
        "string[]",
        position=0,
        pipeline="value property",
        aliases=("Id", "Queue"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a queue, as the interrupted run has named it; without it, everything is resumed.",
    )

    examples = (
        Example("Resume-Batch", "Goes on with everything that was interrupted."),
        Example("Resume-Batch queue_0123456789ab", "Goes on with one queue."),
    )
    failures = (
        Failure(
            "Resume-Batch queue_gone",
            "Resume-Batch: There is no queue queue_gone in /home/me/.local/state/psopenai/batches.sqlite3.",
            "QueueNotFound,Resume-Batch",
        ),
    )
    remarks = """\
    Batches that it starts are charged as those of Start-Batch. Those that are under way are polled, every 2 to 10
    seconds.
    """

    def begin(self) -> Output:
        self._wanted: list[str] = []
        return None

    def process(self) -> Output:
        self._wanted += self.queue_id or []
        return None

    def end(self) -> Objects:
        journal, address = self.notes.journal, self.notes.origin.api_base
        try:
            lost = [] if self._wanted else [entry for entry in journal.lost(address) if entry.queue is None]
            queues = journal.queues(address)
            wanted = self._wanted or list(queues)
            entries = {id: journal.of_queue(id) for id in wanted}
            if lost:
                yield from self._find(lost)
        except JournalError as error:
            raise self.stop_with("JournalUnusable", str(error), "ReadError", journal.path) from error
        if not lost and not wanted:
            self.note("Nothing is left to resume.")
        for id in wanted:
            throttle, is_whole = queues.get(id, (None, True))
            if not entries[id]:
                self.fail("QueueNotFound", f"There is no queue {id} in {journal.path}.", "ObjectNotFound", id)
            else:
                with self.each_on_its_own(id):
                    yield from self._run(id, throttle, is_whole, entries[id])

    def _find(self, lost: list[Entry]) -> Objects:
        """The batches whose answer was lost; those that the service does not know are started now."""
        with self.each_on_its_own(None):
            found = find_lost(self, self.notes.journal)
            for entry in lost:
                data = found.get(entry.number)
                if data is not None:
                    self.verbose(f"The batch of {entry.input_file_id} had been started: {data.get('id')}.")
                    yield to_object(data, TYPE_NAME)
                    continue
                with self.each_on_its_own(entry.input_file_id):
                    data = self.send(entry.body(), entry=entry.number)
                    self.verbose(f"The batch of {entry.input_file_id} was not started until now: {data.get('id')}.")
                    yield to_object(data, TYPE_NAME)

    def _run(self, id: str, throttle: int | None, is_whole: bool, entries: list[Entry]) -> Objects:
        if not is_whole:
            self.warn(f"The run of {id} ended before all of its input was uploaded; only what was uploaded is started.")
        queue = BatchQueue(self, id, throttle)
        try:
            queue.take(entries)
            with queue:
                yield from run_queue(self, queue)
        except JournalError as error:
            self.fail("JournalUnusable", str(error), "ReadError", id)
        except BlockingIOError:
            self.fail("QueueInUse", f"Another process runs the queue {id}.", "ResourceBusy", id)
