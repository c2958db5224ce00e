"""Send a call through httpx once, and read the response; errors of httpx become the errors of this package."""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.util import find_spec
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..dataclass import replace
from .config import ApiConfig
from .errors import (
    ConfigError,
    ConnectError,
    HttpError,
    InvalidResponseError,
    TimeoutError,
    TransportError,
    UntrustedError,
    api_error,
)
from .proxy import Proxies
from .request import IMPERSONAL_HEADERS, Call, hide_query
from .transport import CERTIFICATE, ENDS, PooledTransport, as_httpx, httpx

Mask = Callable[[str], str]
MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

LONGEST_ANSWER = 1 << 30  # bytes of an answer that is read as a whole; files and streams are not
LONGEST_ERROR = 1 << 18  # bytes of an error that are read
#: compressions, and the packages with which httpx reads them; other names are often none: utf-8, aws-chunked
_COMPRESSIONS = {"br": ("brotli", "brotlicffi"), "zstd": ("zstandard",), "compress": ()}
_BREAKS = ("peer closed", "Server disconnected", "its compressed")  # how httpcore and `_unzipped` call a broken answer

#: what OpenSSL calls a peer that answers a greeting in TLS with plain text
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER_FAILURE"})

_GZIP = 31  # zlib's name for the format
_UNZIPPED = 1 << 20  # bytes that are unzipped at a time

# A model may think for minutes before the first byte; a failed connection shows sooner.
_DEFAULT_TIMEOUT = httpx.Timeout(600.0, connect=30.0, pool=None)


class Answer:
    """A response whose body is still to be read."""

    __slots__ = ("_call", "_proxies", "_response", "headers", "status", "url")

    def __init__(self, response: httpx.Response, call: Call, proxies: Proxies | None) -> None:
        self._response = response
        self._call = call
        self._proxies = proxies
        self.status = response.status_code
        self.headers = response.headers
        self.url = str(response.url)

    @property
    def mask(self) -> Mask:
        return self._call.mask

    def read(self) -> bytes:
        """All of the body. Raises InvalidResponseError if it is longer than any answer of the service."""
        parts, length = [], 0
        for chunk in self.chunks():
            parts.append(chunk)
            length += len(chunk)
            if length > LONGEST_ANSWER:
                raise InvalidResponseError(f"The answer of the service is longer than {LONGEST_ANSWER:,} bytes.")
        return b"".join(parts)

    def beginning(self) -> bytes:
        """The body of an error, of which no more is shown: a service may send any amount, also compressed."""
        parts, length = [], 0
        for chunk in self.chunks():
            parts.append(chunk[: LONGEST_ERROR - length])
            length += len(chunk)
            if length >= LONGEST_ERROR:
                break
        return b"".join(parts)

    def chunks(self) -> Iterator[bytes]:
        """The body as it arrives, without its content encoding."""
        with our_errors(self._call, self._proxies):
            encoding = self.headers.get("content-encoding", "").strip().lower()
            names = [name.strip() for name in encoding.split(",")]
            if set(names) <= {"gzip", "x-gzip"}:
                chunks = self._response.iter_raw()
                for _ in names:  # each in pieces: what is compressed twice can become any size at once
                    chunks = _unzipped(chunks)
                yield from chunks
            elif encoding:
                if (name := _unknown(encoding)) is not None:
                    raise InvalidResponseError(
                        f"The answer of the service is compressed ({name}), which was not asked for and cannot be read."
                    )
                yield from self._response.iter_bytes()
            else:
                yield from self._response.iter_raw()

    def close(self) -> None:
        self._response.close()

    def abort(self) -> None:
        """End a read in which another thread is waiting."""
        stream = self._response.extensions.get("network_stream")
        sock = stream.get_extra_info("socket") if stream is not None else None
        if isinstance(sock, socket.socket):
            # Not the method of a TLS socket, which would remove the state that the reading thread uses.
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _unknown(encoding: str) -> str | None:
    """The first compression of a Content-Encoding that cannot be read here."""
    for name in map(str.strip, encoding.split(",")):
        if name in _COMPRESSIONS and not any(map(find_spec, _COMPRESSIONS[name])):
            return name
    return None


def _unzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Content without its compression. httpx would take a cut one for a whole one."""
    unzip, begun = zlib.decompressobj(_GZIP), False
    try:
        for chunk in chunks:
            while chunk:
                if unzip.eof:  # another one follows
                    unzip = zlib.decompressobj(_GZIP)
                yield unzip.decompress(chunk, _UNZIPPED)
                begun, chunk = True, unzip.unused_data if unzip.eof else unzip.unconsumed_tail
    except zlib.error as error:
        raise httpx.DecodingError(str(error)) from error
    if begun and not unzip.eof:
        raise httpx.RemoteProtocolError("its compressed content is cut.")


class Upgraded:
    """The connection of an answer 101, which is the caller's own: the pool does not use it again.

    One thread may read while another one writes.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.headers = answer.headers
        self._stream = answer._response.extensions["network_stream"]

    def read(self, most: int, timeout: float) -> bytes:
        """What has arrived; empty at the end. Raises TimeoutError when nothing came in time, and TransportError."""
        with our_errors(self._answer._call, self._answer._proxies), as_httpx():
            data: bytes = self._stream.read(most, timeout)
            return data

    def write(self, data: bytes, timeout: float) -> None:
        with our_errors(self._answer._call, self._answer._proxies), as_httpx():
            self._stream.write(data, timeout)

    def abort(self) -> None:
        """End a read in which another thread is waiting."""
        self._answer.abort()

    def close(self) -> None:
        with suppress(OSError):
            self._stream.close()
        self._answer.close()


class Wire:
    """A pool of connections without state of a call (cookies, headers). Redirects are followed here, not by httpx."""

    def __init__(self, transport: httpx.BaseTransport | None, user_agent: str) -> None:
        transport = transport or PooledTransport()
        self._proxies = transport.proxies if isinstance(transport, PooledTransport) else None
        self._client = httpx.Client(
            transport=transport,
            headers={"user-agent": user_agent},
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            timeout=_DEFAULT_TIMEOUT,
        )

    def close(self) -> None:
        self._client.close()

    def send(self, config: ApiConfig, call: Call, any_status: bool = False) -> Answer:
        """Send `call` once and follow redirects. An error of the service is raised, unless `any_status` is set."""
        ends = time.monotonic() + config.timeout if config.timeout and call.is_whole else None
        for _ in range(MOST_REDIRECTS + 1):
            if config.notify is not None:  # masking a text takes longer than all else here
                config.tell(call.mask(f"{call.method} {call.url}"))
            with our_errors(call, self._proxies):
                response = _send_once(self._client, config, call, ends)
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                answer = Answer(response, call, self._proxies)
                return answer if any_status else _accepted(answer, call)
            response.close()
            call = _redirected(call, response.status_code, response.headers["location"])
        raise InvalidResponseError(f"The service redirected more than {MOST_REDIRECTS} times.")


def _send_once(client: httpx.Client, config: ApiConfig, call: Call, ends: float | None) -> httpx.Response:
    opened: AbstractContextManager[Any] = call.form.opened() if call.form is not None else nullcontext(())
    with opened as files:
        # Without files httpx would send an urlencoded form; a file part without a name is a plain field.
        texts = call.form.texts() if call.form is not None else {}
        fields: Any = [(name, (None, text)) for name, values in texts.items() for text in values]
        parts = [*fields, *files] if call.form is not None else None
        return client.send(_request(client, config, call, parts, ends), stream=True)


def _request(client: httpx.Client, config: ApiConfig, call: Call, files: Any, ends: float | None) -> httpx.Request:
    """The request as httpx sends it. Made here so that no variable holds the key while it is sent: tracebacks with
    local variables would show it."""
    return client.build_request(
        call.method,
        call.url,
        # as bytes, because httpx encodes text headers as ASCII
        headers=[(name.encode("latin-1"), value.encode("latin-1")) for name, value in call.headers.items()],
        content=call.content,
        files=files,
        timeout=httpx.Timeout(config.timeout) if config.timeout else _DEFAULT_TIMEOUT,
        extensions={ENDS: ends, CERTIFICATE: call.certificate},
    )


def _redirected(call: Call, status: int, location: str) -> Call:
    """The call for a redirect; the key is sent to the same host only."""
    try:
        target = urljoin(call.url, location)
        foreign = origin(target) != origin(call.url)
    except ValueError as error:
        raise InvalidResponseError("The service redirected to something that is not a web address.") from error
    downgraded = origin(call.url)[0] == "https" != origin(target)[0]
    if not target.lower().startswith(("http://", "https://")):
        scheme = target.partition(":")[0]
        raise InvalidResponseError(f"The service redirected to an address that is not one of the web ({scheme}:).")
    call = replace(call, url=target)
    if status == 303 or (status < 303 and call.method == "POST"):
        headers = {name: value for name, value in call.headers.items() if name != "content-type"}
        call = replace(call, method="GET", headers=headers, content=None, form=None)
    if not foreign:
        return call
    host = origin(target)[1]
    if call.method != "GET" or "upgrade" in call.headers:  # nor what would be said over a websocket
        raise InvalidResponseError(f"The service redirected to another host ({host}); the request is not sent there.")
    if downgraded:
        raise InvalidResponseError(f"The service redirected to an unencrypted address ({host}); not followed.")
    headers = {name: value for name, value in call.headers.items() if name in IMPERSONAL_HEADERS}
    mask = call.mask  # the other host's address may be signed
    return replace(call, headers=headers, certificate=None, place="", mask=lambda text: mask(hide_query(text)))


def _accepted(answer: Answer, call: Call) -> Answer:
    if answer.status < 300:
        return answer
    try:
        content = answer.beginning()
    except HttpError:
        # The status is enough.
        content = b""
    finally:
        answer.close()
    raise api_error(answer.status, content, headers=answer.headers, mask=call.mask)


def origin(url: str) -> tuple[str, str | None, int]:
    """What must be the same for an address to be of the same host: scheme, name and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


@contextmanager
def our_errors(call: Call, proxies: Proxies | None = None) -> Iterator[None]:
    """Raise the errors of this package for those of httpx; they name the address, and the proxy on the way."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise TimeoutError(f"{_peer(call, proxies)} cannot be reached within the time allowed.") from error
    except httpx.TimeoutException as error:
        raise TimeoutError("The service did not answer within the time allowed.") from error
    except UnicodeEncodeError as error:
        what = error.object[error.start : error.end]
        raise ConfigError(call.mask(f"The request has a character that cannot be sent: {what!a}.")) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise ConfigError(call.mask(f"The address {_place(call)} cannot be used: {error}")) from error
    except httpx.LocalProtocolError as error:
        reason = str(error).partition(" b'")[0].partition(' b"')[0]  # h11 shows the header, which may hold the key
        raise ConfigError(call.mask(f"The request cannot be sent: {reason}")) from error
    except httpx.ProxyError as error:
        raise ConnectError(call.mask(f"{_peer(call, proxies)} refuses the connection: {error}")) from error
    except httpx.ConnectError as error:
        raise _unreachable(call, proxies, error) from error
    except httpx.RemoteProtocolError as error:
        raise _unreadable(call, error) from error
    except httpx.TransportError as error:
        raise TransportError(call.mask(f"The connection to the service broke: {_reason(error)}")) from error
    except httpx.DecodingError as error:
        raise InvalidResponseError("The compressed answer of the service is damaged.") from error


def _unreadable(call: Call, error: httpx.RemoteProtocolError) -> HttpError:
    """The error for an answer that breaks off, or breaks the rules of HTTP."""
    reason = str(error)
    if reason.startswith("Invalid URL in location"):
        return InvalidResponseError("The service redirected to something that is not a web address.")
    if reason.startswith(_BREAKS):
        return TransportError(call.mask(f"The connection to the service broke: {reason}"))
    what = reason.partition(": bytearray")[0].rstrip(".")  # h11 shows the line as Python's text
    return TransportError(call.mask(f"What the service answered is not valid HTTP: {what}."))


def _unreachable(call: Call, proxies: Proxies | None, error: Exception) -> ConnectError:
    """The error for a connection that was not made."""
    reason = _deepest(error)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return UntrustedError(
            f"The service at {_place(call)} cannot be reached: its certificate is not trusted "
            f"({reason.verify_message}). If it is one of your company's, add the company's root certificate to the "
            "system's store, or name a file with it in SSL_CERT_FILE."
        )
    if isinstance(reason, ssl.SSLError) and reason.reason in _NO_TLS:
        return UntrustedError(
            call.mask(
                f"{_peer(call, proxies)} cannot be reached: what answers there does not speak TLS. "
                "If that is how it is meant, its address begins with http:// and not https://."
            )
        )
    return ConnectError(call.mask(f"{_peer(call, proxies)} cannot be reached: {_reason(error)}"))


def _place(call: Call) -> str:
    if call.place:
        return call.mask(call.place)
    try:
        parts = urlsplit(call.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    except ValueError:
        return call.mask(call.url)


def _peer(call: Call, proxies: Proxies | None) -> str:
    """What the program tried to connect to: the service, or the proxy on the way to it."""
    proxy = proxies.route(call.url) if proxies is not None else None
    return f"The service at {_place(call)}" if proxy is None else f"The proxy {proxy} on the way to {_place(call)}"


def _reason(error: Exception) -> str:
    """What the system says, or the message, or that of the innermost cause: that of httpx is often empty."""
    deepest = _deepest(error)
    if isinstance(deepest, OSError) and deepest.strerror:
        return deepest.strerror
    return str(error) or str(deepest) or type(error).__name__


def _deepest(error: BaseException) -> BaseException:
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return error
