from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from ...dotnet.collections import ByteArray
from ...dotnet.types import Value
from ...engine.cmdlet import Objects, Output
from ...engine.objects import PSObject
from ...errors import ExitCode, TerminatingError
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty, ValidateRange
from ..api import ApiParams
from .items import output_item
from .out_file import LineCounter, OutFile
from .retrieval import Retrieval
from .states import BatchFacts

if TYPE_CHECKING:
    from ...http import Cancel

FORMATS = ("Jsonl", "Json", "Csv", "Table", "List")
T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Counter(Protocol[T_contra]):
    """Counts results in what is read."""

    @property
    def total(self) -> int: ...

    def add(self, piece: T_contra, /) -> None: ...


@cmdlet("Get-BatchOutput", outputs="PSOpenAI.Batch.Output")
class GetBatchOutput(ApiParams):
    """Return the results of batches, item by item.

    Every result is returned: of the requests that went well and of those that failed, in no fixed order (custom_id
    tells which request it belongs to). Results are handed on as they arrive and never held in memory. Batches that
    expired, failed or were cancelled give what was done before, with a warning. It is an error when there are fewer
    results than the batch counts.
    """

    batch = Param(
        "object",
        set="Batch",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("InputObject",),
        of="PSOpenAI.Batch",
        help="The batch, as Get-Batch and Wait-Batch return it; costs no request of its own.",
    )
    batch_id = Param(
        "string",
        set="Id",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "batch_id"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the batch, such as batch_abc123.",
    )
    wait = Param("switch", help="Wait until the batch has ended, then return the results.")
    out_file = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        help="Write the results into this file instead; it takes its name when complete, and a broken run goes on.",
    )
    output_format = Param("string", enum=FORMATS, help="Give the results as text in this form instead of as objects.")
    include_input = Param("switch", help="Join each result with its request, as the property input.")
    throttle_limit = Param(
        "int",
        validators=(ValidateRange(1, 64),),
        help="How many batches are fetched at once; the results keep the order of the input. "
        "The default is 1 in scripts and 4 in the shell command.",
    )

    examples = (
        Example("Get-BatchOutput batch_abc123", "Shows the results of a batch."),
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
        self._ahead = self.throttle_limit or self.session.read_ahead
        self._as_text = self.session.raw_bytes and self._is_plain and self._file is None
        self._as_pieces = self._is_plain and self._file is not None
        return None

    def process(self) -> Objects:
        target = self.batch if self.set_name == "Batch" else self.batch_id
        if self._as_pieces:
            self._fetch_piece(target)
        elif self._ahead > 1 or self._file is not None or self.output_format is not None:
            self._waiting.append(target)  # to be fetched together, or as one text
        else:
            yield from self._results([target])

    @property
    def _is_plain(self) -> bool:
        """Whether the results are wanted just as the service wrote them."""
        looks_inside = self.include_input or self.runtime.is_verbose
        return self.output_format in (None, "Jsonl") and not looks_inside

    def idle(self) -> Objects:
        """No further input has come yet: hand on what has been asked for so far."""
        if self._file is None and (self.output_format is None or self._as_text):
            yield from self._take_waiting()

    def end(self) -> Objects:
        if self._as_pieces:
            self._finish_file()
        elif self._file is not None:
            self._file.write(self._text_lines())
        elif self.output_format is not None and not self._as_text:
            yield from self.session.render(self._take_waiting(), self.output_format)
        else:
            yield from self._take_waiting()
        self.progress("Getting batch output", done=True)
        if self._retrieval.usage:
            shown = ", ".join(f"{name} {count:,}" for name, count in self._retrieval.usage.items())
            self.verbose(f"Usage in all: {shown}")

    # -- objects ----------------------------------------------------------------------------------------------------

    def _take_waiting(self) -> Iterator[Value]:
        targets, self._waiting = self._waiting, []
        return self._results(targets)

    def _results(self, targets: list[PSObject | str]) -> Iterator[Value]:
        """The results of the batches in order, up to the limit fetched ahead; a fault of one leaves the others be."""
        if self._as_text:
            yield from map(ByteArray, self._fetch(targets, self._retrieval.raw, LineCounter, len))
            return
        for block in self._fetch(targets, self._retrieval.blocks, _BlockCount, _size):
            yield from map(output_item, block)

    def _fetch(
        self,
        targets: list[PSObject | str],
        read: Callable[[BatchFacts, Cancel | None], Iterator[T]],
        counter: Callable[[], Counter[T]],
        size: Callable[[T], int],
    ) -> Iterator[T]:
        """The pieces that ``read`` gives of each batch, counted and checked against what the batch tells."""
        from ...http import ordered_prefetch

        known: list[BatchFacts | None] = [None] * len(targets)

        def source(i: int, *, cancel: Cancel) -> Iterator[T]:
            facts = self._retrieval.facts(targets[i])
            if facts is not None:
                known[i] = facts
                yield from read(facts, cancel)

        sources = (partial(source, i) for i in range(len(targets)))
        limit = min(self._ahead, max(len(targets), 1))
        for i, pieces in enumerate(ordered_prefetch(sources, limit, size=size)):
            count = counter()
            with self.each_on_its_own(targets[i]), self.faults():
                for piece in pieces:
                    count.add(piece)
                    if self._retrieval.count_tokens:
                        self._retrieval.add_usage(piece)
                    self._show(known[i], count.total)
                    yield piece
                facts = known[i]
                if facts is not None:
                    self._retrieval.check(facts, count.total)

    def _show(self, facts: BatchFacts | None, count: int) -> None:
        total = facts.expected_items if facts is not None else None
        of = f" of {total:,}" if total else ""
        name = facts.id if facts is not None else ""
        self.progress("Getting batch output", f"{name} {count:,}{of}", 100.0 * count / total if total else None)

    # -- into a file ------------------------------------------------------------------------------------------------

    def _fetch_piece(self, target: PSObject | str) -> None:
        """Download the batch's files as they are: the fastest way, and one that a later run can go on with."""
        from ...http import download_to_file

        assert self._file is not None
        with self.each_on_its_own(target):
            try:
                facts = self._retrieval.facts(target)
                if facts is None:
                    return
                count = 0
                with self.faults():
                    for file_id in self._retrieval.files(facts):
                        self._show(facts, count)
                        config = self.config()

                        def download(piece: Path, file_id: str = file_id) -> object:
                            return download_to_file(self.client, config, file_id, piece)  # noqa: B023 (called at once)

                        count += self._file.fetch(file_id, download)
                self._retrieval.check(facts, count)
            except TerminatingError as error:
                self._broken |= error.record.exit_code in (ExitCode.NETWORK, ExitCode.INCOMPLETE)
                raise

    def _finish_file(self) -> None:
        assert self._file is not None
        if self._broken:
            self.fail(
                "OutFileIncomplete",
                f"{self.out_file} was not written because a download broke. What has come waits in "
                f"{self._file.parts.name}; the same command goes on from there.",
                "OperationStopped",
                self.out_file,
                "System.IO.IOException",
                exit_code=ExitCode.INCOMPLETE,
            )
            return
        self._file.finish()

    def _text_lines(self) -> Iterator[bytes]:
        for text in self.session.render(self._take_waiting(), self.output_format or "Jsonl"):
            yield (text + "\n").encode()


class _BlockCount:
    """Counts the results in blocks of lines."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, piece: list[bytes]) -> None:
        self.total += len(piece)


def _size(block: list[bytes]) -> int:
    return sum(map(len, block))
