"""Errors of the service."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


class ApiFailure(Exception):
    """A response with an error status and the service's error object."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.body: dict[str, Any] = {"error": {"message": message, "type": type, "param": param, "code": code}}


def type_for(status: int) -> str:
    """The error type that the service uses with a status."""
    if status == 429:
        return "rate_limit_error"
    return "server_error" if status >= 500 else "invalid_request_error"


def missing(param: str) -> ApiFailure:
    return ApiFailure(400, f"Missing required parameter: '{param}'.", param=param, code="missing_required_parameter")


def check_value(value: object, allowed: Collection[str], param: str) -> None:
    """Refuse a value that is none of those allowed."""
    if value not in allowed:
        shown = ", ".join(f"'{one}'" for one in allowed)
        message = f"Invalid value: '{value}'. Supported values are: {shown}."
        raise ApiFailure(400, message, param=param, code="invalid_value")


def not_found(kind: str, id: str) -> ApiFailure:
    return ApiFailure(404, f"No {kind} found with id '{id}'.", param="id")


#: what Python raises where a request has something else than the code expects
MALFORMED = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


def malformed(error: Exception) -> ApiFailure:
    """The answer to a request that has another shape than the API's."""
    return ApiFailure(400, f"The request does not have the form of the API ({type(error).__name__}: {error}).")
