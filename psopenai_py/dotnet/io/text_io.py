"""Readers and writers of text: StreamReader, StreamWriter, StringReader, StringWriter."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable

from ...errors import NetException
from ..model.core import OBJECT
from ..model.exceptions import argument_error
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..text.encoding import UTF8_NO_BOM, Encoding, decode_file
from ..text.formatting import format_composite
from ..text.stringbuilder import StringBuilder, text_of
from .streams import Stream, open_file
from .tasks import TASK, Task

_DISPOSABLE = ("System.IDisposable",)
TEXT_READER = register(DotNetType("System.IO.TextReader", base=OBJECT, interfaces=_DISPOSABLE))
TEXT_WRITER = register(DotNetType("System.IO.TextWriter", base=OBJECT, interfaces=_DISPOSABLE))


def _closed() -> NetException:
    return NetException("System.ObjectDisposedException", "The reader or writer is closed.")


def _once(load: Callable[[], str]) -> Callable[[], str]:
    """What loads a text the first time, and nothing after that."""
    texts = iter((load,))
    return lambda: next((each() for each in texts), "")


class TextReader:
    """Reads text from the beginning; a file is read as a whole at the first read."""

    __slots__ = ("_at", "_load", "_skip_lf", "_text", "encoding", "stream")

    def __init__(self, load: Callable[[], str], stream: Stream | None = None, encoding: Encoding = UTF8_NO_BOM) -> None:
        self._load: Callable[[], str] | None = _once(load)
        self._text: str | None = None
        self._at = 0
        self._skip_lf = False  # the last line ended with a CR at the end of what has come: a LF belongs to it
        self.stream = stream
        self.encoding = encoding

    @property
    def text(self) -> str:
        """What has come so far."""
        if self._load is None:
            raise _closed()
        if self._text is None:
            self._text = ""
            self._more()
        return self._text

    def _more(self) -> bool:
        """Add more text to what has come and drop what was read. Whether there was more."""
        assert self._load is not None
        added = self._load()
        if added and self._skip_lf:
            self._skip_lf = False
            if added[0] == "\n":
                added = added[1:] or self._load()
        self._text = (self._text or "")[self._at :] + added
        self._at = 0
        return bool(added)

    @property
    def ended(self) -> bool:
        return self._at >= len(self.text) and not self._more()

    def read(self) -> int:
        """The code of the next character, or -1 at the end."""
        code = self.peek()
        self._at += code >= 0
        return code

    def peek(self) -> int:
        return -1 if self.ended else ord(self.text[self._at])

    def read_line(self) -> str | None:
        if self.ended:
            return None
        searched = self._at
        while True:
            text = self.text
            end = min((at for at in (text.find("\n", searched), text.find("\r", searched)) if at >= 0), default=-1)
            if end >= 0:
                break
            come = len(text) - self._at
            if not self._more():
                return self.read_to_end()
            searched = come
        start, after = self._at, text[end : end + 2]
        self._skip_lf = after == "\r"
        self._at = end + (2 if after == "\r\n" else 1)
        return text[start:end]

    def read_to_end(self) -> str:
        while self._more():
            pass
        rest = self.text[self._at :]
        self._at = len(self.text)
        return rest

    def close(self) -> None:
        self._load = None
        if self.stream is not None:
            self.stream.close()


def _pieces(stream: Stream, encoding: Encoding) -> Callable[[], str]:
    """What loads the text of a connection piece by piece, as it comes."""
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding.codec == "utf-8" else encoding.codec)("replace")

    def load() -> str:
        while data := stream.read(1 << 16):
            if text := decoder.decode(data):
                return text
        return decoder.decode(b"", True)

    return load


class StreamReader(TextReader):
    __slots__ = ()

    def __init__(self, stream: Stream, encoding: Encoding | None = None) -> None:
        encoding = encoding or UTF8_NO_BOM
        super().__init__(lambda: decode_file(stream.read(), encoding), stream, encoding)
        if not stream.open_raw().seekable():
            self._load = _pieces(stream, encoding)


class StringReader(TextReader):
    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(lambda: text)


def reader_of(path: str, encoding: Encoding | None = None) -> StreamReader:
    return StreamReader(open_file(path, access=1), encoding)


STREAM_READER = register(DotNetType("System.IO.StreamReader", python=StreamReader, base=TEXT_READER))
STRING_READER = register(DotNetType("System.IO.StringReader", python=StringReader, base=TEXT_READER))
TEXT_READER.method("ReadLine", returns="string")(lambda reader: reader.read_line())
TEXT_READER.method("ReadToEnd", returns="string")(lambda reader: reader.read_to_end())
TEXT_READER.method("ReadLineAsync", returns=TASK.full_name)(lambda reader: Task.done(reader.read_line))
TEXT_READER.method("ReadToEndAsync", returns=TASK.full_name)(lambda reader: Task.done(reader.read_to_end))
TEXT_READER.method("Read", returns="int")(lambda reader: reader.read())
TEXT_READER.method("Peek", returns="int")(lambda reader: reader.peek())
TEXT_READER.method("Close", returns="void")(lambda reader: reader.close())
TEXT_READER.method("Dispose", returns="void")(lambda reader: reader.close())
STREAM_READER.prop("EndOfStream", "bool")(lambda reader: reader.ended)
STREAM_READER.prop("BaseStream", "System.IO.Stream")(lambda reader: reader.stream)
STREAM_READER.prop("CurrentEncoding", "System.Text.Encoding")(lambda reader: reader.encoding)
STREAM_READER.constructor("string")(reader_of)
STREAM_READER.constructor("string", "System.Text.Encoding")(reader_of)
STREAM_READER.constructor("System.IO.Stream")(StreamReader)
STREAM_READER.constructor("System.IO.Stream", "System.Text.Encoding")(StreamReader)
STRING_READER.constructor("string")(StringReader)


class TextWriter:
    """Writes text. The base class drops it, as .NET's does."""

    __slots__ = ("new_line",)

    def __init__(self) -> None:
        self.new_line: str = os.linesep

    def put(self, text: str) -> None:
        pass

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


class StreamWriter(TextWriter):
    """Writes to a stream, flushed at once only with ``auto_flush``."""

    __slots__ = ("auto_flush", "encoding", "keep_open", "stream")

    def __init__(self, stream: Stream, encoding: Encoding | None = None, keep_open: bool = False) -> None:
        super().__init__()
        encoding = encoding or UTF8_NO_BOM
        if not stream.open_raw().writable():
            raise argument_error("The stream was not opened for writing.", "stream")
        self.stream = stream
        self.encoding = encoding
        self.keep_open = keep_open
        self.auto_flush = False
        if encoding.preamble and stream.raw.seekable() and stream.length() == 0:
            stream.write(encoding.preamble)

    def put(self, text: str) -> None:
        if self.stream.raw.closed:
            raise _closed()
        self.stream.write(self.encoding.encode(text))
        if self.auto_flush:
            self.flush()

    def flush(self) -> None:
        self.stream.open_raw().flush()

    def close(self) -> None:
        if self.keep_open:
            self.flush()
        else:
            self.stream.close()


class StringWriter(TextWriter):
    __slots__ = ("builder",)

    def __init__(self, builder: StringBuilder | None = None) -> None:
        super().__init__()
        self.builder = builder or StringBuilder()

    def put(self, text: str) -> None:
        self.builder.append(text)

    def __str__(self) -> str:
        return self.builder.text


def writer_of(path: str, append: bool = False, encoding: Encoding | None = None) -> StreamWriter:
    return StreamWriter(open_file(path, mode=6 if append else 2, access=2), encoding)


STREAM_WRITER = register(DotNetType("System.IO.StreamWriter", python=StreamWriter, base=TEXT_WRITER))
STRING_WRITER = register(DotNetType("System.IO.StringWriter", python=StringWriter, base=TEXT_WRITER))
TEXT_WRITER.prop("NewLine", "string")(lambda writer: writer.new_line)


@TEXT_WRITER.setter("NewLine")
def _set_new_line(writer: TextWriter, text: str) -> None:
    writer.new_line = text


@TEXT_WRITER.method("Write", "string", returns="void")
@TEXT_WRITER.method("Write", "object", returns="void")
def _write(writer: TextWriter, value: Value) -> None:
    writer.put(text_of(value))


@TEXT_WRITER.method("WriteLine", returns="void")
@TEXT_WRITER.method("WriteLine", "string", returns="void")
@TEXT_WRITER.method("WriteLine", "object", returns="void")
def _write_line(writer: TextWriter, value: Value = None) -> None:
    writer.put(text_of(value) + writer.new_line)


@TEXT_WRITER.method("Write", "string", "object[]", returns="void", variadic=True)
def _write_format(writer: TextWriter, fmt: str, *args: Value) -> None:
    writer.put(format_composite(fmt, args))


@TEXT_WRITER.method("WriteLine", "string", "object[]", returns="void", variadic=True)
def _write_line_format(writer: TextWriter, fmt: str, *args: Value) -> None:
    _write_format(writer, fmt, *args)
    writer.put(writer.new_line)


def _declare_endings(type_: DotNetType) -> None:
    type_.method("Flush", returns="void")(lambda writer: writer.flush())
    type_.method("Close", returns="void")(lambda writer: writer.close())
    type_.method("Dispose", returns="void")(lambda writer: writer.close())


_declare_endings(TEXT_WRITER)
STREAM_WRITER.prop("AutoFlush", "bool")(lambda writer: writer.auto_flush)
STREAM_WRITER.prop("BaseStream", "System.IO.Stream")(lambda writer: writer.stream)
STREAM_WRITER.prop("Encoding", "System.Text.Encoding")(lambda writer: writer.encoding)


@STREAM_WRITER.setter("AutoFlush")
def _set_auto_flush(writer: StreamWriter, on: bool) -> None:
    writer.auto_flush = bool(on)


STREAM_WRITER.constructor("string")(writer_of)
STREAM_WRITER.constructor("string", "bool")(writer_of)
STREAM_WRITER.constructor("string", "bool", "System.Text.Encoding")(writer_of)
STREAM_WRITER.constructor("System.IO.Stream")(StreamWriter)
STREAM_WRITER.constructor("System.IO.Stream", "System.Text.Encoding")(StreamWriter)
STREAM_WRITER.constructor("System.IO.Stream", "System.Text.Encoding", "int", "bool")(
    lambda stream, encoding, size, keep_open: StreamWriter(stream, encoding, keep_open)
)
STRING_WRITER.constructor()(StringWriter)
STRING_WRITER.constructor("System.Text.StringBuilder")(StringWriter)
STRING_WRITER.method("GetStringBuilder", returns="System.Text.StringBuilder")(lambda writer: writer.builder)
STRING_WRITER.method("ToString", returns="string")(str)
