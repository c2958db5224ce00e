"""The messages of a chat request: from the history, system messages, the user's text, pictures and audio."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ...dotnet.collections.dictionaries import OrderedDictionary
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.session.file_paths import is_readable
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ..local_files import image_url, read_base64
from ..objects import from_json

if TYPE_CHECKING:
    from .request_chat_completion import RequestChatCompletion

Message = OrderedDictionary


def from_history(history: Value) -> Iterator[Message]:
    """Earlier messages in the form that the service accepts."""
    for item in as_list(history):
        role = get_member(item, "role")
        if not role:
            continue
        made = Message({"role": to_text(role)})
        refusal, content = get_member(item, "refusal"), get_member(item, "content")
        if refusal and to_text(role) == "assistant":
            made["content"] = [Message({"type": "refusal", "refusal": refusal})]
        elif content:
            made["content"] = content
        audio = get_member(item, "audio")
        if audio is not None and get_member(audio, "id"):
            made["audio"] = Message({"id": get_member(audio, "id")})
        for name in ("name", "tool_calls", "tool_call_id"):
            value = get_member(item, name)
            if value:
                made[name] = to_text(value) if name == "name" else value
        yield made


def plain_messages(role: str, texts: Iterable[str] | None) -> Iterator[Message]:
    """A message for each text that is not blank."""
    for text in texts or ():
        if text and text.strip():
            yield Message({"role": role, "content": text.strip()})


def user_message(cmdlet: RequestChatCompletion) -> Message | None:
    """The user's text, pictures and audio as a message; None if there is nothing."""
    parts: list[Value] = []
    if cmdlet.message and cmdlet.message.strip():
        parts.append(Message({"type": "text", "text": cmdlet.message.strip()}))
    if cmdlet.is_bound("InputAudio"):
        sound = _sound(cmdlet)
        if sound is not None:
            parts.append(sound)
    detail = cmdlet.image_detail if cmdlet.is_bound("ImageDetail") else None
    for image in cmdlet.images or ():
        if image and image.strip():
            parts.append(_picture(cmdlet, image, detail))
    if not parts:
        return None
    only_text = len(parts) == 1 and parts[0]["type"] == "text"
    made = Message({"role": "user", "content": parts[0]["text"] if only_text else parts})
    if cmdlet.name and cmdlet.name.strip():
        made["name"] = cmdlet.name.strip()
    return made


def _sound(cmdlet: RequestChatCompletion) -> Message | None:
    path = cmdlet.session.path(cmdlet.input_audio)
    if not is_readable(path):
        cmdlet.fail(
            "FileNotFound",
            f"-InputAudio: there is no file {cmdlet.input_audio}.",
            "ObjectNotFound",
            cmdlet.input_audio,
            "System.IO.FileNotFoundException",
        )
        return None
    kind = cmdlet.input_audio_format or os.path.splitext(path)[1].lower().lstrip(".")
    return Message({"type": "input_audio", "input_audio": Message({"data": read_base64(path), "format": kind})})


def _picture(cmdlet: RequestChatCompletion, image: str, detail: str | None) -> Message:
    url = Message({"url": image_url(cmdlet, "Images", image)})
    if detail is not None:
        url["detail"] = detail
    return Message({"type": "image_url", "image_url": url})


def answer_message(message: dict[str, Any]) -> Message:
    """The model's message as it is sent back in the next request."""
    made = Message({"role": message.get("role"), "content": from_json(message.get("content"))})
    if message.get("refusal"):
        made["refusal"] = message["refusal"]
    if message.get("audio"):
        made["audio"] = Message({"id": message["audio"].get("id")})
    if message.get("tool_calls"):
        made["tool_calls"] = from_json(message["tool_calls"])
    return made


def last_user_text(messages: Sequence[Value]) -> str | None:
    """The user's last text, without pictures and audio."""
    for message in reversed(messages):
        if get_member(message, "role") == "user":
            content = get_member(message, "content")
            if isinstance(content, list):
                texts = [get_member(part, "text") for part in content if get_member(part, "type") == "text"]
                content = texts[-1] if texts else None
            return None if content is None else to_text(content)
    return None
