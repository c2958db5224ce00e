"""The errors of a call.

    HttpError                        the base of all that this package raises
    ├── ConfigError                  the call cannot be made as asked (bad key, bad id, bad address)
    │   └── UnsupportedEndpointError this kind of API does not have the endpoint
    ├── ApiError                     the service answered with an error
    │   ├── BadRequestError          400
    │   │   └── ContentFilteredError the prompt or the answer was refused by a content filter
    │   ├── UnauthorizedError        401
    │   ├── ForbiddenError           403
    │   ├── NotFoundError            404
    │   ├── ConflictError            409
    │   ├── UnprocessableEntityError 422
    │   ├── RateLimitError           429
    │   ├── QuotaExceededError       429 because of the quota: waiting does not help
    │   └── ServerError              5xx
    ├── TransportError               no answer: the connection failed
    │   ├── ConnectError             name, refusal, TLS
    │   │   └── UntrustedError       the certificate is not trusted: waiting does not help
    │   ├── TimeoutError             too slow
    │   └── ClosedError              a websocket was closed, and not as its end
    ├── InvalidResponseError         a response that does not fit the API (an endless list)
    │   └── NotJsonError             ... because it is not JSON
    └── IncompleteDownloadError      a download that could not be completed
        └── ChangedContentError      ... because the content changed after part of it was used

No message contains the call's key; `ApiConfig.mask` removes other secrets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from .json_text import read_json

_LONGEST_MESSAGE = 1000


class HttpError(Exception):
    """The base of all errors that this package raises on purpose."""


class ConfigError(HttpError):
    """The call cannot be made with these settings; nothing was sent."""


class UnsupportedEndpointError(ConfigError):
    """This kind of API (Azure) does not have the endpoint."""


class ApiError(HttpError):
    """The service answered with an error."""

    kind = "APIRequest"

    def __init__(
        self,
        message: str,
        *,
        status: int,
        type: str | None = None,
        code: str | None = None,
        param: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.type = type
        self.code = code
        self.param = param
        self.headers: Mapping[str, str] = headers or {}
        self.body = body

    @property
    def request_id(self) -> str | None:
        return self.headers.get("x-request-id")


class BadRequestError(ApiError):
    kind = "BadRequest"


class ContentFilteredError(BadRequestError):
    """A content filter refused the prompt or the answer."""

    kind = "ContentFiltered"


class UnauthorizedError(ApiError):
    kind = "Unauthorized"


class ForbiddenError(ApiError):
    kind = "Forbidden"


class NotFoundError(ApiError):
    kind = "NotFound"


class ConflictError(ApiError):
    kind = "Conflict"


class UnprocessableEntityError(ApiError):
    kind = "UnprocessableEntity"


class RateLimitError(ApiError):
    kind = "RateLimitExceeded"


class QuotaExceededError(ApiError):
    kind = "QuotaLimitExceeded"


class ServerError(ApiError):
    """An error of the service itself."""


class TransportError(HttpError):
    """There was no response, or it ended early."""


class ConnectError(TransportError):
    """The service could not be reached."""


class UntrustedError(ConnectError):
    """The certificate of the service, or of a proxy on the way, is not trusted; or it does not speak TLS at all."""


class TimeoutError(TransportError):
    """The service took longer than the timeout."""


class ClosedError(TransportError):
    """A websocket was closed by the service, or broke. `code` is the close code, None without one."""

    def __init__(self, message: str, code: int | None = None, reason: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.reason = reason


class InvalidResponseError(HttpError):
    """The response does not fit the API."""


class NotJsonError(InvalidResponseError):
    """The response is not JSON, but perhaps a web page."""


class IncompleteDownloadError(HttpError):
    """A download ended early and could not be resumed."""

    def __init__(self, message: str, *, received: int, expected: int | None = None) -> None:
        super().__init__(message)
        self.received = received
        self.expected = expected


class ChangedContentError(IncompleteDownloadError):
    """The content changed on the server after part of the old content was used."""


_BY_STATUS: Mapping[int, type[ApiError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
}


def api_error(
    status: int, content: bytes, *, headers: Mapping[str, str] | None = None, mask: Callable[[str], str] = str
) -> ApiError:
    """The error for a response with this status and body."""
    text = mask(content.decode("utf-8", "replace"))
    try:
        body: Any = read_json(text)
    except ValueError:
        body = text
    detail = body.get("error", body) if isinstance(body, dict) else body
    masked = {name: mask(value) for name, value in (headers or {}).items()}  # a bad service may show the key in them
    return _from_detail(status, detail, body, text, masked)


def is_refusal(body: Any) -> bool:
    """Whether an answer is nothing but an error. Objects of the service have an id or say what they are."""
    if not isinstance(body, dict) or not isinstance(body.get("error"), dict | str) or not body["error"]:
        return False
    return not {"id", "object", "custom_id", "data", "output"} & body.keys()


def stream_error(payload: Any, mask: Callable[[str], str] = str) -> ApiError:
    """The error for an error event in a stream, whose HTTP status was 200."""
    text = mask(payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False))
    try:
        body: Any = read_json(text)
    except ValueError:
        body = text
    detail = body.get("error") or body if isinstance(body, dict) else body
    return _from_detail(200, detail, body, text, None)


def _from_detail(status: int, detail: Any, body: Any, text: str, headers: Mapping[str, str] | None) -> ApiError:
    def part(name: str) -> str | None:
        value = detail.get(name) if isinstance(detail, dict) else None
        return None if value is None else str(value)

    if isinstance(detail, str):
        said = detail.strip()
    else:
        said = part("message") or part("detail") or ""
    if "<html" in said[:500].lower():
        said = ""
    if len(said) > _LONGEST_MESSAGE:
        said = said[:_LONGEST_MESSAGE] + "..."
    if status == 429:
        cls: type[ApiError] = QuotaExceededError if "quota" in text.lower() else RateLimitError
    elif status >= 500:
        cls = ServerError
    elif status == 400 and part("code") == "content_filter":
        cls = ContentFilteredError
    else:
        cls = _BY_STATUS.get(status, ApiError)
    if status == 200:
        message = said or "The service reported an error in the stream."
    else:
        message = f"The service answered {status}" + (f": {said}" if said else " without saying why.")
    return cls(
        message,
        status=status,
        type=part("type"),
        code=part("code"),
        param=part("param"),
        headers=headers,
        body=body,
    )
