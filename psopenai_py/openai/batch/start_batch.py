from __future__ import annotations

import json
import tempfile
from typing import Any, BinaryIO, cast

from ...declare.cmdlet import Example, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, unwrap
from ...errors import TerminatingError
from ...http import BadRequestError, FilePart, Form
from ..api import ApiParams, id_of
from ..body import to_plain, to_table
from ..objects import REQUEST_FIELDS, REQUEST_TYPE, plain_object, to_object, typed_object
from ..params import FILE_TYPES, described, id_text, lower_case, metadata_param
from ..waiting import Data, PollingWaiter
from .checking import MOST_BYTES, MOST_REQUESTS

DEFAULT_ENDPOINT = "/v1/chat/completions"
IN_MEMORY = 1024 * 1024  # larger input is kept on the disk


def _file_id(value: Value) -> Value:
    """A file's id. An object that is not a file has none: its text must not be sent as an id."""
    try:
        if value is None or isinstance(unwrap(value), str | PSObject):
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
    plain = None if value is None or isinstance(unwrap(value), str) else to_plain(value)
    for found in (plain, plain.get("input")) if isinstance(plain, dict) else ():
        if isinstance(found, dict) and found.keys() >= REQUEST_FIELDS:
            return typed_object(found)
    return value


class FileWaiter(PollingWaiter[str]):
    """Waits until an uploaded file can be used. Azure reads a file first, and refuses a batch until then."""

    activity = "Waiting for the uploaded file"
    things = "files"
    running = ("pending", "running")
    longest_interval = 10.0

    def ask(self, key: str) -> Data:
        return self.cmdlet.call("file", {"file_id": key}).json()


@cmdlet("Start-Batch", default_set="FileId", outputs="PSOpenAI.Batch", gives=Gives(one_in_set="BatchObject"))
class StartBatch(ApiParams):
    """Start a batch from requests made with -AsBatch, or from an uploaded file.

    Piped requests are collected into one JSON Lines file, which is uploaded and started as one batch. They can come
    from anywhere: an object with custom_id, method, url and body is a request. A batch takes 50,000 requests and
    200 MB, all for the same address. If some of the input is not a request, no batch is started.
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
        help="The id of an uploaded file of requests.",
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
                yield self._start(self.file_id, self.endpoint or self.batch_url(DEFAULT_ENDPOINT))

    def unfit(self) -> None:
        self._refused = True  # a batch of a part of the input is not what was asked for

    def end(self) -> Objects:
        if self._refused and self._count:
            self.warn("No batch was started, because some of the input is not a request.")
        if self._lines is not None and not self._refused:
            with self.each_on_its_own(None):
                yield self._start(
                    self._upload(self._lines), self.endpoint or self._url or self.batch_url(DEFAULT_ENDPOINT)
                )

    def dispose(self) -> None:
        lines = getattr(self, "_lines", None)
        if lines is not None:
            lines.close()

    def _collect(self, value: Value) -> None:
        plain = to_plain(value)
        if not plain.get("custom_id"):
            raise self._refusal(
                "RequestWithoutCustomId",
                f"The request {self._count + 1} has no custom_id; nothing else links a result to its request. Set one.",
                "InvalidData",
            )
        if self._lines is None:
            self._lines = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (closed in dispose)
            self._url = plain.get("url")
        line = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        self._lines.write(b"\n" + line if self._count else line)
        self._count += 1
        if plain.get("url") != self._url and self.endpoint is None:
            raise self._refusal(
                "SeveralEndpoints",
                f"The requests are for several addresses: {self._url}, {plain.get('url')}. A batch is for one of them; "
                "start a batch for each.",
                "InvalidData",
            )
        if self._count > MOST_REQUESTS:
            raise self._too_much(f"it has more than {MOST_REQUESTS:,} requests")
        if self._lines.tell() > MOST_BYTES:
            raise self._too_much("its requests are larger than 200 MB")

    def _too_much(self, why: str) -> Exception:
        message = f"The batch is larger than the service accepts: {why}. Split it into several batches."
        return self._refusal("BatchTooLarge", message, "LimitsExceeded")

    def _refusal(self, error_id: str, message: str, category: str) -> Exception:
        self._refused, self._count = True, 0  # nothing is sent, whatever else comes
        return self.stop_with(error_id, message, category, None, "System.ArgumentException")

    def _upload(self, lines: BinaryIO) -> str:
        lines.seek(0)
        form = Form({"purpose": "batch"}, [FilePart("file", lines, filename="psopenai-batch.jsonl")])
        uploaded = self.call("files", method="POST", form=form).json()
        file_id = id_of(plain_object(uploaded))
        if not file_id:
            raise self.stop_with("NoFileId", "The service took the file, but its answer does not name the file's id.")
        if uploaded.get("status") in FileWaiter.running:
            self._await_file(file_id)
        return file_id

    def _await_file(self, file_id: str) -> None:
        """Wait until a file can be used; a file that the service has refused is an error."""
        for data in FileWaiter(self).wait([file_id]):
            if data["status"] in ("error", "failed"):
                why = data.get("status_details") or "it does not say why"
                raise self.stop_with("FileRefused", f"The service has refused the file {file_id}: {why}.")

    def _is_pending(self, file_id: str) -> bool:
        """Whether a file that a batch was refused for is still being read."""
        try:
            return self.call("file", {"file_id": file_id}).json().get("status") in FileWaiter.running
        except TerminatingError:
            return False

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
        try:
            started = self.call("batches", method="POST", body=body)
        except TerminatingError as error:
            if not isinstance(error.__cause__, BadRequestError) or not self._is_pending(file_id):
                raise
            self._await_file(file_id)
            started = self.call("batches", method="POST", body=body)
        return to_object(started.json(), "PSOpenAI.Batch")
