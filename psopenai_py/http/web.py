"""Requests to any web address, as Invoke-WebRequest makes them: cookies, redirects, TLS options, a proxy of their own.

The API's calls do not go this way, and the API's key never does.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin

from ..dataclass import dataclass, field, replace
from .errors import ConfigError, InvalidResponseError
from .exchange import origin, our_errors  # noqa: TID253 (this module needs httpx itself)
from .multipart import Form
from .request import Call
from .transport import ENDS, PooledTransport, httpx

_VALUE = re.compile(r"([^\x00-\x20\x7f]([^\x00-\x08\x0a-\x1f\x7f]*[^\x00-\x20\x7f])?)?")
_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# The headers that are sent to another host after a redirect: what a caller has added may hold a key.
_IMPERSONAL = re.compile("accept(-.+)?|cache-control|content-.+|if-.+|pragma|prefer|range|user-agent", re.IGNORECASE)
_MOVED = frozenset({300, 301, 302, 303, 307, 308})
_TLS = {"tls": ssl.TLSVersion.TLSv1, "tls11": ssl.TLSVersion.TLSv1_1, "tls12": ssl.TLSVersion.TLSv1_2,
        "tls13": ssl.TLSVersion.TLSv1_3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How a request is sent. ``timeout`` is in seconds, None for none; it limits each silence of the service, or with
    ``is_whole`` all of the request and its answer."""

    timeout: float | None = 100.0
    is_whole: bool = False
    most_redirects: int = 5
    keep_authorization: bool = False  # on a redirect, with all that the caller has added
    keep_method: bool = False  # on a redirect
    allow_downgrade: bool = False  # a redirect from https to http
    skip_certificate_check: bool = False
    protocols: Sequence[str] = ()  # Tls12, Tls13; empty: all that are safe
    proxy: str | None = None
    no_proxy: bool = False
    cookies: CookieJar | None = None
    certificate: str | None = None  # a PEM file with the client's certificate and its key
    in_pieces: bool = False  # the body is sent in chunks, without a length

    @property
    def needs_own_connection(self) -> bool:
        return bool(self.skip_certificate_check or self.protocols or self.proxy or self.no_proxy or self.certificate)


@dataclass(slots=True)
class WebAnswer:
    """The answer, its body still to be read while the request's block lasts."""

    status: int
    headers: list[tuple[str, str]]  # in the order of the service
    url: str  # the last one, after redirects
    http_version: str
    _call: Call = field(repr=False)
    _response: httpx.Response = field(repr=False)
    _ends: float | None  # when all of it must have come, by the monotonic clock

    def chunks(self) -> Iterator[bytes]:
        """The body as it arrives. Raises HttpError if it breaks off."""
        with our_errors(self._call):
            for chunk in self._response.iter_bytes():
                if self._ends is not None and time.monotonic() >= self._ends:  # a connection of its own does not look
                    raise httpx.ReadTimeout("the time for the answer is over")
                yield chunk

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


@contextmanager
def web_request(
    method: str, url: str, headers: Mapping[str, str], content: bytes | None, form: Form | None, options: WebOptions
) -> Iterator[WebAnswer]:
    """Send a request and follow redirects. Raises HttpError if there is no answer; any status is one."""
    if not _METHOD.fullmatch(method):
        raise ConfigError(f"{method!a} is not a method of HTTP.")
    call = Call(method, url, dict(headers), content, form)
    jar = options.cookies if options.cookies is not None else CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    ends = time.monotonic() + options.timeout if options.is_whole and options.timeout else None
    with ExitStack() as clients:
        client = clients.enter_context(_client(options, jar))
        for _ in range(options.most_redirects + 1):
            with our_errors(call):
                response = _send(client, call, options, ends)
            location = response.headers.get("location", "")
            if response.status_code not in _MOVED or not location or options.most_redirects == 0:
                break
            response.close()
            call = _moved(call, response.status_code, urljoin(str(response.url), location), options)
            if options.certificate and not options.keep_authorization and origin(call.url) != origin(str(response.url)):
                options = replace(options, certificate=None)
                client = clients.enter_context(_client(options, jar))
        else:
            raise InvalidResponseError(f"The service redirected more than {options.most_redirects} times.")
        pairs = [(key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers.raw]
        try:
            yield WebAnswer(response.status_code, pairs, str(response.url), response.http_version, call, response, ends)
        finally:
            response.close()


def _send(client: httpx.Client, call: Call, options: WebOptions, ends: float | None) -> httpx.Response:
    for name, value in call.headers.items():
        if not _VALUE.fullmatch(value):  # not shown: it may be a key
            raise ConfigError(
                f"The header {name!a} has white space at an end, a line break or a control character in it."
            )
    headers = [(name.encode("latin-1"), value.encode("utf-8")) for name, value in call.headers.items()]
    how: Any = {"headers": headers, "timeout": httpx.Timeout(options.timeout), "extensions": {ENDS: ends}}
    if call.form is None:
        content = iter([call.content]) if options.in_pieces and call.content else call.content
        return client.send(client.build_request(call.method, call.url, content=content, **how), stream=True)
    with call.form.opened() as files:
        fields = [(name, (None, text)) for name, texts in call.form.texts().items() for text in texts]
        request = client.build_request(call.method, call.url, files=[*fields, *files], **how)
        return client.send(request, stream=True)


def _client(options: WebOptions, jar: CookieJar) -> httpx.Client:
    return httpx.Client(transport=_transport(options), cookies=jar, follow_redirects=False, trust_env=False)


def _transport(options: WebOptions) -> httpx.BaseTransport:
    if not options.needs_own_connection:
        return PooledTransport()
    from .trust import tls_context

    context = tls_context(options.certificate)
    if options.skip_certificate_check:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    versions = [_TLS[name.lower()] for name in options.protocols if name.lower() in _TLS]
    if versions:
        context.minimum_version, context.maximum_version = min(versions), max(versions)
    try:
        return httpx.HTTPTransport(verify=context, proxy=options.proxy)
    except (httpx.InvalidURL, ValueError) as error:
        why = "it has half of a character" if isinstance(error, UnicodeError) else error
        raise ConfigError(f"The address of the proxy cannot be used: {why}") from error


def _moved(call: Call, status: int, target: str, options: WebOptions) -> Call:
    """The request for a redirect, without Authorization. No other header of the caller's goes to another host."""
    try:
        before, after = origin(call.url), origin(target)
    except ValueError as error:
        raise InvalidResponseError("The service redirected to something that is not a web address.") from error
    if before[0] == "https" and after[0] != "https" and not options.allow_downgrade:
        raise InvalidResponseError(
            f"The service redirected from https to {target}, which is not encrypted; -AllowInsecureRedirect follows it."
        )
    headers = dict(call.headers)
    if not options.keep_authorization:
        headers = {
            name: value
            for name, value in headers.items()
            if name != "authorization" and (before == after or _IMPERSONAL.fullmatch(name))
        }
    call = replace(call, url=target, headers=headers)
    if options.keep_method or status in (307, 308) or call.method in ("GET", "HEAD"):
        return call
    if status == 303 or call.method == "POST":
        bare = {name: value for name, value in headers.items() if name != "content-type"}
        return replace(call, method="GET", headers=bare, content=None, form=None)
    return call
