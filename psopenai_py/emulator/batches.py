"""Batches and their states: each step is taken when the batch is next requested."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from .batch_work import Answer, Tries, look_through, run
from .content import PathContent
from .errors import ApiFailure, not_found
from .files import Files, new_id, write_line

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
STAGES = ("validating", "in_progress", "finalizing", "completed")
ENDED = ("completed", "failed", "expired", "cancelled")
_WINDOW = 24 * 60 * 60
_PARTLY = 0.5  # the share of the requests that are done when a batch with a script is cancelled


@dataclass(slots=True)
class Batch:
    """One batch; `data` is the API's object.

    With a `script`, each request of the batch gets the next status in it, and the last one stays; without, the clock
    decides. With `expires` the batch ends as expired instead of completed, with that share of its requests done.
    `done` is the share of a batch that is cancelled; `tokens` of `model` are enqueued while it is in progress.
    """

    data: dict[str, Any]
    since: float
    script: list[str] = field(default_factory=list)
    expires: float | None = None
    done: float = _PARTLY
    tokens: int = 0
    model: str | None = None

    @property
    def status(self) -> str:
        return str(self.data["status"])


class Batches:
    """All batches, in order of creation. `speed` is the number of seconds that each stage takes.

    With a `token_limit`, a batch fails its validation if its tokens and those of the batches in progress for the same
    model are more.
    """

    def __init__(self, files: Files, answer: Answer, speed: float, token_limit: int | None = None) -> None:
        self._files = files
        self._answer = answer
        self.speed = speed
        self.token_limit = token_limit
        self._tries = Tries()
        self._lock = threading.RLock()
        self._batches: dict[str, Batch] = {}
        self._load()

    def create(
        self,
        endpoint: str,
        input_file_id: str,
        completion_window: str = "24h",
        metadata: Mapping[str, str] | None = None,
        *,
        id: str | None = None,
        script: list[str] | None = None,
        expires: float | None = None,
        azure: bool = False,
    ) -> dict[str, Any]:
        """Start a batch. Azure's addresses of requests have no version."""
        if endpoint not in ENDPOINTS and not (azure and "/v1" + endpoint in ENDPOINTS):
            allowed = ", ".join(f"'{known}'" for known in ENDPOINTS)
            message = f"Invalid value: '{endpoint}'. Supported values are: {allowed}."
            raise ApiFailure(400, message, param="endpoint", code="invalid_value")
        if completion_window != "24h":
            message = f"Invalid value: '{completion_window}'. Value must be '24h'."
            raise ApiFailure(400, message, param="completion_window", code="invalid_value")
        self._files.get(input_file_id)
        now = time.time()
        with self._lock:
            batch = Batch(_new(id or new_id("batch_", self._batches), endpoint, input_file_id, now, metadata), now)
            batch.script, batch.expires = list(script or ()), expires
            self._batches[batch.data["id"]] = batch
            self._save(batch)
            return dict(batch.data)

    def update(self, id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Replace fields of a batch's object, without any check."""
        with self._lock:
            batch = self._find(id)
            batch.data.update(fields)
            self._save(batch)
            return dict(batch.data)

    def shift(self, id: str, seconds: float) -> None:
        """Advance a batch's clock, so that a test need not wait."""
        with self._lock:
            self._find(id).since += seconds

    def answer_with(self, answer: Answer) -> None:
        """From now on ``answer`` says what the requests get."""
        self._answer = answer

    def look(self, id: str) -> dict[str, Any]:
        """The batch in its current state."""
        with self._lock:
            batch = self._find(id)
            self._advance(batch)
            return dict(batch.data)

    def look_at_all(self) -> list[dict[str, Any]]:
        with self._lock:
            for batch in self._batches.values():
                if not batch.script:  # a list does not advance the script, only a request of that batch
                    self._advance(batch)
            return [dict(batch.data) for batch in self._batches.values()]

    def cancel(self, id: str) -> dict[str, Any]:
        with self._lock:
            batch = self._find(id)
            if not batch.script:
                self._advance(batch)
            if batch.status in ENDED:
                message = f"Cannot cancel a batch with status '{batch.status}'."
                raise ApiFailure(409, message, code="invalid_batch_status")
            if batch.status != "cancelling":
                if not batch.script:
                    total = batch.data["request_counts"]["total"]
                    batch.done = batch.data["request_counts"]["completed"] / total if total else 0.0
                batch.script, batch.since = [], time.time()
                self._enter(batch, "cancelling")
            return dict(batch.data)

    def _find(self, id: str) -> Batch:
        batch = self._batches.get(id)
        if batch is None:
            raise not_found("batch", id)
        return batch

    def _advance(self, batch: Batch) -> None:
        """Take all steps that are due; none where the batch has ended or a test has made up its state."""
        if batch.status not in (*STAGES[:-1], "cancelling"):
            return
        if batch.script:
            self._enter(batch, batch.script[0])
            del batch.script[: len(batch.script) > 1]
            return
        waited = time.time() - batch.since
        if batch.status == "cancelling":
            if waited >= self.speed:
                self._enter(batch, "cancelled")
            return
        stages = waited / self.speed if self.speed > 0 else len(STAGES)
        for stage in STAGES[STAGES.index(batch.status) + 1 : int(min(stages, len(STAGES))) + 1]:
            self._enter(batch, stage)
            if batch.status in ENDED:
                return
        if batch.status == "in_progress":
            counts = batch.data["request_counts"]
            counts["completed"] = int(counts["total"] * min(1.0, stages - 1))

    def _enter(self, batch: Batch, status: str) -> None:
        """Change the status, with the fields that belong to it."""
        if status == batch.status:
            return
        data = batch.data
        if status in ("in_progress", "finalizing", "completed", "expired") and not self._validated(batch):
            status = "failed"
        if status == "completed" and batch.expires is not None:
            status = "expired"
        data["status"] = status
        data[f"{status}_at"] = int(time.time())
        if status == "finalizing":
            counts = data["request_counts"]
            counts["completed"] = counts["total"]
        elif status in ("completed", "expired", "cancelled"):
            share = {"completed": 1.0, "expired": _PARTLY if batch.expires is None else batch.expires}
            self._finish(data, share.get(status, batch.done))
        self._save(batch)

    def _validated(self, batch: Batch) -> bool:
        """Whether the input is valid, and within the limit; checked once."""
        data = batch.data
        if data["in_progress_at"] is None:
            found = look_through(self._files.get(data["input_file_id"]).content, data["endpoint"])
            batch.tokens, batch.model = found.tokens, found.model
            errors = found.errors or self._above_limit(batch)
            if errors:
                data["errors"] = {"object": "list", "data": errors}
                return False
            data["request_counts"]["total"] = found.requests
            data["in_progress_at"] = int(time.time())
        return True

    def _above_limit(self, batch: Batch) -> list[dict[str, Any]]:
        """The error of a batch that does not fit beside those that are in progress."""
        if self.token_limit is None:
            return []
        enqueued, is_earlier = batch.tokens, True
        for other in self._batches.values():
            if other is batch:
                is_earlier = False
                continue
            if not other.script and (is_earlier or other.data["in_progress_at"] is not None):
                self._advance(other)
            if other.status in ("in_progress", "finalizing") and other.model == batch.model:
                enqueued += other.tokens
        if enqueued <= self.token_limit:
            return []
        message = (
            f"The limit of enqueued tokens for {batch.model} is {self.token_limit}. Start this batch again when "
            "others that are in progress have ended."
        )
        return [{"code": "token_limit_exceeded", "line": None, "message": message, "param": None}]

    def _finish(self, data: dict[str, Any], done: float) -> None:
        """Execute the requests and write the output and error files; a file without lines is not made."""
        if data["output_file_id"] or data["in_progress_at"] is None:
            return
        counts = data["request_counts"]
        counts["completed"] = counts["failed"] = 0
        paths = {True: self._files.new_path(), False: self._files.new_path()}
        with ExitStack() as stack:
            out: dict[bool, BinaryIO] = {ok: stack.enter_context(path.open("wb")) for ok, path in paths.items()}
            content = self._files.get(data["input_file_id"]).content
            for ok, line in run(content, data["id"], self._answer, done, data["status"] == "expired", self._tries):
                if line:  # else the service has lost it
                    write_line(out[ok], line)
                counts["completed" if ok else "failed"] += 1
        for ok, name in ((True, "output"), (False, "error")):
            if paths[ok].stat().st_size:
                filename = f"{data['id']}_{name}.jsonl"
                data[f"{name}_file_id"] = self._files.add(PathContent(paths[ok]), filename, "batch_output").id
            else:
                paths[ok].unlink()

    def _record(self, id: str) -> Path:
        return self._files.folder / f"{id}.json"

    def _save(self, batch: Batch) -> None:
        self._record(batch.data["id"]).write_text(json.dumps(asdict(batch)), encoding="utf-8")

    def _load(self) -> None:
        records = [json.loads(path.read_text(encoding="utf-8")) for path in self._files.folder.glob("batch_*.json")]
        for record in sorted(records, key=lambda record: float(record["since"])):
            self._batches[record["data"]["id"]] = Batch(**record)


def _new(id: str, endpoint: str, input_file_id: str, now: float, metadata: Mapping[str, str] | None) -> dict[str, Any]:
    """The object of a new batch."""
    times = ("in_progress", "finalizing", "completed", "failed", "expired", "cancelling", "cancelled")
    return {
        "id": id,
        "object": "batch",
        "endpoint": endpoint,
        "errors": None,
        "input_file_id": input_file_id,
        "completion_window": "24h",
        "status": "validating",
        "output_file_id": None,
        "error_file_id": None,
        "created_at": int(now),
        "expires_at": int(now) + _WINDOW,
        **{f"{name}_at": None for name in times},
        "request_counts": {"total": 0, "completed": 0, "failed": 0},
        "metadata": dict(metadata) if metadata else None,
    }
