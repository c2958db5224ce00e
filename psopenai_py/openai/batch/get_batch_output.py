from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.session.services import OUTPUT_FORMATS
from ...engine.values.objects import PSObject
from ...errors import ExitCode, TerminatingError
from ...http import Request, download_to_file, ordered_prefetch
from .batch import BatchFacts, BatchTarget, batch_id_param, batch_param
from .items import output_item
from .out_file import LineCounter, OutFile, Piece
from .retrieval import Retrieval

if TYPE_CHECKING:
    from ...http import Cancel

ACTIVITY = "Getting batch output"
T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Counter(Protocol[T_contra]):
    """Counts results in what is read."""

    @property
    def total(self) -> int: ...

    def add(self, piece: T_contra, /) -> None: ...


@cmdlet("Get-BatchOutput", outputs="PSOpenAI.Batch.Output")
class GetBatchOutput(BatchTarget):
    """Return the results of batches, item by item.

    Every result is returned, of successful and of failed requests, in no fixed order (custom_id
    says which request it belongs to). Results are passed on as they arrive and never held in memory. Batches that
    expired, failed or were cancelled return what was done before, with a warning. It is an error if there are fewer
    results than the batch reports.
    """

    batch = batch_param("The batch, as Get-Batch and Wait-Batch return it; this saves a request.")
    batch_id = batch_id_param("The id of the batch, such as batch_abc123.")
    wait = Param("switch", help="Wait until the batch has ended, then return the results.")
    out_file = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        help="Write the results into this file. It gets its name when complete; an interrupted run can be continued.",
    )
    output_format = Param(
        "string", enum=OUTPUT_FORMATS, help="Return the results as text in this format instead of as objects."
    )
    include_input = Param("switch", help="Join each result with its request, as the property input.")
    throttle_limit = Param(
        "int",
        validators=(ValidateRange(1, 64),),
        help="How many batches are fetched at the same time; the results keep the order of the input. "
        "The default is 1 in scripts and 4 in the shell command.",
    )

    reports_as = "Get-Batch"
    examples = (
        Example("Get-BatchOutput batch_abc123", "Shows the results of a batch."),
        Example(
            "Get-BatchOutput batch_abc123 | ForEach-Object custom_id",
            "Shows which requests have a result.",
            result="a\nb",
        ),
        Example(
            "Get-Batch -All | Get-BatchOutput -Wait -OutFile out.jsonl", "Puts the results of all batches into a file."
        ),
        Example(
            "Get-BatchOutput batch_abc123 | Where-Object { $_.response.status_code -ne 200 }",
            "Shows the requests that failed.",
        ),
    )

    def begin(self) -> Output:
        self._retrieval = Retrieval(self, bool(self.wait), bool(self.include_input), self.runtime.is_verbose)
        self._file: OutFile | None = None
        self._waiting: list[PSObject | str] = []
        self._broken = False
        if self.out_file is not None:
            self._file = OutFile(self.session.path(self.out_file))
            self._file.prepare()
        plain = self.output_format in (None, "Jsonl") and not self.include_input  # just as the service wrote them
        self._as_pieces = plain and self._file is not None
        self._as_text = plain and self._file is None and self.session.mode.raw_bytes and not self.runtime.is_verbose
        self._ahead = self.throttle_limit or self.session.mode.read_ahead
        return None

    def process(self) -> Objects:
        targets = self.targets()
        if self._ahead > 1 or self._file is not None or (self.output_format is not None and not self._as_text):
            self._waiting += targets  # fetched together, or as one text
        else:
            yield from self._results(targets)

    def idle(self) -> Objects:
        """No further input has arrived yet: pass on the results of the input so far."""
        if self._as_pieces:
            self._fetch_pieces()
        elif self._file is None and (self.output_format is None or self._as_text):
            yield from self._take_waiting()

    def end(self) -> Objects:
        if self._file is not None:
            self._write_file(self._file)
        elif self.output_format is not None and not self._as_text:
            yield from self.session.formatting.lines(self._take_waiting(), self.output_format)
        else:
            yield from self._take_waiting()
        self.progress(ACTIVITY, done=True)
        if self._retrieval.usage:
            shown = ", ".join(f"{name} {count:,}" for name, count in self._retrieval.usage.items())
            self.verbose(f"Usage in all: {shown}")

    def dispose(self) -> None:
        found = getattr(self, "_file", None)
        if found is not None:
            found.leave()

    # -- objects ----------------------------------------------------------------------------------------------------

    def _take_waiting(self) -> Iterator[Value]:
        targets, self._waiting = self._waiting, []
        return self._results(targets)

    def _results(self, targets: list[PSObject | str]) -> Iterator[Value]:
        """The results of the batches in order, fetched ahead up to the limit; an error of one leaves the others."""
        if self._as_text:
            yield from map(ByteArray, self._fetch(targets, self._retrieval.raw, LineCounter, len))
            return
        for block in self._fetch(targets, self._retrieval.blocks, _BlockCount, _size):
            self._retrieval.add_usage(block)
            yield from map(output_item, block)

    def _fetch(
        self,
        targets: list[PSObject | str],
        read: Callable[[BatchFacts, Cancel | None], Iterator[T]],
        counter: Callable[[], Counter[T]],
        size: Callable[[T], int],
    ) -> Iterator[T]:
        """The pieces that ``read`` returns for each batch, counted and checked against the batch's own counts."""
        if not targets:
            return
        self.config()  # found here, once: the threads that fetch must not use the session
        known: list[BatchFacts | None] = [None] * len(targets)

        def source(i: int, *, cancel: Cancel | None) -> Iterator[T]:
            facts = self._retrieval.facts(targets[i], cancel)
            if facts is not None:
                known[i] = facts
                yield from read(facts, cancel)

        sources = (partial(source, i) for i in range(len(targets)))
        limit = min(self._ahead, len(targets))
        for i, pieces in enumerate(ordered_prefetch(sources, limit, size=size, enter=self.speak_through)):
            count = counter()
            with self.each_on_its_own(targets[i]), self._breaks(count), self.faults():
                yield from self._counted(pieces, count, known, i)
                facts = known[i]
                if facts is not None:
                    late = self._retrieval.late_errors(facts, count.total)
                    if late is not None:
                        yield from self._counted(read(late, None), count, known, i)
                    self._retrieval.check(facts, count.total)

    def _counted(self, pieces: Iterator[T], count: Counter[T], known: list[BatchFacts | None], i: int) -> Iterator[T]:
        for piece in pieces:
            count.add(piece)
            facts = known[i]
            if facts is not None:
                self.show(facts, count.total)
            yield piece

    @contextmanager
    def _breaks(self, count: Counter[T]) -> Iterator[None]:
        """Remember that the results of a batch were interrupted, or might still come: a file would not be complete."""
        try:
            yield
        except TerminatingError as error:
            self._broken |= count.total > 0 or error.record.exit_code in (ExitCode.NETWORK, ExitCode.INCOMPLETE)
            raise

    def show(self, facts: BatchFacts, count: int) -> None:
        """Show how many results of a batch have been fetched."""
        total = facts.expected_items
        of = f" of {total:,}" if total else ""
        self.progress(ACTIVITY, f"{facts.id} {count:,}{of}", 100.0 * count / total if total else None)

    # -- into a file ------------------------------------------------------------------------------------------------

    def _write_file(self, file: OutFile) -> None:
        """Give the file its name, unless a download was interrupted or there are only errors."""
        if self._as_pieces:
            self._fetch_pieces()
            if self._is_whole():
                file.finish()
        else:
            file.write(self._text_lines(), self._is_whole)
        if self._broken:
            waits = f" What has come waits in {file.parts.name}; the same command goes on from there."
            self.warn(f"{self.out_file} was not written: a download broke.{waits if file.has_parts else ''}")

    def _is_whole(self) -> bool:
        assert self._file is not None
        return not self._broken and (not self._file.is_empty or not self.runtime.failed)

    def _fetch_pieces(self) -> None:
        """Download the batches' files unchanged: the fastest way, and a later run can continue it."""
        assert self._file is not None
        targets, self._waiting = self._waiting, []
        for piece in self._fetch(targets, self._pieces, _PieceCount, lambda piece: 1):
            self._file.add(piece)
            if self._retrieval.count_tokens:
                with open(piece.path, "rb") as lines:
                    self._retrieval.add_usage(lines)

    def _pieces(self, facts: BatchFacts, cancel: Cancel | None) -> Iterator[Piece]:
        assert self._file is not None
        done = 0

        def show(count: int) -> None:
            self.show(facts, done + count)

        for file_id in self._retrieval.files(facts):
            request = Request("file.content", {"file_id": file_id})
            fetch = partial(download_to_file, self.client, self.config(), request, lines=True, cancel=cancel)
            piece = self._file.fetch(file_id, fetch, show)
            done += piece.lines
            yield piece

    def _text_lines(self) -> Iterator[bytes]:
        for text in self.session.formatting.lines(self._take_waiting(), self.output_format or "Jsonl"):
            yield (text + "\n").encode()


class _BlockCount:
    """Counts the results in blocks of lines."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, piece: list[bytes]) -> None:
        self.total += len(piece)


class _PieceCount:
    """Counts the results in files."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, piece: Piece) -> None:
        self.total += piece.lines


def _size(block: list[bytes]) -> int:
    return sum(map(len, block))
