"""Runs of threads and their steps.

The answer to a run is that of a chat with the last message of the user. A run is ``queued`` when it is created and
``completed`` at the next request for it (with a `speed` after its stages). A message ``call NAME {"json":
"arguments"}`` makes it ``requires_action`` where the run has a function of that name; the outputs that are submitted
become its answer. A message ``fail-429`` (or another status) makes it fail.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from . import answers
from .assistants import SHARED, Assistants
from .errors import ApiFailure, missing
from .messages import Reply, Request, event_reply, json_reply
from .store import Data, Objects, Route, metadata, reached
from .streams import event, pieces
from .threads import Threads, text_in

_STAGES = ("queued", "in_progress", "completed")
_ENDED = ("completed", "failed", "cancelled", "expired", "incomplete")
_LIFE = 600  # seconds until a run that waits for its functions expires
_OWN = ("max_prompt_tokens", "max_completion_tokens")


class Runs:
    """``/threads/{}/runs``; the note of a run is the time when it began."""

    def __init__(self, assistants: Assistants, speed: float) -> None:
        self._assistants = assistants
        self._speed = speed
        self._lock = threading.RLock()  # a run does its work once, whoever asks first
        self.threads = Threads(self._busy)
        self._runs = Objects("run", "run_", "thread.run")
        self._steps = Objects("step", "step_", "thread.run.step")

    def routes(self) -> list[Route]:
        path = "/threads/{}/runs"
        return [
            ("POST", "/threads/runs", self.create_with_thread),
            *self.threads.routes(),
            ("GET", path, self.list),
            ("POST", path, self.create),
            ("GET", path + "/{}", self.get),
            ("POST", path + "/{}", self.update),
            ("POST", path + "/{}/cancel", self.cancel),
            ("POST", path + "/{}/submit_tool_outputs", self.submit),
            ("GET", path + "/{}/steps", self.list_steps),
            ("GET", path + "/{}/steps/{}", self.get_step),
        ]

    # -- start ------------------------------------------------------------------------------------------------------

    def create_with_thread(self, request: Request) -> Reply:
        body = request.json_object
        self._check(body)
        thread = self.threads.make(body.get("thread") or {})
        run = self._start(thread["id"], body, request.wanted_id)
        return self._answer(run, body, [("thread.created", thread)])

    def create(self, request: Request, thread: str) -> Reply:
        body = request.json_object
        self.threads.objects.get(thread)
        self._check(body)
        if (busy := self._busy(thread)) is not None:
            raise ApiFailure(400, f"Thread {thread} already has an active run {busy}.")
        self.threads.say(thread, body.get("additional_messages") or ())
        return self._answer(self._start(thread, body, request.wanted_id), body)

    def _check(self, body: Data) -> None:
        if not body.get("assistant_id"):
            raise missing("assistant_id")
        self._assistants.objects.get(str(body["assistant_id"]))
        metadata(body)

    def _start(self, thread: str, body: Data, id: str | None) -> Data:
        assistant = self._assistants.objects.get(body["assistant_id"])
        shared = {name: body.get(name) if body.get(name) is not None else assistant[name] for name in SHARED}
        answers.check_failure(str(shared["model"]))
        if more := body.get("additional_instructions"):
            shared["instructions"] = "\n".join(filter(None, (shared["instructions"], more)))
        now = time.time()
        times = ("started", "cancelled", "failed", "completed")
        return self._runs.add(
            {
                "assistant_id": assistant["id"],
                "thread_id": thread,
                "status": "queued",
                **{f"{name}_at": None for name in times},
                "expires_at": int(now) + _LIFE,
                "required_action": None,
                "last_error": None,
                "incomplete_details": None,
                **shared,
                **{name: body.get(name) for name in _OWN},
                "metadata": metadata(body),
                "truncation_strategy": body.get("truncation_strategy") or {"type": "auto", "last_messages": None},
                "tool_choice": body.get("tool_choice") or "auto",
                "parallel_tool_calls": body.get("parallel_tool_calls", True),
                "usage": None,
            },
            id,
            note=now,
        )

    def _answer(self, run: Data, body: Data, before: Iterable[tuple[str, Data]] = ()) -> Reply:
        """The run as it is created, or the events of all of its work."""
        if not body.get("stream"):
            return json_reply(run)
        steps = [*before, ("thread.run.created", run), ("thread.run.queued", run)]
        return self._streamed(steps, run)

    # -- work -------------------------------------------------------------------------------------------------------

    def _busy(self, thread: str) -> str | None:
        """The id of the run that a thread waits for."""
        for run in self._runs.all(thread_id=thread):
            if self._look(run["id"], thread)["status"] not in _ENDED:
                return str(run["id"])
        return None

    def _look(self, id: str, thread: str) -> Data:
        """A run after the work that is due."""
        with self._lock:
            run = self._runs.get(id, thread_id=thread)
            if run["status"] == "cancelling":
                return self._runs.update(id, {"status": "cancelled", "cancelled_at": int(time.time())})
            if run["status"] not in _STAGES[:-1]:
                return run
            stage = reached(self._runs.note(id), self._speed, _STAGES)
            if stage == "completed":
                return self._work(run)
            started = run["started_at"] or (int(time.time()) if stage == "in_progress" else None)
            return self._runs.update(id, {"status": stage, "started_at": started})

    def _work(self, run: Data) -> Data:
        """Answer the thread: with a message, or with the functions to call."""
        now = int(time.time())
        run = self._runs.update(run["id"], {"started_at": run["started_at"] or now})
        outputs = self._outputs(run["id"])
        said = [text_in(row) for row in self.threads.messages.all(thread_id=run["thread_id"]) if row["role"] == "user"]
        asked = "\n".join(outputs) if outputs else said[-1] if said else "Hello"
        names = [tool["function"]["name"] for tool in run["tools"] if tool.get("type") == "function"]
        body = {"model": run["model"], "messages": [{"role": "tool" if outputs else "user", "content": asked}]}
        if isinstance(run["response_format"], dict):
            body["response_format"] = run["response_format"]
        try:
            answer = answers.chat(body)
        except ApiFailure as failure:
            error = failure.body["error"]
            code = "rate_limit_exceeded" if failure.status == 429 else "server_error"
            last_error = {"code": code, "message": error["message"]}
            return self._runs.update(run["id"], {"status": "failed", "failed_at": now, "last_error": last_error})
        message = answer["choices"][0]["message"]
        calls = [call for call in message.get("tool_calls", ()) if call["function"]["name"] in names]
        usage = {name: answer["usage"][name] for name in ("prompt_tokens", "completion_tokens", "total_tokens")}
        if calls:
            self._add_step(
                run, "tool_calls", [{**call, "function": {**call["function"], "output": None}} for call in calls]
            )
            action = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}
            return self._runs.update(run["id"], {"status": "requires_action", "required_action": action})
        content = message["content"] or asked
        fields = {"assistant_id": run["assistant_id"], "run_id": run["id"]}
        row = self.threads.say(run["thread_id"], [{"role": "assistant", "content": content}], **fields)[0]
        self._add_step(run, "message_creation", {"message_id": row["id"]}, usage)
        ended = {"status": "completed", "completed_at": now, "usage": usage, "expires_at": None}
        return self._runs.update(run["id"], ended)

    def _add_step(self, run: Data, kind: str, details: Any, usage: Data | None = None) -> None:
        times = ("cancelled", "expired", "failed")
        self._steps.add(
            {
                "run_id": run["id"],
                "assistant_id": run["assistant_id"],
                "thread_id": run["thread_id"],
                "type": kind,
                "status": "completed" if usage else "in_progress",
                "completed_at": int(time.time()) if usage else None,
                **{f"{name}_at": None for name in times},
                "last_error": None,
                "step_details": {"type": kind, kind: details},
                "usage": usage,
            }
        )

    def _outputs(self, run: str) -> list[str]:
        """What the functions of a run have returned."""
        steps = [row["step_details"] for row in self._steps.all(run_id=run) if row["type"] == "tool_calls"]
        calls = [call["function"]["output"] for step in steps for call in step["tool_calls"]]
        return [output for output in calls if output is not None]

    # -- later ------------------------------------------------------------------------------------------------------

    def list(self, request: Request, thread: str) -> Reply:
        self.threads.objects.get(thread)
        for run in self._runs.all(thread_id=thread):
            self._look(run["id"], thread)
        return json_reply(self._runs.page(request.query, thread_id=thread))

    def get(self, request: Request, thread: str, id: str) -> Reply:
        return json_reply(self._look(id, thread))

    def update(self, request: Request, thread: str, id: str) -> Reply:
        return json_reply(self._runs.update(id, {"metadata": metadata(request.json_object)}, thread_id=thread))

    def cancel(self, request: Request, thread: str, id: str) -> Reply:
        run = self._runs.get(id, thread_id=thread)
        if run["status"] in _ENDED:
            raise ApiFailure(400, f"Cannot cancel run with status '{run['status']}'.")
        return json_reply(self._runs.update(id, {"status": "cancelling", "required_action": None}))

    def submit(self, request: Request, thread: str, id: str) -> Reply:
        body, run = request.json_object, self._look(id, thread)
        if run["status"] != "requires_action":
            raise ApiFailure(400, f"Runs in status '{run['status']}' do not accept tool outputs.")
        given = {row["tool_call_id"]: str(row.get("output") or "") for row in body.get("tool_outputs") or ()}
        wanted = [call["id"] for call in run["required_action"]["submit_tool_outputs"]["tool_calls"]]
        if set(given) != set(wanted):
            message = f"Expected tool outputs for call_ids {wanted}, got {sorted(given)}."
            raise ApiFailure(400, message, param="tool_outputs")
        for step in self._steps.all(run_id=id, status="in_progress"):
            calls = [
                {**call, "function": {**call["function"], "output": given[call["id"]]}}
                for call in step["step_details"]["tool_calls"]
            ]
            details = {"type": "tool_calls", "tool_calls": calls}
            ended = {"status": "completed", "completed_at": int(time.time()), "step_details": details}
            self._steps.update(step["id"], ended)
        run = self._runs.update(id, {"status": "queued", "required_action": None})
        return self._streamed([("thread.run.queued", run)], run) if body.get("stream") else json_reply(run)

    def list_steps(self, request: Request, thread: str, run: str) -> Reply:
        self._look(run, thread)
        return json_reply(self._steps.page(request.query, run_id=run))

    def get_step(self, request: Request, thread: str, run: str, id: str) -> Reply:
        self._look(run, thread)
        return json_reply(self._steps.get(id, run_id=run))

    # -- streams ----------------------------------------------------------------------------------------------------

    def _streamed(self, before: Sequence[tuple[str, Data]], run: Data) -> Reply:
        """The events up to here, then those of the work, which is done now."""
        known = {step["id"] for step in self._steps.all(run_id=run["id"])}
        with self._lock:
            started = self._runs.update(run["id"], {"status": "in_progress", "started_at": int(time.time())})
            ended = self._work(started)
        steps = [step for step in self._steps.all(run_id=run["id"]) if step["id"] not in known]
        return event_reply(self._events([*before, ("thread.run.in_progress", started)], steps, ended))

    def _events(self, before: Sequence[tuple[str, Data]], steps: Sequence[Data], ended: Data) -> Iterator[bytes]:
        for name, data in before:
            yield event(data, name)
        for step in steps:
            begun = {**step, "status": "in_progress", "completed_at": None, "usage": None}
            yield event(begun, "thread.run.step.created")
            yield event(begun, "thread.run.step.in_progress")
            if step["type"] == "message_creation":
                yield from _message_events(
                    self.threads.messages.get(step["step_details"]["message_creation"]["message_id"])
                )
                yield event(step, "thread.run.step.completed")
            else:
                yield from _call_events(step)
        yield event(ended, f"thread.run.{ended['status']}")
        yield b"event: done\ndata: [DONE]\n\n"


def _message_events(message: Data) -> Iterator[bytes]:
    begun = {**message, "status": "in_progress", "content": []}
    yield event(begun, "thread.message.created")
    yield event(begun, "thread.message.in_progress")
    for piece in pieces(text_in(message)):
        part = {"index": 0, "type": "text", "text": {"value": piece, "annotations": []}}
        delta = {"id": message["id"], "object": "thread.message.delta", "delta": {"content": [part]}}
        yield event(delta, "thread.message.delta")
    yield event({**message, "status": "completed"}, "thread.message.completed")


def _call_events(step: Data) -> Iterator[bytes]:
    for index, call in enumerate(step["step_details"]["tool_calls"]):
        for number, piece in enumerate(["", *pieces(call["function"]["arguments"])]):
            function = {"name": call["function"]["name"], "arguments": piece, "output": None}
            shown = {"id": call["id"], "type": "function", "function": function} if not number else {
                "type": "function", "function": {"arguments": piece},
            }  # fmt: skip
            details = {"type": "tool_calls", "tool_calls": [{"index": index, **shown}]}
            delta = {"id": step["id"], "object": "thread.run.step.delta", "delta": {"step_details": details}}
            yield event(delta, "thread.run.step.delta")
