"""Responses that are kept, their input items, and what else there is of responses: cancel, compact, count tokens.

A response to a request with ``background`` is ``queued`` first and completed at the next request for it (with a
`speed`, after its stages).
"""

from __future__ import annotations

import base64
import time
from typing import Any

from . import answers, streams
from .conversations import Conversations, described
from .errors import MALFORMED, ApiFailure, malformed, missing, not_found
from .messages import Reply, Request, event_reply, json_reply
from .store import MOST_OBJECTS, Data, Objects, Route, page, reached

_STAGES = ("queued", "in_progress", "completed")


class Responses:
    """``/responses``; the note of a response is a tuple: its input items, the time when it began."""

    def __init__(self, conversations: Conversations, speed: float) -> None:
        self._conversations = conversations
        self._speed = speed
        self._kept = Objects("response", "resp_", "response")

    def routes(self) -> list[Route]:
        return [
            ("POST", "/responses", self.create),
            ("POST", "/responses/compact", self.compact),
            ("POST", "/responses/input_tokens", self.count),
            ("GET", "/responses/{}", self.get),
            ("DELETE", "/responses/{}", self.delete),
            ("POST", "/responses/{}/cancel", self.cancel),
            ("GET", "/responses/{}/input_items", self.list_items),
        ]

    def create(self, request: Request) -> Reply:
        body = request.json_object
        if previous := body.get("previous_response_id"):
            self._previous(str(previous))
        conversation = body.get("conversation")
        conversation = conversation.get("id") if isinstance(conversation, dict) else conversation
        if conversation:
            self._conversations.items(str(conversation))
        try:
            said = answers.response(body)
        except MALFORMED as error:
            raise malformed(error) from error
        number = self._again(said["id"])
        if number:  # the ids come from the request: the same request has others each time
            said["output"] = [{**item, "id": f"{item['id']}{number}"} for item in said["output"]]
        said["id"] = request.wanted_id or f"{said['id']}{number}"
        given = [described(item, f"{said['id']} {n}") for n, item in enumerate(answers.input_items(body))]
        if conversation:
            said["conversation"] = {"id": conversation}
            self._conversations.extend(str(conversation), [*given, *said["output"]])
        if body.get("background"):
            said = {**said, "background": True}
        if said["store"]:
            self._kept.add(said, said["id"], note=(given, time.time()))
        if body.get("stream"):
            return event_reply(streams.response_events(said))
        return json_reply(self._look(said["id"], queued=True) if body.get("background") and said["store"] else said)

    def _previous(self, id: str) -> None:
        try:
            self._kept.get(id)
        except ApiFailure:
            message = f"Previous response with id '{id}' not found."
            raise ApiFailure(400, message, param="previous_response_id", code="previous_response_not_found") from None

    def _again(self, id: str) -> str:
        """The number that makes an id one of its own; empty if it is so already."""
        numbers = ("", *map(str, range(2, MOST_OBJECTS + 2)))
        return next(number for number in numbers if f"{id}{number}" not in self._kept)

    def _look(self, id: str, queued: bool = False) -> Data:
        """A response as it is now."""
        said = self._kept.get(id)
        if not said["background"] or said["status"] == "cancelled":
            return said
        stage = "queued" if queued else reached(self._kept.note(id)[1], self._speed, _STAGES)
        return said if stage == "completed" else {**said, "status": stage, "output": [], "usage": None}

    def get(self, request: Request, id: str) -> Reply:
        said = self._look(id)
        if request.query.get("stream", "").lower() != "true":
            return json_reply(said)
        after = request.query.get("starting_after", "-1")
        return event_reply(streams.response_events(said, int(after)))

    def delete(self, request: Request, id: str) -> Reply:
        return json_reply(self._kept.delete(id))

    def cancel(self, request: Request, id: str) -> Reply:
        said = self._look(id)
        if not said["background"]:
            raise ApiFailure(400, "Only a response with background can be cancelled.", param="response_id")
        if said["status"] in ("queued", "in_progress"):
            said = self._kept.update(id, {"status": "cancelled", "output": [], "usage": None})
        return json_reply(said)

    def list_items(self, request: Request, id: str) -> Reply:
        self._kept.get(id)
        return json_reply(page(self._kept.note(id)[0], request.query))

    def compact(self, request: Request) -> Reply:
        """The messages of the user, and all the rest in one item that only the server can read."""
        body = request.json_object
        if not body.get("model"):
            raise missing("model")
        items = self._context(body)
        if not items:
            raise missing("input")
        made = [described(item, f"compact {n}") for n, item in enumerate(items)]
        kept = [item for item in made if item.get("role") == "user"]
        rest = "\n".join(answers.text_of(item) for item in made if item.get("role") != "user")
        closed = base64.b64encode(rest.encode()).decode()
        digest = answers.digest(body)
        asked = sum(answers.tokens(answers.text_of(item)) for item in items)
        return json_reply(
            {
                "id": f"resp_{digest}",
                "object": "response.compaction",
                "created_at": int(time.time()),
                "output": [*kept, {"type": "compaction", "id": f"cmp_{digest}", "encrypted_content": closed}],
                "usage": answers.response_usage(asked, answers.tokens(rest)),
            }
        )

    def count(self, request: Request) -> Reply:
        body = request.json_object
        texts = [answers.text_of(item) for item in self._context(body)]
        total = sum(map(answers.tokens, [*texts, str(body.get("instructions") or "")]))
        return json_reply({"object": "response.input_tokens", "input_tokens": total})

    def _context(self, body: Data) -> list[Any]:
        """The input of a request with the responses or the conversation before it."""
        conversation = body.get("conversation")
        id = conversation.get("id") if isinstance(conversation, dict) else conversation
        before: list[Any] = list(self._conversations.items(str(id))) if id else []
        previous, chain = body.get("previous_response_id"), []
        while previous:
            try:
                said = self._kept.get(str(previous))
            except ApiFailure:
                raise not_found("response", str(previous)) from None
            chain.append([*self._kept.note(said["id"])[0], *said["output"]])
            previous = said["previous_response_id"]
        before += [item for items in reversed(chain) for item in items]
        return [*before, *answers.input_items(body)]
