from __future__ import annotations

from typing import Any

from ...dataclass import dataclass, field
from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateRange
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.objects import PSObject
from ..objects import to_object, with_follows
from ..waiting import Data
from .batch import TYPE_NAME, BatchFacts, BatchTarget, asked_batch, batch_id_param, batch_param
from .journal import hash_of
from .queueing import is_above_limit
from .request_lines import RequestLines
from .retrieval import Retrieval, Wanted
from .split import PART_KEY, SPLIT_KEY
from .starting import BatchSender
from .watching import Watcher, report_failure


@dataclass(slots=True)
class Chain:
    """A batch, and those whose failed requests it repeats: their ids, the oldest first."""

    data: Data
    follows: list[str] = field(default_factory=list)
    is_new: bool = False  # it was started by this run


@cmdlet("Restart-Batch", outputs=TYPE_NAME, gives=Gives())
class RestartBatch(BatchSender, BatchTarget):
    """Start a new batch of the requests that failed, expired or have no result.

    The requests are taken from the batch's input file. The new batch has the same endpoint and metadata, and its object
    names those that it follows (Follows); Get-BatchOutput of it merges the results of all of them by custom_id: the
    last good one wins.

    -Until repeats this up to so many times, waiting for each batch to end, until no request fails any more, and returns
    the last batch. It also waits for the first one. If nothing failed, that is the batch itself; without -Until there
    is then no output.
    """

    batch = batch_param("The batch whose failed requests are repeated.")
    batch_id = batch_id_param("The id of the batch whose failed requests are repeated.")
    until = Param(
        "int",
        own=True,
        validators=(ValidateRange(1, 100),),
        help="Repeat what fails again, up to so many times in all, and wait for each batch.",
    )
    poll_interval_sec = Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        default_text="from 2 to 10 seconds, growing",
        help="With -Until: seconds between two polls.",
    )

    reports_as = "Get-Batch"
    examples = (
        Example("Restart-Batch batch_abc123", "Starts a batch of the requests that failed."),
        Example(
            "Restart-Batch batch_abc123 -Until 3 | Get-BatchOutput -OutFile answers.csv",
            "Repeats what fails up to three times, and writes the results of all rounds as one table.",
        ),
        Example("Get-BatchOutput batch_abc123 -Failed | Start-Batch", "Does the same step by step."),
    )
    failures = (
        Failure(
            "Restart-Batch batch_gone",
            "Restart-Batch: The service answered 404: No batch found with id 'batch_gone'.",
            "NotFoundException,Get-Batch",
        ),
    )
    remarks = """\
    The requests that are repeated are charged again, at the price of a batch; requests that failed at first were not
    charged. With -Until the batches are polled, every 2 to 10 seconds.
    """

    def begin(self) -> Output:
        self._retrieval = Retrieval(self, wanted=Wanted(with_input=True))
        self._chains: list[Chain] = []
        return None

    def process(self) -> Output:
        for target in self.targets():
            with self.each_on_its_own(target):
                self._chains.append(self._chain(target))
        return None

    def end(self) -> Objects:
        active = self._chains
        if self.until:
            self._wait_for([chain for chain in active if not BatchFacts(chain.data).has_ended])
        ended = False
        try:
            for _ in range(self.until or 1):
                active = [chain for chain in active if self._restart(chain)]
                if not active or not self.until:
                    break
                self._wait_for(active)
            ended = True
        finally:
            if not ended and (running := [chain for chain in self._chains if chain.is_new]):
                ids = " ".join(str(chain.data["id"]) for chain in running)
                self.warn(f"Started so far: {ids}. Restart-Batch {ids} -Until {self.until or 1} goes on with them.")
        for chain in self._chains:
            if chain.is_new or self.until:
                yield self._object(chain)
                if self.until:
                    report_failure(self, BatchFacts(chain.data))

    def _chain(self, target: PSObject | str) -> Chain:
        """A batch as it is now, with what it follows: as its object says, or the journal."""
        given = BatchFacts({"id": target} if isinstance(target, str) else target)
        data = asked_batch(self, given.id)
        return Chain(data, given.follows or self.notes.try_to(lambda journal: journal.follows(given.id)) or [])

    def _object(self, chain: Chain) -> PSObject:
        return with_follows(to_object(chain.data, TYPE_NAME), chain.follows)

    def _wait_for(self, chains: list[Chain]) -> None:
        by_id = {str(chain.data["id"]): chain for chain in chains}
        interval = self.poll_interval_sec if self.is_bound("PollIntervalSec") else None
        for data in Watcher(self, interval, order=list(by_id)).wait(list(by_id)):
            by_id[data["id"]].data = data
            seen: Data = data
            self.notes.try_to(lambda journal, seen=seen: journal.see([seen]))  # type: ignore[misc]

    def _restart(self, chain: Chain) -> bool:
        """Start a batch of what failed; whether there was anything."""
        facts = BatchFacts(chain.data)
        with self.each_on_its_own(facts.id):
            self._check(facts)
            with RequestLines(f"The batch {facts.id}", checked=False) as lines:
                with self.faults():
                    for request in self._retrieval.to_repeat(facts):
                        lines.add(request)
                if not lines.check.requests:
                    if not self.until:
                        text = f"Nothing is to be repeated: all requests of {facts.id} went well."
                        self.note(text)
                    return False
                part = lines.finish().parts[0]
                count = part.requests
                input_hash = hash_of(lines.open(part))
                body = _body(chain.data, self.upload(lines.open(part)))
            data = self.send(body, input_hash=input_hash, follows=facts.id)
            self.verbose(f"Requests of {facts.id} that are repeated as {data.get('id')}: {count:,}.")
            chain.data, chain.follows, chain.is_new = data, [*chain.follows, facts.id], True
            return True
        return False

    def _check(self, facts: BatchFacts) -> None:
        """Raise if nothing of a batch can be repeated, or not yet."""
        if not facts.has_ended:
            raise self.stop_with(
                "BatchNotEnded",
                f"The batch {facts.id} has not ended: it is {facts.status}. -Until waits for it, as Wait-Batch does.",
                "InvalidOperation",
                facts.id,
            )
        problems = facts.problems()
        if facts.status == "failed" and problems and not is_above_limit(facts):
            line = f"line {problems[0]['line']}: " if problems[0].get("line") is not None else ""
            raise self.stop_with(
                "InputRefused",
                f"The service has refused the input of the batch {facts.id} ({line}{problems[0].get('message')}); "
                "correct it and start it with Start-Batch.",
                "InvalidData",
                facts.id,
            )


def _body(data: Data, file_id: str) -> dict[str, Any]:
    """The request for a batch like another one. A part of a split input is not that part again: it has less."""
    body: dict[str, Any] = {
        "input_file_id": file_id,
        "endpoint": data.get("endpoint"),
        "completion_window": data.get("completion_window") or "24h",
    }
    metadata = data.get("metadata")
    kept = {k: v for k, v in metadata.items() if k not in (SPLIT_KEY, PART_KEY)} if isinstance(metadata, dict) else {}
    if kept:
        body["metadata"] = kept
    return body
