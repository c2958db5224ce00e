from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output, Together, record_of_os_error
from ...engine.session.services import FLAT_FORMS, OUTPUT_FORMATS
from ...engine.values.objects import PSObject
from ...errors import ControlFlow, ExitCode, StopUpstream, TerminatingError
from ...http import NotFoundError, download_to_file, ordered_prefetch
from ..local_files import goes_out
from ..tables import BATCH_ID, COLUMNS, MissingLibraryError, need, write_dataset, write_parquet
from .batch import BatchFacts, BatchTarget, batch_id_param, batch_param
from .forms import Form, form_of, opened
from .out_file import OutFile, Piece, chunks_of
from .places import cache_folder, is_address, place_of
from .retrieval import LineBlock, Retrieval, TextBlock, Wanted
from .shaping import ANSWER_COLUMNS, Shaping

if TYPE_CHECKING:
    from ...http import Cancel
    from .media import MediaFolder

ACTIVITY = "Getting batch output"
SHOWN_EVERY = 0.05  # seconds between two numbers of results that are shown


class Counted(Protocol):
    """A part of the results."""

    @property
    def count(self) -> int: ...


T = TypeVar("T", bound=Counted)


@cmdlet("Get-BatchOutput", outputs="PSOpenAI.Batch.Output", gives=Gives("stream"))
class GetBatchOutput(BatchTarget):
    """Return the results of batches, item by item.

    Every result is returned, of successful and of failed requests, in no fixed order (custom_id
    says which request it belongs to). Results are passed on as they arrive and never held in memory. Batches that
    expired, failed or were cancelled return what was done before, with a warning. It is an error if there are fewer
    results than the batch reports, or lines that are not results.

    The object that Restart-Batch returns stands for its batch and for those whose requests that one repeats: their
    results are merged by custom_id, the last good one wins. Wait-Batch and Get-Batch pass this on. The id alone, and a
    batch of a list, stand for one batch: keep the object (in a shell, its line of JSON) to get all results later.

    With -Wait, -TimeoutSec limits all of the waiting; in a download it is the longest silence of the service.
    """

    batch = batch_param("The batch, as Get-Batch and Wait-Batch return it; this saves a request.")
    batch_id = batch_id_param("The id of the batch, such as batch_abc123.")
    wait = Param("switch", help="Wait until the batch has ended, then return the results.")
    out_file = Param(
        "string",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="Write the results into this file. It gets its name when complete; an interrupted run can be continued. "
        "Its form is that of -OutputFormat, else of its ending: .jsonl, .json, .csv, .tsv, .parquet, each but the last "
        "also with .gz. An address like s3://bucket/answers.csv is written to as well.",
    )
    partition_by = Param(
        "string[]",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        completions=(BATCH_ID, "model", "status_code"),
        help="Write a data set of Parquet files into the folder that -OutFile names, with a folder below it for each "
        "value of these columns: batch_id, or columns of the results.",
    )
    allow_incomplete = Param(
        "switch",
        own=True,
        help="With -OutFile: give the file its name although the service has fewer results than it counts. "
        "It stays an error.",
    )
    output_format = Param(
        "string",
        own=True,
        enum=OUTPUT_FORMATS,
        help="Return the results as text in this format instead of as objects.",
    )
    property = Param(
        "string[]",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="What to write of each result, with -OutputFormat or -OutFile: custom_id,answer,response.body.model. "
        "In CSV and Parquet they follow the columns that every result has.",
    )
    safe_csv = Param(
        "switch",
        own=True,
        help="In CSV and TSV, put an apostrophe before texts that a spreadsheet would run as formulas.",
    )
    include_input = Param("switch", own=True, help="Join each result with its request, as the property input.")
    in_input_order = Param(
        "switch",
        own=True,
        help="Return the results in the order of their requests; those that are missing are named. They are sorted on "
        "the disk.",
    )
    failed = Param(
        "switch",
        own=True,
        help="Return only requests that failed or have no result, each with its request; Start-Batch takes them.",
    )
    answer_only = Param(
        "switch",
        own=True,
        help="Return only the answers, as text. A form of output or a file has custom_id, answer and error of each.",
    )
    parse_answer = Param(
        "switch",
        own=True,
        help="Read each answer as JSON (structured outputs): the property parsed, and columns in CSV and Parquet. "
        "An answer that is not JSON is an error of its own.",
    )
    media_folder = Param(
        "string",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="Write images and audio into this folder as files named by custom_id; the results have their paths, as "
        "the property files, in the place of the content.",
    )
    follow_blob = Param(
        "switch",
        own=True,
        help="Fetch results that the batch names by an address (output_blob on Azure). The key is not sent there.",
    )
    remove_files = Param(
        "switch",
        own=True,
        help="Delete the files of each batch whose results have all arrived. If requests failed, their input stays. "
        "Not with -Failed, which leaves results out.",
    )
    throttle_limit = Param(
        "int",
        own=True,
        validators=(ValidateRange(1, 64),),
        default_text="1 in scripts, 16 in a shell",
        help="How many batches are fetched at the same time; the results keep the order of the input.",
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
            "Get-BatchOutput batch_abc123 -AnswerOnly -InInputOrder",
            "Shows the answers, one after the other.",
            result="Hello",
        ),
        Example(
            "Get-BatchOutput batch_abc123 -OutFile answers.csv.gz",
            "Writes a compressed table: custom_id, status, answer, error, tokens.",
        ),
        Example(
            "Get-Batch -All | Get-BatchOutput -OutFile answers/ -PartitionBy batch_id",
            "Writes a data set that DuckDB, Spark and Ray read as it is.",
        ),
        Example(
            "Get-BatchOutput batch_abc123 | Where-Object { $_.response.status_code -ne 200 }",
            "Shows the requests that failed.",
            result=(
                "custom_id id          response                                    error\n"
                "--------- --          --------                                    -----\n"
                "b         batch_req_b @{status_code=400; request_id=req_b; body=}"
            ),
        ),
    )
    failures = (
        Failure(
            "Get-BatchOutput batch_gone",
            "Get-BatchOutput: The service answered 404: No batch found with id 'batch_gone'.",
            "NotFoundException,Get-Batch",
        ),
        Failure(
            "Get-BatchOutput batch_short",
            "Get-BatchOutput: The batch batch_short: it counts 3 results, but its files hold 2. Ask again later; "
            "if it stays so, the service has lost some.",
            "IncompleteBatchOutput,Get-BatchOutput",
            exit_code=5,
        ),
    )
    remarks = """\
    Downloading costs nothing: the batch was charged when it ran. The results of a batch that expired or was cancelled
    were charged, too. The service deletes result files after 30 days, or after -OutputExpiresAfterSeconds of
    Start-Batch.

    With -Wait the batch is polled, as by Wait-Batch.
    """

    def begin(self) -> Output:
        if self.failed and self.remove_files:
            raise self._unfit("-RemoveFiles would delete the results that -Failed leaves out; give one of the two.")
        form_asked = self.output_format or self.session.mode.form
        is_text = self.answer_only and not self.parse_answer and self.out_file is None and form_asked is None
        answers = ("text" if is_text else "rows") if self.answer_only else ""
        self._wanted = Wanted(
            bool(self.failed),
            bool(self.in_input_order),
            bool(answers) and bool(self.in_input_order),
            bool(self.include_input or self.failed),
            bool(self.follow_blob),
        )
        self._retrieval = Retrieval(self, bool(self.wait), self._wanted, self.runtime.is_verbose)
        self._shaping = Shaping(self, self._retrieval.reader, bool(self.parse_answer), self._media(), answers)
        self._complete: dict[str, BatchFacts] = {}  # batches whose results have all arrived
        self._file: OutFile | None = None
        self._waiting: list[PSObject | str] = []
        self._places: dict[str, int] = {}  # the number of each batch among those of the input
        self._seen = 0  # batches of the input so far
        self._come: set[str] = set()  # batches of which something waits in pieces
        self._broken: dict[str, None] = {}  # batches whose results did not all arrive; an ordered set
        self._form = Form(self.output_format or "Jsonl", False)
        if self.out_file is not None and not goes_out(self, self.out_file):
            self._file = self._prepared(self.out_file)
        elif self._form.name == "Parquet" or self.partition_by:
            what = "-PartitionBy" if self.partition_by else "-OutputFormat Parquet"
            raise self._unfit(f"{what} needs a file: -OutFile names it.")
        # as the service wrote them
        is_changed = self._wanted.changes or self._shaping.changes
        self._is_plain = self._form.name == "Jsonl" and not self.property and not is_changed
        self._as_text = self._is_plain and self.session.mode.raw_bytes and not self.runtime.is_verbose
        self._ahead = self.throttle_limit or self.session.mode.read_ahead
        if self._file is None and self.session.mode.form in FLAT_FORMS:
            self.session.mode.columns = self._shaping.columns(())
        return None

    def _media(self) -> MediaFolder | None:
        if self.media_folder is None:
            return None
        from .media import MediaFolder  # noqa: PLC0415 (only with -MediaFolder)

        return MediaFolder(self.session.path(self.media_folder))

    def _prepared(self, out_file: str) -> OutFile:
        """The file to write, with everything that its form and its place need."""
        paths = (BATCH_ID, *COLUMNS, *(self.property or ()))
        unknown = [key for key in self.partition_by or () if key not in paths]
        if unknown:
            raise self._unfit(f"-PartitionBy takes {BATCH_ID} and columns of the results, not {unknown[0]!r}.")
        if self.partition_by and self.output_format not in (None, "Parquet"):
            raise self._unfit(f"-PartitionBy writes Parquet files; -OutputFormat is {self.output_format}.")
        path = out_file if is_address(out_file) else self.session.path(out_file)
        if path.lower().startswith("memory://") and self.session.mode.door != "python":
            raise self._unfit("-OutFile: memory:// ends with this program; name a file, or an address of a store.")
        if out_file.endswith("/") and not self.partition_by:
            raise self._unfit(f"-OutFile: {out_file} names a folder; name a file in it.")
        try:
            self._form = form_of(out_file, "Parquet" if self.partition_by else self.output_format)
            if self._form.name == "Parquet":
                need("pyarrow.dataset" if self.partition_by else "pyarrow.parquet", "writes Parquet files")
            file = OutFile(place_of(path, cache_folder(self.session.environ), bool(self.partition_by)))
        except (MissingLibraryError, ValueError) as error:
            raise self._unfit(f"-OutFile: {error}.") from error
        self._shown = file.place.name if is_address(out_file) else out_file
        file.prepare()
        return file

    def _unfit(self, message: str) -> TerminatingError:
        """The error of parameters that do not fit together."""
        return self.stop_with(
            "InvalidOutFile", message, "InvalidArgument", None, "System.ArgumentException", ExitCode.USAGE
        )

    def ask_first(self) -> bool:
        if self.set_name != "Id":
            return False
        try:
            with self._retrieval.naming(self.batch_id, lambda: (None, 0)):
                self._retrieval.ask_first(self.batch_id)
        except TerminatingError as error:
            if not self.wait or error.record.exit_code != ExitCode.NETWORK:
                raise  # waiting survives a poll that fails
        return True

    def process(self) -> Objects:
        targets = self.targets()
        if self._is_plain and any(not isinstance(target, str) and BatchFacts(target).follows for target in targets):
            self._is_plain = False  # the results of several batches become one
        if self._ahead > 1 or self._file is not None or (self.output_format is not None and not self._as_text):
            self._waiting += targets  # fetched together, or as one text
        else:
            yield from self._results(targets)

    def idle(self) -> Objects:
        """No further input has arrived yet: pass on the results of the input so far."""
        if self._file is not None:
            self._fetch_pieces(self._file)
        elif self.output_format is None or self._as_text:
            yield from self._results(self._take())

    def end(self) -> Objects:
        if self._file is not None:
            self._write_file(self._file)
        elif self.output_format is not None and not self._as_text:
            yield from self._rendered(self._objects(self._take()))
        else:
            yield from self._results(self._take())
        self.progress(ACTIVITY, done=True)
        self._shaping.say_rest()
        if self.remove_files:
            afterwards = self.session.mode.afterwards
            if afterwards is not None and self._file is None:
                afterwards.append(self._remove_files)
            else:
                self._remove_files()
        if self._retrieval.usage:
            shown = ", ".join(f"{name} {count:,}" for name, count in self._retrieval.usage.items())
            self.verbose(f"Usage in all: {shown}")

    def dispose(self) -> None:
        found = getattr(self, "_file", None)
        if found is not None:
            found.leave()

    # -- objects ----------------------------------------------------------------------------------------------------

    def _take(self) -> list[PSObject | str]:
        """The batches that wait to be fetched."""
        targets, self._waiting = self._waiting, []
        return targets

    def _results(self, targets: list[PSObject | str]) -> Iterator[Value]:
        """What comes out of the batches: objects, or the rows that the door's form of output shows."""
        form = self.session.mode.form or ("Jsonl" if self.answer_only else None)
        if form is None or self._as_text or not self._shaping.changes:
            return self._texts(targets) if self._as_text else self._blocks(targets)
        return self._shaping.rows(self._objects(targets), form, ())

    def _texts(self, targets: list[PSObject | str]) -> Iterator[Value]:
        """The results of the batches in order, fetched ahead up to the limit; an error of one leaves the others."""
        for block in self._fetch(targets, self._retrieval.raw, _text_size):
            yield block.text

    def _objects(self, targets: list[PSObject | str]) -> Iterator[Value]:
        """The same as objects."""
        for block in self._fetch(targets, self._retrieval.lines, _lines_size):
            self._retrieval.add_usage(line.text for line in block.lines)
            yield from self._shaping.items(block.facts, block.lines)

    def _blocks(self, targets: list[PSObject | str]) -> Iterator[Value]:
        """The same, together where nothing can happen between two of them."""
        if self._shaping.changes:
            yield from self._objects(targets)
            return
        for block in self._fetch(targets, self._retrieval.lines, _lines_size):
            self._retrieval.add_usage(line.text for line in block.lines)
            yield Together(self._shaping.items(block.facts, block.lines))

    def _fetch(
        self,
        targets: list[PSObject | str],
        read: Callable[[BatchFacts, Cancel | None], Iterator[T]],
        size: Callable[[T], int],
    ) -> Iterator[T]:
        """The parts that ``read`` returns for each batch, counted and checked against the batch's own counts."""
        if not targets:
            return
        self.config()  # found here, once: the threads that fetch must not use the session
        found = [_Found() for _ in targets]
        first = self._seen + 1
        self._seen += len(targets)

        def source(i: int, *, cancel: Cancel | None) -> Iterator[T]:
            facts = self._retrieval.facts(targets[i], cancel)
            if facts is not None:
                found[i].facts = facts
                self._places[facts.id] = first + i
                yield from read(facts, cancel)

        sources = (partial(source, i) for i in range(len(targets)))
        limit = min(self._ahead, len(targets))
        for i, parts in enumerate(ordered_prefetch(sources, limit, size=size, enter=self.speak_through)):
            of = found[i]
            with self.each_on_its_own(targets[i]), self._breaks(targets[i], of), self.faults():
                yield from self._counted(parts, of)
                if of.facts is not None:
                    late = self._retrieval.late_errors(of.facts, of.count)
                    if late is not None:
                        yield from self._counted(read(late, None), of)
                    self._retrieval.check(of.facts, of.count)
                    self._complete[of.facts.id] = of.facts

    def _has_come(self, of: _Found) -> bool:
        """Whether results of a batch wait in pieces."""
        return of.facts is not None and of.facts.id in self._come

    def _counted(self, parts: Iterator[T], of: _Found) -> Iterator[T]:
        shown = 0.0
        for part in parts:
            of.count += part.count
            if of.facts is not None and (now := time.monotonic()) - shown >= SHOWN_EVERY:
                shown = now
                self.show(of.facts, of.count)
            yield part

    @contextmanager
    def _breaks(self, target: PSObject | str, of: _Found) -> Iterator[None]:
        """Name the batch in its errors, and remember those that are there and did not arrive as a whole."""
        try:
            with self._retrieval.naming(target, lambda: (of.facts, of.count or self._has_come(of))):
                yield
        except TerminatingError as error:
            facts = of.facts or BatchFacts({"id": target} if isinstance(target, str) else target)
            if facts.id not in self._retrieval.short and error.record.exit_code != ExitCode.INPUT_FAILED:
                self._broken[facts.id] = None
            raise

    def show(self, facts: BatchFacts, count: int) -> None:
        """Show how many results of a batch have been fetched."""
        total = facts.expected_items
        of = f" of {total:,}" if total else ""
        place = f"{self._places.get(facts.id, self._seen)} of {self._seen}: " if self._seen > 1 else ""
        self.progress(ACTIVITY, f"{place}{facts.id} {count:,}{of}", 100.0 * count / total if total else None)

    # -- into a file ------------------------------------------------------------------------------------------------

    def _write_file(self, file: OutFile) -> None:
        """Give the file its name if it has all that there is; an older file stays if there is nothing but errors."""
        self._fetch_pieces(file)
        short = self._retrieval.short
        if self._broken or (short and not self.allow_incomplete):
            self._complete.clear()
            file.forget(short)
            self._say_waiting(file)
        elif not file.is_empty or not self.runtime.failed:
            with self._disk(file), self.each_on_its_own(self.out_file), self.faults():
                if self._is_plain:
                    file.finish(self._form.is_compressed)
                else:
                    file.make(partial(self._write_form, file))
                return
            self._complete.clear()
            self._say_waiting(file)

    def _say_waiting(self, file: OutFile) -> None:
        """Report why the file has not got its name, and what the next run does."""
        ids = ", ".join({**self._broken, **self._retrieval.short})
        message = f"{self._shown} was not written: the results of {ids} are not complete.{self._what_waits(file)}"
        if not self._broken:
            message += " -AllowIncomplete writes the file with what there is."
        self.warn(message)

    def _what_waits(self, file: OutFile) -> str:
        if not file.has_parts:
            return ""
        return f" What has come waits in {self._parts(file)}; the same command goes on from there."

    @contextmanager
    def _disk(self, file: OutFile) -> Iterator[None]:
        """What ends the command early, such as a disk that takes no more, says what the next run does."""
        try:
            yield
        except OSError as error:
            record = record_of_os_error(error)
            reason = error.strerror or str(error)
            record.exception.message = f"{self._shown} was not written: {reason}.{self._what_waits(file)}"
            record.exit_code = ExitCode.INCOMPLETE
            raise TerminatingError(record, script=True) from error
        except (KeyboardInterrupt, ControlFlow) as interruption:
            if not isinstance(interruption, StopUpstream):
                self.warn(f"{self._shown} was not written: the run was interrupted.{self._what_waits(file)}")
            raise

    def _fetch_pieces(self, file: OutFile) -> None:
        """Download the batches' files unchanged: the fastest way, and a later run can continue it."""
        with self._disk(file):
            for piece in self._fetch(self._take(), partial(self._pieces, file), lambda piece: 1):
                file.add(piece)
                if self._retrieval.count_tokens:
                    with open(piece.path, "rb") as lines:
                        self._retrieval.add_usage(lines)

    def _pieces(self, out: OutFile, facts: BatchFacts, cancel: Cancel | None) -> Iterator[Piece]:
        done = 0

        def show(count: int) -> None:
            if count:
                self._come.add(facts.id)
            self.show(facts, done + count)

        files = self._retrieval.files(facts)
        is_all = self._is_plain and not self._form.is_compressed and len(files) == self._seen == 1
        for file in files:
            fetch = partial(download_to_file, self.client, self.config(), file.request, lines=True, cancel=cancel)
            piece = out.fetch(facts, file, fetch, show, is_all)
            if self._is_plain:
                self._retrieval.report_unreadable(facts, file, piece.judge, is_kept=True)
            done += piece.count
            yield piece

    def _parts(self, file: OutFile) -> str:
        """Where unfinished work waits: beside the file, or in a folder of its own."""
        return str(file.parts) if is_address(self.out_file) else file.parts.name

    def _write_form(self, file: OutFile, path: Path) -> None:
        """Make a file, or the folder of a data set, of the pieces."""
        form, pieces = self._form, file.pieces()
        if form.name == "Parquet":
            self._write_tables(pieces, str(path))
        else:
            with opened(path, form.is_compressed) as out:
                for text in self._rendered(self._items(pieces)):
                    out.write((text + "\n").encode(errors="replace"))

    def _write_tables(self, pieces: list[Piece], path: str) -> None:
        """Make a Parquet file, or the folder of a data set."""
        paths = list(self.property or ())
        items, names = self._shaping.parsed_columns(self._with_ids(pieces))
        columns = ANSWER_COLUMNS if self.answer_only else ()
        if self.partition_by:
            write_dataset(items, path, self.partition_by, [*paths, *names], columns)
        else:
            write_parquet((item for item, _ in items), path, paths=[*paths, *names], columns=columns)

    def _with_ids(self, pieces: list[Piece]) -> Iterator[tuple[Value, str]]:
        """The results, each with the id of its batch."""
        for batch_id, group in groupby(pieces, lambda piece: piece.facts.id):
            for item in self._items(list(group)):
                yield item, batch_id

    def _rendered(self, items: Iterator[Value]) -> Iterator[str]:
        """The lines of results in the form and with the columns that were asked for."""
        form = self._form.name
        rows = self._shaping.rows(items, form, self.property or ())
        return self.session.formatting.lines(rows, form, bool(self.safe_csv), self._header)

    def _header(self) -> Sequence[str]:
        """The columns of a file or text without results; none where an error says why there are none."""
        return () if self.runtime.failed else self._shaping.columns(self.property or ())

    def _items(self, pieces: list[Piece]) -> Iterator[Value]:
        for facts, group in groupby(pieces, lambda piece: piece.facts):
            paths = {piece.file: piece.path for piece in group}
            found = _Found(facts)
            with self._breaks(facts.id, found), self.faults():
                for block in self._retrieval.lines(facts, content=lambda file, paths=paths: chunks_of(paths[file])):  # type: ignore[misc]
                    yield from self._shaping.items(facts, block.lines)

    # -- afterwards -------------------------------------------------------------------------------------------------

    def _remove_files(self) -> None:
        """Delete the files of the batches whose results have all arrived where they were to go."""
        for facts in self._complete.values():
            if facts.id in self._retrieval.faulty or facts.id in self._retrieval.short or facts.id in self._broken:
                continue
            ids = [file.id for file in facts.files()]
            if facts.input_file_id is not None and facts.status == "completed" and not facts.failed:
                ids.append(facts.input_file_id)
            elif facts.input_file_id is not None:
                self.verbose(f"The batch {facts.id}: its input file {facts.input_file_id} stays: not all went well.")
            for file_id in dict.fromkeys(ids):
                with self.each_on_its_own(facts.id):
                    self._remove(facts, file_id)

    def _remove(self, facts: BatchFacts, file_id: str) -> None:
        try:
            self.call("file", {"file_id": file_id}, "DELETE")
        except TerminatingError as error:
            if not isinstance(error.record.exception.__cause__, NotFoundError):
                raise
        self.verbose(f"The batch {facts.id}: deleted the file {file_id}.")


class _Found:
    """What is known of a batch on the way: what it says, and how many of its results have come."""

    def __init__(self, facts: BatchFacts | None = None) -> None:
        self.facts = facts
        self.count = 0


def _text_size(block: TextBlock) -> int:
    return len(block.text)


def _lines_size(block: LineBlock) -> int:
    return sum(len(line.text) for line in block.lines)
