from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ...engine.values.enumeration import as_list
from ...engine.values.wildcard import has_wildcards
from ..file_text import encoding_param
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .items import path_notes
from .paths import Place, expand, not_found
from .reading import bytes_of, followed, head_or_tail, in_groups, lines_of, open_text, parts_of, with_notes
from .writing import reading

_INVALID = "System.InvalidOperationException"
_PAUSE = 0.25  # seconds between two looks of -Wait
_LONG, _INT = (1 << 63) - 1, (1 << 31) - 1


@cmdlet(
    "Get-Content",
    default_set="Path",
    outputs=("System.String", "System.Byte"),
    error_name="Microsoft.PowerShell.Commands.GetContentCommand",
)
class GetContent(Selection, ItemCmdlet):
    """Read a file line by line, or the value of a drive's item."""

    read_count = Param(
        "long", pipeline="property", default=1, help="How many lines are returned as one array; 0: all of them."
    )
    total_count = Param(
        "long",
        pipeline="property",
        aliases=("First", "Head"),
        validators=(ValidateRange(0, _LONG),),
        help="Read only this many lines from the beginning.",
    )
    tail = Param(
        "int",
        pipeline="property",
        aliases=("Last",),
        validators=(ValidateRange(0, _INT),),
        help="Read only this many lines at the end.",
    )
    path = path_param("property", "The files; wildcards are allowed.")
    literal_path = literal_path_param()
    delimiter = Param("string", help="The delimiter of the pieces, in place of line breaks.")
    raw = Param("switch", help="Read the whole file as one text.")
    wait = Param("switch", help="Wait at the end for lines that are still to be written, until Ctrl+C.")
    encoding = encoding_param("The encoding of a file without a byte order mark.")
    as_byte_stream = Param("switch", help="Read bytes instead of text.")
    examples = (
        Example(
            "Get-Content prompts.txt | Request-ChatCompletion | ForEach-Object Answer",
            "Each line is a prompt.",
            result="Hello\nGood morning",
        ),
        Example(
            "Get-Content request.json -Raw | ConvertFrom-Json",
            "The whole file as one text.",
            result="model\n-----\ngpt-4o-mini",
        ),
    )
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        if self.is_bound("TotalCount") and self.is_bound("Tail"):
            message = "-TotalCount and -Tail exclude each other."
            self.refuse("TailAndHeadCannotCoexist", message, "InvalidOperation", "", _INVALID)
            return
        if self.raw and (
            self.wait or self.is_bound("TotalCount") or self.is_bound("Tail") or self.is_bound("Delimiter")
        ):
            raise self.stop_with(
                "InvalidOperation",
                "-Raw reads the whole file; -TotalCount, -Tail, -Delimiter and -Wait cannot be given with it.",
                "InvalidOperation",
                None,
                "System.InvalidOperationException",
            )
        for path in self.given_paths():
            for place in self._existing(path):
                yield from self._content(place)

    def _existing(self, path: str) -> list[Place]:
        """The places that a path stands for; it is an error if there are none, with wildcards too."""
        passes = self.name_test()
        found = expand(self.session, path, self.is_literal, self.is_forced)
        if not found[1:] and not (self.is_literal or has_wildcards(path)) and not found[0].exists:
            self.write_error(not_found(found[0].shown))
            return []
        kept = [place for place in found if passes(place.leaf)]
        if not kept:
            message = f"Nothing is at '{path}', or -Filter, -Include or -Exclude leave all of it out."
            self.refuse("ItemNotFound", message, "ObjectNotFound", path, "System.Exception")
        elif self.is_literal and not kept[0].exists:
            self.write_error(not_found(kept[0].shown))
            return []
        return kept

    def _content(self, place: Place) -> Iterator[Value]:
        if place.drive is not None:
            if self.is_bound("Tail"):
                message = f"-Tail works for files only, not for items of the drive {place.drive.name}."
                self.refuse("TailNotSupported", message, "InvalidOperation", place.shown, _INVALID)
                return
            yield from as_list(place.drive.content(place.path))
            return
        if os.path.isdir(place.path):
            self.refuse(
                "GetContainerContentException",
                f"'{place.path}' is a folder and has no content. Use Get-ChildItem.",
                "InvalidOperation",
                place.path,
                "System.InvalidOperationException",
            )
            return
        try:
            file = open(place.path, "rb")  # noqa: SIM115 (closed below)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            self.file_fault(
                "GetContentReaderUnauthorizedAccessError" if denied else "GetContentReaderIOError",
                error,
                place.path,
                "PermissionDenied" if denied else "ReadError",
            )
            return
        with file, reading(self.session, place.path):
            yield from self._pieces(file, path_notes(place.path))

    def _pieces(self, file: BinaryIO, notes: dict[str, Value]) -> Iterator[Value]:
        if self.raw:
            if self.as_byte_stream:
                yield ByteArray(file.read())
                return
            with open_text(file, self.encoding, newline="") as opened:
                text = opened.read()
            if text:
                yield text
            return
        if self.wait and not self.as_byte_stream and not self.delimiter and not self.is_bound("TotalCount"):
            yield from self._followed(file, notes)
            return
        if self.as_byte_stream:
            source: Iterator[Value] = bytes_of(file)
        elif self.delimiter:
            source = parts_of(file, self.encoding, str(self.delimiter))
        else:
            source = with_notes(lines_of(file, self.encoding), notes)
        items = head_or_tail(
            source,
            int(self.total_count) if self.is_bound("TotalCount") else None,
            int(self.tail) if self.is_bound("Tail") else None,
        )
        yield from items if self.read_count == 1 else in_groups(items, int(self.read_count))

    def _followed(self, file: BinaryIO, notes: dict[str, Value]) -> Iterator[Value]:
        """The lines of a file, and then those that others write into it."""
        lines = followed(file, self.encoding)
        there = iter(partial(next, lines), None)  # up to the end for now
        yield from with_notes((line for line in head_or_tail(there, None, self.tail) if line is not None), notes)
        for line in lines:
            if line is None:
                self.session.sleep(_PAUSE)
            else:
                yield line
