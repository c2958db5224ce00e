"""Images and audio in results, written as files that are named by custom_id."""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..local_files import write_file
from ..reading import read

LONGEST = 120  # bytes of a name
_UNFIT = re.compile(r"[^\w .+=@-]")
_DATA_URL = re.compile(r"data:(?:image|audio|video)/[\w.+-]+;base64,")
#: how the files of each kind begin: ``?`` stands for any byte
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"RIFF????WEBP", ".webp"),
    (b"RIFF????WAVE", ".wav"), (b"ID3", ".mp3"), (b"\xff\xfb", ".mp3"), (b"\xff\xf3", ".mp3"), (b"fLaC", ".flac"),
    (b"OggS", ".ogg"), (b"????ftyp", ".mp4"), (b"\xff\xf1", ".aac"), (b"\xff\xf9", ".aac"),
)  # fmt: skip
OTHER = ".bin"


class MediaError(ValueError):
    """A result has media that cannot be read."""


class _Found(NamedTuple):
    """Where a text in base64 stands."""

    owner: dict[str, Any]
    name: str
    text: str


class MediaFolder:
    """Writes the media of results into ``folder``, which is made if it is missing.

    A name is that of the custom_id, with every character replaced that a file's name should not have; the second of a
    name gets a number. A file that is there already is replaced, also if it is a link: nothing outside of the folder is
    touched. Raises OSError.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._used: set[str] = set()
        os.makedirs(folder, exist_ok=True)

    def moved(self, line: bytes) -> bytes:
        """A result's line with the paths of its media (``files``) in the place of their content.

        Raises MediaError if the content is not base64.
        """
        data = read(line)
        response = data.get("response")
        found = list(_media(response.get("body"))) if isinstance(response, dict) else []
        if not found:
            return line
        contents = [_decoded(one.text) for one in found]
        data["files"] = [self._write(str(data.get("custom_id") or ""), content) for content in contents]
        for one in found:
            one.owner[one.name] = None
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def _write(self, custom_id: str, content: bytes) -> str:
        path = os.path.join(self.folder, self._name(custom_id, kind_of(content)))
        write_file(path, content, follow_links=False)
        return path

    def _name(self, custom_id: str, ending: str) -> str:
        stem = file_stem(custom_id)
        name, number = stem + ending, 1
        while name.casefold() in self._used:  # some file systems do not tell case
            number += 1
            name = f"{stem}-{number}{ending}"
        self._used.add(name.casefold())
        return name


def file_stem(custom_id: str) -> str:
    """A file's name for any custom_id, without an ending: one part of a path, never hidden, of limited length."""
    name = _UNFIT.sub("_", custom_id).strip(" .")
    name = name.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").rstrip(" .")
    return name if name and not name.startswith("-") else f"_{name}"


def kind_of(content: bytes) -> str:
    """The ending for a content, by how it begins."""
    for begin, ending in _KINDS:
        if len(content) >= len(begin) and all(a in (b, 63) for a, b in zip(begin, content, strict=False)):
            return ending
    return OTHER


def _media(node: Any, depth: int = 0) -> Iterator[_Found]:
    """The media in a body: of image and chat answers, responses, and data URLs."""
    if depth > 20:
        return
    if isinstance(node, list):
        for item in node:
            yield from _media(item, depth + 1)
    elif isinstance(node, dict):
        for name, value in node.items():
            if isinstance(value, str) and _is_media(node, name, value):
                yield _Found(node, name, value)
            elif isinstance(value, (dict, list)):
                yield from _media(value, depth + 1)


def _is_media(owner: dict[str, Any], name: str, value: str) -> bool:
    if not value:
        return False
    if name == "b64_json" or (name == "result" and owner.get("type") == "image_generation_call"):
        return True
    if name == "data" and ("transcript" in owner or owner.get("type") in ("output_audio", "audio")):
        return True
    return name in ("url", "image_url") and _DATA_URL.match(value) is not None


def _decoded(text: str) -> bytes:
    match = _DATA_URL.match(text)
    try:
        return base64.b64decode(text[match.end() :] if match else text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MediaError(f"its content is not base64: {error}") from error
