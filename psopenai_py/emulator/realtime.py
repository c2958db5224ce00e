"""A realtime session: what the service does with the events of a client, and the events that it sends.

The model answers as everywhere in the emulator (`answers`): it echoes the user's last message, ``call NAME {...}``
calls a function, ``fail-500`` makes the response fail. An answer as audio is a tone for each word, with the words as
its transcript. Of audio that is sent in, any sound is speech and a silence ends it; its transcript says how long it
was.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .answers import called_functions, check_failure, text_of, tokens
from .errors import MALFORMED, ApiFailure, malformed
from .faults import Fault
from .media import voice
from .messages import Request
from .streams import pieces
from .websocket import Channel, Closed

_DURATION = 3600  # seconds until a session expires
_LEAST_COMMIT = 100  # milliseconds
_MOST_ITEMS = 10_000
_MOST_WORDS = 4096  # of an answer without a limit of its own
_MOST_SOUND = 32 * 1024 * 1024  # bytes that wait to be committed
_PCM = {"type": "audio/pcm", "rate": 24000}
_TURN_DETECTION = {
    "type": "server_vad",
    "threshold": 0.5,
    "prefix_padding_ms": 300,
    "silence_duration_ms": 500,
    "idle_timeout_ms": None,
    "create_response": True,
    "interrupt_response": True,
}
_SEMANTIC = {"type": "semantic_vad", "eagerness": "auto", "create_response": True, "interrupt_response": True}
_FIELDS = {
    "realtime": {
        "type", "model", "output_modalities", "instructions", "audio", "include", "tracing", "tools", "tool_choice",
        "parallel_tool_calls", "reasoning", "max_output_tokens", "temperature", "truncation", "prompt",
    },
    "transcription": {"type", "audio", "include"},
}  # fmt: skip
_CONTENT = {
    "user": {"input_text", "input_audio", "input_image"},
    "assistant": {"output_text", "output_audio", "text"},
    "system": {"input_text"},
}

Event = dict[str, Any]


class Conversation:
    """One session over one websocket. ``take`` gives the fault of a kind, if there is one."""

    def __init__(self, request: Request, take: Callable[[str], Fault | None]) -> None:
        self._take = take
        self._messages = request.messages
        self._numbers: dict[str, int] = {}
        self._items: list[dict[str, Any]] = []
        self._buffer = voice.Buffer()
        self._spoken_item = ""  # the id of the item that the speech at hand becomes
        self._answer: Iterator[Event] | None = None  # what is being sent of a response
        self._answering = False  # the response is not done
        self._cancelled = False
        kind = "transcription" if request.query.get("intent") == "transcription" else "realtime"
        model = request.query.get("model") or request.query.get("deployment")
        if kind == "realtime" and not model:
            raise ApiFailure(400, "You must provide a model parameter.", param="model", code="missing_model")
        check_failure(model or "")
        self._session = self._new_session(kind, model)

    def _new_session(self, kind: str, model: str | None) -> dict[str, Any]:
        heard = {"format": _PCM, "transcription": None, "noise_reduction": None, "turn_detection": {**_TURN_DETECTION}}
        session: dict[str, Any] = {
            "type": kind,
            "object": f"realtime.{'session' if kind == 'realtime' else 'transcription_session'}",
            "id": self._id("sess"),
            "expires_at": int(time.time()) + _DURATION,
            "audio": {"input": heard},
            "include": None,
        }
        if kind == "realtime":
            session |= {
                "model": model,
                "output_modalities": ["audio"],
                "instructions": "You are a helpful assistant.",
                "tools": [],
                "tool_choice": "auto",
                "max_output_tokens": "inf",
                "tracing": None,
                "truncation": "auto",
                "prompt": None,
            }
            session["audio"]["output"] = {"format": _PCM, "voice": "marin", "speed": 1.0}
        return session

    def _id(self, kind: str) -> str:
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{kind}_{number:06d}"

    # -- the connection ---------------------------------------------------------------------------------------------

    def run(self, channel: Channel) -> None:
        """Speak with a client until one side ends it, with Closed or a ConnectionError."""
        slow = self._take("slow")
        self._say(channel, {"type": "session.created", "session": self._session})
        channel.ping()
        while True:
            self._take_in(channel, channel.receive() or "")
            while self._answer is not None:
                event = next(self._answer, None)
                if event is None:
                    self._answer = None
                    continue
                self._say(channel, event)
                if event["type"].endswith(".delta") and (ends := self._take("close-code")):
                    raise Closed(int(ends.value), "This close was asked for.")
                pause = len(json.dumps(event)) / slow.value if slow is not None else 0.0
                until = time.monotonic() + pause
                while (text := channel.receive(until)) is not None:
                    self._take_in(channel, text)

    def _say(self, channel: Channel, event: Event) -> None:
        channel.send(json.dumps({"event_id": self._id("event"), **event}, ensure_ascii=False))

    def _take_in(self, channel: Channel, text: str) -> None:
        """Do what an event of the client asks for. What is wrong with it is an event, and ends nothing."""
        given: Any = None
        self._messages.append(text)
        try:
            given = json.loads(text)
            if not isinstance(given, dict):
                raise ApiFailure(400, "An event must be a JSON object.", code="invalid_event")
            handle = _HANDLERS.get(str(given.get("type")))
            if handle is None:
                known = ", ".join(f"'{name}'" for name in _HANDLERS)
                message = f"Invalid value: '{given.get('type')}'. Supported values are: {known}."
                raise ApiFailure(400, message, param="type", code="invalid_value")
            for event in handle(self, given):
                self._say(channel, event)
        except ApiFailure as failure:
            self._complain(channel, failure, given)
        except MALFORMED as error:
            self._complain(channel, malformed(error), given)

    def _complain(self, channel: Channel, failure: ApiFailure, given: Any) -> None:
        asked = given.get("event_id") if isinstance(given, dict) else None
        self._say(channel, {"type": "error", "error": {**failure.body["error"], "event_id": asked}})

    # -- the session ------------------------------------------------------------------------------------------------

    def _update(self, event: Event) -> Iterator[Event]:
        changes = event["session"]
        kind = self._session["type"]
        if changes.get("type") != kind:
            message = f"Passing a session of the type '{changes.get('type')}' to a {kind} session is not allowed."
            raise ApiFailure(400, message, param="session.type", code="invalid_value")
        unknown = sorted(set(changes) - _FIELDS[kind])
        if unknown:
            name = f"session.{unknown[0]}"
            raise ApiFailure(400, f"Unknown parameter: '{name}'.", param=name, code="unknown_parameter")
        if changes.get("model") not in (None, self._session.get("model")):
            raise ApiFailure(400, "The model of a session cannot be changed.", param="session.model")
        self._session = _merged(self._session, changes)
        yield {"type": "session.updated", "session": self._session}

    # -- items ------------------------------------------------------------------------------------------------------

    def _create_item(self, event: Event) -> Iterator[Event]:
        item = self._checked({**event["item"]})
        before = event.get("previous_item_id")
        if len(self._items) >= _MOST_ITEMS:
            raise ApiFailure(400, f"A conversation has at most {_MOST_ITEMS} items.", code="too_many_items")
        at = 0 if before == "root" else len(self._items) if before is None else self._place(before, "previous_") + 1
        yield from self._add(item, at)

    def _checked(self, item: dict[str, Any]) -> dict[str, Any]:
        kind, role = item.get("type"), item.get("role")
        if kind == "message":
            if role not in _CONTENT:
                raise ApiFailure(400, f"Invalid value: '{role}'.", param="item.role", code="invalid_value")
            for number, part in enumerate(item["content"]):
                if part.get("type") not in _CONTENT[role]:
                    known = ", ".join(f"'{name}'" for name in sorted(_CONTENT[role]))
                    message = f"Invalid value: '{part.get('type')}'. Supported values are: {known}."
                    raise ApiFailure(400, message, param=f"item.content[{number}].type", code="invalid_value")
                if part["type"] == "input_audio":
                    heard = len(_decoded(part.get("audio"), "item.content.audio"))
                    part.setdefault("transcript", None)
                    part["milliseconds"] = heard // 48
        elif kind not in ("function_call", "function_call_output"):
            raise ApiFailure(400, f"Invalid value: '{kind}'.", param="item.type", code="invalid_value")
        if any(known["id"] == item.get("id") for known in self._items):
            raise ApiFailure(
                400, f"An item with the id '{item['id']}' exists already.", code="item_create_duplicate_id"
            )
        return {"id": item.get("id") or self._id("item"), "object": "realtime.item", "status": "completed", **item}

    def _add(self, item: dict[str, Any], at: int | None = None) -> Iterator[Event]:
        place = len(self._items) if at is None else at
        before = self._items[place - 1]["id"] if place else None
        self._items.insert(place, item)
        for name in ("added", "done"):
            yield {"type": f"conversation.item.{name}", "previous_item_id": before, "item": _shown(item)}

    def _place(self, id: Any, which: str = "") -> int:
        for place, item in enumerate(self._items):
            if item["id"] == id:
                return place
        message = f"The {which.replace('_', ' ')}item with the id '{id}' does not exist."
        raise ApiFailure(400, message, param=f"{which}item_id", code="item_not_found")

    def _retrieve_item(self, event: Event) -> Iterator[Event]:
        item = self._items[self._place(event["item_id"])]
        yield {"type": "conversation.item.retrieved", "item": {k: v for k, v in item.items() if k != "milliseconds"}}

    def _delete_item(self, event: Event) -> Iterator[Event]:
        del self._items[self._place(event["item_id"])]
        yield {"type": "conversation.item.deleted", "item_id": event["item_id"]}

    def _truncate_item(self, event: Event) -> Iterator[Event]:
        place = {name: event[name] for name in ("item_id", "content_index", "audio_end_ms")}
        part = self._items[self._place(event["item_id"])]["content"][event["content_index"]]
        if part["type"] != "output_audio":
            raise ApiFailure(400, "Only audio of the assistant can be truncated.", code="invalid_truncation")
        part["transcript"] = None
        yield {"type": "conversation.item.truncated", **place}

    # -- audio in ---------------------------------------------------------------------------------------------------

    @property
    def _heard(self) -> dict[str, Any]:
        found: dict[str, Any] = self._session["audio"]["input"]
        return found

    def _append(self, event: Event) -> Iterator[Event]:
        self._buffer.add(_decoded(event.get("audio"), "audio"))
        if len(self._buffer.data) > _MOST_SOUND:
            self._buffer.clear()
            message = f"The buffer of input audio takes {_MOST_SOUND} bytes; it has been cleared."
            raise ApiFailure(400, message, param="audio", code="input_audio_buffer_full")
        detection = self._heard["turn_detection"]
        if detection is None:
            return
        kind, silence = voice.kind_of(self._heard["format"]), int(detection.get("silence_duration_ms") or 500)
        while (turn := self._buffer.turns(kind, silence)) is not None:
            if turn == "started":
                self._spoken_item = self._id("item")
                yield self._speech("started", "audio_start_ms")
                if self._answering and detection.get("interrupt_response", True):
                    self._cancelled = True
                continue
            yield self._speech("stopped", "audio_end_ms")
            yield from self._commit_as(self._spoken_item)
            if self._session["type"] == "realtime" and detection.get("create_response", True) and not self._answering:
                self._begin({})

    def _speech(self, what: str, clock: str) -> Event:
        return {
            "type": f"input_audio_buffer.speech_{what}", clock: self._buffer.clock, "item_id": self._spoken_item
        }  # fmt: skip

    def _commit(self, event: Event) -> Iterator[Event]:
        duration = self._buffer.duration(voice.kind_of(self._heard["format"]))
        if duration < _LEAST_COMMIT:
            message = (
                f"Error committing input audio buffer: buffer too small. Expected at least {_LEAST_COMMIT}ms of audio, "
                f"but buffer only has {duration}ms of audio."
            )
            raise ApiFailure(400, message, code="input_audio_buffer_commit_empty")
        yield from self._commit_as(self._id("item"))

    def _commit_as(self, id: str) -> Iterator[Event]:
        duration = self._buffer.duration(voice.kind_of(self._heard["format"]))
        self._buffer.clear()
        before = self._items[-1]["id"] if self._items else None
        yield {"type": "input_audio_buffer.committed", "previous_item_id": before, "item_id": id}
        part: dict[str, Any] = {"type": "input_audio", "transcript": None, "milliseconds": duration}
        item = {"id": id, "object": "realtime.item", "type": "message", "status": "completed", "role": "user"}
        yield from self._add({**item, "content": [part]})
        if self._heard["transcription"] is not None:
            part["transcript"] = _transcript(part)
            place = {"item_id": id, "content_index": 0}
            head = "conversation.item.input_audio_transcription"
            for piece in pieces(part["transcript"]):
                yield {"type": f"{head}.delta", **place, "delta": piece}
            usage = {"type": "duration", "seconds": duration / 1000}
            yield {"type": f"{head}.completed", **place, "transcript": part["transcript"], "usage": usage}

    def _clear(self, event: Event) -> Iterator[Event]:
        self._buffer.clear()
        yield {"type": "input_audio_buffer.cleared"}

    # -- responses --------------------------------------------------------------------------------------------------

    def _request(self, event: Event) -> Iterator[Event]:
        if self._session["type"] != "realtime":
            raise ApiFailure(400, "A transcription session gives no responses.", param="type", code="invalid_value")
        if self._answering:
            message = (
                "Conversation already has an active response. Wait until it is finished before creating a new one."
            )
            raise ApiFailure(400, message, code="conversation_already_has_active_response")
        asked = event.get("response") or {}
        if not isinstance(asked, dict):
            raise ApiFailure(400, "response must be an object.", param="response", code="invalid_type")
        self._begin(asked)
        yield from ()

    def _cancel(self, event: Event) -> Iterator[Event]:
        if not self._answering:
            raise ApiFailure(400, "Cancellation failed: no active response found.", code="response_cancel_not_active")
        self._cancelled = True
        yield from ()

    def _begin(self, asked: dict[str, Any]) -> None:
        self._answering, self._cancelled = True, False
        self._answer = itertools.chain(self._answer or (), self._respond(asked))

    def _respond(self, asked: dict[str, Any]) -> Iterator[Event]:
        """The events of a response, one by one; `_cancelled` ends it early."""
        settings = _merged(self._session, {name: value for name, value in asked.items() if name != "input"})
        modalities, limit = settings["output_modalities"], settings["max_output_tokens"]
        most = limit if isinstance(limit, int) else _MOST_WORDS
        stays = asked.get("conversation") != "none"
        response = {
            "object": "realtime.response",
            "id": self._id("resp"),
            "status": "in_progress",
            "status_details": None,
            "output": [],
            "conversation_id": "conv_000001" if stays else None,
            "output_modalities": modalities,
            "max_output_tokens": limit,
            "audio": {"output": settings["audio"]["output"]},
            "usage": None,
            "metadata": asked.get("metadata"),
        }
        yield {"type": "response.created", "response": dict(response)}
        limits = [{"name": "tokens", "limit": 200_000, "remaining": 199_000, "reset_seconds": 0.3}]
        yield {"type": "rate_limits.updated", "rate_limits": limits}
        items = asked.get("input", self._items)
        heard = _said_last(items)
        status, details, said = "completed", None, heard
        try:
            check_failure(heard)
        except ApiFailure as failure:
            error = failure.body["error"]
            status, said = "failed", ""
            details = {"type": "failed", "error": {"type": error["type"], "code": error["code"]}}
        words = 0
        if status == "completed":
            calls = [] if items and items[-1].get("type") == "function_call_output" else called_functions(said)
            for item in self._output(calls, "audio" in modalities):
                place = {"response_id": response["id"], "output_index": len(response["output"])}
                yield {"type": "response.output_item.added", **place, "item": {**item, "status": "in_progress"}}
                if stays:
                    yield from self._added(item)
                for event in self._spoken(item, said, most, settings):
                    if self._cancelled:
                        break
                    words += event["type"].endswith((".output_text.delta", ".output_audio_transcript.delta"))
                    yield {**event, **place, "item_id": item["id"]}
                if self._cancelled:
                    status, details = "cancelled", {"type": "cancelled", "reason": "client_cancelled"}
                elif len(pieces(said)) > most and not calls:
                    status, details = "incomplete", {"type": "incomplete", "reason": "max_output_tokens"}
                item["status"] = "completed" if status == "completed" else "incomplete"
                if stays:
                    yield {"type": "conversation.item.done", "previous_item_id": self._before(item), "item": item}
                yield {"type": "response.output_item.done", **place, "item": item}
                response["output"].append(item)
        self._answering = False
        response |= {"status": status, "status_details": details, "usage": _usage(items, words, modalities)}
        yield {"type": "response.done", "response": response}

    def _output(self, calls: list[tuple[str, str]], spoken: bool) -> list[dict[str, Any]]:
        """The items that a response has, still without their content."""
        if not calls:
            part = {"type": "output_audio", "transcript": ""} if spoken else {"type": "output_text", "text": ""}
            message = {"type": "message", "role": "assistant", "content": [part]}
            return [{"id": self._id("item"), "object": "realtime.item", "status": "in_progress", **message}]
        return [
            {
                "id": self._id("item"),
                "object": "realtime.item",
                "type": "function_call",
                "status": "in_progress",
                "name": name,
                "call_id": self._id("call"),
                "arguments": arguments,
            }
            for name, arguments in calls
        ]

    def _added(self, item: dict[str, Any]) -> Iterator[Event]:
        self._items.append(item)
        yield {"type": "conversation.item.added", "previous_item_id": self._before(item), "item": dict(item)}

    def _before(self, item: dict[str, Any]) -> str | None:
        place = next((n for n, known in enumerate(self._items) if known is item), 0)
        return str(self._items[place - 1]["id"]) if place else None

    def _spoken(self, item: dict[str, Any], said: str, most: int, settings: Mapping[str, Any]) -> Iterator[Event]:
        """The deltas of an item, as text, as audio with its transcript, or as the arguments of a function."""
        if item["type"] == "function_call":
            head = "response.function_call_arguments"
            for piece in pieces(item["arguments"]):
                yield {"type": f"{head}.delta", "call_id": item["call_id"], "delta": piece}
            yield {"type": f"{head}.done", "call_id": item["call_id"], "arguments": item["arguments"]}
            return
        part = item["content"][0]
        as_audio = part["type"] == "output_audio"
        field, name = ("transcript", "output_audio_transcript") if as_audio else ("text", "output_text")
        sound = base64.b64encode(voice.tone(voice.kind_of(settings["audio"]["output"]["format"]))).decode()
        place = {"content_index": 0}
        # as an event the part is called "audio" or "text"
        shown = {"type": "audio" if as_audio else "text", field: ""}
        yield {"type": "response.content_part.added", **place, "part": shown}
        for number, piece in enumerate(pieces(said)):
            if number >= most:
                break
            part[field] += piece
            yield {"type": f"response.{name}.delta", **place, "delta": piece}
            if as_audio:
                yield {"type": "response.output_audio.delta", **place, "delta": sound}
        if as_audio:
            yield {"type": "response.output_audio.done", **place}
        yield {"type": f"response.{name}.done", **place, field: part[field]}
        yield {"type": "response.content_part.done", **place, "part": {**shown, field: part[field]}}


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Settings with changes; only what is named changes, to any depth."""
    found = dict(old)
    for name, value in new.items():
        before = found.get(name)
        if name == "turn_detection" and isinstance(value, Mapping):
            start = _SEMANTIC if value.get("type") == "semantic_vad" else _TURN_DETECTION
            found[name] = {**start, **value}
        elif isinstance(before, Mapping) and isinstance(value, Mapping) and name in ("audio", "input", "output"):
            found[name] = _merged(before, value)
        else:
            found[name] = value
    return found


def _shown(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item as events show it: audio that was sent in is left out."""
    if not isinstance(item.get("content"), list):
        return dict(item)
    hidden = ("audio", "milliseconds")
    return {**item, "content": [{k: v for k, v in part.items() if k not in hidden} for part in item["content"]]}


def _decoded(audio: Any, param: str) -> bytes:
    try:
        return base64.b64decode(audio, validate=True)
    except (binascii.Error, TypeError, ValueError):
        message = f"Invalid '{param}'. Expected base64-encoded audio bytes."
        raise ApiFailure(400, message, param=param, code="invalid_value") from None


def _transcript(part: Mapping[str, Any]) -> str:
    return part.get("transcript") or f"Speech of {part.get('milliseconds', 0)} milliseconds."


def _said_last(items: list[dict[str, Any]]) -> str:
    """What the model is to answer: the result of a function, or the user's last message."""
    if items and items[-1].get("type") == "function_call_output":
        return str(items[-1].get("output") or "")
    for item in reversed(items):
        if item.get("role") == "user":
            heard = [_transcript(part) for part in item["content"] if part.get("type") == "input_audio"]
            return " ".join(filter(None, [text_of(item), *heard]))
    return "Hello."


def _usage(items: list[dict[str, Any]], words: int, modalities: list[str]) -> dict[str, Any]:
    asked = sum(tokens(text_of(item)) for item in items)
    spoken = "audio" in modalities
    return {
        "total_tokens": asked + words,
        "input_tokens": asked,
        "output_tokens": words,
        "input_token_details": {"text_tokens": asked, "audio_tokens": 0, "image_tokens": 0, "cached_tokens": 0},
        "output_token_details": {"text_tokens": 0 if spoken else words, "audio_tokens": words if spoken else 0},
    }


_HANDLERS: dict[str, Callable[[Conversation, Event], Iterator[Event]]] = {
    "session.update": Conversation._update,
    "input_audio_buffer.append": Conversation._append,
    "input_audio_buffer.commit": Conversation._commit,
    "input_audio_buffer.clear": Conversation._clear,
    "conversation.item.create": Conversation._create_item,
    "conversation.item.retrieve": Conversation._retrieve_item,
    "conversation.item.delete": Conversation._delete_item,
    "conversation.item.truncate": Conversation._truncate_item,
    "response.create": Conversation._request,
    "response.cancel": Conversation._cancel,
}
