"""The errors that the Python functions raise, as one tree.

::

    PSOpenAIError                         everything that this package raises on purpose
    ├── ParseError                        a text is not PowerShell (`Shell.run`)
    └── CmdletError                       a function failed: ``record``, ``records``, ``results``
        ├── ArgumentError                 wrong arguments; also a TypeError and a ValueError
        ├── MissingKeyError               no API key was found
        ├── ApiError                      the service answered with an error: ``status``, ``code``, ``request_id`` ...
        │   ├── BadRequestError           400
        │   ├── AuthenticationError       401: the key is wrong
        │   ├── PermissionDeniedError     403
        │   ├── NotFoundError             404
        │   ├── ConflictError             409
        │   ├── UnprocessableEntityError  422
        │   ├── RateLimitError            429: try again later
        │   │   └── QuotaExceededError    429: the quota is used up, waiting does not help
        │   └── ServerError               5xx
        ├── ApiConnectionError            no answer: the address was not reached, or the connection broke
        │   └── ApiTimeoutError           the answer took too long; also a TimeoutError
        └── BatchError                    a batch has no results, or reports errors of its own: ``batch_id``
            └── IncompleteResult          results are missing or unreadable; what came is good

A function with several inputs does its work for all of them, then raises one error: ``records`` has an error record for
each input that failed, ``results`` what the others returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import http
from .errors import ErrorRecord, ExitCode, PSOpenAIError


class CmdletError(PSOpenAIError):
    """A function failed. ``record`` is the first error record, ``records`` are all of them.

    ``results`` has what the function returned for the other inputs; it is empty where the results were iterated.
    """

    def __init__(self, records: Sequence[ErrorRecord], message: str | None = None) -> None:
        more = f" (and {len(records) - 1} more)" if len(records) > 1 else ""
        super().__init__(f"{message or records[0].message}{more}")
        self.record = records[0]
        self.records = list(records)
        self.results: list[Any] = []

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), str(self), {k: v for k, v in vars(self).items() if k not in _LIVE})


_LIVE = frozenset(("record", "records", "results"))  # what does not travel to another process


def _restored(cls: type[CmdletError], message: str, state: dict[str, Any]) -> CmdletError:
    """The error from another process, without the objects that stayed there."""
    made = cls.__new__(cls, message)
    Exception.__init__(made, message)
    made.record = ErrorRecord("", message)
    made.records, made.results = [made.record], []
    vars(made).update(state)
    return made


class ArgumentError(CmdletError, TypeError, ValueError):
    """An argument is missing, unknown, or of the wrong kind; nothing was sent."""


class MissingKeyError(CmdletError):
    """There is no API key; nothing was sent."""


class ApiError(CmdletError):
    """The service answered with an error.

    ``status`` is the HTTP status; ``code``, ``type`` and ``param`` are the service's own words, ``request_id`` is the
    id to quote to its support. Each of these is None where the service does not say.
    """

    status: int = 0
    code: str | None = None
    type: str | None = None
    param: str | None = None
    request_id: str | None = None


class BadRequestError(ApiError):
    """400."""


class AuthenticationError(ApiError):
    """401: the key is wrong."""


class PermissionDeniedError(ApiError):
    """403."""


class NotFoundError(ApiError):
    """404."""


class ConflictError(ApiError):
    """409."""


class UnprocessableEntityError(ApiError):
    """422."""


class RateLimitError(ApiError):
    """429: try again later."""


class QuotaExceededError(RateLimitError):
    """429: the quota is used up, waiting does not help."""


class ServerError(ApiError):
    """5xx."""


class ApiConnectionError(CmdletError):
    """No answer: the address was not reached, or the connection broke."""


class ApiTimeoutError(ApiConnectionError, TimeoutError):
    """The answer took too long."""


class BatchError(CmdletError):
    """A batch has no results, or reports errors of its own; ``batch_id`` names it."""

    batch_id: str | None = None


class IncompleteResult(BatchError):
    """Results are missing or unreadable. What came is good."""


#: what an error of `http` is raised as; the first class that fits counts
_OF_HTTP: tuple[tuple[type[http.HttpError], type[CmdletError]], ...] = (
    (http.BadRequestError, BadRequestError),
    (http.UnauthorizedError, AuthenticationError),
    (http.ForbiddenError, PermissionDeniedError),
    (http.NotFoundError, NotFoundError),
    (http.ConflictError, ConflictError),
    (http.UnprocessableEntityError, UnprocessableEntityError),
    (http.QuotaExceededError, QuotaExceededError),
    (http.RateLimitError, RateLimitError),
    (http.ServerError, ServerError),
    (http.ApiError, ApiError),
    (http.TimeoutError, ApiTimeoutError),
    (http.TransportError, ApiConnectionError),
    (http.IncompleteDownloadError, IncompleteResult),
    (http.ConfigError, ArgumentError),
)


def class_of(record: ErrorRecord) -> type[CmdletError]:
    """The class of the error to raise for an error record."""
    cause = record.exception.__cause__
    for http_class, raised in _OF_HTTP:
        if isinstance(cause, http_class):
            return raised
    if record.error_id == "ApiKeyNotFound":
        return MissingKeyError
    if record.exit_code == ExitCode.INCOMPLETE:
        return IncompleteResult
    if "BatchId" in record.exception.properties:
        return BatchError
    return ArgumentError if record.exit_code == ExitCode.USAGE else CmdletError


def to_raise(records: Sequence[ErrorRecord], message: str | None = None) -> CmdletError:
    """The error to raise for what a cmdlet reported; the first record decides its class and fields."""
    first = records[0]
    made = class_of(first)(records, message)
    cause = first.exception.__cause__
    if isinstance(made, ApiError) and isinstance(cause, http.ApiError):
        made.status, made.code, made.type = cause.status, cause.code, cause.type
        made.param, made.request_id = cause.param, cause.request_id
    if isinstance(made, BatchError):
        made.batch_id = first.exception.properties.get("BatchId")
    return made
