"""What Set-Content and Add-Content share: files that stay open while values arrive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from ...declare.cmdlet import Param
from ...dotnet.model.carriers import Byte
from ...dotnet.model.types import Value
from ...dotnet.text.encoding import Encoding, detect
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.wildcard import has_wildcards
from ..file_text import encoding_param, net_text
from .common import ItemCmdlet, Selection, literal_path_param, make_writable, path_param
from .paths import Place, expand


class FilesBeingRead(list[str]):
    """The paths of the files that commands of the session are reading."""


@contextmanager
def reading(session: Session, path: str) -> Iterator[None]:
    """Note that a file is being read, so that no command of the same pipeline overwrites it."""
    busy = session.part(FilesBeingRead)
    busy.append(path)
    try:
        yield
    finally:
        busy.remove(path)


class ContentWriter:
    """One open target: a file, or an item of a drive whose value is set at the end."""

    def __init__(self, place: Place, file: BinaryIO | None, encoding: Encoding, end: str) -> None:
        self.place = place
        self._file = file
        self._encoding = encoding
        self._end = end
        self._values: list[Value] = []

    def write_text(self, value: Value) -> None:
        if self._file is None:
            self._values.append(value)
        else:
            self._file.write(self._encoding.encode(net_text(value) + self._end))

    def write_bytes(self, data: bytes) -> None:
        if self._file is not None:
            self._file.write(data)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        elif self.place.drive is not None and self._values:
            self.place.drive.set(self.place.path, self._values[0] if len(self._values) == 1 else self._values)


class WriteContentCmdlet(Selection, ItemCmdlet):
    """A cmdlet that writes values to files."""

    appends = False
    action = ""

    value = Param(
        "object[]",
        mandatory=True,
        position=1,
        pipeline="value property",
        allow_empty_collection=True,
        allow_null=True,
        help="The values to write, one per line.",
    )
    pass_thru = Param("switch", help="Return the values too.")
    path = path_param("property", "The files; wildcards are allowed.")
    literal_path = literal_path_param()
    no_newline = Param("switch", help="Do not write line breaks.")
    encoding = encoding_param("The file's encoding.")
    as_byte_stream = Param("switch", help="Write the values as bytes.")

    _writers: list[ContentWriter] | None = None
    _opened: list[str] | None = None

    def process(self) -> Iterator[Value]:
        paths = self.given_paths()
        if self._writers is None or paths != self._opened:
            self.dispose()
            self._opened = paths
            self._writers = [writer for path in paths for writer in self._open_all(path)]
        values = [each for value in self.value or () for each in self._unrolled(value)]
        for writer in self._writers:
            if self.as_byte_stream:
                self._write_bytes(writer, values)
                continue
            for value in values:
                writer.write_text(value)
        if self.pass_thru and self._writers:
            yield from self.value or ()

    def _write_bytes(self, writer: ContentWriter, values: list[Value]) -> None:
        data = [unwrap(value) for value in values]
        if all(isinstance(value, Byte) for value in data):
            writer.write_bytes(bytes(data))
            return
        message = "With -AsByteStream the values must be bytes: [byte[]](1, 2)."
        self.refuse("Argument", message, "InvalidArgument", None, "System.Management.Automation.PSArgumentException")

    @staticmethod
    def _unrolled(value: Value) -> list[Value]:
        return as_list(value) if isinstance(value, list) else [] if value is None else [value]

    def _open_all(self, path: str) -> Iterator[ContentWriter]:
        passes = self.name_test()
        wild = has_wildcards(path) and not self.is_literal
        found = [each for each in expand(self.session, path, self.is_literal, self.is_forced) if passes(each.leaf)]
        if not found or (wild and not any(each.exists for each in found)):
            message = f"Nothing is at '{path}', or -Filter, -Include or -Exclude leave all of it out."
            self.refuse("ItemNotFound", message, "ObjectNotFound", path, "System.Exception")
            return
        for place in found:
            if not self.should_process(f"Path: {place.shown}" if self.appends else place.shown, self.action):
                continue
            if place.drive is not None:
                yield ContentWriter(place, None, self.encoding, "")
            elif (writer := self._open(place)) is not None:
                yield writer

    def _open(self, place: Place) -> ContentWriter | None:
        path = place.path
        if os.path.isdir(path):
            message = f"'{path}' is a folder; only files can be written to."
            exception = "System.InvalidOperationException"
            self.refuse("WriteContainerContentException", message, "InvalidOperation", path, exception)
            return None
        if path in self.session.part(FilesBeingRead):
            message = (
                f"'{path}' is being read by another command. Put that command in parentheses to read it all first."
            )
            self.refuse("GetContentWriterIOError", message, "WriteError", path)
            return None
        encoding, size = self.encoding, 0
        try:
            if self.is_forced:
                make_writable(path)
            if self.appends and os.path.exists(path):
                size = os.path.getsize(path)
                if size and not self.is_bound("Encoding"):
                    with open(path, "rb") as existing:
                        encoding, _ = detect(existing.read(4), encoding)
            file: Any = open(path, "ab" if self.appends else "wb")  # noqa: SIM115 (closed in dispose)
        except OSError as error:
            error_id, category = "GetContentWriterIOError", "WriteError"
            if isinstance(error, FileNotFoundError):
                error_id, category = "GetContentWriterDirectoryNotFoundError", "ObjectNotFound"
            elif isinstance(error, PermissionError):
                error_id, category = "GetContentWriterUnauthorizedAccessError", "PermissionDenied"
            self.file_fault(error_id, error, path, category)
            return None
        if not size and not self.as_byte_stream:
            file.write(encoding.preamble)
        return ContentWriter(place, file, encoding, "" if self.no_newline else "\n")

    def end(self) -> None:
        self.dispose()

    def dispose(self) -> None:
        writers, self._writers = self._writers, None
        for writer in writers or ():
            writer.close()
