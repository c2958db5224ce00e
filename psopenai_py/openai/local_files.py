"""Local files: what a request sends from them, and what is written into them."""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..dotnet.model.carriers import Byte
from ..dotnet.model.enumerables import ByteArray
from ..dotnet.model.types import Value
from ..engine.pipeline.cmdlet import Cmdlet
from ..engine.session.file_paths import is_readable
from ..errors import TerminatingError
from ..http import Endpoint, Request, download_bytes, download_to_file, give_name, shortened, writable_target
from .api import ApiParams

LONGEST_NAME = 200  # bytes of a name that is part of another one
_MEDIA = ("video.content",)  # what is never JSON
IN_MEMORY = 1024 * 1024  # bytes of standard input that are not kept on the disk


def local_file(cmdlet: Cmdlet, parameter: str, path: str) -> str:
    """The full path of an existing file; raises if it does not exist."""
    found = cmdlet.session.path(path)
    if not is_readable(found):
        raise no_such_file(cmdlet, parameter, path)
    return found


def no_such_file(cmdlet: Cmdlet, parameter: str, path: str) -> TerminatingError:
    return cmdlet.stop_with(
        "FileNotFound",
        f"-{parameter}: there is no file {path}. Check the path; the current folder is {cmdlet.session.here}.",
        "ObjectNotFound",
        path,
        "System.IO.FileNotFoundException",
    )


_KINDS: dict[str, str] = {
    ".wav": "audio/wav", ".mp3": "audio/mpeg", ".flac": "audio/flac", ".ogg": "audio/ogg", ".m4a": "audio/mp4",
    ".webm": "audio/webm",
    ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".c": "text/x-c", ".cpp": "text/x-c++", ".cs": "text/x-csharp", ".css": "text/css", ".go": "text/x-golang",
    ".html": "text/html", ".java": "text/x-java", ".js": "text/javascript", ".json": "application/json",
    ".md": "text/markdown", ".pdf": "application/pdf", ".php": "text/x-php", ".py": "text/x-python",
    ".rb": "text/x-ruby", ".sh": "application/x-sh", ".tex": "text/x-tex", ".ts": "application/typescript",
    ".txt": "text/plain", ".doc": "application/msword",
    ".mp4": "video/mp4",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip
IMAGE = "image/png"  # the type of a picture without a known extension
BINARY = "application/octet-stream"


def read_base64(path: str) -> str:
    return _base64(read_content(path))


def data_url(path: str, default_kind: str = BINARY) -> str:
    """The content of a file as a ``data:`` URL; its type comes from the extension, without one from the content."""
    content = read_content(path)
    extension = os.path.splitext(path)[1].lower() or extension_of(content)
    return f"data:{_KINDS.get(extension, default_kind)};base64,{_base64(content)}"


def read_content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def extension_of(content: bytes | bytearray) -> str:
    """The extension that fits content, by how it begins; empty if that is not known."""
    if content.startswith(b"RIFF"):
        return {b"WAVE": ".wav", b"WEBP": ".webp"}.get(bytes(content[8:12]), "")
    if content[4:8] == b"ftyp":
        return ".m4a" if content[8:11] == b"M4A" else ".mp4"
    return next((extension for beginning, extension in _BEGINNINGS if content.startswith(beginning)), "")


_BEGINNINGS = (
    (b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif"), (b"%PDF", ".pdf"), (b"fLaC", ".flac"),
    (b"OggS", ".ogg"), (b"ID3", ".mp3"), (b"\xff\xfb", ".mp3"), (b"\xff\xf3", ".mp3"), (b"\xff\xf2", ".mp3"),
    (b"\x1aE\xdf\xa3", ".webm"),
)  # fmt: skip


def image_reference(cmdlet: Cmdlet, parameter: str, image: str) -> dict[str, str]:
    """A picture as part of a JSON body: the content of a file, an address, or the id of an uploaded file.

    Raises for what is none of them.
    """
    if image.startswith("file-") and not is_readable(cmdlet.session.path(image)):
        return {"file_id": image}
    return {"image_url": image_url(cmdlet, parameter, image)}


def image_url(cmdlet: Cmdlet, parameter: str, image: str) -> str:
    """The address of a picture: of a file its content, as a ``data:`` URL. Raises for what is neither a file nor an
    address: the service would only say that it cannot read it."""
    path = cmdlet.session.path(image)
    if is_readable(path):
        return data_url(path, IMAGE)
    if is_address(image):
        return image
    raise no_such_file(cmdlet, parameter, image)


def image_kind(content: bytes | bytearray) -> str:
    """The type of a picture, by how its content begins."""
    kind = _KINDS.get(extension_of(content), IMAGE)
    return kind if kind.startswith("image/") else IMAGE


def is_web_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def is_address(text: str) -> bool:
    """Whether a text begins with a scheme (``https:``, ``data:``, ``gs:``). One letter is a drive."""
    scheme, colon, _ = text.partition(":")
    return bool(colon) and len(scheme) > 1 and scheme[0].isalpha() and scheme.isascii() and scheme.isalnum()


def goes_out(cmdlet: ApiParams, path: str | None) -> bool:
    """Whether a path is standard output: ``-`` in a shell command."""
    return path == "-" and cmdlet.session.mode.hyphen_paths


@contextmanager
def standard_input() -> Iterator[BinaryIO]:
    """The content of standard input, as a file that can be read again. What is large is kept on the disk."""
    with _kept(sys.stdin.buffer if sys.stdin is not None else None) as kept:  # None: closed before the start
        yield kept


@contextmanager
def local_content(path: str) -> Iterator[BinaryIO]:
    """The content of a file that can be read again: what a pipe holds, like ``<(...)`` of a shell, is kept for that."""
    with open(path, "rb") as file:
        if file.seekable():
            yield file
            return
        with _kept(file) as kept:
            yield kept


@contextmanager
def _kept(source: BinaryIO | None) -> Iterator[BinaryIO]:
    import shutil  # noqa: PLC0415 (brings compression and random numbers; few commands read such a file)
    import tempfile  # noqa: PLC0415 (likewise)

    with tempfile.SpooledTemporaryFile(IN_MEMORY) as kept:
        if source is not None:
            shutil.copyfileobj(source, kept)
        kept.seek(0)
        yield cast(BinaryIO, kept)


def put_file(cmdlet: ApiParams, path: str, content: bytes) -> None:
    """Write content to the path that a parameter holds, or to standard output."""
    if goes_out(cmdlet, path):
        cmdlet.write(ByteArray(content))
    else:
        write_file(cmdlet.session.path(path), content)


def write_file(path: str, content: bytes, follow_links: bool = True) -> None:
    """Write beside the final name and rename when complete; missing folders are created.

    Without ``follow_links``, a link of that name is replaced, and what it leads to stays as it is.
    """
    make_folder(path)
    target = writable_target(path) if follow_links else Path(path)
    import tempfile  # noqa: PLC0415 (as above)

    handle, made = tempfile.mkstemp(dir=target.parent, prefix=f".{shortened(target.name, LONGEST_NAME)}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(made, 0o666 & ~_umask())
        if follow_links:
            give_name(Path(made), target)
        else:
            os.replace(made, target)
    except BaseException:
        os.unlink(made)
        raise


def make_folder(path: str) -> str:
    """Create the folder of a file if it is missing, as PSOpenAI does; returns the folder."""
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    return folder


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def content(
    cmdlet: ApiParams,
    endpoint: str | Endpoint,
    ids: Mapping[str, object],
    query: Mapping[str, Any] | None = None,
    out_file: str | None = None,
) -> Iterator[Value]:
    """Write the content into ``out_file``, or yield its bytes. An interrupted download is continued.

    An error that comes in place of the content is raised, whatever its status says. A file may hold such a text, too:
    then it is as long as its object says.
    """
    client, config, request = cmdlet.client, cmdlet.config(), Request(endpoint, ids, query=query)
    name = endpoint if isinstance(endpoint, str) else endpoint.name

    def is_file(length: int) -> bool:
        if not name.endswith("file.content"):
            return name not in _MEDIA
        try:
            said = cmdlet.call(name.removesuffix(".content"), ids).json().get("bytes")
        except TerminatingError:  # it refuses this as well
            return False
        return said is None or said == length

    with cmdlet.faults():
        if out_file is not None and not goes_out(cmdlet, out_file):
            path = cmdlet.session.path(out_file)
            make_folder(path)
            download_to_file(client, config, request, path, is_file=is_file)
            return
        yield from as_bytes(cmdlet, download_bytes(client, config, request, is_file=is_file))


def as_bytes(cmdlet: ApiParams, chunks: Iterable[bytes]) -> Iterator[Value]:
    """Content as the door takes it: the shell command in blocks as they arrive, Python whole, scripts byte by byte."""
    wanted = cmdlet.runtime.mode.content
    if wanted == "whole":
        yield ByteArray(b"".join(chunks))
        return
    for chunk in chunks:
        if wanted == "blocks":
            yield ByteArray(chunk)
        else:
            yield from map(Byte, chunk)
