"""``System.Net.Http.HttpResponseMessage``: the response of a failed call, as ``$_.Exception.Response``."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from ..collections.dictionaries import Hashtable
from ..model.core import OBJECT
from ..model.enums import EnumType, EnumValue
from ..model.registry import get_type, register
from ..model.types import DotNetType
from .uri import Uri


class ResponseMessage:
    """What a service answered: the status and the headers. The body is the ErrorDetails of the error record."""

    __slots__ = ("asked", "headers", "status")

    def __init__(self, status: int, headers: Mapping[str, str], asked: tuple[str, str] = ("", "")) -> None:
        self.status = status
        self.headers = headers
        self.asked = asked  # the method and the address of the request, after redirects

    @property
    def reason(self) -> str:
        return reason_of(self.status)

    @property
    def status_code(self) -> EnumValue:
        """The status as .NET's HttpStatusCode, which shows its name and converts to its number."""
        type_ = get_type("System.Net.HttpStatusCode")
        assert isinstance(type_, EnumType)
        return EnumValue(type_, self.status)

    def __str__(self) -> str:
        return f"StatusCode: {self.status}, ReasonPhrase: '{self.reason}', Version: 1.1"


def reason_of(status: int) -> str:
    """The usual reason phrase of a status, '' for a status that has none."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def header_table(headers: Mapping[str, str]) -> Hashtable:
    """Headers by name, each with an array of its values."""
    table = Hashtable()
    for name, value in headers.items():
        table["-".join(word.capitalize() for word in name.split("-"))] = [value]
    return table


RESPONSE = register(DotNetType("System.Net.Http.HttpResponseMessage", python=ResponseMessage, base=OBJECT))
RESPONSE.constructor("int", "object")(ResponseMessage)
RESPONSE.prop("StatusCode", "System.Net.HttpStatusCode")(lambda response: response.status_code)
RESPONSE.prop("ReasonPhrase", "string")(lambda response: response.reason)
RESPONSE.prop("Headers", "hashtable")(lambda response: header_table(response.headers))
RESPONSE.prop("IsSuccessStatusCode", "bool")(
    lambda response: HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES
)
RESPONSE.method("ToString", returns="string")(str)


class RequestMessage:
    """The request that was answered."""

    __slots__ = ("method", "uri")

    def __init__(self, method: str, url: str) -> None:
        self.method, self.uri = method, Uri(url)


REQUEST = register(DotNetType("System.Net.Http.HttpRequestMessage", python=RequestMessage, base=OBJECT))
REQUEST.prop("Method", "string")(lambda it: it.method)
REQUEST.prop("RequestUri", "uri")(lambda it: it.uri)
RESPONSE.prop("RequestMessage", REQUEST.full_name)(lambda it: RequestMessage(*it.asked) if it.asked[1] else None)
RESPONSE.prop("ResponseUri", "uri")(lambda it: Uri(it.asked[1]) if it.asked[1] else None)
