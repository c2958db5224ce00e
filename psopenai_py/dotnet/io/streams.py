"""Streams of bytes: ``System.IO.Stream``, ``MemoryStream``, ``FileStream``, and compression around them."""

from __future__ import annotations

import io
import os
import zlib
from typing import Any, BinaryIO

from ...errors import NetException
from ..model.carriers import Int64
from ..model.core import OBJECT
from ..model.enumerables import ByteArray, checked_range
from ..model.enums import EnumValue, make_enum
from ..model.exceptions import range_error
from ..model.registry import register
from ..model.types import DotNetType, Value
from .errors import checked_path, net_file_errors

STREAM = register(DotNetType("System.IO.Stream", base=OBJECT, interfaces=("System.IDisposable",)))
MEMORY_STREAM = register(DotNetType("System.IO.MemoryStream", base=STREAM))
FILE_STREAM = register(DotNetType("System.IO.FileStream", base=STREAM))
SEEK_ORIGIN = make_enum("System.IO.SeekOrigin", {"Begin": 0, "Current": 1, "End": 2})
FILE_MODE = make_enum(
    "System.IO.FileMode", {"CreateNew": 1, "Create": 2, "Open": 3, "OpenOrCreate": 4, "Truncate": 5, "Append": 6}
)
FILE_ACCESS = make_enum("System.IO.FileAccess", {"Read": 1, "Write": 2, "ReadWrite": 3}, flags=True)
FILE_SHARE = make_enum(
    "System.IO.FileShare",
    {"None": 0, "Read": 1, "Write": 2, "ReadWrite": 3, "Delete": 4, "Inheritable": 16},
    flags=True,
)


class Stream:
    """A .NET stream on one of Python's binary streams."""

    __slots__ = ("dotnet_type", "raw")

    def __init__(self, raw: BinaryIO, type_: DotNetType = STREAM) -> None:
        self.raw = raw
        self.dotnet_type = type_

    def open_raw(self) -> BinaryIO:
        if self.raw.closed:
            raise NetException("System.ObjectDisposedException", "The stream is closed.")
        return self.raw

    def length(self) -> int:
        raw = self.open_raw()
        at = raw.tell()
        end = raw.seek(0, io.SEEK_END)
        raw.seek(at)
        return end

    def read(self, count: int = -1) -> bytes:
        raw = self.open_raw()
        if not raw.readable():
            raise NetException("System.NotSupportedException", "The stream was not opened for reading.")
        return raw.read(count)

    def write(self, data: bytes) -> None:
        raw = self.open_raw()
        if not raw.writable():
            raise NetException("System.NotSupportedException", "The stream was not opened for writing.")
        raw.write(data)

    def close(self) -> None:
        self.raw.close()


class _Kept(io.BytesIO):
    """Bytes in memory that can be read after the stream is closed, as in .NET."""

    _final: bytes | None = None

    def close(self) -> None:
        if self._final is None:
            self._final = self.getvalue()
        super().close()

    def content(self) -> bytes:
        return self.getvalue() if self._final is None else self._final


def memory_stream(data: bytes = b"") -> Stream:
    return Stream(_Kept(data), MEMORY_STREAM)


def _can(name: str) -> Any:
    return lambda stream: not stream.raw.closed and bool(getattr(stream.raw, name)())


STREAM.prop("CanRead", "bool")(_can("readable"))
STREAM.prop("CanWrite", "bool")(_can("writable"))
STREAM.prop("CanSeek", "bool")(_can("seekable"))
STREAM.prop("Length", "long")(lambda stream: Int64(stream.length()))
STREAM.prop("Position", "long")(lambda stream: Int64(stream.open_raw().tell()))


@STREAM.setter("Position")
def _set_position(stream: Stream, position: int) -> None:
    if position < 0:
        raise range_error("value", "Non-negative number required.")
    stream.open_raw().seek(int(position))


@STREAM.method("Read", "byte[]", "int", "int", returns="int")
def _read_into(stream: Stream, buffer: ByteArray, offset: int, count: int) -> int:
    checked_range(buffer, offset, count)
    data = stream.read(count)
    buffer[offset : offset + len(data)] = data
    return len(data)


@STREAM.method("ReadByte", returns="int")
def _read_byte(stream: Stream) -> int:
    data = stream.read(1)
    return data[0] if data else -1


@STREAM.method("Write", "byte[]", "int", "int", returns="void")
def _write(stream: Stream, buffer: bytes, offset: int, count: int) -> None:
    stream.write(bytes(memoryview(buffer)[checked_range(buffer, offset, count)]))


STREAM.method("Write", "byte[]", returns="void")(lambda stream, data: stream.write(bytes(data)))
STREAM.method("WriteByte", "byte", returns="void")(lambda stream, byte: stream.write(bytes((byte,))))


@STREAM.method("Seek", "long", "System.IO.SeekOrigin", returns="long")
def _seek(stream: Stream, offset: int, origin: EnumValue) -> int:
    raw = stream.open_raw()
    start = {0: 0, 1: raw.tell()}.get(int(origin))
    if (stream.length() if start is None else start) + offset < 0:
        raise NetException("System.IO.IOException", "The position would be before the beginning of the stream.")
    return Int64(raw.seek(offset, int(origin)))


@STREAM.method("SetLength", "long", returns="void")
def _set_length(stream: Stream, length: int) -> None:
    if length < 0:
        raise range_error("value", "Non-negative number required.")
    raw = stream.open_raw()
    missing = length - stream.length()
    raw.truncate(length)
    if missing > 0:
        at = raw.tell()
        raw.seek(0, io.SEEK_END)
        raw.write(b"\0" * missing)
        raw.seek(at)


@STREAM.method("CopyTo", "System.IO.Stream", returns="void")
def _copy_to(stream: Stream, target: Stream) -> None:
    while chunk := stream.read(1 << 16):
        target.write(chunk)


STREAM.method("Flush", returns="void")(lambda stream: stream.open_raw().flush())
STREAM.method("Close", returns="void")(Stream.close)
STREAM.method("Dispose", returns="void")(Stream.close)

# -- in memory --------------------------------------------------------------------------------------------------------

MEMORY_STREAM.constructor()(memory_stream)
MEMORY_STREAM.constructor("byte[]")(lambda data: memory_stream(bytes(data)))
MEMORY_STREAM.constructor("byte[]", "bool")(lambda data, writable: memory_stream(bytes(data)))
MEMORY_STREAM.constructor("int")(lambda capacity: memory_stream())


@MEMORY_STREAM.method("ToArray", returns="byte[]")
@MEMORY_STREAM.method("GetBuffer", returns="byte[]")
def _to_array(stream: Stream) -> ByteArray:
    assert isinstance(stream.raw, _Kept)
    return ByteArray(stream.raw.content())


@MEMORY_STREAM.method("WriteTo", "System.IO.Stream", returns="void")
def _write_to(stream: Stream, target: Stream) -> None:
    target.write(bytes(_to_array(stream)))


# -- compression ------------------------------------------------------------------------------------------------------

_COMPRESSION_MODE = make_enum("System.IO.Compression.CompressionMode", {"Decompress": 0, "Compress": 1})
_COMPRESSION_LEVEL = make_enum(
    "System.IO.Compression.CompressionLevel", {"Optimal": 0, "Fastest": 1, "NoCompression": 2, "SmallestSize": 3}
)


class _Compressing(io.RawIOBase):
    """Compresses what is written and writes it to another stream."""

    def __init__(self, target: Stream, window: int, keep_open: bool) -> None:
        self._target = target
        self._keep_open = keep_open
        self._packer = zlib.compressobj(wbits=window)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._target.write(self._packer.compress(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._target.write(self._packer.flush())
            if not self._keep_open:
                self._target.close()
        super().close()


def _decompressed(source: Stream, window: int) -> BinaryIO:
    try:
        return io.BytesIO(zlib.decompress(source.read(), window))
    except zlib.error as error:
        raise NetException("System.IO.InvalidDataException", f"The compressed data is damaged: {error}.") from error


def _declare_compression(name: str, window: int) -> None:
    type_ = register(DotNetType(f"System.IO.Compression.{name}", base=STREAM))

    def make(stream: Stream, how: EnumValue, keep_open: bool = False) -> Stream:
        if how.dotnet_type is _COMPRESSION_MODE and int(how) == 0:
            return Stream(_decompressed(stream, window), type_)
        packed: Any = _Compressing(stream, window, keep_open)
        return Stream(packed, type_)

    for how in (_COMPRESSION_MODE.full_name, _COMPRESSION_LEVEL.full_name):
        type_.constructor("System.IO.Stream", how)(make)
        type_.constructor("System.IO.Stream", how, "bool")(make)


_declare_compression("GZipStream", 31)
_declare_compression("DeflateStream", -15)
_declare_compression("ZLibStream", 15)

# -- files ------------------------------------------------------------------------------------------------------------

_CREATE_NEW, _CREATE, _OPEN, _OPEN_OR_CREATE, _TRUNCATE, _APPEND = 1, 2, 3, 4, 5, 6


def open_file(path: str, mode: int = _OPEN, access: int = 3) -> Stream:
    """Open a file as a stream, with .NET's FileMode and FileAccess."""
    if not _CREATE_NEW <= mode <= _APPEND:
        raise range_error("mode")
    if access not in (1, 2, 3):
        raise range_error("access")
    flags = {1: os.O_RDONLY, 2: os.O_WRONLY, 3: os.O_RDWR}[access] | getattr(os, "O_BINARY", 0)
    flags |= {
        _CREATE_NEW: os.O_CREAT | os.O_EXCL,
        _CREATE: os.O_CREAT | os.O_TRUNC,
        _OPEN: 0,
        _OPEN_OR_CREATE: os.O_CREAT,
        _TRUNCATE: os.O_TRUNC,
        _APPEND: os.O_CREAT,
    }[mode]
    with net_file_errors(path):
        way = {1: "rb", 2: "wb", 3: "r+b"}[access]
        raw = open(checked_path(path), way, opener=lambda name, _: os.open(name, flags, 0o666))  # noqa: SIM115 (the stream's)
        if mode == _APPEND:
            raw.seek(0, os.SEEK_END)
    stream: Any = raw
    return Stream(stream, FILE_STREAM)


@FILE_STREAM.constructor("string", FILE_MODE.full_name)
@FILE_STREAM.constructor("string", FILE_MODE.full_name, FILE_ACCESS.full_name)
@FILE_STREAM.constructor("string", FILE_MODE.full_name, FILE_ACCESS.full_name, FILE_SHARE.full_name)
def open_as(path: str, mode: EnumValue, access: EnumValue | None = None, share: Value = None) -> Stream:
    return open_file(path, int(mode), int(access) if access is not None else 2 if int(mode) == _APPEND else 3)


FILE_STREAM.prop("Name", "string")(lambda stream: os.path.abspath(stream.raw.name))
