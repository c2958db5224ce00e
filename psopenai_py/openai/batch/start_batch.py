from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateCount, ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, kind_of, unwrap
from ...errors import ExitCode
from ..body import to_plain
from ..local_files import local_content, no_such_file, standard_input
from ..objects import REQUEST_FIELDS, REQUEST_TYPE, typed_object
from ..params import FILE_TYPES, described, id_text
from .batch import TYPE_NAME, asked_batch
from .journal import Entry
from .queueing import BatchQueue, new_queue_id, run_queue
from .request_lines import UPLOAD_NAME, Limits, RequestLines, request_line
from .rows import form_of
from .split import Place, place_of
from .starting import BatchStarter

_FILE_ID = re.compile(r"(?:file|assistant)-\w+")
_PATH = re.compile(r"[/\\]|\.(?:jsonl|ndjson|json|txt)(?:\.gz)?$", re.IGNORECASE)


def _file_id(value: Value) -> Value:
    """A file's id. An object that is not a file has none: its text must not be sent as an id."""
    try:
        is_line = isinstance(value, PSObject) and value._find("custom_id") is not None  # its id is no file's
        if not is_line and (value is None or isinstance(unwrap(value), str | PSObject)):
            return id_text(FILE_TYPES, value)
    except ValueError:
        pass
    what = f"{described(value)} is" if isinstance(value, PSObject) else "it is"
    raise ValueError(
        f"{what} neither a file, nor its id, nor a request (with custom_id, method, url and body, as of -AsBatch)"
    )


def _request(value: Value) -> Value:
    """A request of any source, known by its fields, is taken as one that -AsBatch made.

    A result with its request (Get-BatchOutput -IncludeInput) stands for that request.
    """
    if isinstance(value, PSObject) and kind_of(value) == REQUEST_TYPE and REQUEST_FIELDS.issubset(value._props):
        return value
    plain = None if value is None or isinstance(unwrap(value), str) else to_plain(value)
    for found in (plain, plain.get("input")) if isinstance(plain, dict) else ():
        if isinstance(found, dict) and found.keys() >= REQUEST_FIELDS:
            return typed_object(found)
    return value


@cmdlet(
    "Start-Batch",
    default_set="FileId",
    outputs=TYPE_NAME,
    gives=Gives(one_in_set="BatchObject", list_with="SplitAt"),
)
class StartBatch(BatchStarter):
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file.

    Piped requests are collected into one JSON Lines file, which is uploaded and started as one batch. They can come
    from anywhere: an object with custom_id, method, url and body is a request. A file of requests (.jsonl, also
    compressed: .jsonl.gz) is uploaded and started. Requests are checked before the upload, as Test-BatchInput does; if
    one is faulty, or some of the input is not a request, no batch is started.

    A batch takes 50,000 requests and 200 MB, all for the same address and model; -SplitAt makes several batches of
    more. -Queue starts them one after the other.

    What is started is noted in a journal (Get-Batch -Local), so that a batch is found again whose answer was lost, and
    the same input is not started twice within a day without a warning. It holds neither keys nor requests.
    """

    file_id = Param(
        "string",
        set="FileId",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("File", "input_file_id"),
        id_of=FILE_TYPES,
        transform=_file_id,
        wildcards=True,
        help="The id of an uploaded file of requests, or the path of a file to upload.",
    )
    batch_input = Param(
        "object",
        set="BatchObject",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("InputObject",),
        of=REQUEST_TYPE,
        transform=_request,
        help="A request, as Request-ChatCompletion -AsBatch and its like return it, or an object with its fields.",
    )
    path = Param(
        "string",
        own=True,
        set="Path",
        mandatory=True,
        pipeline="property",
        validators=(ValidateNotNullOrEmpty(),),
        wildcards=True,
        help="The path of a file of requests to upload; wildcards name several. In a shell - is standard input.",
    )
    literal_path = Param(
        "string",
        own=True,
        set="LiteralPath",
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP", "FullName"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The path of such a file, without wildcards.",
    )
    split_at = Param(
        "long[]",
        own=True,
        validators=(ValidateCount(1, 2),),
        help="Make several batches of the input, each of at most so many requests (up to 50,000) or bytes (such as "
        "50MB), or both.",
    )
    after_part = Param(
        "string",
        own=True,
        id_of=(TYPE_NAME,),
        transform=partial(id_text, (TYPE_NAME,)),
        validators=(ValidateNotNullOrEmpty(),),
        help="Go on after this batch, the last part that was started of the same input with the same -SplitAt.",
    )
    queue = Param(
        "switch",
        own=True,
        help="Start one batch after the other as the service's limit of enqueued tokens allows, wait until all have "
        "ended, and return each when it has. Resume-Batch goes on with a queue that was interrupted.",
    )
    throttle_limit = Param(
        "int",
        own=True,
        validators=(ValidateRange(1, 1000),),
        default_text="as many as the service takes",
        help="With -Queue: how many batches run at the same time at most.",
    )
    skip_check = Param("switch", own=True, help="Upload the requests without checking them first (Test-BatchInput).")

    examples = (
        Example(
            "'Hello', 'Good morning' | Request-ChatCompletion -AsBatch | Start-Batch",
            "Sends two questions as one batch.",
        ),
        Example("Start-Batch ./requests.jsonl", "Uploads a file of requests and starts a batch from it."),
        Example("Start-Batch file-abc123 -Endpoint /v1/chat/completions", "Starts a batch from an uploaded file."),
        Example(
            "(1..5 | Request-Embeddings -AsBatch | Start-Batch -SplitAt 2).metadata.psopenai_part",
            "Makes several batches of more requests than one takes; their metadata link them.",
            result="1/3\n2/3\n3/3",
        ),
        Example(
            "(1..4 | Request-Embeddings -AsBatch | Start-Batch -SplitAt 2 -Queue -ThrottleLimit 1).status",
            "Runs several batches one after the other.",
            result="completed\ncompleted",
        ),
    )
    failures = (
        Failure(
            "Start-Batch ./bad.jsonl",
            "Start-Batch: /home/me/batches/bad.jsonl is not fit for a batch: line 2: this is not JSON: Expecting "
            "value: column 1.",
            "InvalidBatchInput,Start-Batch",
            about="Nothing was uploaded: requests are checked first.",
        ),
        Failure(
            "Start-Batch ./missing.jsonl",
            "Start-Batch: -Path: there is no file ./missing.jsonl. Check the path; the current folder is "
            "/home/me/batches.",
            "FileNotFound,Start-Batch",
        ),
    )
    remarks = """\
    A batch takes 50,000 requests and 200 MB of input; one of embeddings takes 50,000 texts, too. All requests are for
    one address and one model. The service completes it within 24 hours, or it expires. What was done until then is kept
    and charged.

    The service charges half of what the same requests cost one by one. It also limits how many tokens of a model may
    wait in batches: a batch above that fails with token_limit_exceeded. -Queue starts the next batch when there is
    room.

    Two calls are made, the upload and the start, and nothing is polled. With -Queue the batches are polled, every 2 to
    10 seconds.
    """

    def begin(self) -> Output:
        self._limits: Limits | None = None
        if self.split_at:
            try:
                self._limits = Limits.of([int(number) for number in self.split_at])
            except ValueError as error:
                raise self.stop_with(
                    "InvalidSplitAt", f"-SplitAt: {error}.", "InvalidArgument", None, "System.ArgumentException",
                    ExitCode.USAGE,
                ) from error  # fmt: skip
        self._after = None if self.after_part is None else self._place(self.after_part)
        if self.is_bound("ThrottleLimit") and not self.queue:
            raise self.stop_with(
                "ThrottleLimitWithoutQueue", "-ThrottleLimit needs -Queue.", "InvalidArgument", None,
                "System.ArgumentException", ExitCode.USAGE,
            )  # fmt: skip
        self._queue = BatchQueue(self, new_queue_id(), self.throttle_limit) if self.queue else None
        self._piped = self._lines("the input of the pipeline")
        self._refused = False
        return None

    def process(self) -> Objects:
        if self.set_name == "BatchObject":
            for request in [] if self._refused else as_list(self.batch_input):
                self._piped.add(request_line(request))
            return
        if self.set_name == "FileId":
            paths = self._paths_of_word(self.file_id)
            if paths is None:
                if not _FILE_ID.fullmatch(self.file_id):
                    self._refused = True  # among requests it is what a broken line has left, and no id
                with self.each_on_its_own(self.file_id):
                    started = self.start_uploaded(self.file_id, self.endpoint_of(self.file_id))
                    if started is not None:
                        yield started
                return
        else:
            paths = self._paths()
        for path in paths:
            with self.each_on_its_own(path):
                yield from self._start_file(path)

    def unfit(self) -> None:
        self._refused = True  # a batch of a part of the input is not what was asked for

    def end(self) -> Objects:
        if self._piped.check.requests:
            if self._refused:
                self.warn("No batch was started, because some of the input is not a request.")
                return
            with self.each_on_its_own(None):
                yield from self.start_lines(self._piped.finish(), self._after)
        if self._queue is not None and self._queue.items:
            self._queue.complete()
            with self._queue:
                yield from run_queue(self, self._queue)

    def launch(
        self, body: dict[str, Any], earlier: Entry | None, input_hash: str | None = None, follows: str | None = None
    ) -> PSObject | None:
        if self._queue is None:
            return super().launch(body, earlier, input_hash, follows)
        if not self._queue.items:
            self._queue.begin()
        self._queue.add(body, input_hash)
        if earlier is not None:
            self.warn_of(earlier, "It is started again.")
        return None

    def dispose(self) -> None:
        piped = getattr(self, "_piped", None)
        if piped is not None:
            piped.close()

    def _lines(self, name: str, filename: str = UPLOAD_NAME) -> RequestLines:
        return RequestLines(
            name, limits=self._limits, endpoint=self.endpoint, checked=not self.skip_check, filename=filename
        )

    def _place(self, batch_id: str) -> Place:
        """Which part of its input a batch is."""
        found = place_of(asked_batch(self, batch_id))
        if found is None:
            raise self.stop_with(
                "NoPart",
                f"-AfterPart: {batch_id} is not a part of an input that -SplitAt has split.",
                "InvalidArgument",
            )
        return found

    # -- files --------------------------------------------------------------------------------------------------------

    def _paths_of_word(self, word: str) -> list[str] | None:
        """The files that a text at an id's place names; None for an id."""
        if _FILE_ID.fullmatch(word):
            return None
        path = self.session.path(word)
        found = [path] if os.path.exists(path) else sorted(glob.glob(path))
        if not found and _PATH.search(word):
            raise no_such_file(self, "Path", word)
        return found or None

    def _paths(self) -> list[str]:
        given = self.path if self.set_name == "Path" else self.literal_path
        if given == "-" and self.session.mode.hyphen_paths:
            return ["-"]
        path = self.session.path(given)
        found = [path] if os.path.exists(path) else sorted(glob.glob(path)) if self.set_name == "Path" else []
        if not found:
            raise no_such_file(self, self.set_name, given)
        return found

    def _start_file(self, path: str) -> Iterator[PSObject]:
        if path == "-":
            with standard_input() as stream, self._lines("standard input") as lines:
                yield from self.start_lines(lines.read(stream).finish(), self._after)
            return
        if form_of(path) not in (None, "Jsonl"):
            raise self.stop_with(
                "RowsWithoutRequests",
                f"{path} holds rows of a table, not requests. New-BatchRequest -Path makes requests of them, which can "
                "be piped into Start-Batch.",
                "InvalidData",
            )
        filename = os.path.basename(path).removesuffix(".gz")
        with local_content(path) as file, self._lines(path, filename) as lines:
            yield from self.start_lines(lines.read(file).finish(), self._after)
