"""From the service's JSON to PowerShell objects, and back.

An object keeps what the service sent (`PSObject._raw`), so that JSON Lines in a pipe are exactly that. Unix times
become local dates and move to the end, as in PSOpenAI's objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from ..dotnet.model.types import Value
from ..engine.values.json_data import PLAIN as PLAIN
from ..engine.values.json_data import from_json as from_json
from ..engine.values.objects import CUSTOM_OBJECT, MemberSet, PSObject, lazy_object, quick_attributes
from ..engine.values.text import TO_STRING

_LAST_DATE = 60 * 10**9  # seconds; about the year 3870, which any time zone can show

# what most code reads of results and answers
quick_attributes(
    "custom_id", "response", "error", "status_code", "request_id", "body", "id", "object", "model", "choices",
    "message", "content", "usage", "output", "output_text", "Answer", "data", "embedding", "status",
)  # fmt: skip

#: PSOpenAI's type name for the service's `object` field
TYPE_NAMES: dict[str, str] = {
    "batch": "PSOpenAI.Batch",
    "file": "PSOpenAI.File",
    "model": "PSOpenAI.Model",
    "chat.completion": "PSOpenAI.Chat.Completion",
    "response": "PSOpenAI.Response",
    "assistant": "PSOpenAI.Assistant",
    "thread": "PSOpenAI.Thread",
    "thread.message": "PSOpenAI.Thread.Message",
    "thread.run": "PSOpenAI.Thread.Run",
    "thread.run.step": "PSOpenAI.Thread.Run.Step",
    "vector_store": "PSOpenAI.VectorStore",
    "vector_store.file": "PSOpenAI.VectorStore.File",
    "vector_store.file_batch": "PSOpenAI.VectorStore.FileBatch",
    "vector_store.files_batch": "PSOpenAI.VectorStore.FileBatch",
    "conversation": "PSOpenAI.Conversation",
    "container": "PSOpenAI.Container",
    "container.file": "PSOpenAI.Container.File",
    "text_completion": "PSOpenAI.Text.Completion",
    "video": "PSOpenAI.Video.Job",
}

#: what makes objects of a kind that have additional members: a module of this package and its function
MAKERS: dict[str, str] = {
    "chat.completion": "chat.completion:from_data",
    "response": "responses.response:from_data",
    "response.compaction": "responses.response:from_compaction",
    "text_completion": "chat.completion:text_from_data",
    "thread": "threads.thread:thread",
    "thread.message": "threads.message:message",
    "thread.run.step": "threads.step:from_data",
}


def maker_of(data: Any) -> Callable[[dict[str, Any]], PSObject] | None:
    """The function that makes the object of a JSON value, by its ``object`` field; imported when first needed."""
    place = MAKERS.get(str(data.get("object"))) if isinstance(data, dict) else None
    return None if place is None else _maker(place)


@cache
def _maker(place: str) -> Callable[[dict[str, Any]], PSObject]:
    module, _, name = place.partition(":")
    found: Callable[[dict[str, Any]], PSObject] = getattr(import_module(f".{module}", __package__), name)
    return found


def _show_id(value: PSObject) -> str:
    found = value._find("id")
    return "" if found is None else str(value._props[found] or "")


#: objects of these types are converted to a string as their `id`
for _name in (*TYPE_NAMES.values(), "PSOpenAI.Chat.Completion.Message", "PSOpenAI.Response.Message",
              "PSOpenAI.Conversation.Item", "PSOpenAI.Moderation",
              "PSOpenAI.Response.Compaction"):  # fmt: skip
    TO_STRING[_name] = _show_id


def is_unix_time(name: str, value: Any) -> bool:
    """Whether a property is a date. A number that no date can show stays a number."""
    return type(value) is int and (name.endswith("_at") or name == "created") and -_LAST_DATE < value < _LAST_DATE


def _local_date(seconds: int) -> Value:
    return _reader_of_times()(seconds)


@cache
def _reader_of_times() -> Callable[[int], Value]:
    from ..dotnet.time.datetime import unix_to_datetime  # noqa: PLC0415 (.NET's dates load with the first object)

    return unix_to_datetime


def to_object(data: Mapping[str, Any], type_name: str | None = None) -> PSObject:
    """The object of the service's JSON object, of type ``type_name`` or the type that its ``object`` field names."""
    kind = type_name or TYPE_NAMES.get(str(data.get("object")))
    types = CUSTOM_OBJECT if kind is None else (kind, *CUSTOM_OBJECT)
    return lazy_object(dict(data), _fill_dated, types)


def read_object(data: dict[str, Any], type_name: str) -> PSObject:
    """The same at once, for what gets more members."""
    return PSObject(dated_properties(data), type_name, raw=dict(data))


def _fill_dated(made: PSObject) -> None:
    made._props = dated_properties(made._raw)


def dated_properties(data: dict[str, Any]) -> dict[str, Value]:
    """The properties of a service's JSON object: its Unix times are local dates at the end."""
    props: dict[str, Value] = dict(data)
    times: dict[str, Value] | None = None
    for name, value in data.items():
        cls = value.__class__
        if cls in PLAIN:
            continue
        if cls is int and is_unix_time(name, value):
            if times is None:
                times = {}
            times[name] = _local_date(value)
            del props[name]
        else:
            props[name] = from_json(value)
    if times is not None:
        props.update(times)
    return props


def plain_object(data: dict[str, Any]) -> PSObject:
    """The object of a JSON object without a type of its own; its Unix times stay numbers."""
    return PSObject({k: from_json(v) for k, v in data.items()}, raw=data)


#: the member that a line has beside the service's data; `piped` writes it
CARRIED = "psopenai"
#: the property of a batch that names those whose failed requests it repeats
FOLLOWS = "Follows"
#: the kinds of answers whose conversation can be carried along
_WITH_HISTORY = frozenset(("chat.completion", "response"))
#: the fields that make a JSON object a request of a batch
REQUEST_FIELDS = frozenset(("custom_id", "method", "url", "body"))
REQUEST_TYPE = "PSOpenAI.Batch.Input"
RESULT_TYPE = "PSOpenAI.Batch.Output"


def typed_object(data: dict[str, Any]) -> PSObject:
    """The object of a piped JSON object: its type and members come from its ``object`` field.

    A request of a batch has no such field; its own fields tell it. What another command has added (`piped`) counts
    and is taken out.
    """
    if is_request(data):
        made = plain_object(data)
        made._types = (REQUEST_TYPE, *made._types)
        return made
    extra = data.get(CARRIED)
    if isinstance(extra, dict):
        data = {name: value for name, value in data.items() if name != CARRIED}
    else:
        extra = {}
    history, kind = extra.get("history"), str(extra.get("type") or "")
    answer = made_object(data, from_json(history) if isinstance(history, list) else None)
    if not kind and is_request(data.get("input")) and "custom_id" in data:
        kind = RESULT_TYPE  # with its request
    made = answer or to_object(data, kind if kind.startswith("PSOpenAI.") else None)
    if isinstance(extra.get("endpoint"), str):
        keep_endpoint(made, extra["endpoint"])
    follows = extra.get("follows")
    return with_follows(made, follows) if isinstance(follows, list) else made


def is_request(data: Any) -> bool:
    """Whether a JSON value is a request of a batch."""
    return isinstance(data, dict) and data.keys() >= REQUEST_FIELDS


def keep_endpoint(file: PSObject, endpoint: str) -> None:
    """Note on an uploaded file of requests which address they are for. It is no property: views do not show it."""
    file._props[CARRIED] = MemberSet({"endpoint": endpoint})


def kept_endpoint(file: PSObject) -> str | None:
    """What `keep_endpoint` noted."""
    kept = file._props.get(CARRIED)
    return str(kept.members["endpoint"]) if isinstance(kept, MemberSet) and "endpoint" in kept.members else None


def with_follows(batch: PSObject, ids: Sequence[str]) -> PSObject:
    """A batch that repeats the failed requests of others, the oldest first. The service's data does not tell."""
    if ids:
        batch._props[FOLLOWS] = list(ids)
    return batch


def made_object(data: Any, history: list[Value] | None = None) -> PSObject | None:
    """The object of a JSON value whose kind has additional members; an answer can get the conversation before it.

    None for other kinds, and for a value that only claims to be of the kind: services write all sorts of things.
    """
    make: Callable[..., PSObject] | None = maker_of(data)
    if make is None:
        return None
    try:
        return make(data) if history is None or data["object"] not in _WITH_HISTORY else make(data, history)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None


def rows(answer: Any) -> list[dict[str, Any]]:
    """The items of a list's answer; an answer that is not a list counts as its only item."""
    if isinstance(answer, dict) and "data" not in answer:
        return [answer]
    data = answer.get("data")
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []
