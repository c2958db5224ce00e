"""A request as the caller describes it (`Request`), and prepared for sending (`Call`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..dataclass import dataclass, field
from .config import DEFAULT_API_BASE, ApiConfig
from .endpoints import ENDPOINTS, Endpoint, address
from .errors import ConfigError
from .multipart import Form, field_text

Headers = dict[str, str]

_QUERY = r"(?i)([a-z][a-z0-9+.-]*://[^\s?\"']+)\?[^\s\"']*"  # compiled when the first address comes
# The headers that are sent to another host after a redirect: none that identify the caller.
IMPERSONAL_HEADERS = frozenset({"accept", "accept-encoding", "content-type", "range", "if-range"})


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the service. The methods of `Client` and the downloads all take one.

    `endpoint` is a name in the table `ENDPOINTS`, or an endpoint that `paths` has found; `ids` has the ids of its
    address. `body` is sent as JSON, `form` as multipart/form-data. A list in `query` repeats its parameter; a parameter
    that is None is left out.

    `address` is a full address that the service names, such as that of a blob, in the place of an endpoint. Only the
    configured host gets the key; what stands in the query may be a secret and is not shown.
    """

    endpoint: str | Endpoint
    ids: Mapping[str, object] | None = None
    method: str = "GET"
    query: Mapping[str, Any] | None = None
    body: Any = None
    form: Form | None = None
    address: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class Call:
    """A prepared request: what is sent, and the function that removes its secrets from a text."""

    method: str
    url: str
    headers: Headers = field(repr=False)
    content: bytes | None = field(default=None, repr=False)
    form: Form | None = field(default=None, repr=False)
    mask: Callable[[str], str] = field(default=str, repr=False)
    certificate: tuple[str, str | None] | None = None  # the client's own, and its key
    place: str = ""  # the address and where it comes from, for messages
    is_whole: bool = False  # the timeout is for all of an attempt, not for each silence of the service


def prepare(config: ApiConfig, request: Request, headers: Mapping[str, str] | None = None) -> Call:
    """Prepare a request for sending with these settings. Raises ConfigError if it cannot be sent."""
    if request.address is not None:
        return _prepare_address(config, request.address)
    endpoint, body, form = request.endpoint, request.body, request.form
    if isinstance(endpoint, str):
        endpoint = ENDPOINTS[endpoint]
    if config.additional_body:
        form = form.merged(config.additional_body) if form is not None else None
        if isinstance(body, Mapping):
            body = {**body, **config.additional_body}
    deployment = None
    if config.is_azure and endpoint.takes_deployment:
        deployment, body, form = _take_model(body, form)
    url, api_version = address(config, endpoint, request.ids, deployment)
    pairs = dict(request.query or {})
    if api_version:
        pairs.setdefault("api-version", api_version)
    content = json_bytes(body) if body is not None else None
    full_url = _with_query(config, url, {**pairs, **(config.additional_query or {})})
    call_headers = _headers(config, endpoint, headers)  # last: a traceback with local variables would show the key
    if content is not None:
        call_headers.setdefault("content-type", "application/json")
    place = config.named("api_base", config.api_base or DEFAULT_API_BASE)
    return Call(request.method, full_url, call_headers, content, form, _hiding(config), config.certificate, place)


def _prepare_address(config: ApiConfig, url: str) -> Call:
    """A GET of a full address; nothing that identifies the caller goes to a host other than the configured one."""
    try:
        at, own = urlsplit(url), urlsplit(config.api_base or DEFAULT_API_BASE)
        usable = at.scheme in ("http", "https") and bool(at.hostname)
        is_own = (at.scheme, at.hostname, at.port) == (own.scheme, own.hostname, own.port)
    except ValueError:
        usable = False
    if not usable:
        raise ConfigError(f"{hide_query(url)} is not an address that can be fetched.")
    headers = _headers(config, ENDPOINTS["file.content"], None) if is_own else {"accept": "*/*"}
    hide = _hiding(config)
    certificate = config.certificate if is_own else None
    return Call("GET", url, headers, mask=lambda text: hide(hide_query(text)), certificate=certificate)


def hide_query(text: str) -> str:
    """A text with the queries of web addresses hidden: those of blobs hold a signature."""
    return re.sub(_QUERY, r"\1?***", text)


def _take_model(body: Any, form: Form | None) -> tuple[Any, Any, Form | None]:
    """Take the model out of the body: Azure has it in the address."""
    if form is not None:
        return form.fields.get("model"), body, form.without("model")
    if isinstance(body, Mapping):
        return body.get("model"), {key: value for key, value in body.items() if key != "model"}, None
    return None, body, None


def json_bytes(body: Any) -> bytes:
    """The body as it is sent. Raises ConfigError for what JSON or UTF-8 cannot say."""
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ConfigError(
            "The request has a text that is not valid UTF-8 or Unicode and so cannot be sent: "
            f"...{error.object[max(error.start - 20, 0) : error.end]!a}..."
        ) from None
    except (TypeError, ValueError) as error:
        raise ConfigError(f"The request cannot be written as JSON: {error}") from error


def _headers(config: ApiConfig, endpoint: Endpoint, own: Mapping[str, str] | None) -> Headers:
    # No variable holds the key where an error is raised: tracebacks with local variables would show it.
    key = config.api_key
    if key is not None and (fault := _fault(key.reveal())):
        raise ConfigError(f"The {config.named('api_key', 'API key')} {fault}.")
    given = [
        (str(name).lower(), _fault(field_text(value)))
        for source in (own, config.additional_headers)
        for name, value in (source or {}).items()
    ]
    given += [
        ("openai-organization", _fault(config.organization or "")),
        ("openai-project", _fault(config.project or "")),
    ]
    for name, fault in given:
        if fault:
            raise ConfigError(f"The header '{name}' {fault}.")
        if not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
            raise ConfigError(f"{name!r} is not a valid name of a header.")
    headers: Headers = {"accept": "application/json"}
    if key is not None and config.uses_bearer:
        headers["authorization"] = f"Bearer {key.reveal()}".rstrip()  # an empty key is sent as the word alone
    elif key is not None:
        headers["api-key"] = key.reveal()
    if config.organization and not config.is_azure:
        headers["openai-organization"] = config.organization
    if config.project and not config.is_azure:
        headers["openai-project"] = config.project
    if endpoint.beta:
        headers["openai-beta"] = "assistants=v2"
    for source in (own, config.additional_headers):
        headers.update({str(name).lower(): field_text(value) for name, value in (source or {}).items()})
    return headers


def _hiding(config: ApiConfig) -> Callable[[str], str]:
    """A function that removes the call's key, and what the caller's `mask` removes, from a text."""
    key = config.api_key.reveal() if config.api_key is not None else ""
    return (lambda text: config.mask(text.replace(key, "***"))) if key else config.mask


def _fault(value: str) -> str:
    """What a header cannot have of this value; empty if it can. The value is not shown, it may be a key."""
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        return "contains a line break or another control character"
    if any(ord(char) > 255 for char in value):
        return "contains a character that cannot be sent in a header"
    return "" if value == value.strip() else "begins or ends with white space"


def _with_query(config: ApiConfig, url: str, pairs: Mapping[str, Any]) -> str:
    query: list[tuple[str, str]] = []
    for name, value in pairs.items():
        values = value if isinstance(value, list | tuple) else [value]
        query += [(str(name), field_text(item)) for item in values if item is not None]
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and (parts.port is None or parts.port > 0)
        usable = usable and bool(parts.hostname) and not any(char.isspace() for char in parts.netloc)
    except ValueError:
        usable = False
    if not usable:
        name = config.named("api_base", "ApiBase")
        before, at, after = str(config.api_base).rpartition("@")
        shown = f"{before.partition('://')[0]}://***@{after}" if at else after  # a password may hold any character
        raise ConfigError(config.mask(f"The {name} is not an address such as https://host/v1: '{shown}'."))
    if parts.query:
        name = config.named("api_base", "ApiBase")
        raise ConfigError(f"The {name} must not contain a query; use AdditionalQuery for that.")
    try:
        return f"{url}?{urlencode(query)}" if query else url
    except UnicodeEncodeError as error:
        raise ConfigError(f"A parameter of the query is not valid UTF-8: {error.object!a}") from None
