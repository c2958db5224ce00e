"""Starting batches: the parameters of a batch, the upload of its requests, and the call that starts it."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, suppress
from functools import cached_property
from typing import Any, BinaryIO, cast

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...engine.values.objects import PSObject
from ...errors import ExitCode, TerminatingError
from ...http import ApiError, BadRequestError, ConnectError, FilePart, Form, HttpError, Request, download_bytes
from ..api import ApiParams, id_of
from ..body import to_table
from ..objects import kept_endpoint, plain_object, to_object
from ..params import lower_case, metadata_param
from ..reading import read
from ..waiting import Data, PollingWaiter
from .batch import TYPE_NAME, asked_batch, state_name
from .journal import OF_NO_USE, Entry, Notes, find_lost, hash_of
from .request_lines import UPLOAD_NAME, Part, RequestLines
from .split import Place, places

DEFAULT_ENDPOINT = "/v1/chat/completions"
MOST_OF_A_LINE = 1024 * 1024  # bytes of an uploaded file that are read for the address of its first request
ENDPOINTS = (
    "/v1/responses",
    "/v1/chat/completions",
    "/v1/embeddings",
    "/v1/completions",
    "/v1/moderations",
    "/v1/images/generations",
    "/v1/images/edits",
    "/v1/videos",
)


class FileWaiter(PollingWaiter[str]):
    """Waits until an uploaded file can be used. Azure reads a file first, and refuses a batch until then."""

    activity = "Waiting for the uploaded file"
    things = "files"
    running = ("pending", "running")
    longest_interval = 10.0

    def ask(self, key: str) -> Data:
        return self.cmdlet.call("file", {"file_id": key}).json()


class BatchSender(ApiParams):
    """A cmdlet that makes the two calls which start a batch, `upload` and `send`, and notes them in the journal."""

    no_journal = Param(
        "switch", own=True, help="Leave the journal aside: nothing is noted, and the same input is not warned of."
    )

    @cached_property
    def notes(self) -> Notes:
        """The journal, unless -NoJournal or the configuration says otherwise."""
        return Notes(self, not self.no_journal)

    def upload(self, content: BinaryIO, name: str = UPLOAD_NAME) -> str:
        """Upload requests; the id of their file, which the service has read when this returns."""
        form = Form({"purpose": "batch"}, [FilePart("file", content, filename=name)])
        uploaded = self.call("files", method="POST", form=form).json()
        file_id = id_of(plain_object(uploaded))
        if not file_id:
            raise self.stop_with("NoFileId", "The service took the file, but its answer does not name the file's id.")
        if uploaded.get("status") in FileWaiter.running:
            self._await_file(file_id)
        return file_id

    def send(
        self,
        body: Mapping[str, Any],
        *,
        input_hash: str | None = None,
        follows: str | None = None,
        entry: int | None = None,
    ) -> dict[str, Any]:
        """Start a batch; the service's answer. ``entry`` is the journal's number of one that has waited.

        A batch that is refused because the service still reads the file is started when it has read it.
        """
        notes = self.notes
        if entry is not None:
            number: int | None = entry
            notes.try_to(lambda journal: journal.sent(entry))
        else:
            number = notes.try_to(lambda journal: journal.add(notes.origin, body, input_hash, follows))
        try:
            data = self._post(body)
        except TerminatingError as error:
            if number is not None and was_refused(error):
                refused: int = number
                notes.try_to(lambda journal: journal.refused(refused))
            elif number is not None and entry is None:
                message = error.record.exception.message.rstrip(".")
                error.record.exception.message = (
                    f"{message}. The batch may have been started all the same: Resume-Batch finds it, or starts it if "
                    "it was not."
                )
            raise
        if number is not None:
            answered: int = number
            notes.try_to(lambda journal: journal.answered(answered, data))
        return data

    def _post(self, body: Mapping[str, Any]) -> dict[str, Any]:
        file_id = str(body["input_file_id"])
        try:
            return self._create(body)
        except TerminatingError as error:
            if not isinstance(error.__cause__, BadRequestError) or not self._is_pending(file_id):
                raise
            self._await_file(file_id)
            return self._create(body)

    def _create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        data = self.call("batches", method="POST", body=body).json()
        if isinstance(data.get("id"), str):
            return data
        raise self.stop_with("NoId", "The service's answer does not name the batch.", exit_code=ExitCode.NETWORK)

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


def was_refused(error: TerminatingError) -> bool:
    """Whether the service has said no to a request, or did not get it, so that nothing was started."""
    cause = error.__cause__
    return isinstance(cause, ConnectError) or (isinstance(cause, ApiError) and cause.status < 500)


class BatchStarter(BatchSender):
    """A cmdlet that starts batches: `start_lines` from lines of requests, `start_uploaded` from a file's id."""

    endpoint = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=ENDPOINTS,
        transform=lower_case,
        default_text="the url of the requests",
        help="The address that the requests are for, such as /v1/responses.",
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

    _again: bool | None = None  # the answer for all further parts of an input that was started before

    # -- one input ----------------------------------------------------------------------------------------------------

    def start_lines(self, lines: RequestLines, after: Place | None = None) -> Iterator[PSObject]:
        """Start a batch of each part of checked lines (`RequestLines.finish`), in their order.

        Several batches are linked by their metadata. If one does not start, a warning says which ones did. ``after`` is
        the part that was started last in an earlier run: only those behind it are started, and belong to it.
        """
        endpoint = self.endpoint or lines.check.endpoint or self.batch_url(DEFAULT_ENDPOINT)
        of = len(lines.parts)
        if after is not None and after.of != of:
            raise self.stop_with(
                "OtherParts",
                f"-AfterPart: it is part {after.number} of {after.of}, but {lines.name} makes {of}. "
                "Give the same input and the same -SplitAt as before.",
                "InvalidArgument",
            )
        linked = places(of, after.split if after is not None else None)
        started: list[str] = []
        for number, part in enumerate(lines.parts, 1):
            if after is not None and number <= after.number:
                continue
            links = linked[number - 1].metadata() if linked else None
            try:
                batch = self.start_part(lines, part, endpoint, links)
                if batch is None:
                    continue
            except TerminatingError:
                if started:
                    self.warn(
                        f"Part {number} of {of} of {lines.name} was not started, nor were those after it. "
                        f"Started: {', '.join(started)}. To go on, give the same input and -SplitAt with "
                        f"-AfterPart {started[-1]}."
                    )
                raise
            started.append(id_of(batch) or "?")
            yield batch

    def start_part(
        self,
        lines: RequestLines,
        part: Part,
        endpoint: str,
        metadata: Mapping[str, str] | None = None,
        follows: str | None = None,
    ) -> PSObject | None:
        """Upload a part of some lines and start it as one batch. None if the user does not want it."""
        input_hash = hash_of(lines.open(part)) if self.notes.is_on else None
        earlier = self._earlier(input_hash)
        if earlier is not None and not self._wants_again(earlier):
            return None
        file_id = self.upload(lines.open(part), lines.filename_of(part))
        return self.launch(self.body_of(file_id, endpoint, metadata), earlier, input_hash, follows)

    def start_uploaded(self, file_id: str, endpoint: str, metadata: Mapping[str, str] | None = None) -> PSObject | None:
        """Start a batch from an uploaded file; ``metadata`` is added to that of -MetaData. None as `start_part`.

        A script that starts the same file again does so on purpose, and makes no request that PSOpenAI does not.
        """
        is_script = self.session.mode.door == "script" and not self.session.host.prompts_for_parameters
        earlier = None if is_script else self._earlier(None, file_id)
        if earlier is not None and not self._wants_again(earlier):
            return None
        return self.launch(self.body_of(file_id, endpoint, metadata), earlier)

    def launch(
        self, body: dict[str, Any], earlier: Entry | None, input_hash: str | None = None, follows: str | None = None
    ) -> PSObject | None:
        """Start an uploaded batch, the input of which may have been started ``earlier``."""
        data = self.send(body, input_hash=input_hash, follows=follows)
        if earlier is not None and earlier.id != data.get("id"):  # a service may return the same one again
            self.warn_of(earlier, f"Now {data.get('id')} runs, too; Stop-Batch {data.get('id')} cancels it.")
        return to_object(data, TYPE_NAME)

    # -- the same input again -----------------------------------------------------------------------------------------

    def _earlier(self, input_hash: str | None, file_id: str | None = None) -> Entry | None:
        """The batch that was started with the same input within a day and, when it was last seen, had not failed."""
        notes = self.notes
        return notes.try_to(lambda journal: journal.earlier(input_hash, file_id, notes.origin.api_base))

    def _now(self, earlier: Entry) -> Entry | None:
        """That batch as it is now; None if it has failed meanwhile, or was never started."""
        if earlier.is_lost:
            found = self._found(earlier)
            return None if found is None or found.status in OF_NO_USE else found
        try:
            data = asked_batch(self, earlier.id or "")
        except TerminatingError:
            return earlier  # as it was last seen
        self.notes.try_to(lambda journal: journal.see([data]))
        status = state_name(data.get("status"))
        return None if status in OF_NO_USE else earlier._replace(status=status)

    def _found(self, lost: Entry) -> Entry | None:
        """The entry with the batch whose answer had not come; None if the service does not know any."""
        with suppress(TerminatingError):
            self.notes.try_to(lambda journal: find_lost(self, journal))
        found = self.notes.try_to(lambda journal: journal.entries("number = ? AND id IS NOT NULL", lost.number))
        return found[0] if found else None

    def _wants_again(self, earlier: Entry) -> bool:
        """Ask at the interactive prompt; anywhere else a warning follows."""
        host = self.session.host
        if not host.prompts_for_parameters:
            return True
        if self._again is None:
            now = self._now(earlier)
            if now is None:
                return True
            answer = host.confirm(f"{_same(now)} Start it again?", "Start-Batch")
            if answer in ("yes", "no"):
                return answer == "yes"
            self._again = answer == "all"
        return self._again

    def warn_of(self, earlier: Entry, more: str) -> None:
        """Warn of a batch with the same input, unless the user has been asked."""
        now = None if self.session.host.prompts_for_parameters else self._now(earlier)
        if now is not None:
            self.warn(f"{_same(now)} {more}")

    def endpoint_of(self, file_id: str) -> str:
        """The address of the requests in an uploaded file, unless -Endpoint says it.

        A file that Add-OpenAIFile has checked carries it. Of others a script takes the default, as in PSOpenAI; where
        the shell command or the Python function got an id as a text, they look at the first request.
        """
        found, piped = self.endpoint, self.runtime.input
        if found is None and isinstance(piped, PSObject):
            found = kept_endpoint(piped)
        elif found is None and self.session.mode.door != "script":
            found = self._first_url(file_id)
        return found or self.batch_url(DEFAULT_ENDPOINT)

    def _first_url(self, file_id: str) -> str | None:
        """The address in the first line of a file; None if the service does not show it."""
        request, text = Request("file.content", {"file_id": file_id}), b""
        try:
            content = cast("Generator[bytes]", download_bytes(self.client, self.config(), request))
            with closing(content) as chunks:
                for chunk in chunks:
                    text += chunk
                    if b"\n" in text.lstrip() or len(text) > MOST_OF_A_LINE:
                        break
            url = read(text.strip().partition(b"\n")[0]).get("url")
        except (HttpError, ValueError, AttributeError):
            return None
        return url if isinstance(url, str) else None

    def body_of(self, file_id: str, endpoint: str, more: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The request that starts a batch, as the parameters want it."""
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
        if metadata is not None or more:
            body["metadata"] = {**(metadata or {}), **(more or {})}
        return body


def _same(earlier: Entry) -> str:
    minutes = int(max(time.time() - earlier.created_at, 0.0) / 60)
    ago = f"{minutes or 'less than 1'} min" if minutes < 120 else f"{minutes // 60} h"
    return f"The same input was started {ago} ago as {earlier.id}, which is {earlier.status}."
