"""One sending of one call through httpx, and its answer; what httpx raises leaves here as one of our errors."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from .config import ApiConfig
from .errors import (
    ConfigError,
    ConnectError,
    InvalidResponseError,
    TimeoutError,
    TransportError,
    api_error,
    mask,
)
from .request import IMPERSONAL_HEADERS, Call
from .transport import default_transport, tls_context

MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

# A model may think for minutes before the first byte; a connection that is not there shows soon.
_DEFAULT_TIMEOUT = httpx.Timeout(600.0, connect=30.0, pool=None)


def new_client(transport: httpx.BaseTransport | None, user_agent: str) -> httpx.Client:
    """A pooled client that remembers nothing: no cookies, no headers of a call; redirects are ours to follow."""
    transport = transport or default_transport()
    return httpx.Client(
        transport=transport,
        # Loaded by the transport when it needs them; without one httpx wants them for the way through a proxy.
        verify=transport is not None or tls_context(),
        headers={"user-agent": user_agent},
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
        timeout=_DEFAULT_TIMEOUT,
    )


class Answer:
    """An answer whose body is still to be read."""

    __slots__ = ("_response", "_secrets", "headers", "status", "url")

    def __init__(self, response: httpx.Response, secrets: tuple[str, ...]) -> None:
        self._response = response
        self._secrets = secrets
        self.status = response.status_code
        self.headers = response.headers
        self.url = str(response.url)

    def read(self) -> bytes:
        with our_errors(self._secrets):
            return self._response.read()

    def chunks(self) -> Iterator[bytes]:
        """The body as it arrives, without its content encoding."""
        with our_errors(self._secrets):
            if "content-encoding" in self.headers:
                yield from self._response.iter_bytes()
            else:
                yield from self._response.iter_raw()

    def close(self) -> None:
        self._response.close()

    def abort(self) -> None:
        """End a read that another thread is waiting in."""
        stream = self._response.extensions.get("network_stream")
        sock = stream.get_extra_info("socket") if stream is not None else None
        if isinstance(sock, socket.socket):
            # The plain method: that of a TLS socket would take its state away from under the reader.
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def send(client: httpx.Client, config: ApiConfig, call: Call) -> Answer:
    """Send `call` once, following redirects. An answer that is an error is raised."""
    headers, method, url, has_body = dict(call.headers), call.method, call.url, True
    for _ in range(MOST_REDIRECTS + 1):
        config.tell(mask(f"{method} {url}", call.secrets))
        with our_errors(call.secrets):
            response = _send_once(client, config, call if has_body else Call(method, url, {}), method, url, headers)
        if response.status_code not in _REDIRECTS or "location" not in response.headers:
            return _accepted(response, call)
        response.close()
        target = urljoin(url, response.headers["location"])
        if response.status_code == 303 or (response.status_code < 303 and method == "POST"):
            method, has_body = "GET", False
            headers.pop("content-type", None)
        if _origin(target) != _origin(url):
            _check_foreign(url, target, method)
            headers = {name: value for name, value in headers.items() if name in IMPERSONAL_HEADERS}
        url = target
    raise InvalidResponseError(f"The service redirected more than {MOST_REDIRECTS} times.")


def _send_once(
    client: httpx.Client, config: ApiConfig, call: Call, method: str, url: str, headers: dict[str, str]
) -> httpx.Response:
    # Bytes, because httpx takes text headers for ASCII only.
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    timeout = httpx.Timeout(config.timeout) if config.timeout else _DEFAULT_TIMEOUT
    if call.form is None:
        request = client.build_request(method, url, headers=raw, content=call.content, timeout=timeout)
        return client.send(request, stream=True)
    with call.form.opened() as files:
        # httpx writes a form without files as a urlencoded one; a file part without a name is a plain field.
        fields: Any = [(name, (None, text)) for name, texts in call.form.texts().items() for text in texts]
        request = client.build_request(method, url, headers=raw, files=[*fields, *files], timeout=timeout)
        return client.send(request, stream=True)


def _accepted(response: httpx.Response, call: Call) -> Answer:
    answer = Answer(response, call.secrets)
    if answer.status < 300:
        return answer
    try:
        content = answer.read()
    except TransportError:
        content = b""
    finally:
        answer.close()
    raise api_error(answer.status, content, headers=answer.headers, secrets=call.secrets)


def _origin(url: str) -> tuple[str, str | None, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _check_foreign(url: str, target: str, method: str) -> None:
    """A redirect to another host may be followed to fetch something, not to carry data there or in the clear."""
    here, there = _origin(url), _origin(target)
    if there[0] not in ("http", "https") or not there[1]:
        raise InvalidResponseError("The service redirected to something that is not a web address.")
    if method != "GET":
        raise InvalidResponseError(
            f"The service redirected to another host ({there[1]}); the request is not sent there."
        )
    if here[0] == "https" and there[0] == "http":
        raise InvalidResponseError(f"The service redirected to an unencrypted address ({there[1]}); not followed.")


@contextmanager
def our_errors(secrets: tuple[str, ...]) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise TimeoutError("The service did not answer within the time allowed.") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ConfigError(mask(f"The address cannot be used: {error}", secrets)) from error
    except httpx.LocalProtocolError as error:
        raise ConfigError(mask(f"The request cannot be sent: {error}", secrets)) from error
    except httpx.ConnectError as error:
        raise ConnectError(mask(f"The service cannot be reached: {_reason(error)}", secrets)) from error
    except httpx.TransportError as error:
        raise TransportError(mask(f"The connection to the service broke: {_reason(error)}", secrets)) from error
    except httpx.DecodingError as error:
        raise InvalidResponseError("The compressed answer of the service is damaged.") from error


def _reason(error: Exception) -> str:
    """The words of the deepest cause: httpx often repeats only its class."""
    deepest: BaseException = error
    while (inner := deepest.__cause__ or deepest.__context__) is not None:
        deepest = inner
    if isinstance(deepest, ssl.SSLCertVerificationError):
        return f"its TLS certificate is not trusted ({deepest.verify_message})."
    return str(error) or str(deepest) or type(error).__name__
