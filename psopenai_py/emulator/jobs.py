"""Fine-tuning jobs, and evals with their runs: families without cmdlets, for Invoke-OpenAIRequest.

A job or a run has ended at the next look at it. Nothing is trained or graded: a run counts one item, which passed.
"""

from __future__ import annotations

import time

from .errors import ApiFailure, missing
from .files import Files
from .messages import Reply, Request, json_reply
from .store import Kept, Objects, Route, metadata, page


class FineTuning(Kept):
    """``/fine_tuning/jobs``."""

    path = "/fine_tuning/jobs"
    verbs = ("list", "create", "get")

    def __init__(self, files: Files) -> None:
        super().__init__(Objects("fine-tuning job", "ftjob-", "fine_tuning.job"))
        self._files = files

    def routes(self) -> list[Route]:
        job = self.path + "/{}"
        return [
            *super().routes(),
            ("POST", job + "/cancel", lambda request, id: self._turn(id, "cancelled")),
            ("POST", job + "/pause", lambda request, id: self._turn(id, "paused")),
            ("POST", job + "/resume", lambda request, id: self._turn(id, "running")),
            ("GET", job + "/events", self.events),
            ("GET", job + "/checkpoints", self.checkpoints),
        ]

    def create(self, request: Request) -> Reply:
        body = request.json_object
        for name in ("model", "training_file"):
            if not body.get(name):
                raise missing(name)
        self._files.get(body["training_file"])
        fields = {
            "model": body["model"],
            "training_file": body["training_file"],
            "validation_file": body.get("validation_file"),
            "status": "queued",
            "fine_tuned_model": None,
            "finished_at": None,
            "trained_tokens": None,
            "method": body.get("method") or {"type": "supervised"},
            "seed": int(body.get("seed") or 0),
            "result_files": [],
            "error": None,
            "metadata": metadata(body),
        }
        return json_reply(self.objects.add(fields, request.wanted_id))

    def get(self, request: Request, id: str) -> Reply:
        job = self.objects.get(id)
        if job["status"] in ("queued", "running"):
            done = {"status": "succeeded", "finished_at": int(time.time()), "trained_tokens": 1000}
            job = self.objects.update(id, {**done, "fine_tuned_model": f"ft:{job['model']}:emulator::{id[-8:]}"})
        return json_reply(job)

    def _turn(self, id: str, status: str) -> Reply:
        job = self.objects.get(id)
        if job["status"] in ("succeeded", "failed", "cancelled"):
            raise ApiFailure(400, f"The job {id} is {job['status']}.")
        return json_reply(self.objects.update(id, {"status": status}))

    def events(self, request: Request, id: str) -> Reply:
        job = self.objects.get(id)
        said = ("Created fine-tuning job", "Validating training file", f"The job is {job['status']}")
        rows = [
            {
                "id": f"ftevent-{id[-8:]}{at}", "object": "fine_tuning.job.event", "created_at": job["created_at"] + at,
                "level": "info", "message": text, "type": "message", "data": None,
            }
            for at, text in enumerate(said)
        ]  # fmt: skip
        return json_reply(page(rows, request.query))

    def checkpoints(self, request: Request, id: str) -> Reply:
        self.objects.get(id)
        return json_reply(page([], request.query))


class Evals(Kept):
    """``/evals`` and their runs; what the runs are about counts as passed."""

    path = "/evals"
    changeable = ("name", "metadata")

    def __init__(self) -> None:
        super().__init__(Objects("eval", "eval_", "eval"))
        self._runs = Objects("eval run", "evalrun_", "eval.run")

    def routes(self) -> list[Route]:
        runs = "/evals/{}/runs"
        return [
            *super().routes(),
            ("POST", runs, self.start),
            ("GET", runs, self.list_runs),
            ("GET", runs + "/{}", self.get_run),
            ("DELETE", runs + "/{}", self.delete_run),
            ("GET", runs + "/{}/output_items", self.output_items),
        ]

    def create(self, request: Request) -> Reply:
        body = request.json_object
        for name in ("data_source_config", "testing_criteria"):
            if not body.get(name):
                raise missing(name)
        fields = {name: body.get(name) for name in ("name", "data_source_config", "testing_criteria")}
        return json_reply(self.objects.add({**fields, "metadata": metadata(body)}, request.wanted_id))

    def start(self, request: Request, id: str) -> Reply:
        eval, body = self.objects.get(id), request.json_object
        if not body.get("data_source"):
            raise missing("data_source")
        fields = {
            "eval_id": eval["id"],
            "name": body.get("name"),
            "status": "queued",
            "data_source": body["data_source"],
            "result_counts": {"total": 0, "errored": 0, "failed": 0, "passed": 0},
            "error": None,
            "metadata": metadata(body),
        }
        return json_reply(self._runs.add(fields, request.wanted_id))

    def list_runs(self, request: Request, id: str) -> Reply:
        self.objects.get(id)
        return json_reply(self._runs.page(request.query, eval_id=id))

    def get_run(self, request: Request, id: str, run: str) -> Reply:
        counts = {"total": 1, "errored": 0, "failed": 0, "passed": 1}
        self._runs.get(run, eval_id=id)
        return json_reply(self._runs.update(run, {"status": "completed", "result_counts": counts}))

    def delete_run(self, request: Request, id: str, run: str) -> Reply:
        return json_reply(self._runs.delete(run, eval_id=id))

    def output_items(self, request: Request, id: str, run: str) -> Reply:
        self._runs.get(run, eval_id=id)
        return json_reply(page([], request.query))
