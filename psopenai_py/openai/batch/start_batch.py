from __future__ import annotations

import json
import tempfile
from typing import Any, BinaryIO, cast

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, type_names, unwrap
from ...engine.values.text import TO_STRING
from ...http import FilePart, Form
from ..api import ApiParams
from ..body import to_plain, to_table
from ..objects import to_object
from ..params import lower_case, metadata_param, object_param

DEFAULT_ENDPOINT = "/v1/chat/completions"
MOST_REQUESTS = 50_000  # the service's limits for one batch
MOST_BYTES = 200 * 1024 * 1024
IN_MEMORY = 1024 * 1024  # larger input is kept on the disk


def _file_id(value: Value) -> Value:
    """A file's id. An object that is not a file has none: its text must not be sent as an id."""
    is_text = isinstance(unwrap(value), str)
    is_of_the_service = isinstance(value, PSObject) and type_names(value)[0] in TO_STRING
    if value is not None and not is_text and not is_of_the_service:
        raise ValueError("it is neither a file id, a file object nor a batch input (made with -AsBatch)")
    return value


@cmdlet("Start-Batch", default_set="FileId", outputs="PSOpenAI.Batch")
class StartBatch(ApiParams):
    """Start a batch from requests made with -AsBatch, or from an uploaded file.

    Piped requests are collected into one JSON Lines file, which is uploaded and started as one batch. A batch takes
    50,000 requests and 200 MB.
    """

    file_id = Param(
        "string",
        set="FileId",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("File", "input_file_id"),
        transform=_file_id,
        help="The id of an uploaded file of requests.",
    )
    batch_input = object_param(
        "PSOpenAI.Batch.Input",
        "A request, as Request-ChatCompletion -AsBatch and its like return it.",
        "InputObject",
        set="BatchObject",
    )
    endpoint = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=(
            "/v1/responses",
            "/v1/chat/completions",
            "/v1/embeddings",
            "/v1/completions",
            "/v1/moderations",
        ),
        transform=lower_case,
        help="The address that the requests are for. Requests made with -AsBatch contain it.",
    )
    completion_window = Param(
        "string",
        aliases=("completion_window",),
        default="24h",
        help="The time in which the batch is to be completed: 24h.",
    )
    output_expires_after_seconds = Param(
        "int", validators=(ValidateRange(3600, 2592000),), help="Seconds after which the result files are deleted."
    )
    output_expires_after_anchor = Param(
        "string",
        transform=lower_case,
        default="created_at",
        help="The time from which those seconds count: created_at.",
    )
    meta_data = metadata_param("the batch")

    examples = (
        Example(
            "'Hello', 'Good morning' | Request-ChatCompletion -AsBatch | Start-Batch",
            "Sends two questions as one batch.",
        ),
        Example("Start-Batch file-abc123 -Endpoint /v1/chat/completions", "Starts a batch from an uploaded file."),
    )

    def begin(self) -> Output:
        self._lines: BinaryIO | None = None
        self._count = 0
        self._url: str | None = None
        self._refused = False
        return None

    def process(self) -> Objects:
        if self.set_name == "BatchObject":
            for request in [] if self._refused else as_list(self.batch_input):
                self._collect(request)
        else:
            with self.each_on_its_own(self.file_id):
                yield self._start(self.file_id, self.endpoint or DEFAULT_ENDPOINT)

    def end(self) -> Objects:
        if self._lines is not None and not self._refused:
            with self.each_on_its_own(None):
                yield self._start(self._upload(self._lines), self.endpoint or self._url or DEFAULT_ENDPOINT)

    def dispose(self) -> None:
        lines = getattr(self, "_lines", None)
        if lines is not None:
            lines.close()

    def _collect(self, value: Value) -> None:
        plain = to_plain(value)
        if self._lines is None:
            self._lines = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (closed in dispose)
            self._url = plain.get("url")
        line = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        self._lines.write(b"\n" + line if self._count else line)
        self._count += 1
        if self._count > MOST_REQUESTS:
            raise self._too_much(f"it has more than {MOST_REQUESTS:,} requests")
        if self._lines.tell() > MOST_BYTES:
            raise self._too_much("its requests are larger than 200 MB")

    def _too_much(self, why: str) -> Exception:
        self._refused = True  # nothing is sent, whatever else comes
        message = f"The batch is larger than the service accepts: {why}. Split it into several batches."
        return self.stop_with("BatchTooLarge", message, "LimitsExceeded", None, "System.ArgumentException")

    def _upload(self, lines: BinaryIO) -> str:
        lines.seek(0)
        form = Form({"purpose": "batch"}, [FilePart("file", lines, filename="psopenai-batch.jsonl")])
        uploaded: dict[str, Any] = self.call("files", method="POST", form=form).json()
        return str(uploaded["id"])

    def _start(self, file_id: str, endpoint: str) -> PSObject:
        body: dict[str, Any] = {
            "input_file_id": file_id,
            "endpoint": endpoint,
            "completion_window": self.completion_window,
        }
        if self.is_bound("OutputExpiresAfterSeconds"):
            body["output_expires_after"] = {
                "seconds": self.output_expires_after_seconds,
                "anchor": self.output_expires_after_anchor,
            }
        metadata = to_table(self.meta_data)
        if metadata is not None:
            body["metadata"] = metadata
        return to_object(self.call("batches", method="POST", body=body).json(), "PSOpenAI.Batch")
