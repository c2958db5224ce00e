"""The items of a response's input: earlier items, the system's words, the user's text, files and pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.session.file_paths import is_readable
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ..api import ApiParams
from ..local_files import data_url, image_url, is_address, is_web_address
from ..params import image_detail_param, lower_case

ITEM_TYPE = "PSOpenAI.Response.Message"


class MessageParams(ApiParams):
    """The parameters that make up new items."""

    message = Param(
        "string",
        position=0,
        aliases=("UserMessage", "input"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The user's message.",
    )
    role = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=("user", "system", "developer", "assistant"),
        transform=lower_case,
        default="user",
        help="Accepted for old scripts; the message is always the user's.",
    )
    system_message = Param(
        "string[]", aliases=("system",), allow_empty_string=True, help="Instructions to the model, as a system message."
    )
    developer_message = Param(
        "string[]", allow_empty_string=True, help="Instructions to the model, as a developer message."
    )
    images = Param("string[]", help="Pictures to send with the message: files, URLs or file ids.")
    image_detail = image_detail_param()
    files = Param("string[]", help="Files to send with the message: paths, URLs or file ids.")

    def message_items(self) -> list[Value]:
        """System and developer messages, then the user's message."""
        items: list[Value] = []
        for role, texts in (("system", self.system_message), ("developer", self.developer_message)):
            parts = [_part("input_text", text=text) for text in texts or () if text and text.strip()]
            if parts:
                items.append(_message(role, parts))
        parts = list(self._user_parts())
        if parts:
            items.append(_message("user", parts))
        return items

    def nothing_to_send(self) -> None:
        self.fail_nothing("MissingMessage", "There is nothing to send: give a message with -Message.")

    def _user_parts(self) -> Iterator[Value]:
        if self.message and self.message.strip():
            yield _part("input_text", text=self.message)
        for file in self.files or ():
            part = self._file(file) if file and file.strip() else None
            if part is not None:
                yield part
        for image in self.images or ():
            if image and image.strip():
                yield self._image(image)

    def _file(self, file: str) -> Value:
        """A local file, a URL, or an uploaded file."""
        path = self.session.path(file)
        if is_readable(path):
            return _part("input_file", filename=os.path.basename(path), file_data=data_url(path))
        if is_web_address(file):
            return _part("input_file", file_url=file)
        if "/" in file or "\\" in file:
            self.fail(
                "FileNotFound", f"-Files: there is no file {file}.", "ObjectNotFound", file,
                "System.IO.FileNotFoundException",
            )  # fmt: skip
            return None
        return _part("input_file", file_id=file)

    def _image(self, image: str) -> Value:
        """A local picture, an address, or the id of an uploaded one."""
        is_id = not (is_address(image) or {"/", "\\", "."} & set(image) or is_readable(self.session.path(image)))
        where = {"file_id": image} if is_id else {"image_url": image_url(self, "Images", image)}
        return _part("input_image", **where, detail=self.image_detail)


class InputParams(MessageParams):
    """The parameters that make up the input of a response."""

    history = Param("object[]", pipeline="property", help="Earlier items; a piped response contains them.")

    def input_items(self) -> list[Value]:
        """The conversation up to the user's message."""
        return [*as_list(self.history), *self.message_items()]


def _part(kind: str, **fields: str) -> PSObject:
    return PSObject({"type": kind, **fields})


def _message(role: str, parts: list[Value]) -> PSObject:
    return PSObject({"type": "message", "role": role, "content": parts}, ITEM_TYPE)


def last_user_text(items: list[Value]) -> str | None:
    """The user's last text, without pictures and files."""
    for item in reversed(items):
        if get_member(item, "role") == "user":
            content = get_member(item, "content")
            if isinstance(content, list):
                texts = [get_member(part, "text") for part in content if get_member(part, "type") == "input_text"]
                content = texts[-1] if texts else None
            return None if content is None else to_text(content)
    return None
