"""``System.Net.Http.HttpClient``: the requests of scripts that read an answer as it streams, or send several at once.

    $client = [System.Net.Http.HttpClient]::new()
    $answer = $client.SendAsync($request, 'ResponseHeadersRead').GetAwaiter().GetResult()
    $reader = [System.IO.StreamReader]::new($answer.Content.ReadAsStream())

A request runs on a thread, as a `Task`; the body of an answer is read in the thread that asks for it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urljoin

from ..._version import __version__ as VERSION
from ...credentials import mask, register_headers
from ...dotnet.io.streams import Stream
from ...dotnet.io.tasks import TASK, CancelSource, Task, Token
from ...dotnet.model.core import OBJECT
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.enums import EnumValue, make_enum
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.net.http_content import CONTENT, Content, RequestMessage
from ...dotnet.net.http_headers import REQUEST_HEADERS, RESPONSE_HEADERS, Headers, Method, is_of_content
from ...dotnet.net.messages import RESPONSE, ResponseMessage
from ...dotnet.net.uri import Uri
from ...dotnet.net.web_session import cookie_jar
from ...dotnet.time.timespan import TimeSpan
from ...errors import NetException
from ...http import HttpError, TimeoutError, WebAnswer, WebOptions, web_request

_NAME = "System.Net.Http."
_SECOND = 10_000_000  # ticks
OPTION = make_enum(_NAME + "HttpCompletionOption", {"ResponseContentRead": 0, "ResponseHeadersRead": 1})


class Handler:
    """``HttpClientHandler``: cookies, redirects, the proxy, and whether certificates are checked."""

    def __init__(self) -> None:
        self.cookies = cookie_jar()
        self.use_cookies = self.redirects = self.use_proxy = True
        self.most_redirects = 50
        self.proxy: Value = None
        self.check: Value = None  # what stands in for the check of certificates
        self.decompression: Value = None

    def options(self, seconds: float | None, is_whole: bool) -> WebOptions:
        """``seconds`` limit each silence of the service, or with ``is_whole`` the request and all of its answer."""
        if self.check is not None and self.check is not ANY_CERTIFICATE:
            raise NetException(
                "System.PlatformNotSupportedException",
                "A script block cannot check certificates here. Accept any certificate with "
                "[System.Net.Http.HttpClientHandler]::DangerousAcceptAnyServerCertificateValidator, or name those to "
                "trust in SSL_CERT_FILE.",
            )
        return WebOptions(
            timeout=seconds,
            is_whole=is_whole,
            most_redirects=self.most_redirects if self.redirects else 0,
            skip_certificate_check=self.check is not None,
            proxy=str(self.proxy) if self.proxy is not None and self.use_proxy else None,
            no_proxy=not self.use_proxy,
            cookies=self.cookies if self.use_cookies else None,
        )


class Body(io.RawIOBase):
    """The body of an answer, as a stream that gives what has come; ``failure`` makes the exception where it breaks."""

    def __init__(self, answer: WebAnswer, stack: ExitStack, failure: Callable[[HttpError], NetException]) -> None:
        self._chunks = answer.chunks()
        self._stack = stack
        self._failure = failure
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            try:
                self._rest = memoryview(next(self._chunks))
            except StopIteration:
                return 0
            except HttpError as error:
                raise self._failure(error) from error
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._stack.close()


def _failure(error: HttpError) -> NetException:
    if isinstance(error, TimeoutError):
        return NetException("System.Threading.Tasks.TaskCanceledException", f"The request was canceled: {error}")
    return NetException("System.Net.Http.HttpRequestException", mask(str(error)))


class Client:
    """Sends requests, with headers and a base address that they share."""

    def __init__(self, handler: Handler | None = None, dispose: bool = True) -> None:
        self.handler = handler or Handler()
        self.headers = Headers(REQUEST_HEADERS)
        self.base: Uri | None = None
        self.timeout = TimeSpan(100 * _SECOND)
        self.closed = False
        self.pending = CancelSource()

    def cancel_pending(self) -> None:
        """Cancel the requests that are under way."""
        self.pending.cancel()
        self.pending = CancelSource()

    def close(self) -> None:
        self.closed = True
        self.cancel_pending()

    def send(self, request: RequestMessage, option: EnumValue | None = None) -> ResponseMessage:
        """The answer, whatever its status. Raises HttpRequestException if there is none."""
        if self.closed:
            raise NetException("System.ObjectDisposedException", "The HttpClient is disposed.")
        url = self._address(request)
        headers = {"accept": "*/*", "user-agent": f"psopenai/{VERSION}"}
        for source in (self.headers, request.headers, request.content.headers if request.content else ()):
            if isinstance(source, Headers):
                headers.update((name.lower(), value) for name, value in source.pairs())
        register_headers(headers)
        seconds = self.timeout.total_seconds
        data = request.content.data if request.content is not None else None
        reads_all = option is None or int(option) == 0
        options = self.handler.options(seconds if seconds > 0 else None, reads_all)
        stack = ExitStack()  # closed with the body
        try:
            answer = stack.enter_context(web_request(str(request.method), url, headers, data, None, options))
            made = _response(answer, str(request.method), stack)
            if reads_all:
                made.content.data  # noqa: B018 (all of it, now)
                stack.close()
        except HttpError as error:
            stack.close()
            raise _failure(error) from error
        except BaseException:
            stack.close()
            raise
        return made

    def _address(self, request: RequestMessage) -> str:
        if request.uri is None and self.base is None:
            raise NetException("System.InvalidOperationException", "The request has no RequestUri.")
        given = request.uri.original if request.uri is not None else ""
        url = urljoin(self.base.original, given) if self.base is not None else given
        if not url.startswith(("http://", "https://")):
            message = (
                f"'{url}' is not an address to send to: it begins with http:// or https://, or BaseAddress is set."
            )
            raise NetException("System.InvalidOperationException", message)
        return url


def _response(answer: WebAnswer, method: str, stack: ExitStack) -> ResponseMessage:
    stream = Stream(Body(answer, stack, _failure))  # type: ignore[arg-type]  # a raw stream: it gives what has come
    content = Content(CONTENT, stream.read, "", stream)
    shown = Headers(RESPONSE_HEADERS)
    for name, value in answer.headers:
        (content.headers if is_of_content(name) else shown).add(name, value)
    made = ResponseMessage(answer.status, dict(answer.headers), (method, answer.url))
    made.content, made.shown = content, shown
    return made


# -- what scripts see -------------------------------------------------------------------------------------------------


class AnyCertificate:
    """What accepts any certificate."""


ANY_CERTIFICATE = AnyCertificate()
register(DotNetType(_NAME + "AnyCertificateValidator", base=OBJECT, python=AnyCertificate))

HANDLER = register(
    DotNetType(_NAME + "HttpClientHandler", base=OBJECT, interfaces=("System.IDisposable",), python=Handler)
)
HANDLER.constructor()(Handler)
HANDLER.static_prop("DangerousAcceptAnyServerCertificateValidator", "object")(lambda: ANY_CERTIFICATE)
for _prop, _slot, _kind in (
    ("CookieContainer", "cookies", "System.Net.CookieContainer"), ("UseCookies", "use_cookies", "bool"),
    ("AllowAutoRedirect", "redirects", "bool"), ("MaxAutomaticRedirections", "most_redirects", "int"),
    ("UseProxy", "use_proxy", "bool"), ("Proxy", "proxy", "object"),
    ("ServerCertificateCustomValidationCallback", "check", "object"),
    ("AutomaticDecompression", "decompression", "object"),
):  # fmt: skip
    HANDLER.prop(_prop, _kind)(lambda handler, slot=_slot: getattr(handler, slot))
    HANDLER.setter(_prop)(lambda handler, new, slot=_slot: setattr(handler, slot, new))
HANDLER.method("Dispose", returns="void")(lambda handler: None)

CLIENT = register(DotNetType(_NAME + "HttpClient", base=OBJECT, interfaces=("System.IDisposable",), python=Client))
CLIENT.constructor()(Client)
CLIENT.constructor(HANDLER.full_name)(Client)
CLIENT.constructor(HANDLER.full_name, "bool")(Client)
for _prop, _slot, _kind in (("BaseAddress", "base", "uri"), ("Timeout", "timeout", "timespan")):
    CLIENT.prop(_prop, _kind)(lambda client, slot=_slot: getattr(client, slot))
    CLIENT.setter(_prop)(lambda client, new, slot=_slot: setattr(client, slot, new))
CLIENT.prop("DefaultRequestHeaders", REQUEST_HEADERS.full_name)(lambda client: client.headers)
CLIENT.method("Dispose", returns="void")(Client.close)
CLIENT.method("CancelPendingRequests", returns="void")(Client.cancel_pending)

_TOKEN = "System.Threading.CancellationToken"
_REQUEST = _NAME + "HttpRequestMessage"


def _started(
    client: Client, request: RequestMessage, option: Value = None, token: Value = None,
    then: Callable[[ResponseMessage], Value] = lambda answer: answer,
) -> Task:  # fmt: skip
    """The task of a request. ``option`` may be left out before a token."""
    if isinstance(option, Token):
        option, token = None, option
    sources = [client.pending]
    if isinstance(token, Token) and token.source is not None:
        sources.append(token.source)
    return Task(lambda: then(client.send(request, option)), CancelSource(linked=sources))


def _overloads(name: str, *first: str, kinds: tuple[tuple[str, ...], ...]) -> Callable[[Callable[..., Task]], None]:
    """Declare a method for an address as text and as `[uri]`, with each of some further parameters."""

    def declare(call: Callable[..., Task]) -> None:
        for address in ("string", "uri"):
            for more in kinds:
                CLIENT.method(name, address, *first, *more, returns=TASK.full_name)(call)

    return declare


for _more in ((), (OPTION.full_name,), (_TOKEN,), (OPTION.full_name, _TOKEN)):
    CLIENT.method("SendAsync", _REQUEST, *_more, returns=TASK.full_name)(_started)
for _more in ((), (OPTION.full_name,)):
    CLIENT.method("Send", _REQUEST, *_more, returns=RESPONSE.full_name)(Client.send)
for _name, _verb in (("GetAsync", "GET"), ("DeleteAsync", "DELETE")):
    _overloads(_name, kinds=((), (OPTION.full_name,), (_TOKEN,), (OPTION.full_name, _TOKEN)))(
        lambda client, address, *more, verb=_verb: _started(client, RequestMessage(Method(verb), address), *more)
    )


def _with_content(client: Client, verb: str, address: Value, content: Content | None, token: Value = None) -> Task:
    request = RequestMessage(Method(verb), address)
    request.content = content
    return _started(client, request, token)


for _name, _verb in (("PostAsync", "POST"), ("PutAsync", "PUT"), ("PatchAsync", "PATCH")):
    _overloads(_name, CONTENT.full_name, kinds=((), (_TOKEN,)))(
        lambda client, address, content, *more, verb=_verb: _with_content(client, verb, address, content, *more)
    )
for _name, _then in {
    "GetStringAsync": lambda answer: answer.check().content.text,
    "GetByteArrayAsync": lambda answer: ByteArray(answer.check().content.data),
}.items():
    _overloads(_name, kinds=((), (_TOKEN,)))(
        lambda client, address, token=None, then=_then: _started(
            client, RequestMessage("GET", address), None, token, then
        )
    )
_overloads("GetStreamAsync", kinds=((), (_TOKEN,)))(
    lambda client, address, token=None: _started(
        client, RequestMessage("GET", address), EnumValue(OPTION, 1), token, lambda it: it.check().content.stream()
    )
)
