"""`HttpClient`'s requests, and the bodies of requests and answers: text, bytes, streams and forms."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from ...errors import NetException
from ..collections.dictionaries import NetDictionary
from ..io.streams import Stream, memory_stream
from ..io.tasks import TASK, Task
from ..model.core import OBJECT
from ..model.enumerables import ByteArray, Entry, checked_range
from ..model.exceptions import argument_error
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..text.encoding import UTF8_NO_BOM, Encoding, decode_file, get_encoding
from .http_headers import (
    CONTENT_HEADERS,
    DISPOSITION,
    MEDIA_TYPE,
    METHOD,
    REQUEST_HEADERS,
    Headers,
    HeaderValue,
    Method,
    parsed_value,
)
from .uri import RELATIVE_OR_ABSOLUTE, Uri

_NAME = "System.Net.Http."
CONTENT = register(DotNetType(_NAME + "HttpContent", base=OBJECT, interfaces=("System.IDisposable",)))


class Content:
    """A body: ``load`` gives its bytes, all at once, and `stream` reads them as they come."""

    __slots__ = ("_data", "_load", "_open", "dotnet_type", "headers")

    def __init__(
        self, type_: DotNetType, load: Callable[[], bytes], media_type: str = "", stream: Stream | None = None
    ) -> None:
        self.dotnet_type = type_
        self.headers = Headers(CONTENT_HEADERS, [("Content-Type", media_type)] if media_type else ())
        self._load = load
        self._open = stream
        self._data: bytes | None = None

    @property
    def data(self) -> bytes:
        """All of its bytes."""
        if self._data is None:
            self._data = self._load()
        return self._data

    @property
    def text(self) -> str:
        """Its text, in the charset that its type names."""
        given = parsed_value(MEDIA_TYPE, self.headers.text_of("Content-Type") or "x").parameters.get("charset", "")
        try:
            encoding = get_encoding(given.strip('"')) if given else UTF8_NO_BOM
        except NetException as error:
            message = f"The content's charset '{given}' is not known."
            raise NetException("System.InvalidOperationException", message, error) from error
        return decode_file(self.data, encoding)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()

    def stream(self) -> Stream:
        return self._open if self._open is not None and self._data is None else memory_stream(self.data)


def text_content(text: str | None, encoding: Encoding | None = None, media_type: Value = None) -> Content:
    """A ``StringContent``. A media type with a charset of its own is kept as it is."""
    encoding = encoding or UTF8_NO_BOM
    if isinstance(media_type, HeaderValue):
        kind = str(media_type)
    else:
        kind = f"{media_type or 'text/plain'}; charset={encoding.web_name}"
    data = encoding.encode(text or "")
    return Content(STRING_CONTENT, lambda: data, kind)


def _bytes_content(data: ByteArray) -> Content:
    copy = bytes(data)
    return Content(BYTES_CONTENT, lambda: copy)


def _part_content(data: ByteArray, offset: int, count: int) -> Content:
    copy = bytes(data[checked_range(data, offset, count)])
    return Content(BYTES_CONTENT, lambda: copy)


def _form_content(pairs: Value) -> Content:
    if isinstance(pairs, NetDictionary):
        items = list(pairs.items())
    elif isinstance(pairs, list) and all(isinstance(pair, Entry) for pair in pairs):
        items = [(pair.key, pair.value) for pair in pairs]
    else:
        raise argument_error("The fields of a form are a dictionary, or pairs of a key and a value.", None)
    data = urlencode([(str(name), "" if value is None else str(value)) for name, value in items]).encode("ascii")
    return Content(FORM_CONTENT, lambda: data, "application/x-www-form-urlencoded")


class Multipart(Content):
    """A form of several parts, each a content with headers of its own."""

    __slots__ = ("boundary", "parts")

    def __init__(self, boundary: str | None = None) -> None:
        self.boundary = boundary or str(uuid.uuid4())
        self.parts: list[Content] = []
        super().__init__(MULTIPART, self._joined, f'multipart/form-data; boundary="{self.boundary}"')

    def add(self, part: Content, name: str | None = None, filename: str | None = None) -> None:
        if part.headers.values_of("Content-Disposition") is None:
            pairs = [(key, quoted(value)) for key, value in (("name", name), ("filename", filename)) if value]
            part.headers.put("Content-Disposition", HeaderValue(DISPOSITION, "form-data", pairs))
        self.parts.append(part)

    def _joined(self) -> bytes:
        edge = b"--" + self.boundary.encode()
        blocks = []
        for part in self.parts:
            head = str(part.headers).encode("utf-8")
            blocks.append(edge + b"\r\n" + head + b"\r\n" + part.data + b"\r\n")
        return b"".join(blocks) + edge + b"--\r\n"


def quoted(text: str) -> str:
    """A value of Content-Disposition in quotation marks, as browsers write it."""
    plain = text.strip('"').replace("\r", " ").replace("\n", " ").replace('"', "%22")
    return f'"{plain}"'


def _copy(content: Content, target: Stream) -> None:
    stream = content.stream()
    while block := stream.read(1 << 16):
        target.write(block)


CONTENT.prop("Headers", CONTENT_HEADERS.full_name)(lambda content: content.headers)
for _name, _read in {
    "ReadAsStringAsync": lambda content: content.text,
    "ReadAsByteArrayAsync": lambda content: ByteArray(content.data),
    "ReadAsStreamAsync": Content.stream,
}.items():
    for _more in ((), ("System.Threading.CancellationToken",)):
        CONTENT.method(_name, *_more, returns=TASK.full_name)(
            lambda content, token=None, read=_read: Task.done(lambda: read(content))
        )
CONTENT.method("ReadAsStream", returns="System.IO.Stream")(lambda content: content.stream())
CONTENT.method("CopyToAsync", "System.IO.Stream", returns=TASK.full_name)(
    lambda content, target: Task.done(lambda: _copy(content, target))
)
CONTENT.method("Dispose", returns="void")(Content.close)

BYTES_CONTENT = register(DotNetType(_NAME + "ByteArrayContent", base=CONTENT))
STRING_CONTENT = register(DotNetType(_NAME + "StringContent", base=BYTES_CONTENT))
FORM_CONTENT = register(DotNetType(_NAME + "FormUrlEncodedContent", base=BYTES_CONTENT))
STREAM_CONTENT = register(DotNetType(_NAME + "StreamContent", base=CONTENT))
MULTIPART = register(DotNetType(_NAME + "MultipartFormDataContent", base=CONTENT, python=Multipart))
BYTES_CONTENT.constructor("byte[]")(_bytes_content)
BYTES_CONTENT.constructor("byte[]", "int", "int")(_part_content)
STRING_CONTENT.constructor("string")(text_content)
STRING_CONTENT.constructor("string", "System.Text.Encoding")(text_content)
STRING_CONTENT.constructor("string", "System.Text.Encoding", "string")(text_content)
STRING_CONTENT.constructor("string", "System.Text.Encoding", MEDIA_TYPE.full_name)(text_content)
FORM_CONTENT.constructor("object")(_form_content)
STREAM_CONTENT.constructor("System.IO.Stream")(lambda stream: Content(STREAM_CONTENT, stream.read, "", stream))
MULTIPART.constructor()(Multipart)
MULTIPART.constructor("string")(Multipart)
MULTIPART.method("Add", CONTENT.full_name, returns="void")(Multipart.add)
MULTIPART.method("Add", CONTENT.full_name, "string", returns="void")(Multipart.add)
MULTIPART.method("Add", CONTENT.full_name, "string", "string", returns="void")(Multipart.add)


class RequestMessage:
    """A request to send, or the one that was answered."""

    __slots__ = ("content", "headers", "method", "uri")

    def __init__(self, method: Method | str | None = None, address: Uri | str | None = None) -> None:
        self.method = method if isinstance(method, Method) else Method(method or "GET")
        self.uri = Uri(address, RELATIVE_OR_ABSOLUTE) if isinstance(address, str) else address
        self.headers = Headers(REQUEST_HEADERS)
        self.content: Content | None = None

    def __str__(self) -> str:
        return f"Method: {self.method}, RequestUri: '{self.uri}', Version: 1.1"


REQUEST = register(
    DotNetType(_NAME + "HttpRequestMessage", python=RequestMessage, base=OBJECT, interfaces=("System.IDisposable",))
)
REQUEST.constructor()(RequestMessage)
REQUEST.constructor(METHOD.full_name, "string")(RequestMessage)
REQUEST.constructor(METHOD.full_name, "uri")(RequestMessage)
for _prop, _slot, _kind in (
    ("Method", "method", METHOD.full_name), ("RequestUri", "uri", "uri"), ("Content", "content", CONTENT.full_name),
):  # fmt: skip
    REQUEST.prop(_prop, _kind)(lambda request, slot=_slot: getattr(request, slot))
    REQUEST.setter(_prop)(lambda request, new, slot=_slot: setattr(request, slot, new))
REQUEST.prop("Headers", REQUEST_HEADERS.full_name)(lambda request: request.headers)
REQUEST.method("Dispose", returns="void")(lambda request: None)
REQUEST.method("ToString", returns="string")(str)
