"""From a batch to its results: which files hold them, whether all are there, and what to report if not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...dataclass import dataclass
from ...errors import ErrorRecord, ExitCode, NetException, TerminatingError
from ...http import ConfigError, NotFoundError, download_bytes, encode_id, read_json
from ..api import ApiParams
from ..result_line import Line, LineReader
from .batch import BatchFacts, ResultFile, Waiter, asked_batch
from .input_index import InputIndex
from .items import custom_id_of, with_input
from .lines import LineJudge, Span, WholeLines
from .ordering import InOrder
from .rounds import merged, still_failing, to_repeat

if TYPE_CHECKING:
    from ...engine.values.objects import PSObject
    from ...http import Cancel

Chunks = Iterable[bytes]
ORDERED = 500  # results in a block that has been sorted
# Lines that are read before the first of them is handed on. What was read of them waits meanwhile, and Python's
# collector looks through what waits: of many lines it would do so several times.
READ_TOGETHER = 32
LONGEST_ID = 2000  # characters of the id of a file; an address has no room for many more
LONGEST_SHOWN = 100  # characters of an id in a message; anything may have been piped
LATE_POLLS = 5  # polls for an output file that appears after the state "completed"
LATE_PAUSE = 0.5  # seconds before the first of them; each next pause is twice as long


@dataclass(slots=True)
class TextBlock:
    """Whole lines of a result file, and how many results they stand for."""

    text: bytes | memoryview
    count: int


@dataclass(slots=True)
class LineBlock:
    """Single lines of results of a batch, without their ends, and how many results have come with them."""

    facts: BatchFacts
    lines: list[Line]
    count: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which results are wanted, and how: those that failed, in the order of the input (``gaps``: with a line for each
    request without a result), each with its request; from files that are named by an address, too."""

    failed: bool = False
    in_order: bool = False
    gaps: bool = False
    with_input: bool = False
    from_blobs: bool = False

    @property
    def changes(self) -> bool:
        """Whether the lines are others than those of the service, or in another order."""
        return self.failed or self.in_order or self.with_input


class Retrieval:
    """Gets the results of batches for a cmdlet. ``usage`` adds up the tokens if ``count_tokens`` is set.

    ``short`` has the batches whose results are not all to be had from the service, or not yet; ``faulty`` those with
    anything that was not as it should be.
    """

    def __init__(
        self,
        cmdlet: ApiParams,
        wait: bool = False,
        wanted: Wanted | None = None,
        count_tokens: bool = False,
    ) -> None:
        self.cmdlet = cmdlet
        self.wait = wait
        self.wanted = wanted or Wanted()
        self.count_tokens = count_tokens
        self.reader = LineReader()
        self.usage: dict[str, int] = {}
        self.short: dict[str, None] = {}  # an ordered set
        self.faulty: set[str] = set()
        self._without_input: set[str] = set()
        self._asked: dict[str, dict[str, Any]] = {}  # answers of `ask_first`
        self._deadline: float | None = None  # of the whole waiting; begins with it
        self._lock = threading.Lock()

    # -- the batch --------------------------------------------------------------------------------------------------

    def facts(self, target: PSObject | str, cancel: Cancel | None = None) -> BatchFacts | None:
        """The batch with files to read, after waiting if requested; None, after an error, if it has no results."""
        sleep = self.cmdlet.pause if cancel is None else cancel.sleep
        if isinstance(target, str):
            asked = self._asked.pop(target, None)
            facts = BatchFacts(asked or ({"id": target} if self.wait else self._ask(target)))
        else:
            facts = BatchFacts(target)
        follows = facts.follows
        if not facts.has_ended and not self.wait and not isinstance(target, str) and facts.id:
            facts = BatchFacts(self._ask(facts.id))  # the object may be out of date
        if self.wait and not facts.has_ended:
            self.short[facts.id] = None
            data = next(Waiter(self.cmdlet, timeout=self._time_left(), sleep=sleep).wait([facts.id]), None)
            del self.short[facts.id]
            if data is None:  # an error has been written
                return None
            facts = BatchFacts(data)
        if not facts.has_ended:
            self.short[facts.id] = None
            state = facts.status or "in an unknown state"
            wait = "Wait for it with -Wait or Wait-Batch."
            raise TerminatingError(_record(facts, f"The batch {facts.id} has no results yet: it is {state}. {wait}"))
        facts = self._until(facts, lambda now: not now.lacks_output, sleep)
        self._report(facts)
        facts.earlier = [BatchFacts(self._ask(id)) for id in reversed(follows)]
        if files := self.files(facts):
            for file in files:
                self._check_name(facts, file)
            return facts
        if facts.blobs:
            named = " and ".join(f"{blob.id} ({blob.kind}_blob)" for blob in facts.blobs)
            message = f"The batch {facts.id} has its results at {named}. -FollowBlob fetches them from there."
            raise TerminatingError(_record(facts, message))
        if self.expected(facts):
            self.check(facts, 0)
        elif facts.status != "failed" or not facts.problems():
            message = f"The batch {facts.id} has no results: it is {facts.status} and names no result file."
            raise TerminatingError(_record(facts, message))
        return None

    def _check_name(self, facts: BatchFacts, file: ResultFile) -> None:
        """Raise the error for a file whose name is the service's mistake, and not wrong usage."""
        if file.address is not None:
            return
        with suppress(ConfigError):
            if len(encode_id(file.id)) <= LONGEST_ID:
                return
        self.short[facts.id] = None
        shown = ascii(file.id[:LONGEST_SHOWN])
        message = f"The batch {facts.id}: it names its {file.kind} file {shown}, which cannot be the id of a file."
        record = _record(facts, message, "UnreadableBatch", "System.IO.InvalidDataException")
        record.category, record.exit_code = "InvalidResult", ExitCode.INCOMPLETE
        raise TerminatingError(record)

    def files(self, facts: BatchFacts) -> list[ResultFile]:
        """The files with the results of a batch, and of those that it follows: of the newest first."""
        own = facts.files() or (facts.blobs if self.wanted.from_blobs else [])
        return own + [file for other in facts.earlier for file in self.files(other)]

    def ask_first(self, batch_id: str) -> None:
        """Ask for a batch now, and keep the answer for `facts`."""
        self._asked[batch_id] = self._ask(batch_id)

    def _time_left(self) -> float:
        """What -TimeoutSec leaves of the whole waiting, for whichever batch; 0 means that it does not limit it."""
        if not self.cmdlet.timeout_sec:
            return 0.0
        with self._lock:
            if self._deadline is None:
                self._deadline = time.monotonic() + self.cmdlet.timeout_sec
        return max(self._deadline - time.monotonic(), 0.001)

    def _ask(self, batch_id: str) -> dict[str, Any]:
        data: dict[str, Any] = asked_batch(self.cmdlet, batch_id)
        return data

    def expected(self, facts: BatchFacts) -> int | None:
        """How many results there must be at least; None if nothing says so."""
        return None if facts.is_partial else facts.expected_items

    def _until(
        self, facts: BatchFacts, is_there: Callable[[BatchFacts], bool], sleep: Callable[[float], None]
    ) -> BatchFacts:
        """``completed`` can appear before the files' ids: poll again for a while."""
        pause = LATE_PAUSE
        for _ in range(LATE_POLLS):
            if is_there(facts) or not facts.id:
                break
            self.cmdlet.verbose(
                f"The batch {facts.id} is completed but does not name all of its result files yet; looking again."
            )
            sleep(pause)
            pause *= 2
            facts = BatchFacts(self._ask(facts.id))
        return facts

    def late_errors(self, facts: BatchFacts, count: int) -> BatchFacts | None:
        """The batch with only its error file, if ``count`` results are too few and no such file was named."""
        if count >= (self.expected(facts) or 0) or not facts.lacks_errors:
            return None
        now = self._until(facts, lambda now: not now.lacks_errors, self.cmdlet.client.retry.sleep)
        now.output_file_id = None
        return None if now.error_file_id is None else now

    def _report(self, facts: BatchFacts) -> None:
        """Report the batch's own errors, and warn that what follows is only a part."""
        for problem in facts.problems():
            line = f"line {problem['line']}: " if problem.get("line") is not None else ""
            message = f"The batch {facts.id}: {line}{problem.get('message')}"
            self.cmdlet.write_error(_record(facts, message, str(problem.get("code") or "")))
        if facts.status != "completed" and self.files(facts):
            done = f"{facts.completed} of {facts.total} requests were done" if facts.total else "not all may be there"
            self.cmdlet.warn(f"The batch {facts.id} is {facts.status}; its results are partial: {done}.")

    # -- its results ------------------------------------------------------------------------------------------------

    def raw(self, facts: BatchFacts, cancel: Cancel | None = None) -> Iterator[TextBlock]:
        """The results' text as the service wrote it, in blocks of whole lines as they arrive.

        Blank and unreadable lines are left out; the latter are reported. Raises `http.HttpError` if a download cannot
        be completed.
        """
        if facts.earlier:
            for part in self._read(facts, cancel, None):
                yield TextBlock(b"".join(line.text.rstrip() + b"\n" for line in part.lines), part.count)
            return
        for file in self.files(facts):
            judge = LineJudge()
            for span in _spans(self._chunks(file, cancel)):
                before = judge.count
                text = judge.by_ends(*span)
                if text or judge.count > before:
                    yield TextBlock(text, judge.count - before)
            self.report_unreadable(facts, file, judge)

    def lines(
        self, facts: BatchFacts, cancel: Cancel | None = None, content: Callable[[ResultFile], Chunks] | None = None
    ) -> Iterator[LineBlock]:
        """The results line by line, as they are `Wanted`; otherwise like `raw`.

        ``content`` reads a result file, where it is not to be downloaded.
        """
        wanted, blocks = self.wanted, self._read(facts, cancel, content)
        if not (wanted.with_input or wanted.in_order):
            yield from blocks
            return
        with self._input(facts.first, cancel) as index:
            if wanted.failed:
                blocks = self._failing(facts, blocks, index)
            if wanted.in_order and len(index):
                blocks = self._in_order(facts, blocks, index)
            for block in blocks:
                if wanted.with_input:
                    texts = (line.text for line in block.lines)
                    block.lines = [self.reader.line(with_input(text, index.find(custom_id_of(text)))) for text in texts]
                yield block

    def _failing(self, facts: BatchFacts, blocks: Iterator[LineBlock], index: InputIndex) -> Iterator[LineBlock]:
        """The results that failed, and those that are missing."""
        for lines, count in still_failing(_texts(blocks), index):
            yield LineBlock(facts, [self.reader.line(text) for text in lines], count)

    def to_repeat(self, facts: BatchFacts) -> Iterator[bytes]:
        """The requests of a batch that failed or have no result. An error if its input is not there any more."""
        with self._input(facts, None, warns=False) as index:
            if not len(index):
                message = f"The batch {facts.id}: its requests cannot be repeated, its input file is no longer there."
                raise TerminatingError(_record(facts, message, "InputGone"))
            yield from to_repeat(_texts(self._read(facts, None, None)), index)

    def _in_order(self, facts: BatchFacts, blocks: Iterator[LineBlock], index: InputIndex) -> Iterator[LineBlock]:
        """The same lines in the order of their requests; until all have come there are blocks without lines."""
        with closing(InOrder(index)) as order:
            for block in blocks:
                order.add(line.text for line in block.lines)
                yield LineBlock(facts, [], block.count)
            lines = order.lines(self.wanted.gaps)
            while some := [self.reader.line(text) for text in islice(lines, ORDERED)]:
                yield LineBlock(facts, some, 0)
            if order.missing and not self.wanted.failed:
                self.cmdlet.warn(f"The batch {facts.id}: {order.missing}.")

    def _read(
        self, facts: BatchFacts, cancel: Cancel | None, content: Callable[[ResultFile], Chunks] | None
    ) -> Iterator[LineBlock]:
        """The results of a batch; merged, if it repeats requests of others."""
        blocks = self._read_files(facts, cancel, content)
        if not facts.earlier:
            yield from blocks
            return
        for lines in merged(_texts(blocks)):
            yield LineBlock(facts, [self.reader.line(text) for text in lines], len(lines))

    def _read_files(
        self, facts: BatchFacts, cancel: Cancel | None, content: Callable[[ResultFile], Chunks] | None
    ) -> Iterator[LineBlock]:
        for file in self.files(facts):
            judge = LineJudge(self.reader)
            for texts, is_cut in _lines(content(file) if content is not None else self._chunks(file, cancel)):
                before = judge.count
                lines = judge.by_reading(texts, is_cut)
                yield LineBlock(facts, lines, judge.count - before)
            self.report_unreadable(facts, file, judge)

    @contextmanager
    def _input(self, facts: BatchFacts, cancel: Cancel | None, warns: bool = True) -> Iterator[InputIndex]:
        """The requests of a batch. Where their file has been deleted there are none, with a warning if it ``warns``."""
        gone = facts.input_file_id is None
        try:
            chunks = (
                () if facts.input_file_id is None else self._chunks(ResultFile("input", facts.input_file_id), cancel)
            )
            index = InputIndex((line for lines, _ in _lines(chunks) for line in lines), self.wanted.with_input)
        except NotFoundError:
            gone, index = True, InputIndex(())
        if gone and warns and facts.id not in self._without_input:
            self._without_input.add(facts.id)
            effects = ["the property input is null"] if self.wanted.with_input else []
            effects += ["the results come in the order of their file"] if self.wanted.in_order else []
            message = f"its input file is no longer there; {' and '.join(effects)}."
            self.cmdlet.warn(f"The batch {facts.id}: {message}")
        with index:
            yield index

    def _chunks(self, file: ResultFile, cancel: Cancel | None) -> Iterator[bytes]:
        client, config = self.cmdlet.client, self.cmdlet.config()
        return download_bytes(client, config, file.request, lines=True, cancel=cancel)

    # -- what is wrong with them ------------------------------------------------------------------------------------

    def report_unreadable(self, facts: BatchFacts, file: ResultFile, judge: LineJudge, is_kept: bool = False) -> None:
        """Report the lines of a file that are not results."""
        if judge.is_cut:
            self.short[facts.id] = None
        outcome = "It is in the file as it is." if is_kept else "It is left out."
        where = f"of its {file.kind} file {file.id}"
        for number in judge.unreadable:
            what = "is cut" if judge.is_cut and number == judge.last_line else "is not a JSON object"
            self._incomplete(facts, "UnreadableBatchOutput", f"line {number} {where} {what}. {outcome}")
        if judge.others:
            text = f"{judge.others:,} more lines {where} are not JSON objects, the last is line {judge.last_line}."
            self._incomplete(facts, "UnreadableBatchOutput", text)

    def check(self, facts: BatchFacts, count: int) -> None:
        """Report an error if there are too few results; more than requests are a matter for -Verbose: services count
        as they like, and nothing is lost."""
        if facts.total and count > facts.total and not facts.earlier and facts.id not in self.faulty:
            text = f"its files hold {count:,} results, and it counts {facts.total:,} requests; some may be there twice."
            self.cmdlet.verbose(f"The batch {facts.id}: {text}")
        expected = self.expected(facts)
        if expected is not None and count < expected:
            self.short[facts.id] = None
            text = f"it counts {expected:,} results, but its files hold {count:,}. Ask again later; if it stays so, "
            self._incomplete(facts, "IncompleteBatchOutput", text + "the service has lost some.")

    def _incomplete(self, facts: BatchFacts, error_id: str, text: str) -> None:
        self.faulty.add(facts.id)
        record = _record(facts, f"The batch {facts.id}: {text}", error_id, "System.IO.InvalidDataException")
        record.category, record.exit_code = "InvalidResult", ExitCode.INCOMPLETE
        self.cmdlet.write_error(record)

    @contextmanager
    def naming(self, target: PSObject | str, found: Callable[[], tuple[BatchFacts | None, int]]) -> Iterator[None]:
        """Name the batch in any error on the way to its results; what came of them before makes it incomplete.

        ``found`` tells the batch, if it is known, and the number of results that were handed on.
        """
        try:
            yield
        except TerminatingError as error:
            facts, count = found()
            batch_id = BatchFacts(target).id if not isinstance(target, str) else target
            exception, record = error.record.exception, error.record
            if batch_id and batch_id not in exception.message:
                shown = batch_id if len(batch_id) <= LONGEST_SHOWN else f"{batch_id[:LONGEST_SHOWN]}..."
                exception.message = f"The batch {shown}: {exception.message}"
            lost = record.exit_code == ExitCode.INPUT_FAILED or (count and record.exit_code == ExitCode.NETWORK)
            if facts is not None and lost:
                record.exit_code = ExitCode.INCOMPLETE
            raise

    def add_usage(self, lines: Iterable[bytes]) -> None:
        """Add the token counts of results to the total, if ``count_tokens`` is set."""
        for line in lines if self.count_tokens else ():
            try:
                usage = read_json(line)["response"]["body"]["usage"]
            except (ValueError, KeyError, TypeError):
                continue
            for name, value in usage.items() if isinstance(usage, dict) else ():
                if isinstance(value, int):
                    self.usage[name] = self.usage.get(name, 0) + value


def _texts(blocks: Iterable[LineBlock]) -> Iterator[list[bytes]]:
    for block in blocks:
        yield [line.text for line in block.lines]


def _spans(chunks: Chunks) -> Iterator[Span]:
    """The content of a file in blocks of whole lines; the last block may lack its line break."""
    whole = WholeLines()
    for chunk in chunks:
        yield from whole.add(chunk)
    rest = whole.rest()
    if rest:
        yield rest, 0, len(rest)


def _lines(chunks: Chunks) -> Iterator[tuple[list[bytes], bool]]:
    """Whole lines as they come, a few at a time, and whether the last of them is cut: it has no line break."""
    whole = WholeLines()
    for chunk in chunks:
        lines = whole.split(chunk)
        for at in range(0, len(lines), READ_TOGETHER):
            yield lines[at : at + READ_TOGETHER], False
    rest = whole.rest()
    if rest:
        yield [rest], True


def _record(
    facts: BatchFacts, message: str, error_id: str = "", exception: str = "System.InvalidOperationException"
) -> ErrorRecord:
    net = NetException(exception, message)
    net.properties["BatchId"] = facts.id
    return ErrorRecord(error_id or exception, message, "NotSpecified", facts.id, net)
