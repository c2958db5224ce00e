"""Messages of threads: their objects, and what is sent to make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ..api import id_of
from ..body import to_plain
from ..local_files import is_web_address
from ..objects import to_object
from ..params import Sets, id_param, lower_case

TYPE_NAME = "PSOpenAI.Thread.Message"

Data = dict[str, Any]


def message(data: Data) -> PSObject:
    """The object: what the service sent, with SimpleContent (role and content) added."""
    made = to_object(data, TYPE_NAME)
    parts = [simple_part(data, part) for part in data.get("content") or ()]
    made._props["SimpleContent"] = parts[0] if len(parts) == 1 else parts or None
    return made


def simple_part(data: Data, part: Data) -> PSObject:
    """One part of a message: a text, or the id of a picture's file."""
    kind = part.get("type")
    content = None
    if kind == "text":
        content = (part.get("text") or {}).get("value")
    elif kind == "image_file":
        content = (part.get("image_file") or {}).get("file_id")
    elif kind == "image_url":
        content = (part.get("image_url") or {}).get("url")
    return PSObject({"Role": data.get("role"), "Type": kind, "Content": content})


# -- what is sent ---------------------------------------------------------------------------------------------------


def message_param(set: Sets = None, position: int | None = None, pipeline: str = "") -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline=pipeline,
        aliases=("Content", "Text"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The text of the message.",
    )


def images_param(set: Sets = None) -> Any:
    return Param(
        "object[]",
        set=set,
        validators=(ValidateNotNullOrEmpty(),),
        help="Pictures to send with the message: URLs, ids of uploaded files, or file objects.",
    )


def role_param(set: Sets = None) -> Any:
    return Param(
        "string",
        set=set,
        completions=("user", "assistant"),
        transform=lower_case,
        default="user",
        help="The role: user or assistant.",
    )


def content(text: str, images: Iterable[Value] | None, detail: str) -> Any:
    """The content of a message: its text, or parts where there are pictures."""
    parts = [_picture(image, detail) for image in images or ()]
    return [{"type": "text", "text": text}, *parts] if parts else text


def _picture(image: Value, detail: str) -> Data:
    name = id_of(image) or ""
    if is_web_address(name):
        return {"type": "image_url", "image_url": {"url": name, "detail": detail}}
    return {"type": "image_file", "image_file": {"file_id": name, "detail": detail}}


def seed_messages(cmdlet: Cmdlet, values: Value) -> Iterator[Data]:
    """The messages from texts and objects; one without content is an error and left out."""
    for value in as_list(values):
        role, said = get_member(value, "role"), get_member(value, "content") or get_member(value, "message")
        if isinstance(value, str):
            said = value
        if not said:
            cmdlet.fail(
                "System.ArgumentException", "A message has neither content nor message; it is left out.",
                "NotSpecified", value, "System.ArgumentException",
            )  # fmt: skip
            continue
        made: Data = {"role": to_text(role) if role else "user", "content": to_plain(said)}
        attachments, metadata = as_list(get_member(value, "attachments")), get_member(value, "metadata")
        if attachments:
            made["attachments"] = to_plain(attachments)
        if metadata is not None:
            made["metadata"] = to_plain(metadata)
        yield made


def attachments(code_files: Iterable[str] | None, search_files: Iterable[str] | None) -> list[Data]:
    """Files of a message, each with the tool that it is for."""
    tools = (("code_interpreter", code_files), ("file_search", search_files))
    return [{"file_id": str(file), "tools": [{"type": tool}]} for tool, files in tools for file in files or ()]


def message_id_param(set: Sets = None, position: int = 0) -> Any:
    return id_param(
        "The id of the message, such as msg_abc123.", "message_id", set=set, position=position, pipeline="property"
    )
