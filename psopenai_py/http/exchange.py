"""Send a call through httpx once, and read the response; errors of httpx become the errors of this package."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

from .config import ApiConfig
from .errors import (
    ConfigError,
    ConnectError,
    HttpError,
    InvalidResponseError,
    TimeoutError,
    TransportError,
    api_error,
)
from .request import IMPERSONAL_HEADERS, Call
from .transport import default_transport, httpx, tls_context

Mask = Callable[[str], str]
MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

# A model may think for minutes before the first byte; a failed connection shows sooner.
_DEFAULT_TIMEOUT = httpx.Timeout(600.0, connect=30.0, pool=None)


class Answer:
    """A response whose body is still to be read."""

    __slots__ = ("_mask", "_response", "headers", "status", "url")

    def __init__(self, response: httpx.Response, mask: Mask) -> None:
        self._response = response
        self._mask = mask
        self.status = response.status_code
        self.headers = response.headers
        self.url = str(response.url)

    def read(self) -> bytes:
        with our_errors(self._mask):
            return self._response.read()

    def chunks(self) -> Iterator[bytes]:
        """The body as it arrives, without its content encoding."""
        with our_errors(self._mask):
            if "content-encoding" in self.headers:
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


class Wire:
    """A pool of connections without state of a call (cookies, headers). Redirects are followed here, not by httpx."""

    def __init__(self, transport: httpx.BaseTransport | None, user_agent: str) -> None:
        transport = transport or default_transport()
        self._client = httpx.Client(
            transport=transport,
            # Our transport loads certificates when it needs them; without it httpx needs them for the proxy.
            verify=transport is not None or tls_context(),
            headers={"user-agent": user_agent},
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            timeout=_DEFAULT_TIMEOUT,
        )

    def close(self) -> None:
        self._client.close()

    def send(self, config: ApiConfig, call: Call, any_status: bool = False) -> Answer:
        """Send `call` once and follow redirects. An error of the service is raised, unless `any_status` is set."""
        for _ in range(MOST_REDIRECTS + 1):
            config.tell(call.mask(f"{call.method} {call.url}"))
            with our_errors(call.mask):
                response = _send_once(self._client, config, call)
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                return Answer(response, call.mask) if any_status else _accepted(response, call)
            response.close()
            call = _redirected(call, response.status_code, response.headers["location"])
        raise InvalidResponseError(f"The service redirected more than {MOST_REDIRECTS} times.")


def _send_once(client: httpx.Client, config: ApiConfig, call: Call) -> httpx.Response:
    # As bytes, because httpx encodes text headers as ASCII.
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in call.headers.items()]
    timeout = httpx.Timeout(config.timeout) if config.timeout else _DEFAULT_TIMEOUT
    if call.form is None:
        request = client.build_request(call.method, call.url, headers=headers, content=call.content, timeout=timeout)
        return client.send(request, stream=True)
    with call.form.opened() as files:
        # Without files httpx would send an urlencoded form; a file part without a name is a plain field.
        fields: Any = [(name, (None, text)) for name, texts in call.form.texts().items() for text in texts]
        parts = [*fields, *files]
        request = client.build_request(call.method, call.url, headers=headers, files=parts, timeout=timeout)
        return client.send(request, stream=True)


def _redirected(call: Call, status: int, location: str) -> Call:
    """The call for a redirect; the key is sent to the same host only."""
    try:
        target = urljoin(call.url, location)
        foreign = _origin(target) != _origin(call.url)
    except ValueError as error:
        raise InvalidResponseError("The service redirected to something that is not a web address.") from error
    downgraded = call.url.startswith("https:") and not target.startswith("https:")
    call = replace(call, url=target)
    if status == 303 or (status < 303 and call.method == "POST"):
        headers = {name: value for name, value in call.headers.items() if name != "content-type"}
        call = replace(call, method="GET", headers=headers, content=None, form=None)
    if not foreign:
        return call
    host = _origin(target)[1]
    if call.method != "GET":
        raise InvalidResponseError(f"The service redirected to another host ({host}); the request is not sent there.")
    if downgraded:
        raise InvalidResponseError(f"The service redirected to an unencrypted address ({host}); not followed.")
    return replace(call, headers={name: value for name, value in call.headers.items() if name in IMPERSONAL_HEADERS})


def _accepted(response: httpx.Response, call: Call) -> Answer:
    answer = Answer(response, call.mask)
    if answer.status < 300:
        return answer
    try:
        content = answer.read()
    except HttpError:
        # The status is enough.
        content = b""
    finally:
        answer.close()
    raise api_error(answer.status, content, headers=answer.headers, mask=call.mask)


def _origin(url: str) -> tuple[str, str | None, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


@contextmanager
def our_errors(mask: Mask) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise TimeoutError("The service did not answer within the time allowed.") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise ConfigError(mask(f"The address cannot be used: {error}")) from error
    except httpx.LocalProtocolError as error:
        raise ConfigError(mask(f"The request cannot be sent: {error}")) from error
    except httpx.ConnectError as error:
        raise ConnectError(mask(f"The service cannot be reached: {_reason(error)}")) from error
    except httpx.TransportError as error:
        raise TransportError(mask(f"The connection to the service broke: {_reason(error)}")) from error
    except httpx.DecodingError as error:
        raise InvalidResponseError("The compressed answer of the service is damaged.") from error


def _reason(error: Exception) -> str:
    """The message of the innermost cause: that of httpx is often empty."""
    deepest: BaseException = error
    while (inner := deepest.__cause__ or deepest.__context__) is not None:
        deepest = inner
    if isinstance(deepest, ssl.SSLCertVerificationError):
        return f"its TLS certificate is not trusted ({deepest.verify_message})."
    return str(error) or str(deepest) or type(error).__name__
