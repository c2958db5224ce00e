"""Download the content of a file of the service, complete or not at all: as bytes, as lines, or into a file.

Memory use does not depend on the size. After a broken connection the download is resumed if the service supports it,
else it starts again; what was yielded before is then compared with what comes again, so that two versions never mix.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from zlib import crc32

from .cancel import Cancel
from .config import ApiConfig
from .errors import ChangedContentError
from .partfile import PartFile
from .request import Request, prepare
from .transfer import IsFile, Transfer

if TYPE_CHECKING:
    from .client import Client


def download_bytes(
    client: Client,
    config: ApiConfig,
    request: Request,
    *,
    expected: int | None = None,
    lines: bool = False,
    is_file: IsFile | None = None,
    cancel: Cancel | None = None,
) -> Iterator[bytes]:
    """The content in chunks. With `lines`, content that ends inside a line is checked once more: the service may have
    given a wrong length. `is_file`: see `Transfer`.

    Raises IncompleteDownloadError, ChangedContentError, or what a request raises.
    """
    call = prepare(config, request)
    return _once(Transfer(client, config, call, expected=expected, lines=lines, is_file=is_file, cancel=cancel))


def download_lines(
    client: Client,
    config: ApiConfig,
    request: Request,
    *,
    expected: int | None = None,
    cancel: Cancel | None = None,
) -> Iterator[bytes]:
    r"""The content in lines, without their ends (\n or \r\n; nothing else ends a line, U+2028 stays inside it)."""
    call = prepare(config, request)
    for block in _blocks(_once(Transfer(client, config, call, expected=expected, lines=True, cancel=cancel))):
        yield from block


def download_to_file(
    client: Client,
    config: ApiConfig,
    request: Request,
    target: str | os.PathLike[str],
    *,
    expected: int | None = None,
    lines: bool = False,
    is_file: IsFile | None = None,
    cancel: Cancel | None = None,
    watch: Callable[[int, bytes], None] | None = None,
) -> int:
    """Write the content to `target` and return its length. Only complete content gets the name `target`.

    `watch` is called for each chunk that is written, with its position; position 0 after others means a new start.

    Incomplete content stays as `<name>.part` if the process ends, and the next call continues it if the content of the
    service is still the same. Raises OSError if the file cannot be written.
    """
    call = prepare(config, request)
    part = PartFile(target, call.url if request.address is None else request.address.partition("?")[0])
    position, etag, end = part.found()
    transfer = Transfer(
        client,
        config,
        call,
        position=position,
        etag=etag,
        end=end,
        expected=expected,
        lines=lines,
        is_file=is_file,
        cancel=cancel,
    )
    return part.fill(transfer, watch)


def _once(transfer: Transfer) -> Iterator[bytes]:
    """Each byte of the content once: what comes again after a new start is compared by checksum and dropped."""
    handed = 0
    digest = 0
    again = 0
    for position, chunk in transfer.chunks():
        if position < handed:
            if position == 0:
                again = 0
            old, chunk = chunk[: handed - position], chunk[handed - position :]
            again = crc32(old, again)
            if position + len(old) < handed:
                continue
            if again != digest:
                raise _changed(handed)
            if not chunk:
                continue
        digest = crc32(chunk, digest)
        handed += len(chunk)
        yield chunk
    if transfer.position < handed:
        raise _changed(handed)


def _changed(handed: int) -> ChangedContentError:
    return ChangedContentError(
        f"The content changed on the server during the download; {handed} bytes of the old one were already used.",
        received=handed,
    )


def _blocks(chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    # A line may span many chunks: its pieces are joined once, at its end.
    pieces: list[bytes] = []
    for chunk in chunks:
        lines = chunk.split(b"\n")
        last = lines.pop()
        if lines:
            if pieces:
                lines[0] = b"".join((*pieces, lines[0]))
                pieces = []
            # Looking for one byte is quick. For two it is not, and most content has no \r at all.
            if b"\r" in lines[0] or (b"\r" in chunk and b"\r\n" in chunk):
                lines = [_without_cr(line) for line in lines]
            yield lines
        if last:
            pieces.append(last)
    if pieces:
        yield [_without_cr(b"".join(pieces))]


def _without_cr(line: bytes) -> bytes:
    return line[:-1] if line.endswith(b"\r") else line
