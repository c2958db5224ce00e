"""From what `http` raises to error records: PSOpenAI's exception types, categories and exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ErrorRecord, ExitCode, NetException

if TYPE_CHECKING:
    from ..http import HttpError

PREFIX = "PSOpenAI.APIRequest."


def record_of(error: HttpError) -> ErrorRecord:
    """The error record of a failed call."""
    from .. import http

    table: list[tuple[type[HttpError], str, ExitCode]] = [
        (http.BadRequestError, "BadRequestException", ExitCode.INPUT_FAILED),
        (http.UnauthorizedError, "UnauthorizedException", ExitCode.NO_KEY),
        (http.ForbiddenError, "PermissionDeniedException", ExitCode.NO_KEY),
        (http.NotFoundError, "NotFoundException", ExitCode.INPUT_FAILED),
        (http.ConflictError, "ConflictException", ExitCode.INPUT_FAILED),
        (http.UnprocessableEntityError, "UnprocessableEntityException", ExitCode.INPUT_FAILED),
        (http.QuotaExceededError, "QuotaLimitExceededException", ExitCode.NETWORK),
        (http.RateLimitError, "RateLimitExceededException", ExitCode.NETWORK),
        (http.ServerError, "APIRequestException", ExitCode.NETWORK),
        (http.IncompleteDownloadError, "APIRequestException", ExitCode.INCOMPLETE),
        (http.TransportError, "APIRequestException", ExitCode.NETWORK),
        (http.ConfigError, "APIRequestException", ExitCode.USAGE),
    ]
    name, code = next(((n, c) for t, n, c in table if isinstance(error, t)), ("APIRequestException", ExitCode.NETWORK))
    net = NetException(PREFIX + name, str(error))
    if isinstance(error, http.ApiError):
        net.properties.update(
            StatusCode=_status(error.status), RequestId=error.request_id, ErrorType=error.type, ErrorCode=error.code
        )
    record = ErrorRecord(PREFIX + name, net.message, "InvalidOperation", None, net, exit_code=code)
    record.ends_all = isinstance(error, http.UnauthorizedError)
    return record


def _status(code: int) -> object:
    """The status as .NET's HttpStatusCode, which shows its name and converts to its number."""
    from ..dotnet.model.registry import find_type

    type_ = find_type("System.Net.HttpStatusCode")
    if type_ is None or type_.convert is None:
        return code
    try:
        return type_.convert(code)
    except (ValueError, TypeError):
        return code
