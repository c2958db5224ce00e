"""``System.Net.WebClient``: the requests of older scripts, a method for each kind of body.

$client = [System.Net.WebClient]::new()
$client.Headers.Add('Authorization', "Bearer $key")
$text = $client.UploadString('https://example.com/things', $json)
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterable
from os.path import basename
from typing import Any
from urllib.parse import urlencode, urljoin

from ..._version import __version__ as VERSION
from ...credentials import mask, register_headers
from ...dotnet.collections.name_values import NAME_VALUES, NameValues
from ...dotnet.io.paths import full_path
from ...dotnet.io.streams import Stream, memory_stream
from ...dotnet.io.tasks import TASK, Task
from ...dotnet.model.carriers import Int64
from ...dotnet.model.core import OBJECT
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.enums import EnumValue, make_enum
from ...dotnet.model.exceptions import exception_type, extra
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.net.http_content import quoted
from ...dotnet.net.messages import ResponseMessage
from ...dotnet.net.uri import Uri
from ...dotnet.security.credential import NetworkCredential
from ...dotnet.text.encoding import UTF8_NO_BOM, Encoding, decode_file, get_encoding
from ...errors import NetException
from ...http import HttpError, TimeoutError, WebOptions, web_request

_NAME = "System.Net."
_FORM = "application/x-www-form-urlencoded"
#: the headers that are for one request only
_ONCE = ("accept", "connection", "content-type", "expect", "host", "referer", "user-agent")
STATUS = make_enum(
    _NAME + "WebExceptionStatus",
    {"Success": 0, "NameResolutionFailure": 1, "ConnectFailure": 2, "ReceiveFailure": 3, "SendFailure": 4,
     "RequestCanceled": 6, "ProtocolError": 7, "ConnectionClosed": 8, "Timeout": 14, "UnknownError": 16},
)  # fmt: skip


_ERROR = exception_type(_NAME + "WebException")
_ERROR.prop("Status", STATUS.full_name)(extra("Status"))
_ERROR.prop("Response", _NAME + "HttpWebResponse")(extra("Response"))


class WebHeaders(NameValues):
    """The headers of a request or an answer."""

    __slots__ = ()
    dotnet_type = register(DotNetType(_NAME + "WebHeaderCollection", base=NAME_VALUES))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> WebHeaders:
        """Those of an answer."""
        made = cls()
        for name, value in pairs:
            made.add(name, value)
        return made

    @property
    def charset(self) -> str:
        """The character set that they name, or ''."""
        kind = (self.get("Content-Type") or "").lower()
        return kind.partition("charset=")[2].partition(";")[0].strip(" \"'")

    def add_line(self, line: str) -> None:
        name, colon, value = line.partition(":")
        if not colon or not name.strip():
            raise NetException("System.ArgumentException", f"A header is written as 'Name: value', not '{line}'.")
        self.add(name.strip(), value.strip())


WebHeaders.dotnet_type.python = WebHeaders
register(WebHeaders.dotnet_type)
WebHeaders.dotnet_type.constructor()(WebHeaders)
WebHeaders.dotnet_type.method("Add", "string", returns="void")(WebHeaders.add_line)


class WebResponse:
    """``HttpWebResponse``: the answer of a `WebRequest`, or of a failed request of a `WebClient`, which its exception
    has as ``Response``. ``length`` is that of the body, -1 for one that the service does not tell."""

    def __init__(self, message: ResponseMessage, headers: WebHeaders, stream: Stream, length: int) -> None:
        self.message = message
        self.headers = headers
        self.stream = stream
        self.length = length


RESPONSE = register(
    DotNetType(_NAME + "HttpWebResponse", base=OBJECT, interfaces=("System.IDisposable",), python=WebResponse)
)
RESPONSE.prop("StatusCode", "System.Net.HttpStatusCode")(lambda answer: answer.message.status_code)
RESPONSE.prop("StatusDescription", "string")(lambda answer: answer.message.reason)
RESPONSE.prop("Headers", WebHeaders.dotnet_type.full_name)(lambda answer: answer.headers)
RESPONSE.prop("ContentType", "string")(lambda answer: answer.headers.get("Content-Type") or "")
RESPONSE.prop("ContentLength", "long")(lambda answer: Int64(answer.length))
RESPONSE.prop("ContentEncoding", "string")(lambda answer: answer.headers.get("Content-Encoding") or "")
RESPONSE.prop("CharacterSet", "string")(lambda answer: answer.headers.charset)
RESPONSE.prop("Server", "string")(lambda answer: answer.headers.get("Server") or "")
RESPONSE.prop("Method", "string")(lambda answer: answer.message.asked[0])
RESPONSE.prop("ResponseUri", "uri")(lambda answer: Uri(answer.message.asked[1]))
RESPONSE.method("GetResponseStream", returns="System.IO.Stream")(lambda answer: answer.stream)
RESPONSE.method("GetResponseHeader", "string", returns="string")(lambda answer, name: answer.headers.get(name) or "")
for _name in ("Close", "Dispose"):
    RESPONSE.method(_name, returns="void")(lambda answer: answer.stream.close())


class WebClient:
    """Sends one request at a time and reads its whole answer."""

    def __init__(self) -> None:
        self.headers: WebHeaders | None = WebHeaders()
        self.answered: WebHeaders | None = None
        self.query: NameValues | None = NameValues()
        self.base = ""
        self.encoding: Encoding = UTF8_NO_BOM
        self.credentials: Value = None
        self.proxy: Value = None
        self.own_user = False  # UseDefaultCredentials, which has no meaning here

    def send(self, address: Value, method: str, data: bytes | None = None, media_type: str = "") -> bytes:
        """The body of the answer. Raises WebException without one, or if its status is not a success."""
        headers = self._taken_headers(media_type)
        register_headers(headers)
        options = WebOptions(most_redirects=50, proxy=str(self.proxy) if self.proxy is not None else None)
        try:
            with web_request(method, self._address(address), headers, data, None, options) as answer:
                body = b"".join(answer.chunks())
        except HttpError as error:
            raise failure(error) from error
        answered = WebHeaders.of(answer.headers)
        message = ResponseMessage(answer.status, dict(answer.headers), (method, answer.url))
        if not message.is_success:
            raise web_error(message, WebResponse(message, answered, memory_stream(body), len(body)))
        self.answered = answered
        return body

    def _taken_headers(self, media_type: str) -> dict[str, str]:
        """The headers of the next request. Some do not stay for the one after it."""
        headers = usual_headers(self.credentials)
        if media_type:
            headers["content-type"] = media_type
        own = self.headers if self.headers is not None else WebHeaders()
        headers.update((str(name).lower(), ", ".join(values)) for name, values in own.pairs())
        for name in _ONCE:
            own.remove(name)
        return headers

    def _address(self, address: Value) -> str:
        url = address.original if isinstance(address, Uri) else str(address)
        url = urljoin(self.base, url) if self.base else url
        if not url.startswith(("http://", "https://")):
            raise _web_error(
                f"'{url}' is not an address to send to: it begins with http:// or https://.", "UnknownError"
            )
        if self.query is not None and len(self.query) and "?" not in url:
            url += "?" + urlencode([(str(name), ",".join(values)) for name, values in self.query.pairs()])
        return url

    def text(self, data: bytes) -> str:
        """The text of an answer, in the charset that it names or else in the client's encoding."""
        charset = self.answered.charset if self.answered is not None else ""
        return decode_file(data, get_encoding(charset) if charset else self.encoding)


def usual_headers(credentials: Value) -> dict[str, str]:
    """The headers that a request has by itself: who asks, and what a name and a password make."""
    headers = {"user-agent": f"psopenai/{VERSION}"}
    if isinstance(credentials, NetworkCredential):
        pair = f"{credentials.user_name}:{credentials.secret.reveal()}"
        headers["authorization"] = "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")
    return headers


def failure(error: HttpError) -> NetException:
    """The WebException where there is no answer, or only part of one."""
    return _web_error(mask(str(error)), "Timeout" if isinstance(error, TimeoutError) else "ConnectFailure")


def web_error(message: ResponseMessage, response: WebResponse) -> NetException:
    """The WebException for an answer whose status is an error."""
    text = f"The remote server returned an error: ({message.status}) {message.reason}."
    return _web_error(text, "ProtocolError", response)


def _web_error(message: str, status: str, response: WebResponse | None = None) -> NetException:
    error = NetException("System.Net.WebException", message)
    error.properties["Status"] = EnumValue(STATUS, STATUS.members[status])
    error.properties["Response"] = response
    return error


def _write_file(path: str, data: bytes) -> None:
    try:
        with open(full_path(path), "wb") as file:
            file.write(data)
    except OSError as error:
        raise _web_error(f"The file '{path}' cannot be written: {error.strerror}.", "UnknownError") from error


def _send_file(client: WebClient, address: Value, method: str, path: str) -> Value:
    try:
        with open(full_path(path), "rb") as file:
            content = file.read()
    except OSError as error:
        raise _web_error(f"The file '{path}' cannot be read: {error.strerror}.", "UnknownError") from error
    mark = uuid.uuid4().hex
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename={quoted(basename(path))}\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode("utf-8") + content + f"\r\n--{mark}--\r\n".encode("ascii")
    return ByteArray(client.send(address, method, body, f"multipart/form-data; boundary={mark}"))


def _form(values: NameValues) -> bytes:
    return urlencode([(str(name), ",".join(all_)) for name, all_ in values.pairs()]).encode("ascii")


# -- what scripts see -------------------------------------------------------------------------------------------------

CLIENT = register(DotNetType(_NAME + "WebClient", base=OBJECT, interfaces=("System.IDisposable",), python=WebClient))
CLIENT.constructor()(WebClient)
for _prop, _slot, _kind in (
    ("Headers", "headers", WebHeaders.dotnet_type.full_name), ("QueryString", "query", NAME_VALUES.full_name),
    ("BaseAddress", "base", "string"), ("Encoding", "encoding", "System.Text.Encoding"),
    ("Credentials", "credentials", "object"), ("Proxy", "proxy", "object"),
    ("UseDefaultCredentials", "own_user", "bool"),
):  # fmt: skip
    CLIENT.prop(_prop, _kind)(lambda client, slot=_slot: getattr(client, slot))
    CLIENT.setter(_prop)(lambda client, new, slot=_slot: setattr(client, slot, new))
CLIENT.prop("ResponseHeaders", WebHeaders.dotnet_type.full_name)(lambda client: client.answered)
CLIENT.prop("IsBusy", "bool")(lambda client: False)
CLIENT.method("Dispose", returns="void")(lambda client: None)


def _declare(name: str, parameters: tuple[str, ...], call: Callable[..., Any], returns: str) -> None:
    """A method for an address as text and as `[uri]`, and the one whose result is a task."""
    for address in ("string", "uri"):
        CLIENT.method(name, address, *parameters, returns=returns)(call)
        CLIENT.method(name + "TaskAsync", address, *parameters, returns=TASK.full_name)(
            lambda client, *given, call=call: Task(lambda: call(client, *given))
        )


_declare("DownloadString", (), lambda it, url: it.text(it.send(url, "GET")), "string")
_declare("DownloadData", (), lambda it, url: ByteArray(it.send(url, "GET")), "byte[]")
_declare("DownloadFile", ("string",), lambda it, url, path: _write_file(path, it.send(url, "GET")), "void")
_declare("OpenRead", (), lambda it, url: memory_stream(it.send(url, "GET")), "System.IO.Stream")
for _kind, _call, _returns in (
    ("string", lambda it, url, verb, text: it.text(it.send(url, verb, it.encoding.encode(text))), "string"),
    ("byte[]", lambda it, url, verb, data: ByteArray(it.send(url, verb, bytes(data))), "byte[]"),
    ("file", _send_file, "byte[]"),
    (NAME_VALUES.full_name, lambda it, url, verb, form: ByteArray(it.send(url, verb, _form(form), _FORM)), "byte[]"),
):
    _method = {"string": "UploadString", "byte[]": "UploadData", "file": "UploadFile"}.get(_kind, "UploadValues")
    _taken = "string" if _kind == "file" else _kind
    _declare(_method, (_taken,), lambda it, url, body, call=_call: call(it, url, "POST", body), _returns)
    _declare(
        _method,
        ("string", _taken),
        lambda it, url, verb, body, call=_call: call(it, url, verb or "POST", body),
        _returns,
    )
