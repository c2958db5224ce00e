"""``System.Net.WebRequest``: a request of the oldest scripts, whose body and answer are streams.

    $request = [System.Net.WebRequest]::Create('https://example.com/things'); $request.Method = 'POST'
    $stream = $request.GetRequestStream(); $stream.Write($bytes, 0, $bytes.Length); $stream.Close()
    $reader = [System.IO.StreamReader]::new($request.GetResponse().GetResponseStream())

The request is sent by GetResponse; the body of the answer is read as the script reads it.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from ...credentials import register_headers
from ...dotnet.io.streams import Stream, memory_stream
from ...dotnet.io.tasks import TASK, Task
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.net.messages import ResponseMessage
from ...dotnet.net.uri import Uri
from ...errors import NetException
from ...http import HttpError, WebOptions, web_request
from .http_client import Body
from .web_client import RESPONSE, WebHeaders, WebResponse, failure, usual_headers, web_error

_NAME = "System.Net."
_NO_BODY = ("GET", "HEAD", "CONNECT")
#: the properties that are headers
_OF_HEADERS = {"ContentType": "Content-Type", "Accept": "Accept", "UserAgent": "User-Agent", "Referer": "Referer",
               "Host": "Host", "Expect": "Expect", "TransferEncoding": "Transfer-Encoding"}  # fmt: skip
#: those that keep what a script sets: name, slot, type
_KEPT = (
    ("Timeout", "timeout", "int"), ("AllowAutoRedirect", "redirects", "bool"),
    ("MaximumAutomaticRedirections", "most_redirects", "int"), ("Credentials", "credentials", "object"),
    ("Proxy", "proxy", "object"), ("CookieContainer", "cookies", _NAME + "CookieContainer"),
    ("SendChunked", "in_pieces", "bool"),
)  # fmt: skip
#: of no effect here, with what they are at first
_IDLE = {"KeepAlive": True, "ReadWriteTimeout": 300_000, "PreAuthenticate": False, "UseDefaultCredentials": False,
         "ContentLength": -1, "AutomaticDecompression": None, "ProtocolVersion": None, "CachePolicy": None,
         "AllowWriteStreamBuffering": True}  # fmt: skip


class WebRequest:
    """One request, and the answer once it was sent."""

    def __init__(self, address: Uri) -> None:
        if address.scheme not in ("http", "https"):
            raise NetException("System.NotSupportedException", f"'{address.original}' is not an address of the web.")
        self.address = address
        self.method = "GET"
        self.headers = WebHeaders()
        self.timeout = 100_000  # milliseconds; -1 for none
        self.redirects = True
        self.most_redirects = 50
        self.in_pieces = False
        self.credentials: Value = None
        self.proxy: Value = None
        self.cookies: Value = None
        self.idle: dict[str, Value] = dict(_IDLE)
        self.body: Stream | None = None
        self.answer: WebResponse | None = None

    def open_body(self) -> Stream:
        """The stream that takes the body."""
        if self.method.upper() in _NO_BODY:
            text = f"A {self.method} request has no body; set Method first."
            raise NetException(_NAME + "ProtocolViolationException", text)
        if self.body is None:
            self.body = memory_stream()
        return self.body

    def send(self) -> WebResponse:
        """The answer, its body still to be read. Raises WebException without one, or if it tells of an error."""
        if self.answer is not None:
            return self.answer
        stack = ExitStack()  # closed with the body
        try:
            sent = web_request(self.method, str(self.address), self._headers(), self._data(), None, self._options())
            answer = stack.enter_context(sent)
        except HttpError as error:
            raise failure(error) from error
        message = ResponseMessage(answer.status, dict(answer.headers), (self.method, answer.url))
        length = answer.header("content-length")
        stream: Any = Body(answer, stack, failure)
        size = int(length) if length.isdecimal() else -1
        self.answer = WebResponse(message, WebHeaders.of(answer.headers), Stream(stream), size)
        if not 200 <= answer.status <= (299 if self.redirects else 399):
            raise web_error(message, self.answer)
        return self.answer

    def _headers(self) -> dict[str, str]:
        headers = usual_headers(self.credentials)
        headers.update((str(name).lower(), ", ".join(values)) for name, values in self.headers.pairs())
        headers.pop("content-length", None)  # that of the body counts
        register_headers(headers)
        return headers

    def _data(self) -> bytes | None:
        if self.body is None:
            return None
        raw: Any = self.body.raw
        content: bytes = raw.content()
        return content

    def _options(self) -> WebOptions:
        return WebOptions(
            timeout=None if self.timeout < 0 else self.timeout / 1000,
            most_redirects=self.most_redirects if self.redirects else 0,
            proxy=None if self.proxy is None else str(self.proxy),
            cookies=self.cookies,
            in_pieces=self.in_pieces,
        )

    def abort(self) -> None:
        if self.answer is not None:
            self.answer.stream.close()


# -- what scripts see -------------------------------------------------------------------------------------------------

_BASE = register(DotNetType(_NAME + "WebRequest", base=OBJECT))
_REQUEST = register(DotNetType(_NAME + "HttpWebRequest", base=_BASE, python=WebRequest))
for _create in ("Create", "CreateHttp", "CreateDefault"):
    _BASE.static(_create, "uri", returns=_REQUEST.full_name)(WebRequest)
    _BASE.static(_create, "string", returns=_REQUEST.full_name)(lambda address: WebRequest(Uri(address)))
_BASE.static_setting("DefaultWebProxy", "object", None)  # the proxy is that of the environment
_BASE.static("GetSystemWebProxy")(lambda: None)

_REQUEST.prop("RequestUri", "uri")(lambda it: it.address)
_REQUEST.prop("Address", "uri")(lambda it: it.address)
_REQUEST.prop("HaveResponse", "bool")(lambda it: it.answer is not None)
_REQUEST.prop("Method", "string")(lambda it: it.method)


@_REQUEST.setter("Method")
def _set_method(request: WebRequest, method: str) -> None:
    if not method.strip():
        raise NetException("System.ArgumentException", "A request needs a method.")
    request.method = method


_REQUEST.prop("Headers", WebHeaders.dotnet_type.full_name)(lambda it: it.headers)
_REQUEST.setter("Headers")(lambda it, new: setattr(it, "headers", WebHeaders() if new is None else new))
for _prop, _slot, _kind in _KEPT:
    _REQUEST.prop(_prop, _kind)(lambda it, slot=_slot: getattr(it, slot))
    _REQUEST.setter(_prop)(lambda it, new, slot=_slot: setattr(it, slot, new))
for _prop, _header in _OF_HEADERS.items():
    _REQUEST.prop(_prop, "string")(lambda it, header=_header: it.headers.get(header))
    _REQUEST.setter(_prop)(
        lambda it, new, header=_header: it.headers.put(header, new) if new else it.headers.remove(header)
    )
for _prop, _first in _IDLE.items():
    _REQUEST.prop(_prop, {bool: "bool", int: "long"}.get(type(_first), "object"))(lambda it, name=_prop: it.idle[name])
    _REQUEST.setter(_prop)(lambda it, new, name=_prop: it.idle.__setitem__(name, new))
_REQUEST.method("GetRequestStream", returns="System.IO.Stream")(WebRequest.open_body)
_REQUEST.method("GetResponse", returns=RESPONSE.full_name)(WebRequest.send)
_REQUEST.method("GetResponseAsync", returns=TASK.full_name)(lambda it: Task(it.send))
_REQUEST.method("Abort", returns="void")(WebRequest.abort)
