"""Batches: the parameters by which cmdlets find them, their states, what their objects say, and waiting for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...dataclass import dataclass, field
from ...dotnet.model.types import Value
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, read_member
from ...errors import ExitCode, TerminatingError
from ...http import Request
from ..api import ApiParams
from ..objects import FOLLOWS, to_object, with_follows
from ..params import id_param, object_param
from ..waiting import Data, PollingWaiter

TYPE_NAME = "PSOpenAI.Batch"


def batch_param(help: str) -> Any:
    return object_param(TYPE_NAME, help, "InputObject", set="Batch")


def batch_id_param(help: str) -> Any:
    return id_param(help, "Id", "batch_id", set="Id", of=(TYPE_NAME,))


class BatchTarget(ApiParams):
    """A cmdlet that takes batches as objects, or one by its id."""

    batch: Value
    batch_id: str

    def targets(self) -> list[PSObject | str]:
        """The batches of this input, as they were given."""
        return as_list(self.batch) if self.set_name == "Batch" else [self.batch_id]


def follows_given(cmdlet: ApiParams) -> dict[str, list[str]]:
    """What the batches follow that a cmdlet gets as objects where it takes ids, by these ids; it keeps nothing else."""
    objects = (value for value in cmdlet.runtime.given() if isinstance(value, PSObject))
    return {facts.id: facts.follows for facts in map(BatchFacts, objects) if facts.follows}


def batch_object(data: Data, follows: Mapping[str, list[str]]) -> PSObject:
    """The object of a batch; it follows what the one that was given followed."""
    return with_follows(to_object(data, TYPE_NAME), follows.get(str(data.get("id")), ()))


STATES = (
    "validating",
    "failed",
    "in_progress",
    "finalizing",
    "completed",
    "expired",
    "cancelling",
    "cancelled",
)
FINAL = frozenset(("completed", "failed", "expired", "cancelled"))
RUNNING = tuple(s for s in STATES if s not in FINAL)


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file of a batch: its ``output``, its ``error``s or its ``input``.

    Azure names some by their ``address`` in a store; ``id`` is then the address without its query, which can hold a
    secret.
    """

    kind: str
    id: str
    address: str | None = field(default=None, repr=False, compare=False)

    @property
    def request(self) -> Request:
        """The request for its content."""
        if self.address is not None:
            return Request("file.content", address=self.address)
        return Request("file.content", {"file_id": self.id})


class BatchFacts:
    """The fields of a batch that retrieval needs, from an object or from the service's JSON.

    Whatever a service writes is accepted: what is not of the usual form counts as absent. Some services spell the
    states differently or have more of them.
    """

    __slots__ = ("blobs", "completed", "data", "earlier", "error_file_id", "failed", "follows", "id", "input_file_id",
                 "output_file_id", "status", "total")  # fmt: skip

    def __init__(self, data: PSObject | Mapping[str, Any]) -> None:
        def read(name: str) -> Value:
            return _read(data, name)

        self.data = data
        self.id: str = _id(read("id")) or ""
        self.status: str = state_name(read("status"))
        self.output_file_id: str | None = _id(read("output_file_id"))
        self.error_file_id: str | None = _id(read("error_file_id"))
        self.input_file_id: str | None = _id(read("input_file_id"))
        #: addresses of result files, where the service names those instead of ids (Azure with storage of one's own)
        self.blobs = [
            ResultFile(kind, address.partition("?")[0], address)
            for kind in ("output", "error")
            if isinstance(address := read(f"{kind}_blob"), str) and address
        ]
        #: ids of the batches whose failed requests this one repeats, the oldest first (`Restart-Batch`)
        self.follows: list[str] = [str(id) for id in as_list(read(FOLLOWS)) if id]
        self.earlier: list[BatchFacts] = []  # these batches, the newest first, where their results count, too
        counts = read("request_counts")
        self.total = _count(counts, "total")
        self.completed = _count(counts, "completed")
        self.failed = _count(counts, "failed")

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing to wait for. A state that is not known has results if it names a file of them."""
        return self.status in FINAL or (self.status not in RUNNING and bool(self.files() or self.blobs))

    @property
    def is_partial(self) -> bool:
        """Whether the batch was ended early: its files hold what they hold."""
        return self.status in ("expired", "cancelled")

    def files(self) -> list[ResultFile]:
        """The files that hold results: of the successful requests, then of the others."""
        named = (("output", self.output_file_id), ("error", self.error_file_id))
        files = [ResultFile(kind, id) for kind, id in named if id]
        return files if self.output_file_id != self.error_file_id else files[:1]

    @property
    def first(self) -> BatchFacts:
        """The batch that all others repeat requests of: this one, if it follows none."""
        return self.earlier[-1] if self.earlier else self

    @property
    def lacks_output(self) -> bool:
        """Completed, with successful requests counted, but without their file: it can appear a little later."""
        is_named = self.output_file_id is not None or bool(self.blobs)
        return self.status == "completed" and not is_named and bool(self.completed)

    @property
    def lacks_errors(self) -> bool:
        """Failed requests are counted, but no file is named for them. Their results may be in the output file."""
        return self.error_file_id is None and not self.blobs and bool(self.failed)

    @property
    def expected_items(self) -> int | None:
        """How many results there must be at least; None if the batch does not say."""
        if self.completed is None and self.failed is None:
            return None
        return (self.completed or 0) + (self.failed or 0)

    def problems(self) -> list[dict[str, Any]]:
        """The batch's own errors: lines of the input that did not pass validation."""
        rows = _read(_read(self.data, "errors"), "data")
        found = [{k: _read(row, k) for k in ("code", "message", "param", "line")} for row in as_list(rows)]
        return [row for row in found if any(value is not None for value in row.values())]


def _read(data: Any, name: str) -> Value:
    if isinstance(data, PSObject):
        found = data._find(name)
        return None if found is None else read_member(data, data._props[found])
    return data.get(name) if isinstance(data, Mapping) else None


def state_name(value: Value) -> str:
    """The state as the service's documentation spells it; empty if there is none."""
    name = value.lower() if isinstance(value, str) else ""
    return _SPELLINGS.get(name.replace("-", "").replace("_", "").replace(" ", ""), name)


#: other spellings of the states, and names of other services for them; without their hyphens
_SPELLINGS = {
    "canceled": "cancelled", "canceling": "cancelling", "inprogress": "in_progress", "running": "in_progress",
    "processing": "in_progress", "complete": "completed", "succeeded": "completed", "success": "completed",
    "queued": "validating", "pending": "validating", "notstarted": "validating", "timedout": "expired",
    "error": "failed",
}  # fmt: skip


def _id(value: Value) -> str | None:
    """An id; the service writes a missing one as null, as an empty text or not at all."""
    return str(value) if isinstance(value, (str, int)) and value and value is not True else None


def _count(counts: Any, name: str) -> int | None:
    value = _read(counts, name)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return max(int(value), 0)
    except (ValueError, OverflowError):  # no number, or an infinite one
        return None


def asked_batch(cmdlet: ApiParams, batch_id: str) -> Data:
    """Ask the service for a batch. An answer that is another one, or none, is an error: ids may be spelled in full or
    short (``batches/x`` and ``x``). What does not call itself a batch is passed on as it is."""
    data: Data = cmdlet.call("batch", {"batch_id": batch_id}).json()
    asked, found = batch_id.lower(), str(_id(data.get("id")) or "").lower()
    if found and (asked in found or found in asked or data.get("object") != "batch"):
        return data
    what = f"answered with another batch, {found}" if found else "did not answer with a batch"
    raise cmdlet.stop_with("InvalidBatch", f"The batch {batch_id}: the service {what}.", exit_code=ExitCode.NETWORK)


PAGE = 100


class Waiter(PollingWaiter[str]):
    """Waits for several batches at once: one is requested by its id, several by pages of the list."""

    activity = "Waiting for batches"
    things = "batches"
    running = RUNNING

    def state(self, data: Data) -> str:
        return state_name(data.get("status"))

    def ask(self, key: str) -> Data:
        return asked_batch(self.cmdlet, key)

    def poll(self, keys: Sequence[str]) -> tuple[dict[str, Data | None], TerminatingError | None]:
        if len(keys) == 1:
            return self.ask_each(keys)
        found: dict[str, Data | None] = {}
        wanted = set(keys)
        try:
            for data in self.cmdlet.pages("batches", query={"limit": PAGE}):
                if data.get("id") in wanted:
                    found[data["id"]] = data
                    if len(found) == len(wanted):
                        return found, None
        except TerminatingError as error:
            return found, self.passing(error)
        missing, failed = self.ask_each([key for key in keys if key not in found])
        return {**found, **missing}, failed

    def progress_of(self, found: Mapping[str, Data | None]) -> tuple[str, float | None]:
        facts = [BatchFacts(data) for data in found.values() if data is not None]
        done = sum((f.completed or 0) + (f.failed or 0) for f in facts)
        of = sum(f.total or 0 for f in facts)
        states = ", ".join(sorted({f.status for f in facts}))
        return f"{states}: {done} of {of} requests", 100.0 * done / of if of else None
