"""A file's content piece by piece: lines, parts between delimiters, bytes."""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, cast

from ...dotnet.model.carriers import Byte, Int64
from ...dotnet.model.types import Value
from ...dotnet.text.encoding import Encoding, detect
from ...engine.values.extended import BringsMembers
from ...engine.values.objects import PSObject

_BLOCK = 1 << 16


def open_text(file: BinaryIO, encoding: Encoding, newline: str | None = None) -> io.TextIOWrapper:
    """A file as text: in the encoding of its byte order mark, otherwise in the given one."""
    is_pipe = not file.seekable()  # which cannot go back, but can look ahead
    start = cast(io.BufferedReader, file).peek(4)[:4] if is_pipe else file.read(4)
    found, mark = detect(start, encoding)
    if is_pipe:
        file.read(mark)
    else:
        file.seek(mark)
    return io.TextIOWrapper(file, found.codec, "replace", newline=newline)


def lines_of(file: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """The lines without their ends, read on demand."""
    with open_text(file, encoding) as source:
        for line in source:
            yield line[:-1] if line.endswith("\n") else line


def followed(file: BinaryIO, encoding: Encoding) -> Iterator[str | None]:
    """The lines of a file that is being written, without end; None where there is none for now.

    A file that has become shorter is read from its beginning again.
    """
    with open_text(file, encoding) as source:
        rest = ""
        while True:
            piece = source.readline()
            rest += piece
            if piece.endswith("\n"):
                yield rest[:-1]
                rest = ""
            elif not piece:
                if rest:
                    yield rest
                    rest = ""
                yield None
                if file.seekable() and os.fstat(file.fileno()).st_size < file.tell():
                    source.seek(0)


def parts_of(file: BinaryIO, encoding: Encoding, delimiter: str) -> Iterator[str]:
    """The texts between delimiters; nothing comes after a delimiter at the end."""
    rest = ""
    with open_text(file, encoding, newline="") as source:
        while block := source.read(_BLOCK):
            *whole, rest = (rest + block).split(delimiter)
            yield from whole
    if rest:
        yield rest


def bytes_of(file: BinaryIO) -> Iterator[Value]:
    while block := file.read(_BLOCK):
        yield from map(Byte, block)


def head_or_tail(items: Iterable[Value], head: int | None, tail: int | None) -> Iterable[Value]:
    """The first or the last items, if a number is given."""
    if head is not None:
        return islice(items, head)
    return items if tail is None else deque(items, maxlen=tail)


class FileLine(BringsMembers, str):
    """A line with its number and its file; PowerShell shows them as members of the text."""

    __slots__ = ("notes", "number")

    notes: dict[str, Value]  # PSPath and similar properties, the same for all lines of a file
    number: int

    def added_members(self) -> PSObject:
        made = PSObject({**self.notes, "ReadCount": Int64(self.number)})
        made._types = ("System.String", "System.Object")
        return made


def with_notes(lines: Iterable[str], notes: dict[str, Value]) -> Iterator[FileLine]:
    """The lines with their numbers and their file."""
    for number, text in enumerate(lines, 1):
        line = FileLine(text)
        line.notes, line.number = notes, number
        yield line


def in_groups(items: Iterable[Value], size: int) -> Iterator[Value]:
    """Arrays of ``size`` items; with 0 one array of all."""
    source = iter(items)
    while group := list(source if size <= 0 else islice(source, size)):
        yield group
