"""The body of a request for each endpoint of batches: where the message, pictures and settings go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...dataclass import dataclass
from ..model_names import DEFAULT_MODEL

Body = dict[str, Any]
Reference = dict[str, str]  # a picture: {"image_url": ...} or {"file_id": ...}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: texts of its messages, and pictures."""

    message: str | None
    system: list[str]
    developer: list[str]
    pictures: list[Reference]
    detail: str | None = None  # how closely the model looks at them


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How requests for an address are made.

    ``fields`` are the places of settings in the body, by parameter; a dot leads into an object. ``content`` are the
    fields that ask something: where -Body has one of them, nothing else needs to. ``takes_roles`` and
    ``takes_pictures``: whether there can be a system message, and pictures.
    """

    model: str
    ask: Callable[[Asked], Body]
    content: tuple[str, ...]
    fields: Mapping[str, str]
    takes_roles: bool = False
    takes_pictures: bool = False


def _chat(asked: Asked) -> Body:
    messages: list[Body] = [{"role": "system", "content": text} for text in asked.system]
    messages += [{"role": "developer", "content": text} for text in asked.developer]
    parts: list[Body] = [] if asked.message is None else [{"type": "text", "text": asked.message}]
    for picture in asked.pictures:
        if "file_id" in picture:
            raise ValueError(f"a chat takes no id of a file ({picture['file_id']}) as a picture; /v1/responses does")
        seen = {"url": picture["image_url"], **({"detail": asked.detail} if asked.detail else {})}
        parts.append({"type": "image_url", "image_url": seen})
    if parts:
        messages.append({"role": "user", "content": parts if asked.pictures else asked.message})
    return {"messages": messages}


def _response(asked: Asked) -> Body:
    others = [("system", text) for text in asked.system] + [("developer", text) for text in asked.developer]
    if not others and not asked.pictures:
        return {"input": asked.message}
    items: list[Body] = [{"role": role, "content": text} for role, text in others]
    parts: list[Body] = [] if asked.message is None else [{"type": "input_text", "text": asked.message}]
    for picture in asked.pictures:
        parts.append({"type": "input_image", **picture, "detail": asked.detail or "auto"})
    if parts:
        items.append({"role": "user", "content": parts if asked.pictures else asked.message})
    return {"input": items}


def _moderation(asked: Asked) -> Body:
    if not asked.pictures:
        return {"input": asked.message}
    parts: list[Body] = [] if asked.message is None else [{"type": "text", "text": asked.message}]
    parts += [{"type": "image_url", "image_url": {"url": _address(picture)}} for picture in asked.pictures]
    return {"input": parts}


def _edit(asked: Asked) -> Body:
    return {"prompt": asked.message, "images": asked.pictures}


def _video(asked: Asked) -> Body:
    return {"prompt": asked.message, **({"input_reference": asked.pictures[0]} if asked.pictures else {})}


def _address(picture: Reference) -> str:
    if "file_id" in picture:
        raise ValueError(f"a moderation takes no id of a file ({picture['file_id']}) as a picture")
    return picture["image_url"]


_PICTURE = {"Size": "size", "Quality": "quality"}
ENDPOINTS: dict[str, Endpoint] = {
    "/v1/chat/completions": Endpoint(
        DEFAULT_MODEL, _chat, ("messages",),
        {"Temperature": "temperature", "TopP": "top_p", "MaxTokens": "max_completion_tokens", "Seed": "seed",
         "ReasoningEffort": "reasoning_effort", "Verbosity": "verbosity", "ResponseFormat": "response_format"},
        takes_roles=True, takes_pictures=True,
    ),
    "/v1/responses": Endpoint(
        DEFAULT_MODEL, _response, ("input", "prompt"),
        {"Temperature": "temperature", "TopP": "top_p", "MaxTokens": "max_output_tokens",
         "ReasoningEffort": "reasoning.effort", "Verbosity": "text.verbosity", "ResponseFormat": "text.format"},
        takes_roles=True, takes_pictures=True,
    ),
    "/v1/completions": Endpoint(
        "gpt-3.5-turbo-instruct", lambda asked: {"prompt": asked.message}, ("prompt",),
        {"Temperature": "temperature", "TopP": "top_p", "MaxTokens": "max_tokens", "Seed": "seed"},
    ),
    "/v1/embeddings": Endpoint(
        "text-embedding-3-small", lambda asked: {"input": asked.message}, ("input",), {"Dimensions": "dimensions"}
    ),
    "/v1/moderations": Endpoint("omni-moderation-latest", _moderation, ("input",), {}, takes_pictures=True),
    "/v1/images/generations": Endpoint(
        "gpt-image-2", lambda asked: {"prompt": asked.message}, ("prompt",), _PICTURE
    ),
    "/v1/images/edits": Endpoint("gpt-image-1.5", _edit, ("prompt",), _PICTURE, takes_pictures=True),
    "/v1/videos": Endpoint(
        "sora-2", _video, ("prompt",), {"Size": "size", "Seconds": "seconds"}, takes_pictures=True
    ),
}  # fmt: skip


def put(body: Body, place: str, value: Any) -> None:
    """Set a field of a body; a dot in its place leads into an object."""
    *outer, name = place.split(".")
    for part in outer:
        body = body.setdefault(part, {})
    body[name] = value


def schema_format(schema: Body, endpoint: str) -> Body:
    """The response format of a JSON schema: of the schema alone, or of one with name, strict and description around it.

    A schema alone is followed strictly where it is of the form that the service demands for that.
    """
    around = schema
    if not isinstance(schema.get("schema"), dict):
        title = "".join(c if c.isalnum() and c.isascii() else "_" for c in str(schema.get("title") or "answer"))
        around = {"name": title[:64], "strict": _is_strict(schema), "schema": schema}
    kind = {"type": "json_schema"}
    return {**kind, **around} if endpoint == "/v1/responses" else {**kind, "json_schema": around}


def _is_strict(schema: Any) -> bool:
    """Whether each object has all of its properties required and takes no others, as the service demands."""
    if isinstance(schema, list):
        return all(map(_is_strict, schema))
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object" or "properties" in schema:
        names = schema.get("properties") or {}
        if schema.get("additionalProperties") is not False or set(names) != set(schema.get("required") or ()):
            return False
    named = [schema.get(word) for word in ("properties", "$defs", "definitions")]
    inner = [part for parts in named if isinstance(parts, dict) for part in parts.values()]
    return _is_strict([*inner, schema.get("items"), schema.get("anyOf")])
